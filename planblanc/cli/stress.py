"""The command that tests a region's pool: what would stay uncovered if a hospital fell, or two."""

import asyncio
import json
import signal
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import IO

import click

from planblanc import settings
from planblanc.cli.databases import administrator_url
from planblanc.documents import stress_rows, stress_sheet
from planblanc.domain.access import Actor, Channel, Role
from planblanc.domain.errors import Unavailable
from planblanc.domain.identity import key_of
from planblanc.domain.stress import StressReport, StressRun, StressStaffing, StressState
from planblanc.settings import Settings
from planblanc.store import clock, health, regions
from planblanc.store import stress as stored
from planblanc.store.transaction import Database, Transaction
from planblanc.usecases import stress
from planblanc.usecases.stress import StressWanted

_ROLE = "planblanc_worker"
_SAYS_UTF_8 = "\ufeff"  # without it, a spreadsheet spoils the accents of a file


@dataclass(frozen=True)
class _Done:
    """A test that was run, the name of its region, and what it found."""

    region: str
    run: StressRun
    report: StressReport


@click.command("stress-test")
@click.option("--region", required=True, help="Code INSEE de la région.")
@click.option("--pairs", is_flag=True, help="Attaque aussi chaque paire d'établissements.")
@click.option("--day", is_flag=True, help="Avec l'effectif de jour : un mardi à 10 h.")
@click.option("--night", is_flag=True, help="Avec l'effectif de nuit : un mercredi à 2 h.")
@click.option("--week-end", is_flag=True, help="Avec l'effectif du week-end : un dimanche à 15 h.")
@click.option(
    "--format", "form", type=click.Choice(["table", "json", "csv"]), default="table", show_default=True, help="Forme du résultat."
)
@click.option("--lines", type=click.IntRange(1, 1000), default=10, show_default=True, help="Lignes par tableau, au plus (forme table).")
@click.option("--output", type=click.File("w", "utf-8", lazy=False, atomic=True), help="Fichier où écrire, au lieu d'afficher.")
def stress_test(*, region: str, pairs: bool, form: str, lines: int, output: IO[str] | None, **chosen: bool) -> None:
    """Éprouve le vivier d'une région : qu'est-ce qui manquerait si un établissement tombait ?

    Chaque établissement est attaqué seul, puis chaque groupe au sort commun ; sans --day, --night ni --week-end, avec les
    trois effectifs. Rien n'est engagé, personne n'est prévenu. Le résultat reste lisible par l'API.
    """
    staffings = tuple(staffing for staffing in StressStaffing if chosen[staffing.value.lower()]) or tuple(StressStaffing)
    signal.signal(signal.SIGTERM, signal.default_int_handler)  # both signals end the run that is kept
    click.echo("Calcul des attaques en cours…", err=True)
    done = asyncio.run(_run(settings.read(), StressWanted(region, staffings, pairs)))
    text = _written(done, form, lines)
    if output is None:
        click.echo(text, nl=False)
        return
    output.write(_SAYS_UTF_8 + text if form == "csv" else text)
    click.echo(f"Résultat écrit : {output.name}", err=True)


def _written(done: _Done, form: str, lines: int) -> str:
    if form == "json":
        return json.dumps(stress_rows.as_plain(done.run, done.report), ensure_ascii=False, indent=2) + "\n"
    if form == "csv":
        return stress_rows.as_csv(done.report)
    return "\n".join(stress_sheet.lines(done.region, done.run, done.report, lines)) + "\n"


async def _run(configured: Settings, wanted: StressWanted) -> _Done:
    """Run the test here, as a coordinator of the region would have the worker do, and read what was kept."""

    async def now(tx: Transaction) -> datetime:
        real = datetime.now(UTC)
        return real if configured.is_production else await clock.crisis_time(tx, real)

    actor = Actor(
        key_of("service", "command-line"), "Ligne de commande", Role.ARS_COORDINATOR, frozenset({wanted.region}), channel=Channel.SYSTEM
    )
    database = await Database.connect(configured.worker_url or administrator_url(configured), _ROLE, size=2)
    try:
        await health.require_migrated(database, actor)
        async with database.transaction(actor) as tx:
            opened = await stress.open_run(tx, actor, wanted, await now(tx))
        try:
            await stress.run(database, actor, opened.id, now)
        except BaseException:  # Ctrl-C, or a lost database that is back: nobody else would end it
            async with database.transaction(actor) as tx:
                await stress.cancel(tx, actor, opened.id, await now(tx))
            raise
        async with database.transaction(actor, read_only=True) as tx:
            return await _read(tx, opened)
    finally:
        await database.close()


async def _read(tx: Transaction, opened: StressRun) -> _Done:
    run = await stored.by_id(tx, opened.id)
    if run is None or run.state is not StressState.DONE:
        raise Unavailable(run.failure if run is not None and run.failure else "Le test de résistance a été arrêté avant sa fin.")
    (region,) = await regions.regions_by_code(tx, [opened.region])
    return _Done(region.name if region is not None else opened.region, run, await stored.report(tx, run))
