"""A person writes a line of the main courante by hand."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID, uuid4

from planblanc.domain import access, texts
from planblanc.domain.access import Act, Actor
from planblanc.domain.errors import BadInput
from planblanc.domain.identity import IncidentId
from planblanc.domain.journal import Chain, Detail, LogLine
from planblanc.store import incidents as stored_incidents
from planblanc.store import victims as stored_victims
from planblanc.store.transaction import Transaction
from planblanc.usecases import notes, victims
from planblanc.usecases.notes import Note
from planblanc.usecases.victims import Found


@dataclass(frozen=True)
class Written:
    """What is written, and when it is said to have happened: now, unless told."""

    text: str
    declared_at: datetime | None = None


@dataclass(frozen=True)
class WrittenLine:
    """Where a line was written, and the key that it holds."""

    chain: Chain
    key: UUID


async def write(tx: Transaction, actor: Actor, incident: IncidentId, written: Written, now: datetime) -> WrittenLine:
    """Write in an incident's chain; what people type may name people, and is sealed apart so that it can be erased."""
    known = await stored_incidents.read(tx, incident)
    await victims.require_scope(tx, actor, Found(known.victim, known.region), Act.WRITE_JOURNAL)
    text = _checked(written, now)
    key = uuid4()
    note = Note("log.written", f"Note écrite par {actor.name}.", {"entry": str(key)}, personal=text, declared_at=written.declared_at)
    notes.write(tx, known, note, now)
    return WrittenLine(Chain.of_incident(incident), key)


async def write_in_region(tx: Transaction, actor: Actor, region: str, written: Written, now: datetime) -> WrittenLine:
    """Write in a region's chain, which tells of its pool and of its security."""
    if not await stored_victims.region_exists(tx, region):
        raise BadInput(f"La région {texts.quoted(region)} n'existe pas.", ("region",))
    access.require(actor, Act.WRITE_JOURNAL, region=region)
    chain = Chain.of_region(region)
    text = _checked(written, now)
    key = uuid4()
    said = f"Note écrite par {actor.name}."
    details: dict[str, Detail] = {"entry": str(key)}
    line = LogLine(chain, "log.written", said, now, declared_at=written.declared_at, details=details, personal=text)
    tx.note(line)
    return WrittenLine(chain, key)


def _checked(written: Written, now: datetime) -> str:
    if written.declared_at is not None and written.declared_at > now:
        raise BadInput("Cette date est dans le futur.", ("declared_at",))
    return texts.paragraphs(written.text, ("text",), most=4000)
