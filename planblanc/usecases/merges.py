"""Reports of one event are merged by a person: everything moves to the incident that is kept."""

from dataclasses import replace
from datetime import datetime

from planblanc.domain import access, facts, incidents, reports
from planblanc.domain.access import Act, Actor
from planblanc.domain.errors import BadInput, TransitionRefused
from planblanc.domain.identity import IncidentId
from planblanc.domain.incidents import Incident, IncidentState
from planblanc.domain.journal import Detail
from planblanc.domain.victims import told_name
from planblanc.store import adjustments, national_support, offers, outbox, plan_blanc, reconnections, requests, services
from planblanc.store import incidents as stored
from planblanc.store.transaction import Transaction
from planblanc.usecases import notes, obligations
from planblanc.usecases.notes import Note


async def merge(tx: Transaction, actor: Actor, kept: IncidentId, merged: IncidentId, now: datetime) -> Incident:
    """Keep one of two reports of the same event: needs, services, contacts and numbers of the other move to it."""
    if kept == merged:
        raise BadInput("Un incident ne se rapproche pas de lui-même.", ("merged",))
    # In one order whichever is kept, so that two opposite merges at once cannot wait for one another.
    held = {key: await stored.hold(tx, key) for key in sorted((kept, merged))}
    keeps, other = held[kept], held[merged]
    for incident in (keeps, other):
        access.require(actor, Act.MERGE_INCIDENTS, region=incident.region)
    incidents.require_open(keeps)
    _require_alike(keeps, other)
    if await requests.is_engaged(tx, merged):
        raise TransitionRefused("Des moyens sont déjà engagés pour cet incident : c'est lui qu'il faut garder.", ("merged",))
    gone = replace(incidents.moved(other, IncidentState.MERGED), merged_into=kept)
    # The national number is unique: it leaves one incident before it enters the other.
    await stored.save(tx, replace(gone, national=None) if keeps.national is None else gone)
    complete = reports.completed(keeps, other)
    await stored.save(tx, complete)
    moved = await _move(tx, complete, other, now)
    name = told_name(other.victim)
    details: dict[str, Detail] = {"kept": str(kept), "merged": str(merged), "requests": moved}
    text = f"Signalement rapproché de celui-ci : {name}. Ses demandes, services et contacts sont repris ici."
    notes.write(tx, complete, Note("incident.merged", text, details), now)
    text = f"Signalement rapproché d'un autre, qui le remplace : {told_name(complete.victim)}."
    notes.write(tx, gone, Note("incident.merged_away", text, details), now)
    await outbox.append(tx, facts.IncidentMerged(complete.region, incident_id=kept, merged_id=merged))
    return complete


async def _move(tx: Transaction, kept: Incident, other: Incident, now: datetime) -> int:
    (told_services,) = await services.of_incidents(tx, [other.id])
    await services.fill(tx, kept, told_services, now)
    await stored.move_contacts(tx, other.id, kept.id)
    await plan_blanc.move(tx, other.id, kept.id)
    await adjustments.move(tx, other.id, kept.id)
    await reconnections.move(tx, other.id, kept.id)
    await national_support.move(tx, other.id, kept.id)
    await obligations.move(tx, other.id, kept.id)
    await offers.move(tx, other.id, kept.id)
    return await requests.move(tx, other.id, kept.id)


def _require_alike(kept: Incident, other: Incident) -> None:
    if kept.region != other.region:
        raise TransitionRefused("Ces incidents sont de deux régions : ils ne peuvent pas être rapprochés.", ("merged",))
    if kept.exercise != other.exercise:
        raise TransitionRefused("Un exercice ne se rapproche pas d'un incident réel.", ("merged",))
