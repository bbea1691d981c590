"""A message of the portal that could not be placed is matched by a person; the worker then reads it as any other."""

from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from planblanc.domain import access, incidents
from planblanc.domain.access import Act, Actor
from planblanc.domain.errors import BadInput, NotFound, TransitionRefused
from planblanc.domain.facts import PortalMessageReceived
from planblanc.domain.identity import IncidentId
from planblanc.domain.incidents import NOTHING_READ, Incident, NationalReference, Source
from planblanc.domain.reports import IncidentTold
from planblanc.domain.victims import VictimTold
from planblanc.store import inbox, outbox
from planblanc.store import incidents as stored
from planblanc.store.inbox import MessageState, Outcome
from planblanc.store.transaction import Transaction
from planblanc.usecases import incidents as life
from planblanc.usecases import merges, notes
from planblanc.usecases.notes import Note


@dataclass(frozen=True)
class Match:
    """To what a message belongs: an incident that is known, or a new one of this structure; one of the two."""

    incident: IncidentId | None = None
    victim: VictimTold | None = None


async def match(tx: Transaction, actor: Actor, message: UUID, wanted: Match, now: datetime) -> Incident:
    """Say to which incident a message belongs; it is read at once, with all those of its national number."""
    access.require(actor, Act.MERGE_INCIDENTS)
    number = await _number(tx, message)
    national = NationalReference(number, NOTHING_READ)
    if wanted.incident is not None and wanted.victim is None:
        incident = await _given(tx, actor, wanted.incident, national, now)
    elif wanted.victim is not None and wanted.incident is None:
        incident = await life.declare(tx, actor, IncidentTold(Source.PORTAL, wanted.victim, national=national), now)
    else:
        raise BadInput("Indiquez un incident connu, ou la structure touchée pour en déclarer un, et un seul des deux.", ("incident",))
    await inbox.settle(tx, message, Outcome(MessageState.TO_MATCH, incident.region, incident.id), now)
    for waiting in await inbox.waiting(tx, number):
        await outbox.append(tx, PortalMessageReceived(incident.region, waiting))
    text = f"Message du portail {number} rapproché de cet incident par {actor.name}."
    notes.write(tx, incident, Note("portal.matched", text, {"message": str(message)}), now)
    return incident


async def _number(tx: Transaction, message: UUID) -> str:
    held = await inbox.hold(tx, message)
    if held is None:
        raise NotFound(path=("message",))
    if held.state is not MessageState.TO_MATCH or held.national_number is None:
        raise TransitionRefused("Ce message n'est plus à rapprocher.", ("message",))
    return held.national_number


async def _given(tx: Transaction, actor: Actor, key: IncidentId, national: NationalReference, now: datetime) -> Incident:
    """The incident, known by this number from now on; one that has a number keeps it, and takes this report in."""
    incident = await stored.hold(tx, key)
    access.require(actor, Act.MERGE_INCIDENTS, region=incident.region)
    incidents.require_open(incident)
    if incident.national is None:
        numbered = replace(incident, national=national)
        await stored.save(tx, numbered)
        return numbered
    if incident.national.number == national.number:
        return incident
    victim = VictimTold(incident.victim.finess, incident.victim.name, region=incident.region)
    told = IncidentTold(Source.PORTAL, victim, national=national, exercise=incident.exercise)
    report = await life.declare(tx, actor, told, now)
    return await merges.merge(tx, actor, incident.id, report.id, now)
