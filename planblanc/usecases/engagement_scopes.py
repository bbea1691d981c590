"""Who may act on an engagement: those who conduct the crisis, its lender, or whoever is helped; and the line that each act leaves."""

from dataclasses import replace
from datetime import datetime

from planblanc.domain import access, journal, texts
from planblanc.domain.access import Act, Actor, Channel
from planblanc.domain.errors import BadInput
from planblanc.domain.journal import Chain
from planblanc.domain.missions import Mission
from planblanc.store import incidents as stored_incidents
from planblanc.store.transaction import Transaction
from planblanc.usecases import notes, victims
from planblanc.usecases.notes import Note
from planblanc.usecases.victims import Found


def conducts(actor: Actor) -> bool:
    """Whether the actor is of those who conduct crises."""
    return access.is_allowed(actor, Act.APPROVE_PLAN)


def require_conductor(actor: Actor, act: Act, mission: Mission) -> None:
    """Refuse with `Forbidden` unless the actor conducts the incident."""
    access.require(actor, act, region=mission.engagement.region)


def require_lender(actor: Actor, act: Act, mission: Mission) -> None:
    """Refuse with `Forbidden` unless the actor answers for the lender, or conducts the incident."""
    region = mission.engagement.region if conducts(actor) else None
    access.require(actor, act, region=region, lender=mission.engagement.lender_id, establishment=mission.sheet.lender_establishment)


async def require_helped(tx: Transaction, actor: Actor, act: Act, mission: Mission) -> None:
    """Refuse with `Forbidden` unless the actor is of the establishment that is helped, or conducts the incident."""
    access.require(actor, act)
    incident = await stored_incidents.read(tx, mission.engagement.incident_id)
    await victims.require_scope(tx, actor, Found(incident.victim, incident.region), act)


async def require_either(tx: Transaction, actor: Actor, act: Act, mission: Mission) -> None:
    """Refuse with `Forbidden` unless the actor is of one side or the other, or conducts the incident."""
    site = mission.sheet.site
    if site is not None and site in actor.establishments:
        await require_helped(tx, actor, act, mission)
    else:
        require_lender(actor, act, mission)


def by_phone(actor: Actor, note: Note, on_behalf_of: str | None) -> Note:
    """The line of an act that an officer wrote down for whoever called, by function; nobody else acts for others."""
    if on_behalf_of is None:
        return note
    if not conducts(actor):
        raise BadInput("Seul un agent qui conduit la crise agit pour un appelant.", ("on_behalf_of",))
    return replace(note, channel=Channel.PHONE, on_behalf_of=texts.line(on_behalf_of, ("on_behalf_of",)))


def write(tx: Transaction, mission: Mission, note: Note, now: datetime) -> None:
    """Add the line to the incident's chain, which the actor may not be able to read."""
    of, told = mission.engagement, replace(note, details={"engagement": str(mission.id), **note.details})
    chain, tlp = Chain.of_incident(of.incident_id), journal.tlp_of_act(mission.sheet.tlp)
    tx.note(notes.line(chain, told, now, exercise=of.exercise, tlp=tlp))
