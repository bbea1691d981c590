"""The commands that answer a person: what is kept on it, and its erasure."""

import asyncio
import json
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from uuid import UUID

import click

from planblanc import settings
from planblanc.api import nodes
from planblanc.cli import operator
from planblanc.domain import french
from planblanc.domain.errors import BadInput
from planblanc.sealing import secret_files
from planblanc.usecases import personal_data as usecases
from planblanc.usecases.personal_data import PersonErased, PersonFound, PersonWanted

_also = click.option("--also", multiple=True, help="Une autre façon d'écrire son nom, ou un autre de ses numéros ; répétable.")
_reason = click.option("--reason", required=True, help="Pourquoi : la demande à laquelle cela répond, sans le nom de la personne.")


@click.group("personal-data")
def personal_data() -> None:
    """Répond à une personne qui demande ses données, ou leur effacement (base des migrations : PLANBLANC_MIGRATOR_URL)."""


@personal_data.command("export")
@click.argument("person")
@_also
@_reason
@click.option("--output", type=click.Path(path_type=Path, dir_okay=False), help="Fichier JSON à écrire ; l'écran sans précision.")
def export(person: str, also: tuple[str, ...], reason: str, output: Path | None) -> None:
    """Tout ce qui est gardé d'une personne : PERSON est l'identifiant d'un intervenant, un nom ou un numéro."""
    found = asyncio.run(_export(_wanted(person, also, reason)))
    written = json.dumps(_plain(found), ensure_ascii=False, indent=2) + "\n"
    if output is None:
        click.echo(written, nl=False)
        return
    secret_files.replace(output, written.encode())
    click.echo(f"{french.counted(len(found.kept) + len(found.texts), 'élément', 'éléments')} dans {output}.")


@personal_data.command("erase")
@click.argument("person")
@_also
@_reason
@click.option("--yes", is_flag=True, help="Effacer sans demander de confirmation.")
def erase(person: str, also: tuple[str, ...], reason: str, *, yes: bool) -> None:
    """Efface une personne de tout ce qui est gardé, main courante comprise : PERSON est un identifiant, un nom ou un numéro."""
    wanted = _wanted(person, also, reason)
    if not yes:
        click.confirm(f"Effacer pour toujours {french.listed([person, *also])} de toute la base ?", abort=True)
    _tell(asyncio.run(_erase(wanted)))


async def _export(wanted: PersonWanted) -> PersonFound:
    configured = settings.read()
    async with operator.opened(configured) as database, database.transaction(operator.OPERATOR) as tx:
        return await usecases.export(tx, operator.OPERATOR, wanted, await operator.clock_of(configured)(tx))


async def _erase(wanted: PersonWanted) -> PersonErased:
    configured = settings.read()
    async with operator.opened(configured) as database, database.transaction(operator.OPERATOR) as tx:
        return await usecases.erase(tx, operator.OPERATOR, wanted, await operator.clock_of(configured)(tx))


def _wanted(person: str, also: Sequence[str], reason: str) -> PersonWanted:
    key = _key(person)
    return PersonWanted(reason, key, tuple(also) if key is not None else (person, *also))


def _key(person: str) -> UUID | None:
    """The key of a responder, when that is what was typed, as the API writes it or as the database does."""
    for read in (UUID, lambda text: nodes.uuid_of(text, "Responder", ("person",))):
        with suppress(ValueError, BadInput):
            return read(person)
    return None


def _plain(found: PersonFound) -> dict[str, object]:
    return {
        "personne": list(found.words),
        "gardé": [{"table": one.source, "contenu": one.told} for one in found.kept],
        "main courante": [{"chaîne": one.chain.key, "ligne": one.sequence, "texte": one.body} for one in found.texts],
        "actes de la personne dans la main courante": found.sealed_lines,
        "points de situation qui la nomment": found.reports,
    }


def _tell(done: PersonErased) -> None:
    for table, times in done.values.items():
        click.echo(f"{table} : {french.counted(times, 'valeur effacée', 'valeurs effacées')}")
    click.echo(f"main courante : {french.counted(done.texts, 'texte effacé', 'textes effacés')}, la chaîne reste valable")
    if done.sealed_lines:
        kept = french.counted(done.sealed_lines, "ligne scellée", "lignes scellées")
        click.echo(f"Restent {kept} qui la disent auteur d'un acte : qui a décidé quoi ne s'efface pas.")
    if done.reports:
        click.echo(f"Restent {french.counted(done.reports, 'point de situation', 'points de situation')}, tels qu'ils ont été émis.")
    click.echo("Les sauvegardes et les exports déjà faits ne changent pas : appliquez-leur leur durée.")
