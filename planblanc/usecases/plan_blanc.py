"""A plan blanc is decided by the director; the service records it."""

from datetime import datetime
from uuid import uuid4

from planblanc.domain import facts, french, incidents, plan_blanc, texts
from planblanc.domain.access import Act, Actor
from planblanc.domain.identity import IncidentId
from planblanc.domain.incidents import Incident
from planblanc.domain.plan_blanc import AUTHORITY_WORDS, LEVEL_WORDS, Activation, ActivationTold
from planblanc.store import incidents as stored_incidents
from planblanc.store import outbox
from planblanc.store import plan_blanc as stored
from planblanc.store.transaction import Transaction
from planblanc.usecases import notes, victims
from planblanc.usecases.notes import Note
from planblanc.usecases.victims import Found


async def record(tx: Transaction, actor: Actor, incident: IncidentId, told: ActivationTold, now: datetime) -> Incident:
    """Record the activation of a plan blanc, or one that is over; the one that was running ends as another begins."""
    known = await stored_incidents.hold(tx, incident)
    await victims.require_scope(tx, actor, Found(known.victim, known.region), Act.RECORD_PLAN_BLANC)
    incidents.require_open(known)
    activation = Activation(
        id=uuid4(),
        level=told.level,
        digital_annex=told.digital_annex,
        decided_by=texts.line(told.decided_by, ("decided_by",)),
        decided_at=told.decided_at or now,
        informed=tuple(sorted(set(told.informed))),
        ended_at=told.ended_at,
    )
    plan_blanc.check(activation, now)
    await stored.end_running(tx, incident, activation.decided_at)
    await stored.add(tx, known, activation)
    notes.write(tx, known, Note("plan_blanc.recorded", _said(activation), declared_at=activation.decided_at), now)
    await outbox.append(tx, facts.PlanBlancRecorded(known.region, incident_id=known.id))
    return known


def _said(activation: Activation) -> str:
    annex = ", avec son annexe numérique" if activation.digital_annex else ""
    told = french.listed([AUTHORITY_WORDS[authority] for authority in activation.informed])
    informed = f" Informés : {told}." if told else ""
    until = f", terminé le {french.moment(activation.ended_at)}" if activation.ended_at else ""
    decided = f"décidé le {french.moment(activation.decided_at)} par {activation.decided_by}"
    return f"{LEVEL_WORDS[activation.level]}{annex}, {decided}{until}.{informed}"
