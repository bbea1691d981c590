"""Commands on the main courante: take it out, verify it, erase a text of it, and the key that signs it."""

import asyncio
import shutil
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from pathlib import Path
from uuid import UUID

import click

from planblanc import settings
from planblanc.api import nodes
from planblanc.cli.databases import administrator_url
from planblanc.domain import french
from planblanc.domain.access import Actor, Channel, Role
from planblanc.domain.errors import BadInput
from planblanc.domain.identity import IncidentId, key_of
from planblanc.domain.journal import NATION, Chain
from planblanc.sealing import signing, verify_journal
from planblanc.sealing.signing import Signer
from planblanc.settings import Misconfigured, Settings
from planblanc.store import clock, health
from planblanc.store.transaction import Database, Transaction
from planblanc.usecases import journal_exports, log
from planblanc.usecases.journal_exports import ExportWanted
from planblanc.usecases.log import Erasure

_KEY = key_of("service", "command-line")
_EXPORTER = Actor(_KEY, "Ligne de commande", Role.NATIONAL_COORDINATOR, channel=Channel.SYSTEM, fresh=True)
_ERASER = Actor(_KEY, "Ligne de commande", Role.ADMINISTRATOR, channel=Channel.SYSTEM)

_incident = click.option("--incident", help="Identifiant de l'incident : celui de l'API, ou son UUID.")
_region = click.option("--region", help="Code INSEE de la région, pour la chaîne de son vivier ; FR pour la chaîne nationale.")


@click.command("export-journal")
@_incident
@_region
@click.option("--output", type=click.Path(path_type=Path, file_okay=False), required=True, help="Dossier où écrire ; il est créé.")
@click.option("--without-texts", is_flag=True, help="Sans les textes saisis par des personnes.")
def export_journal(*, incident: str | None, region: str | None, output: Path, without_texts: bool) -> None:
    """Exporte une main courante : le fichier qui se prouve, sa version imprimable, et le vérificateur.

    C'est un acte sensible : il laisse sa propre ligne dans la main courante.
    """
    configured = settings.read()
    signer = _signer(configured)
    wanted = ExportWanted(_chain(incident, region), with_texts=not without_texts)
    name = f"main-courante-{wanted.chain.key}"
    found = asyncio.run(_export(configured, wanted))
    now = datetime.now(UTC)
    output.mkdir(parents=True, exist_ok=True)
    (output / f"{name}.jsonl").write_bytes(journal_exports.proof(found, signer, now))
    (output / f"{name}.pdf").write_bytes(journal_exports.paper(found, signer, now))
    shutil.copyfile(verify_journal.__file__, output / "verify_journal.py")
    click.echo(f"Main courante exportée : {french.counted(len(found.lines), 'ligne', 'lignes')}, dans {output}.")
    click.echo(f"Pour la vérifier : python verify_journal.py {name}.jsonl --key {signer.public_key.hex()}")


@click.command("verify-journal")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--key", help="Clé publique attendue, en hexadécimal ; celle de cette installation sans précision, si elle en a une.")
def verify(file: Path, key: str | None) -> None:
    """Vérifie un export : aucune ligne modifiée, retirée, déplacée, coupée ni ajoutée.

    Rend 0 s'il est intact, 1 s'il est altéré, 2 s'il est illisible, 3 s'il est cohérent mais que sa clé reste à comparer.
    Le même vérificateur se lance seul : python verify_journal.py.
    """
    known = key or _public_key(settings.read())
    sys.exit(verify_journal.main([str(file), *(["--key", known] if known else [])]))


@click.command("erase-journal-text")
@_incident
@_region
@click.option("--line", "lines", type=click.IntRange(1), multiple=True, required=True, help="Numéro d'une ligne ; répétable.")
@click.option("--reason", required=True, help="Pourquoi : la demande à laquelle cela répond.")
def erase_journal_text(*, incident: str | None, region: str | None, lines: tuple[int, ...], reason: str) -> None:
    """Efface pour toujours ce qu'une personne a saisi dans des lignes ; les lignes restent, et leur chaîne reste valable."""
    wanted = Erasure(_chain(incident, region), lines, reason)
    erased = asyncio.run(_erase(settings.read(), wanted))
    click.echo(f"Textes effacés : lignes {', '.join(map(str, erased))}. Les exports déjà faits ne changent pas.")


@click.command("journal-key")
@click.option("--make", type=click.Path(path_type=Path, dir_okay=False), help="Fichier où tirer une clé nouvelle, s'il n'existe pas.")
def journal_key(make: Path | None) -> None:
    """Dit la clé publique qui signe les mains courantes : publiez-la hors du service."""
    if make is not None:
        signing.make(make)
        click.echo(f"Clé privée : {make} (PLANBLANC_JOURNAL_KEY), à garder hors de la base et de ses sauvegardes.")
    click.echo(f"Clé publique : {(signing.named(make) if make is not None else _signer(settings.read())).public_key.hex()}")


async def _export(configured: Settings, wanted: ExportWanted) -> journal_exports.JournalExport:
    async with _transaction(configured.worker_url or administrator_url(configured), "planblanc_worker", _EXPORTER) as tx:
        return await journal_exports.export(tx, _EXPORTER, wanted, await _now(configured, tx))


async def _erase(configured: Settings, wanted: Erasure) -> list[int]:
    async with _transaction(administrator_url(configured), "planblanc_migrator", _ERASER) as tx:
        return await log.erase(tx, _ERASER, wanted, await _now(configured, tx))


@asynccontextmanager
async def _transaction(url: str, role: str, actor: Actor) -> AsyncIterator[Transaction]:
    database = await Database.connect(url, role, size=1)
    try:
        await health.require_migrated(database, actor)
        async with database.transaction(actor) as tx:
            yield tx
    finally:
        await database.close()


async def _now(configured: Settings, tx: Transaction) -> datetime:
    real = datetime.now(UTC)
    return real if configured.is_production else await clock.crisis_time(tx, real)


def _chain(incident: str | None, region: str | None) -> Chain:
    if incident is not None and region is None:
        return Chain.of_incident(IncidentId(_uuid(incident)))
    if region is not None and incident is None:
        return NATION if region == NATION.key else Chain.of_region(region)
    raise BadInput("Indiquez --incident ou --region, et un seul des deux.")


def _uuid(incident: str) -> UUID:
    try:
        return UUID(incident)
    except ValueError:
        return nodes.uuid_of(incident, "Incident", ("incident",))


def _signer(configured: Settings) -> Signer:
    signer = signing.found(configured.journal_key, configured.demonstration_home)
    if signer is None:
        raise Misconfigured("Indiquez PLANBLANC_JOURNAL_KEY, le fichier de la clé (planblanc journal-key --make FICHIER en tire une).")
    return signer


def _public_key(configured: Settings) -> str | None:
    """The key of this installation, where it has one: verifying makes none."""
    kept = configured.journal_key or (configured.home / signing.FILE if not configured.is_production else None)
    return signing.named(kept).public_key.hex() if kept is not None and kept.exists() else None
