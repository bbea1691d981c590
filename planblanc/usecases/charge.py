"""Who is in charge of an incident: taken, handed over, accepted."""

from dataclasses import dataclass
from datetime import datetime
from uuid import uuid4

from planblanc.domain import access, facts, hand_overs, incidents, texts
from planblanc.domain.access import Act, Actor
from planblanc.domain.errors import AlreadyExists, TransitionRefused
from planblanc.domain.hand_overs import HandOver
from planblanc.domain.identity import IncidentId
from planblanc.domain.incidents import Incident, Officer
from planblanc.store import hand_overs as stored
from planblanc.store import incidents as stored_incidents
from planblanc.store import outbox, shift_notes
from planblanc.store.transaction import Transaction
from planblanc.usecases import alerts, notes
from planblanc.usecases.notes import Note


@dataclass(frozen=True)
class Offer:
    """To whom an incident is handed over, by name or function, and what they must read."""

    to_name: str
    note: str


async def take(tx: Transaction, actor: Actor, incident: IncidentId, reason: str | None, now: datetime) -> Incident:
    """Take an incident in charge; from somebody who cannot be reached, with a reason."""
    known = await _held(tx, actor, incident)
    hand_overs.require_relief(known, actor.id, reason)
    why = texts.paragraphs(reason, ("reason",), most=2000) if reason is not None else None
    taken = incidents.taken_in_charge(known, Officer(actor.id, actor.name, now))
    await stored.accept(tx, incident, actor.id, now)  # whatever was offered is in these hands now
    await _save(tx, taken, actor, now)
    instead = f", à la place de {known.officer.name}" if known.officer is not None else ""
    note = Note("incident.taken_in_charge", f"Incident pris en charge par {actor.name}{instead}.", personal=why)
    notes.write(tx, taken, note, now)
    return taken


async def hand_over(tx: Transaction, actor: Actor, incident: IncidentId, offer: Offer, now: datetime) -> Incident:
    """Offer the incident to somebody, with what they must read."""
    known = await _held(tx, actor, incident)
    incidents.require_open(known)
    hand_overs.require_in_charge(known, actor.id)
    (waiting,) = await stored.pending(tx, [incident])
    if waiting is not None:
        raise AlreadyExists(f"Une passation attend déjà d'être acceptée par {waiting.to_name}.", ("incident",))
    wanted = HandOver(
        id=uuid4(),
        incident=incident,
        from_id=actor.id,
        from_name=actor.name,
        to_name=texts.line(offer.to_name, ("to_name",)),
        note=texts.paragraphs(offer.note, ("note",)),
        offered_at=now,
    )
    await stored.add(tx, known, wanted)
    note = Note("incident.hand_over_offered", f"{actor.name} propose la passation à {wanted.to_name}.", personal=wanted.note)
    notes.write(tx, known, note, now)
    await outbox.append(tx, facts.HandOverOffered(known.region, incident_id=known.id))
    return known


async def accept_hand_over(
    tx: Transaction, actor: Actor, incident: IncidentId, now: datetime, *, notes_read: int | None = None
) -> Incident:
    """Accept what was handed over, once read: the actor is in charge from now on.

    `notes_read`: how many notes of the shift were read, where the reader says so; refused when another was written since.
    """
    known = await _held(tx, actor, incident)
    (waiting,) = await stored.pending(tx, [incident])
    if waiting is None:
        raise TransitionRefused("Aucune passation n'attend d'être acceptée.", ("incident",))
    if waiting.from_id == actor.id:
        raise TransitionRefused("C'est à la personne qui prend la suite de l'accepter.", ("incident",))
    written = len((await shift_notes.of_the_shift(tx, [known]))[0])
    hand_overs.require_all_read(written, notes_read)
    taken = incidents.taken_in_charge(known, Officer(actor.id, actor.name, now))
    await stored.accept(tx, incident, actor.id, now)
    await _save(tx, taken, actor, now)
    text = f"{actor.name} a lu la passation de {waiting.from_name} et prend l'incident en charge."
    notes.write(tx, taken, Note("incident.hand_over_accepted", text, {"shift_notes": written}), now)
    return taken


async def _held(tx: Transaction, actor: Actor, incident: IncidentId) -> Incident:
    known = await stored_incidents.hold(tx, incident)
    access.require(actor, Act.TAKE_CHARGE, region=known.region)
    return known


async def _save(tx: Transaction, taken: Incident, actor: Actor, now: datetime) -> None:
    await stored_incidents.save(tx, taken)
    await alerts.heard(tx, taken.id, actor, now)
    await outbox.append(tx, facts.IncidentTakenInCharge(taken.region, incident_id=taken.id, officer_name=actor.name))
