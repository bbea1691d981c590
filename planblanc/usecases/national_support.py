"""What CERT Santé is asked for and does is recorded, by itself or by who conducts the crisis."""

from dataclasses import replace
from datetime import datetime
from uuid import uuid4

from planblanc.domain import access, facts, french, incidents, national_support, texts
from planblanc.domain.access import Act, Actor
from planblanc.domain.errors import BadInput, Conflict
from planblanc.domain.identity import IncidentId
from planblanc.domain.incidents import Incident
from planblanc.domain.national_support import KIND_WORDS, NationalSupport, SupportCount, SupportTold
from planblanc.store import incidents as stored_incidents
from planblanc.store import national_support as stored
from planblanc.store import outbox
from planblanc.store.transaction import Transaction
from planblanc.usecases import notes
from planblanc.usecases.notes import Note


async def record(tx: Transaction, actor: Actor, incident: IncidentId, told: SupportTold, now: datetime) -> Incident:
    """Record a support that is asked for, or how far the one of this kind that runs has come."""
    # Read, not held: whoever reads the nation changes no incident, and the row of the support is what is held.
    known = await stored_incidents.read(tx, incident)
    access.require(actor, Act.RECORD_SUPPORT, region=known.region)
    incidents.require_open(known)
    running = await stored.running(tx, incident, told.kind)
    if running is not None and told.requested_at is not None and told.requested_at != running.requested_at:
        raise BadInput("Cet appui est déjà demandé : sa demande garde sa date.", ("requested_at",))
    support = _told(running or _asked(known, told, now), told, actor)
    national_support.check(support, now)
    if running is None:
        await stored.add(tx, known, support)
    elif not await stored.change(tx, support):
        raise Conflict(path=("kind",))
    text = f"Appui national, {KIND_WORDS[support.kind]} : {support.words}."
    details = {"support": str(support.id), "kind": support.kind.value, "state": support.words}
    notes.write(tx, known, Note("support.recorded", text, details, personal=told.note), now)
    await outbox.append(tx, facts.NationalSupportRecorded(known.region, incident_id=known.id))
    return known


async def counted(tx: Transaction, actor: Actor, year: int, region: str | None) -> list[SupportCount]:
    """What was asked for in a year of Paris, by region and kind, as far as the actor may see; reads, and changes nothing."""
    access.require(actor, Act.READ_INCIDENTS)
    if not 2000 <= year <= 2100:
        raise BadInput("Indiquez une année de 2000 à 2100.", ("year",))
    since, until = (datetime(one, 1, 1, tzinfo=french.PARIS) for one in (year, year + 1))
    return await stored.counts(tx, since, until, region)


def _asked(incident: Incident, told: SupportTold, now: datetime) -> NationalSupport:
    known = next((at for at in (told.accepted_at, told.started_at, told.ended_at) if at is not None), now)
    return NationalSupport(uuid4(), incident.id, told.kind, told.requested_at or min(known, now), recorded_name="")


def _told(support: NationalSupport, told: SupportTold, actor: Actor) -> NationalSupport:
    return replace(
        support,
        accepted_at=told.accepted_at or support.accepted_at,
        started_at=told.started_at or support.started_at,
        ended_at=told.ended_at or support.ended_at,
        note=support.note if told.note is None else texts.paragraphs(told.note, ("note",), most=2000, may_be_empty=True),
        recorded_name=actor.name,
    )
