"""Lists the only documents that a service is to execute."""

from pathlib import Path

import click
from graphql import GraphQLSyntaxError, parse

from planblanc.api import trusted_documents as listing
from planblanc.domain.errors import BadInput


@click.command()
@click.argument("folders", nargs=-1, required=True, type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option(
    "--output", type=click.Path(dir_okay=False, path_type=Path), default=Path("documents.json"), show_default=True, help="Fichier."
)
def trusted_documents(folders: tuple[Path, ...], output: Path) -> None:
    """Écrit la liste des documents .graphql de ces dossiers : PLANBLANC_TRUSTED_DOCUMENTS, et le service n'exécute qu'eux.

    Un client envoie ensuite le texte comme avant, au caractère près, ou son empreinte seule : {"documentId": "sha256:…"}.
    """
    texts = [_document(path) for folder in folders for path in sorted(folder.rglob("*.graphql"))]
    output.write_text(listing.listed(texts), "utf-8")
    click.echo(f"{len(texts)} documents listés : {output}")


def _document(path: Path) -> str:
    text = path.read_text("utf-8")
    try:
        parse(text)
    except GraphQLSyntaxError as error:
        raise BadInput(f"{path} n'est pas un document GraphQL : {error.message}") from error
    return text
