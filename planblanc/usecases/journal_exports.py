"""A whole main courante is taken out of the service: a sensitive act, which leaves its own line behind."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from planblanc.documents import journal_sheet
from planblanc.documents.journal_sheet import JournalSheet, SheetLine
from planblanc.domain import access, french
from planblanc.domain.access import Act, Actor
from planblanc.domain.errors import BadInput, Forbidden
from planblanc.domain.identity import IncidentId
from planblanc.domain.journal import Chain, ChainKind, LogLine
from planblanc.domain.victims import told_name
from planblanc.sealing import export as sealed
from planblanc.sealing.export import ExportedLine, Title
from planblanc.sealing.signing import SignedHead, Signer
from planblanc.store import heads, log
from planblanc.store import incidents as stored_incidents
from planblanc.store import regions as stored_regions
from planblanc.store.log import KeptLine
from planblanc.store.transaction import Transaction
from planblanc.usecases import notes


@dataclass(frozen=True)
class ExportWanted:
    """Which chain is taken out, with what people typed or without."""

    chain: Chain
    with_texts: bool = True


@dataclass(frozen=True)
class JournalExport:
    """A whole chain as it stood: what it is of, for people, every line, and the ends that were signed."""

    chain: Chain
    title: str
    exercise: bool
    by: str
    lines: tuple[KeptLine, ...]
    heads: tuple[SignedHead, ...]


async def export(tx: Transaction, actor: Actor, wanted: ExportWanted, now: datetime) -> JournalExport:
    """Read every line of a chain, for who may take them all out; `Forbidden` for who does not read each of them."""
    title, exercise = await _named(tx, actor, wanted.chain)
    length, lines = await log.whole(tx, wanted.chain, with_texts=wanted.with_texts)
    if not lines:
        raise BadInput("Cette main courante n'a encore aucune ligne.", ("incident",))
    if len(lines) != length:
        raise Forbidden("Vous ne lisez pas toutes les lignes de cette main courante : vous ne pouvez pas l'exporter.")
    signed = await heads.of_chain(tx, wanted.chain, until=length)
    texts = "avec les textes saisis" if wanted.with_texts else "sans les textes saisis"
    said = f"Main courante exportée par {actor.name} : {french.counted(length, 'ligne', 'lignes')}, {texts}."
    text = f"{notes.EXERCISE}{said}" if exercise else said
    tx.note(LogLine(wanted.chain, "log.exported", text, now, details={"lines": length, "texts": wanted.with_texts}))
    return JournalExport(wanted.chain, title, exercise, actor.name, tuple(lines), tuple(signed))


async def _named(tx: Transaction, actor: Actor, chain: Chain) -> tuple[str, bool]:
    if chain.kind is ChainKind.INCIDENT:
        incident = await stored_incidents.read(tx, IncidentId(UUID(chain.key)))
        access.require(actor, Act.EXPORT_JOURNAL, region=incident.region)
        return f"{told_name(incident.victim)}, incident du {french.moment(incident.times.declared)}", incident.exercise
    access.require(actor, Act.EXPORT_JOURNAL, region=chain.key)
    if chain.kind is ChainKind.NATION:
        return "Chaîne nationale", False
    (region,) = await stored_regions.regions_by_code(tx, [chain.key])
    if region is None:
        raise BadInput("Cette région n'existe pas.", ("region",))
    return f"Région {region.name}", False


def proof(found: JournalExport, signer: Signer, at: datetime) -> bytes:
    """The export as one file that proves itself, its end signed at that moment of the real clock."""
    title = Title(found.chain.kind, found.chain.key, found.title, found.by, at)
    return sealed.written(title, [ExportedLine(line.sealed, line.text) for line in found.lines], found.heads, signer)


def paper(found: JournalExport, signer: Signer, at: datetime) -> bytes:
    """The export on paper, as an accessible PDF."""
    sheet = JournalSheet(
        title=found.title,
        exercise=found.exercise,
        exported_by=found.by,
        lines=tuple(map(_sheet_line, found.lines)),
        last_hash=found.lines[-1].sealed.hash.hex(),
        public_key=signer.public_key.hex(),
        printed_at=at,
    )
    return journal_sheet.pdf(sheet)


def _sheet_line(line: KeptLine) -> SheetLine:
    entry = line.entry
    return SheetLine(
        sequence=entry.sequence,
        kind=entry.kind,
        tlp=entry.tlp,
        declared_at=entry.declared_at,
        recorded_at=entry.recorded_at,
        actor=f"{entry.actor_name}, pour {entry.on_behalf_of}" if entry.on_behalf_of else entry.actor_name,
        text=entry.text,
        body=entry.body,
        corrects=entry.corrects,
    )
