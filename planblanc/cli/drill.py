"""The command that breaks the service on purpose, and says which promises held."""

import asyncio
import os
import secrets
import shutil
import signal
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from time import perf_counter

import click

from planblanc.cli import seed as seeding
from planblanc.domain import french
from planblanc.domain.errors import PlanblancError
from planblanc.drill.faults import figures
from planblanc.drill.faults.drills import DRILLS, Drill
from planblanc.drill.faults.figures import Figure
from planblanc.drill.faults.ground import Ground
from planblanc.settings import Settings
from planblanc.store import embedded
from planblanc.store import migrate as migrations

_SEEDED = "seeded"
_POOL = "demo"


@click.group()
def drill() -> None:
    """Éprouve le service, sur une base faite pour cela, puis jetée."""


@drill.command()
@click.option("--only", "chosen", multiple=True, type=click.Choice([one.name for one in DRILLS]), help="Un essai seulement, ou plusieurs.")
@click.option("--seed", type=int, help="Graine du hasard ; tirée et dite sans précision.")
@click.option("--size", type=click.FloatRange(0.001, 10), default=1.0, show_default=True, help="Taille : 1 pour les chiffres promis.")
@click.option("--logs", type=click.Path(path_type=Path, file_okay=False), help="Dossier où garder les journaux des processus.")
def faults(*, chosen: tuple[str, ...], seed: int | None, size: float, logs: Path | None) -> None:
    """Courses, coupures et charge sur de vrais processus : promesse, mesure, tenue ou NON TENUE.

    Le code de sortie est 1 quand une promesse n'est pas tenue.
    """
    signal.signal(signal.SIGTERM, signal.default_int_handler)  # both signals stop all that was started
    drawn = secrets.randbelow(1_000_000) if seed is None else seed
    click.echo(f"Graine {drawn}, taille {size:g}, {os.cpu_count()} cœurs\n")
    wanted = [one for one in DRILLS if not chosen or one.name in chosen]
    with prepared(logs) as folder:
        found = [figure for one in wanted for figure in _figures(one, folder, drawn, size)]
    kept = sum(figure.is_kept for figure in found)
    click.echo(f"{french.counted(kept, 'promesse tenue', 'promesses tenues')} sur {len(found)}.")
    if kept < len(found):
        sys.exit(1)


def _figures(one: Drill, folder: Path, seed: int, size: float) -> tuple[Figure, ...]:
    begun = perf_counter()
    try:
        found = asyncio.run(one.run(ground_of(one.name, folder, seed, size)))
    except PlanblancError as error:
        found = (Figure("l'essai va à son terme", str(error) or str(error.__doc__), is_kept=False),)
    told = f"{one.name}, {figures.seconds(perf_counter() - begun)}, charge {os.getloadavg()[0]:.1f}".replace(".", ",")
    for line in figures.lines(f"{one.title} ({told})", found):
        click.echo(line)
    click.echo()
    return found


def ground_of(name: str, folder: Path, seed: int, size: float) -> Ground:
    """A database equal to the seeded one, and an empty folder."""
    home = folder / name
    home.mkdir(mode=0o755)
    server = folder / "database"
    url = embedded.clone(server, f"drill_{name}", source=_SEEDED)
    os.sync()  # a copy that is still on its way to the disk would be counted as the time that a recovery takes
    return Ground(server, url, home, seed, size)


@contextmanager
def prepared(logs: Path | None = None) -> Iterator[Path]:
    """A server that keeps what it commits, as in production, with a seeded database to copy."""
    with tempfile.TemporaryDirectory(prefix="planblanc-drill-") as name:
        folder = Path(name)
        folder.chmod(0o755)  # run by root, the server is another user's
        server = folder / "database"
        try:
            embedded.start(server)
            url = embedded.clone(server, _SEEDED)
            asyncio.run(migrations.migrate(url))
            asyncio.run(seeding.load(replace(Settings(), home=folder, database_url=url), _POOL, datetime.now(UTC)))
            yield folder
        finally:
            if logs is not None:
                _keep_logs(folder, logs)
            embedded.discard(server)


def _keep_logs(folder: Path, logs: Path) -> None:
    logs.mkdir(parents=True, exist_ok=True)
    for log in folder.glob("*/*.log"):
        shutil.copyfile(log, logs / f"{log.parent.name}-{log.name}")
