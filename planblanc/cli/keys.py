"""The command of the keys that seal personal and secret columns."""

from pathlib import Path

import click

from planblanc import settings
from planblanc.sealing import encryption


@click.command("data-keys")
@click.option("--make", type=click.Path(path_type=Path, dir_okay=False), help="Fichier où tirer une première clé, s'il n'existe pas.")
@click.option("--add", is_flag=True, help="Tire une clé de plus, qui chiffre désormais ; puis lancez planblanc rotate-keys.")
def data_keys(make: Path | None, *, add: bool) -> None:
    """Dit quelles clés chiffrent les numéros et les secrets ; jamais les clés elles-mêmes."""
    if make is not None:
        encryption.make(make)
    file = make or _file()
    if add:
        encryption.add(file)
    names = encryption.named(file).names
    click.echo(f"Clés : {file} (PLANBLANC_DATA_KEYS), à garder hors de la base et de ses sauvegardes.")
    click.echo(f"Chiffre : {names[0]}. Ouvrent aussi : {', '.join(names[1:]) or 'aucune autre'}.")


def _file() -> Path:
    configured = settings.read()
    encryption.found(configured.data_keys, configured.demonstration_home)  # refused where there is none
    return configured.data_keys or configured.home / encryption.FILE
