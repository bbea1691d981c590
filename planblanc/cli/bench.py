"""Commands that measure the service, each on a database of its own that is thrown away."""

import asyncio
import json
import tempfile
from collections.abc import AsyncIterator, Iterable, Iterator, Mapping
from contextlib import asynccontextmanager, contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import click

from planblanc import settings
from planblanc.bench import crisis as measured_crisis
from planblanc.bench import mutations as measured_mutations
from planblanc.bench import nearest as measured_nearest
from planblanc.bench import telling
from planblanc.bench import tenancy as measured_tenancy
from planblanc.bench.console import measure as measured_console
from planblanc.bench.console import told as console_told
from planblanc.bench.console.figures import Measured as MeasuredConsole
from planblanc.bench.crisis import Passed, Service
from planblanc.bench.figures import Durations
from planblanc.bench.solver import alone, table
from planblanc.cli import seed
from planblanc.drill.processes import Processes
from planblanc.settings import Settings
from planblanc.store import embedded
from planblanc.store import migrate as migrations

_POOLS = {"region": "demo", "national": "national"}
_pool = click.option(
    "--pool", type=click.Choice(list(_POOLS)), default="region", show_default=True, help="Vivier inventé : d'une région, ou national."
)
_runs = click.option("--runs", type=click.IntRange(1, 100), default=20, show_default=True, help="Nombre de passages.")
_json = click.option("--json", "as_json", is_flag=True, help="Pour un programme : en JSON.")


@click.group()
def bench() -> None:
    """Mesure ce que le service promet, sur une base faite pour cela, puis jetée."""


@bench.command()
@_pool
@_runs
@_json
def crisis(*, pool: str, runs: int, as_json: bool) -> None:
    """Du message signé du portail au plan enregistré, un autre hôpital à chaque passage."""
    with _database(pool) as wanted:
        passed = asyncio.run(_on_the_service(wanted, runs))
        measured = asyncio.run(measured_crisis.take_apart(wanted.database_url or "", pool, passed, runs))
    _tell(telling.crisis_told(measured), telling.crisis_table(measured), as_json=as_json)


@bench.command()
@_pool
@_runs
@_json
def nearest(*, pool: str, runs: int, as_json: bool) -> None:
    """Les ressources les plus proches, par leur index et sans lui."""
    with _database(pool) as wanted:
        measured = asyncio.run(measured_nearest.measure(wanted.database_url or "", pool, runs))
    _tell(telling.nearest_told(measured), telling.nearest_table(measured), as_json=as_json)


@bench.command()
@click.option(
    "--rows",
    type=click.IntRange(1, 1_000_000),
    default=200_000,
    show_default=True,
    help="Lignes de chaque table.",
)
@_runs
@_json
def tenancy(*, rows: int, runs: int, as_json: bool) -> None:
    """Ce que coûte la cloison entre les organismes : les lectures du vivier sous les règles d'accès, et sans elles."""
    with _database("national") as wanted:
        measured = asyncio.run(measured_tenancy.measure(wanted.database_url or "", rows, runs))
    _tell(telling.tenancy_told(measured), telling.tenancy_table(measured), as_json=as_json)


@bench.command()
@click.option("--runs", type=click.IntRange(1, 2000), default=200, show_default=True, help="Nombre de passages, de six mutations chacun.")
@_json
def mutations(*, runs: int, as_json: bool) -> None:
    """Ce que coûte un acte, de la déclaration d'un incident à sa fin, sur le service en marche."""
    with _database("region") as wanted:
        measured = asyncio.run(_acting(wanted, runs))
    _tell(telling.mutations_told(measured), telling.mutations_table(measured), as_json=as_json)


@bench.command()
@click.option("--consoles", type=click.IntRange(1, 1000), default=200, show_default=True, help="Consoles ouvertes en même temps.")
@_runs
@_json
def console(*, consoles: int, runs: int, as_json: bool) -> None:
    """Ce que coûtent les pages de la console dans un navigateur, et ce que voient deux cents personnes à la fois."""
    with _database("region") as wanted:
        measured = asyncio.run(_browsed(wanted, consoles, runs))
    _tell(console_told.for_a_program(measured), console_told.table(measured), as_json=as_json)


@bench.command()
@click.option(
    "--case", "chosen", multiple=True, type=click.Choice(list(alone.TITLES)), help="Un cas seulement, ou plusieurs ; tous sans cela."
)
@click.option("--seed", type=int, default=1, show_default=True, help="Graine dont les instances sont tirées.")
@click.option("--runs", type=click.IntRange(1, 100), default=5, show_default=True, help="Passages dont la médiane est dite.")
@click.option(
    "--size",
    type=click.Choice(alone.SIZES),
    default="full",
    show_default=True,
    help="« small » : pour essayer la commande, sans rien mesurer d'utile.",
)
@_json
def solver(*, chosen: tuple[str, ...], seed: int, runs: int, size: str, as_json: bool) -> None:
    """Le solveur seul, face à ses pairs sur les mêmes instances ; chaque cas dans un processus à lui."""
    told = {}
    for name in chosen or alone.TITLES:
        told[name] = alone.measured(name, size=size, seed=seed, runs=runs)
        if not as_json:
            for line in (*table.lines(alone.TITLES[name], told[name]), ""):
                click.echo(line)
    if as_json:
        click.echo(json.dumps({"seed": seed, "size": size, "cases": told}, ensure_ascii=False, indent=2))


async def _on_the_service(wanted: Settings, runs: int) -> Passed:
    async with _service(wanted) as service:
        return await measured_crisis.pass_through(service, runs)


async def _acting(wanted: Settings, runs: int) -> Mapping[str, Durations]:
    async with _service(wanted) as service:
        return await measured_mutations.measure(service, runs)


async def _browsed(wanted: Settings, consoles: int, runs: int) -> MeasuredConsole:
    async with _service(wanted) as service:
        return await measured_console.measure(service, consoles, runs)


@asynccontextmanager
async def _service(wanted: Settings) -> AsyncIterator[Service]:
    """The API and the worker, each a process as in production."""
    own = {"DATABASE_URL": wanted.database_url or "", "PLANBLANC_HOME": str(wanted.home)}
    environment = settings.environment_apart(**settings.UNHURRIED, **own)
    processes = Processes(wanted.home)
    try:
        said = await processes.start("api", environment, "serve", "--port", "0")
        await processes.start("worker", environment, "worker")
        address = said.rsplit(" ", 1)[-1]
        yield Service(address, wanted.home, wanted.database_url or "", processes.number("api"), processes.number("worker"))
    finally:
        await processes.stop()


@contextmanager
def _database(pool: str) -> Iterator[Settings]:
    """A seeded database that keeps what it commits, as in production; the settings of a service on it."""
    with tempfile.TemporaryDirectory(prefix="planblanc-bench-") as folder:
        home = Path(folder)
        home.chmod(0o755)  # run by root, the server is another user's
        base = home / "database"
        try:
            url = embedded.start(base)
            asyncio.run(migrations.migrate(url))
            wanted = replace(Settings(), home=home, database_url=url)
            asyncio.run(seed.load(wanted, _POOLS[pool], datetime.now(UTC)))
            yield wanted
        finally:
            embedded.discard(base)


def _tell(told: Mapping[str, Any], table: Iterable[str], *, as_json: bool) -> None:
    if as_json:
        click.echo(json.dumps(told, ensure_ascii=False, indent=2))
        return
    for line in table:
        click.echo(line)
