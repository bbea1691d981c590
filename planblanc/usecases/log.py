"""A person writes a line of the main courante by hand, corrects one by another, or has the text of one erased."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID, uuid4

from planblanc.domain import access, french, journal, texts
from planblanc.domain.access import Act, Actor
from planblanc.domain.errors import BadInput, NotFound
from planblanc.domain.identity import IncidentId
from planblanc.domain.incidents import Incident, Tlp
from planblanc.domain.journal import BY_HAND, Chain, ChainKind, Detail, LineKind, LogLine
from planblanc.store import incidents as stored_incidents
from planblanc.store import log as stored
from planblanc.store import victims as stored_victims
from planblanc.store.transaction import Transaction
from planblanc.usecases import notes, victims
from planblanc.usecases.notes import Note
from planblanc.usecases.victims import Found

_MOST_CHARACTERS = 4000
_WRITTEN: Mapping[LineKind, str] = {
    LineKind.NOTE: "Note écrite",
    LineKind.DECISION: "Décision notée",
    LineKind.CALL: "Appel noté",
    LineKind.OBSERVATION: "Observation notée",
}


@dataclass(frozen=True)
class Written:
    """What is written, when it is said to have happened (now, unless told), and who may read it (as its incident, unless told)."""

    text: str
    declared_at: datetime | None = None
    kind: LineKind = LineKind.NOTE
    tlp: Tlp | None = None


@dataclass(frozen=True)
class WrittenLine:
    """Where a line was written, and the key that it holds."""

    chain: Chain
    key: UUID


@dataclass(frozen=True)
class Erasure:
    """Whose texts are to go, by the numbers of their lines, and why."""

    chain: Chain
    lines: tuple[int, ...]
    reason: str


async def write(tx: Transaction, actor: Actor, incident: IncidentId, written: Written, now: datetime) -> WrittenLine:
    """Write in an incident's chain; what people type may name people, and is sealed apart so that it can be erased."""
    known = await _writable(tx, actor, incident)
    key = uuid4()
    notes.write(tx, known, _note(actor, written, key, now), now)
    return WrittenLine(Chain.of_incident(incident), key)


async def write_in_region(tx: Transaction, actor: Actor, region: str, written: Written, now: datetime) -> WrittenLine:
    """Write in a region's chain, which tells of its pool and of its security."""
    if not await stored_victims.region_exists(tx, region):
        raise BadInput(f"La région {texts.quoted(region)} n'existe pas.", ("region",))
    access.require(actor, Act.WRITE_JOURNAL, region=region)
    chain, key = Chain.of_region(region), uuid4()
    tx.note(notes.line(chain, _note(actor, written, key, now), now, exercise=False, tlp=Tlp.AMBER))
    return WrittenLine(chain, key)


async def correct(tx: Transaction, actor: Actor, place: tuple[Chain, int], written: Written, now: datetime) -> WrittenLine:
    """Say in a new line what was wrong in another one, which stays as it was; it is read by no more people than that one."""
    chain, sequence = place
    known = await _require_writing(tx, actor, chain)
    corrected = (await stored.read(tx, [place])).get(place)
    if corrected is None:
        raise NotFound(path=("entry",))
    journal.require_as_narrow(written.tlp or corrected.tlp, corrected.tlp)
    key = uuid4()
    said = f"Correction de la ligne {sequence} par {actor.name}."
    note = replace(_note(actor, written, key, now), act="log.corrected", text=said, kind=LineKind.CORRECTION, corrects=sequence)
    tx.note(notes.line(chain, note, now, exercise=known is not None and known.exercise, tlp=corrected.tlp))
    return WrittenLine(chain, key)


async def erase(tx: Transaction, actor: Actor, wanted: Erasure, now: datetime) -> list[int]:
    """Erase for good what people typed in some lines: the lines stay, sealed; one more says who had it done, and why."""
    access.require(actor, Act.ERASE_JOURNAL)
    why = texts.line(wanted.reason, ("reason",))
    erased = await stored.erase(tx, wanted.chain, wanted.lines)
    if not erased:
        raise NotFound("Aucune de ces lignes n'a de texte à effacer.", ("lines",))
    said = f"Texte effacé à la demande : {french.listed([f'ligne {sequence}' for sequence in erased])}."
    details: dict[str, Detail] = {"lines": [*erased]}
    tx.note(LogLine(wanted.chain, "log.text_erased", said, now, details=details, personal=why))
    return erased


async def _writable(tx: Transaction, actor: Actor, incident: IncidentId) -> Incident:
    known = await stored_incidents.read(tx, incident)
    await victims.require_scope(tx, actor, Found(known.victim, known.region), Act.WRITE_JOURNAL)
    return known


async def _require_writing(tx: Transaction, actor: Actor, chain: Chain) -> Incident | None:
    """The incident of the chain, if it is one's; the nation's chain is written by who acts for the nation."""
    if chain.kind is ChainKind.INCIDENT:
        return await _writable(tx, actor, IncidentId(UUID(chain.key)))
    access.require(actor, Act.WRITE_JOURNAL, region=chain.key)
    return None


def _note(actor: Actor, written: Written, key: UUID, now: datetime) -> Note:
    text = _checked(written, now)
    return Note(
        act="log.written",
        text=f"{_WRITTEN[written.kind]} par {actor.name}.",
        details={"entry": str(key)},
        personal=text,
        declared_at=written.declared_at,
        kind=written.kind,
        tlp=written.tlp,
    )


def _checked(written: Written, now: datetime) -> str:
    if written.kind not in BY_HAND:
        raise BadInput("Choisissez note, décision, appel ou observation : les autres lignes s'écrivent d'elles-mêmes.", ("kind",))
    if written.declared_at is not None and written.declared_at > now:
        raise BadInput("Cette date est dans le futur.", ("declared_at",))
    return texts.paragraphs(written.text, ("text",), most=_MOST_CHARACTERS)
