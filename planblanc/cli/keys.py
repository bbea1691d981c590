"""The commands of the keys that seal personal and secret columns."""

import asyncio
from pathlib import Path

import click

from planblanc import settings
from planblanc.cli import operator
from planblanc.domain import french
from planblanc.sealing import encryption
from planblanc.store.sealed import Rotated
from planblanc.usecases import keys

_NAMES = {
    "incident_contact": "personnes à rappeler",
    "help_request_contact": "numéros de rappel",
    "call_back": "contre-appels",
    "notification_address": "adresses d'avis",
    "webhook_secret": "secrets de programmes",
    "inbox": "messages du portail",
    "responder_phone": "numéros d'intervenants",
}


@click.command("data-keys")
@click.option("--make", type=click.Path(path_type=Path, dir_okay=False), help="Fichier où tirer une première clé, s'il n'existe pas.")
@click.option("--add", is_flag=True, help="Tire une clé de plus, qui chiffre désormais ; puis lancez planblanc rotate-keys.")
def data_keys(make: Path | None, *, add: bool) -> None:
    """Dit quelles clés chiffrent les numéros et les secrets ; jamais les clés elles-mêmes."""
    if make is not None:
        if not make.parent.is_dir():
            raise click.BadParameter(f"le dossier {make.parent} n'existe pas.", param_hint="--make")
        encryption.make(make)
    file = make or _file()
    if add:
        encryption.add(file)
    names = encryption.named(file).names
    click.echo(f"Clés : {file} (PLANBLANC_DATA_KEYS), à garder hors de la base et de ses sauvegardes.")
    click.echo(f"Chiffre : {names[0]}. Ouvrent aussi : {', '.join(names[1:]) or 'aucune autre'}.")


@click.command("rotate-keys")
def rotate_keys() -> None:
    """Chiffre avec la première clé du fichier tout ce qui l'est avec une autre, ou ne l'est pas encore.

    Interrompue, la commande se relance. Une fois finie, les autres clés du fichier n'ouvrent plus rien : retirez-les.
    """
    for done in asyncio.run(_rotate()):
        again = french.counted(done.resealed, "chiffrée à nouveau", "chiffrées à nouveau")
        click.echo(f"{_NAMES[done.column.table]} : {french.counted(done.sealed, 'valeur chiffrée', 'valeurs chiffrées')}, {again}")


async def _rotate() -> tuple[Rotated, ...]:
    configured = settings.read()
    async with operator.opened(configured) as database:
        return await keys.rotate(database, operator.OPERATOR, operator.clock_of(configured))


def _file() -> Path:
    configured = settings.read()
    encryption.found(configured.data_keys, configured.demonstration_home)  # refused where there is none
    return configured.data_keys or configured.home / encryption.FILE
