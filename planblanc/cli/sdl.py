"""Prints the published API."""

import click

from planblanc import shipped
from planblanc.api import schema


@click.command()
@click.option("--write", is_flag=True, help="Écrit schema/planblanc.graphql au lieu d'afficher.")
def sdl(write: bool) -> None:
    """Affiche l'API publiée, dans le langage de schéma de GraphQL."""
    text = schema.published()
    if not write:
        click.echo(text, nl=False)
        return
    target = shipped.schema_dir() / "planblanc.graphql"
    target.write_text(text, "utf-8")
    click.echo(f"API écrite : {target}")
