"""The demonstration: a database made for it, the service as it runs anywhere, a real crisis replayed, then served."""

import asyncio
import fcntl
import signal
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import click

from planblanc import settings, shipped
from planblanc.auth.demonstration import IDENTITIES
from planblanc.cli import operator, seed, serve
from planblanc.cli.databases import administrator_url
from planblanc.domain.errors import Unavailable
from planblanc.drill import identities
from planblanc.drill.demonstration import Running, opened
from planblanc.drill.processes import Processes
from planblanc.drill.replay import scenario
from planblanc.drill.replay.scenario import Scenario
from planblanc.drill.replay.telling import Teller
from planblanc.settings import Misconfigured, Settings
from planblanc.store import demonstration, embedded, migrate
from planblanc.store.seeding import Tally
from planblanc.usecases.seeding import SEEDER

_BEFORE = timedelta(days=1)  # the reference facts are there when the crisis begins
_INTERRUPTED = 130


@click.command()
@click.option("--once", is_flag=True, help="Rejoue la crise, puis arrête tout : 0 si tout s'est passé comme attendu, 1 sinon.")
@click.option("--scenario", "code", default="dax", show_default=True, help="La crise : dax, dax-sans-tarbes ou armentieres.")
@click.option("--until", "moment", help="Jusqu'à quelle heure de la crise la rejouer, pour la voir en cours : 06:39, ou 2021-02-09T06:39.")
@click.option("--port", type=click.IntRange(0, 65535), help="Port d'écoute (8000 sans précision ; avec --once, un port libre).")
def demo(*, once: bool, code: str, moment: str | None, port: int | None) -> None:
    """Rejoue une crise réelle par les portes publiques du service, puis le laisse ouvert.

    La base est celle que la démonstration a faite pour elle (.planblanc/, ou DATABASE_URL si elle est vide) : vidée et
    refaite à chaque lancement. Toute autre base est refusée, sans y toucher.
    """
    configured = settings.read()
    if configured.is_production:
        raise Misconfigured("La démonstration n'existe pas en production (PLANBLANC_MODE).")
    told = scenario.read(shipped.seeds_dir() / "demo", code)
    told = told.until(moment) if moment is not None else told
    wanted = replace(configured, port=port if port is not None else 0 if once else configured.port)
    signal.signal(signal.SIGTERM, signal.default_int_handler)  # both signals stop all that was started
    with _alone(wanted.home):
        processes = Processes(wanted.home / "demonstration")
        processes.end_remains()
        serve.listen(wanted.host, wanted.port).close()
        try:
            with _database(wanted) as url:
                asyncio.run(_Demonstration(wanted, told, url, processes).perform(once=once))
        except KeyboardInterrupt:
            click.echo("\n  Démonstration arrêtée.")
            sys.exit(_INTERRUPTED)


@dataclass(frozen=True)
class _Demonstration:
    """One demonstration: its settings, its crisis, its database and its processes."""

    wanted: Settings
    told: Scenario
    url: str
    processes: Processes

    async def perform(self, *, once: bool) -> None:
        """Make the database anew, open the service, replay the crisis, and stay open unless it is `once`."""
        teller = Teller(click.echo)
        click.echo("\n  plan blanc numérique : démonstration\n")
        await demonstration.renew(self.url, SEEDER)
        await migrate.migrate(self.url)
        keyed = replace(self.wanted, migrator_url=self.url)
        before = self.told.starts_at - _BEFORE
        tallies = await seed.load(keyed, self.told.code, before)
        async with operator.opened(keyed) as database, database.transaction(operator.OPERATOR) as tx:
            await identities.let_in(tx, operator.OPERATOR, IDENTITIES, datetime.now(UTC), before)
        async with opened(self.wanted, self.url, self.processes, teller) as running:
            self._tell_what_is_there(tallies, running)
            teller.title(self.told.title)
            await running.replay(self.told)
            click.echo("  Tout s'est passé comme attendu.")
            if not once:
                self._tell_what_to_open(running)
                raise Unavailable(await self.processes.ended())

    def _tell_what_is_there(self, tallies: Sequence[Tally], running: Running) -> None:
        rows = {tally.table: tally.added for tally in tallies}
        place = f"embarquée, dans {self.wanted.home / 'database'}" if _is_embedded(self.wanted) else "celle de DATABASE_URL"
        pool = f"{rows['lender']} prêteurs, {rows['responder']} équipes ou intervenants, {rows['equipment_stock']} stocks"
        click.echo(f"  base        {place}, vidée et refaite")
        click.echo(
            f"  réel        {rows['establishment']} sites hospitaliers, {rows['hospital_group']} GHT, {rows['procedure']} procédures"
        )
        click.echo(f"  synthétique {pool}")
        click.echo(f"  service     API et traitement, sur {running.address}")

    def _tell_what_to_open(self, running: Running) -> None:
        click.echo(f"\n  Ouvrez {running.address} ; l'heure de la crise continue de courir. Ctrl-C arrête tout.")
        click.echo(f"  La console : {running.address.rstrip('/')}/veille\n")
        click.echo("  Identités de démonstration :")
        for known in IDENTITIES:
            click.echo(f"    {known.code:<16}{known.name} ({known.scope})")
        click.echo(f"\n  Leur jeton : {command(Path(sys.argv[0]), Path.cwd())} token --as ars-75")


def command(program: Path, folder: Path) -> str:
    """How this program is called again from a folder: by its path there, by its name, or as a module."""
    if program.name == "__main__.py":
        return "python -m planblanc"
    return str(program.relative_to(folder)) if program.is_relative_to(folder) else program.name


@contextmanager
def _alone(home: Path) -> Iterator[None]:
    """Let one demonstration at a time use this folder, however an earlier one ended."""
    try:
        home.mkdir(parents=True, exist_ok=True)
        lock = (home / "demonstration.lock").open("w")
    except OSError as error:
        raise Unavailable(f"Le dossier {home} ne peut pas être écrit ({error.strerror}) : vérifiez vos droits sur ce dossier.") from error
    with lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise Unavailable(f"Une démonstration tourne déjà dans {home} : arrêtez-la (Ctrl-C), puis recommencez.") from None
        yield


@contextmanager
def _database(wanted: Settings) -> Iterator[str]:
    """The database that the environment names, else the embedded one, stopped at the end."""
    try:
        yield administrator_url(wanted)
    finally:
        if _is_embedded(wanted):
            embedded.stop(wanted.home / "database")


def _is_embedded(wanted: Settings) -> bool:
    return wanted.migrator_url is None and wanted.database_url is None
