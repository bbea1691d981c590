"""The command that prints the envelope of a site."""

import asyncio
import os
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import click

from planblanc import settings
from planblanc.cli import operator
from planblanc.documents import code_envelope
from planblanc.domain.access import Role
from planblanc.usecases import access_codes

# Whoever holds the database of the installation stands above its regions.
_OPERATOR = replace(operator.OPERATOR, role=Role.NATIONAL_COORDINATOR, fresh=True)


@click.command("paper-codes")
@click.argument("finess")
@click.option("--out", type=click.Path(path_type=Path, dir_okay=False), help="Fichier PDF à écrire ; il ne doit pas exister.")
def paper_codes(finess: str, out: Path | None) -> None:
    """Imprime l'enveloppe de dix codes à usage unique d'un établissement ; ceux d'avant n'ouvrent plus rien.

    Un établissement suspect ou compromis est d'abord rappelé, à un numéro de l'annuaire d'avant l'incident.
    """
    target = out or Path(f"codes-{finess}.pdf")
    if target.exists():
        raise click.UsageError(f"{target} existe déjà : donnez un autre nom (--out).")
    asyncio.run(_print(finess, target))
    click.echo(f"Dix codes écrits : {target}. Imprimez-les, mettez-les sous enveloppe, puis effacez ce fichier.")


async def _print(finess: str, target: Path) -> None:
    configured = settings.read()
    clock = operator.clock_of(configured)
    async with operator.opened(configured) as database, database.transaction(_OPERATOR) as tx:
        envelope = await access_codes.issue(tx, _OPERATOR, finess, datetime.now(UTC), await clock(tx))
        content = await asyncio.to_thread(code_envelope.pdf, envelope, configured.public_url)
        await asyncio.to_thread(_write, target, content)


def _write(target: Path, content: bytes) -> None:
    with open(target, "xb", opener=lambda path, flags: os.open(path, flags, 0o600)) as file:  # nobody else's to read
        file.write(content)
