"""A wider rung of the ladder is opened for an incident by someone who may, with a reason, and can be closed again."""

from dataclasses import dataclass
from datetime import datetime
from uuid import uuid4

from planblanc.domain import access, facts, incidents, rungs, texts
from planblanc.domain.access import Actor
from planblanc.domain.errors import AlreadyExists, TransitionRefused
from planblanc.domain.identity import IncidentId
from planblanc.domain.incidents import Incident
from planblanc.domain.perimeter import AUTHORISING, Rung
from planblanc.domain.revocations import Revocation
from planblanc.domain.rungs import RUNG_WORDS, Authorisation
from planblanc.store import incidents as stored_incidents
from planblanc.store import outbox
from planblanc.store import rungs as stored
from planblanc.store.transaction import Transaction
from planblanc.usecases import notes
from planblanc.usecases.notes import Note


@dataclass(frozen=True)
class Decision:
    """Which rung, and why."""

    rung: Rung
    reason: str


async def authorise(tx: Transaction, actor: Actor, incident: IncidentId, wanted: Decision, now: datetime) -> Incident:
    """Open a rung for an incident: its lenders can be planned with, each still to be asked."""
    known = await _held(tx, actor, incident, wanted.rung)
    reason = texts.paragraphs(wanted.reason, ("reason",), most=2000)
    opened = Authorisation(
        id=uuid4(),
        rung=wanted.rung,
        reason=reason,
        authorised_by=actor.id,
        authorised_name=actor.name,
        authorised_at=now,
    )
    if not await stored.add(tx, known, opened):
        raise AlreadyExists(f"L'échelon « {RUNG_WORDS[wanted.rung]} » est déjà ouvert pour cet incident.", ("rung",))
    text = f"Échelon « {RUNG_WORDS[wanted.rung]} » ouvert par {actor.name}."
    notes.write(tx, known, Note("rung.authorised", text, {"rung": wanted.rung.value, "reason": reason}), now)
    await outbox.append(tx, facts.RungAuthorised(known.region, incident_id=known.id, rung=wanted.rung.value))
    return known


async def revoke(tx: Transaction, actor: Actor, incident: IncidentId, wanted: Decision, now: datetime) -> Incident:
    """Close a rung again: no new plan counts on it; what is engaged already stays engaged."""
    known = await _held(tx, actor, incident, wanted.rung)
    reason = texts.paragraphs(wanted.reason, ("reason",), most=2000)
    if not await stored.revoke(tx, actor, incident, wanted.rung, Revocation(actor.name, now, reason)):
        raise TransitionRefused(f"L'échelon « {RUNG_WORDS[wanted.rung]} » n'est pas ouvert pour cet incident.", ("rung",))
    text = f"Échelon « {RUNG_WORDS[wanted.rung]} » refermé par {actor.name}."
    notes.write(tx, known, Note("rung.revoked", text, {"rung": wanted.rung.value, "reason": reason}), now)
    await outbox.append(tx, facts.RungRevoked(known.region, incident_id=known.id, rung=wanted.rung.value))
    return known


async def _held(tx: Transaction, actor: Actor, incident: IncidentId, rung: Rung) -> Incident:
    rungs.require_wider(rung)
    known = await stored_incidents.hold(tx, incident)
    access.require(actor, AUTHORISING[rung], region=known.region)
    incidents.require_open(known)
    return known
