"""Commands on the schema: bring a database to this version, write the schema as it stands."""

import asyncio
import tempfile
from pathlib import Path

import click

from planblanc import settings, shipped
from planblanc.cli.databases import administrator_url
from planblanc.store import dump, embedded
from planblanc.store import migrate as migrations


@click.command()
def migrate() -> None:
    """Met la base de données à la version de ce logiciel."""
    done = asyncio.run(migrations.migrate(administrator_url(settings.read())))
    for version in done:
        click.echo(f"Migration faite : {version}")
    if not done:
        click.echo("La base est déjà à jour.")


@click.command()
def write_schema() -> None:
    """Écrit schema/database.sql : le schéma que donnent les migrations, sur une base faite pour cela."""
    with tempfile.TemporaryDirectory(prefix="planblanc-") as folder:
        base = Path(folder) / "database"
        url = embedded.start(base, durable=False)
        try:
            asyncio.run(migrations.migrate(url))
            text = dump.dump(url)
        finally:
            embedded.discard(base)
    target = shipped.schema_dir() / "database.sql"
    target.write_text(text, "utf-8")
    click.echo(f"Schéma écrit : {target}")
