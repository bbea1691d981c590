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
from planblanc.store import inbox, outbox, unmatched
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


@dataclass(frozen=True)
class _Report:
    """What a message that waits is known by, before it is read."""

    national: NationalReference
    exercise: bool


async def match(tx: Transaction, actor: Actor, message: UUID, wanted: Match, now: datetime) -> Incident:
    """Say to which incident a message belongs; it is read at once, with all those of its national number."""
    access.require(actor, Act.MERGE_INCIDENTS)
    report = await _waiting(tx, message)
    if wanted.incident is not None and wanted.victim is None:
        incident = await _given(tx, actor, wanted.incident, report, now)
    elif wanted.victim is not None and wanted.incident is None:
        told = IncidentTold(Source.PORTAL, wanted.victim, national=report.national, exercise=report.exercise)
        incident = await life.declare(tx, actor, told, now)
    else:
        raise BadInput("Indiquez un incident connu, ou la structure touchée pour en déclarer un, et un seul des deux.", ("incident",))
    await inbox.settle(tx, message, Outcome(MessageState.TO_MATCH, incident.region, incident.id), now)
    for waiting in await inbox.waiting(tx, report.national.number):
        await outbox.append(tx, PortalMessageReceived(incident.region, waiting))
    text = f"Message du portail {report.national.number} rapproché de cet incident par {actor.name}."
    notes.write(tx, incident, Note("portal.matched", text, {"message": str(message)}), now)
    return incident


async def _waiting(tx: Transaction, message: UUID) -> _Report:
    held = await inbox.hold(tx, message)
    if held is None:
        raise NotFound(path=("message",))
    if held.state is not MessageState.TO_MATCH or held.national_number is None:
        raise TransitionRefused("Ce message n'est plus à rapprocher.", ("message",))
    told = await unmatched.read(tx, message)
    return _Report(NationalReference(held.national_number, NOTHING_READ), told is not None and told.exercise)


async def _given(tx: Transaction, actor: Actor, key: IncidentId, report: _Report, now: datetime) -> Incident:
    """The incident, known by this number from now on; one that has a number keeps it, and takes this report in."""
    incident = await stored.hold(tx, key)
    access.require(actor, Act.MERGE_INCIDENTS, region=incident.region)
    incidents.require_open(incident)
    if incident.exercise != report.exercise:
        raise TransitionRefused("Le message d'un exercice ne se rapproche pas d'un incident réel, ni l'inverse.", ("incident",))
    if incident.national is None:
        numbered = replace(incident, national=report.national)
        await stored.save(tx, numbered)
        return numbered
    if incident.national.number == report.national.number:
        return incident
    victim = VictimTold(incident.victim.finess, incident.victim.name, region=incident.region)
    told = IncidentTold(Source.PORTAL, victim, national=report.national, exercise=report.exercise)
    declared = await life.declare(tx, actor, told, now)
    return await merges.merge(tx, actor, incident.id, declared.id, now)
