"""The life of an incident: declared, updated, revised by the portal, stabilised, closed or dismissed."""

from dataclasses import replace
from datetime import datetime
from uuid import uuid4

from planblanc.domain import access, facts, french, incidents, reports, texts
from planblanc.domain.access import Act, Actor
from planblanc.domain.errors import AlreadyExists, BadInput
from planblanc.domain.identity import IncidentId
from planblanc.domain.incidents import Ending, Incident, IncidentState, Source, Times, Tlp
from planblanc.domain.journal import Detail
from planblanc.domain.reports import DeclarationEnd, IncidentChange, IncidentTold, IncidentUpdate
from planblanc.domain.victims import Entity, Site, Unlisted, VictimTold, told_name
from planblanc.store import engagements, outbox, requests
from planblanc.store import incidents as stored
from planblanc.store import services as stored_services
from planblanc.store.transaction import Transaction
from planblanc.usecases import engagement_costs, notes, obligations, report_checks, victims, withdrawals
from planblanc.usecases.notes import Note

_BY: dict[Source, str] = {
    Source.PHONE: "par téléphone",
    Source.PORTAL: "par le portail national",
    Source.ESTABLISHMENT: "par l'établissement",
    Source.CONSOLE: "à la console",
}


async def declare(tx: Transaction, actor: Actor, report: IncidentTold, now: datetime) -> Incident:
    """Make an incident known to the service, whatever is not known of it yet.

    The victim may be a site, a legal entity or a structure by name; for the portal's messages the actor's scope holds
    every region. A national number that is already known is `AlreadyExists`: revise that incident instead.
    """
    clean = await report_checks.checked(tx, report, now)
    found = await victims.find(tx, actor, clean.victim)
    await victims.require_scope(tx, actor, found, Act.DECLARE_INCIDENT)
    if clean.national is not None and await stored.by_number(tx, clean.national.number) is not None:
        raise AlreadyExists("Cette déclaration du portail est déjà connue du service.", ("national_number",))
    blank = Incident(
        id=IncidentId(uuid4()),
        region=found.region,
        victim=found.victim,
        source=clean.source,
        times=Times(declared=clean.declared_at or now),
        exercise=clean.exercise,
        tlp=clean.tlp or Tlp.AMBER,
        common_cause_id=clean.common_cause_id,
    )
    incident = reports.revised(blank, clean)
    await stored.add(tx, incident)
    await stored.add_contacts(tx, incident, clean.contacts)
    await stored_services.fill(tx, incident, report_checks.services(clean, now), now)
    obliged: dict[str, Detail] = {"obligations": [*await obligations.follow(tx, incident, now)]}
    text = f"Incident signalé {_BY[incident.source]} : {told_name(incident.victim)}."
    declared = incident.times.declared
    told = Note("incident.declared", text, _details(incident) | obliged, personal=incident.summary, declared_at=declared)
    notes.write(tx, incident, told, now)
    await outbox.append(tx, facts.IncidentDeclared(incident.region, incident_id=incident.id))
    return incident


async def revise(tx: Transaction, actor: Actor, incident: IncidentId, report: IncidentTold, now: datetime) -> Incident:
    """Write a newer report of a known incident over it: what it tells replaces, what it does not know stays.

    A report of a merged incident goes to the one that was kept, which keeps its own national number.
    """
    known = await stored.hold(tx, incident)
    access.require(actor, Act.DECLARE_INCIDENT, region=known.region)
    clean = await report_checks.checked(tx, report, now)
    if known.merged_into is not None:
        await stored.save(tx, replace(known, national=clean.national or known.national, sections=clean.sections or known.sections))
        return await revise(tx, actor, known.merged_into, replace(clean, national=None, sections=None), now)
    revised = reports.changed(reports.revised(known, clean), await _better_victim(tx, actor, known, clean.victim))
    await stored.save(tx, revised)
    await stored.add_contacts(tx, revised, clean.contacts)
    await stored_services.fill(tx, revised, report_checks.services(clean, now), now)
    await obligations.follow(tx, revised, now)
    text = f"Déclaration révisée {_BY[clean.source]} : {told_name(revised.victim)}."
    notes.write(tx, revised, Note("incident.revised", text, _details(revised), personal=clean.summary), now)
    await outbox.append(tx, facts.IncidentRevised(revised.region, incident_id=revised.id))
    return revised


async def update(tx: Transaction, actor: Actor, incident: IncidentId, wanted: IncidentUpdate, now: datetime) -> Incident:
    """Write what a person now knows over what was known; the victim stays within its region."""
    known = await _held(tx, actor, incident, Act.UPDATE_INCIDENT)
    incidents.require_open(known)
    if wanted == IncidentUpdate():
        raise BadInput("Indiquez au moins ce qui change.")
    clean = await report_checks.checked_change(tx, wanted.change, known, now)
    if wanted.victim is not None:
        found = await victims.find(tx, actor, replace(wanted.victim, region=wanted.victim.region or known.region))
        if found.region != known.region:
            raise BadInput("Cette structure est d'une autre région : déclarez-y un incident, et écartez celui-ci.", ("victim",))
        clean = replace(clean, victim=found.victim)
    updated = reports.changed(known, clean)
    await stored.save(tx, updated)
    text = f"Incident mis à jour : {told_name(updated.victim)}."
    notes.write(tx, updated, Note("incident.updated", text, _details(updated), personal=clean.summary), now)
    await outbox.append(tx, facts.IncidentRevised(updated.region, incident_id=updated.id))
    return updated


async def stabilise(tx: Transaction, actor: Actor, incident: IncidentId, now: datetime) -> Incident:
    """Say that the worst is over."""
    moved = incidents.moved(await _held(tx, actor, incident, Act.TAKE_CHARGE), IncidentState.STABILISED)
    await stored.save(tx, moved)
    notes.write(tx, moved, Note("incident.stabilised", "Incident stabilisé."), now)
    await outbox.append(tx, facts.IncidentStabilised(moved.region, incident_id=moved.id))
    return moved


async def reactivate(tx: Transaction, actor: Actor, incident: IncidentId, reason: str, now: datetime) -> Incident:
    """Say that a stabilised incident flared up again."""
    known = await _held(tx, actor, incident, Act.TAKE_CHARGE)
    moved = incidents.reactivated(known)
    await stored.save(tx, moved)
    why = texts.paragraphs(reason, ("reason",))
    notes.write(tx, moved, Note("incident.reactivated", "Incident réactivé.", personal=why), now)
    await outbox.append(tx, facts.IncidentReactivated(moved.region, incident_id=moved.id))
    return moved


async def close(tx: Transaction, actor: Actor, incident: IncidentId, reason: str, now: datetime) -> Incident:
    """End a stabilised incident: what was covered is closed, what was still asked for or promised is cancelled."""
    known = await _held(tx, actor, incident, Act.CLOSE_INCIDENT)
    ending = Ending(now, texts.paragraphs(reason, ("reason",)))
    moved = replace(incidents.moved(known, IncidentState.CLOSED), ending=ending)
    await stored.save(tx, moved)
    cancelled = await _let_go(tx, moved, "L'incident est clos.")
    await engagement_costs.freeze(tx, moved.id, now)
    notes.write(tx, moved, Note("incident.closed", f"Incident clos{_with_cancelled(cancelled)}.", personal=ending.reason), now)
    await outbox.append(tx, facts.IncidentClosed(moved.region, incident_id=moved.id))
    return moved


async def dismiss(tx: Transaction, actor: Actor, incident: IncidentId, reason: str, now: datetime) -> Incident:
    """Say that a reported incident was none; whatever was asked for it is cancelled."""
    known = await _held(tx, actor, incident, Act.DISMISS_INCIDENT)
    return await _dismissed(tx, known, texts.paragraphs(reason, ("reason",)), now)


async def end_declaration(tx: Transaction, actor: Actor, incident: IncidentId, end: DeclarationEnd, now: datetime) -> Incident:
    """Note that the portal closed or dismissed its declaration.

    The crisis is ended by a person: only an incident that nobody has taken in charge is dismissed with its declaration.
    """
    known = await stored.hold(tx, incident)
    access.require(actor, Act.DECLARE_INCIDENT, region=known.region)
    if end.dismissed and known.state is IncidentState.REPORTED:
        return await _dismissed(tx, known, end.reason or "Écarté sur le portail national.", now)
    told_end = "écarté" if end.dismissed else "clos"
    text = f"Le portail national a {told_end} sa déclaration ; l'incident reste {incidents.STATE_WORDS[known.state]} ici."
    notes.write(tx, known, Note("incident.declaration_ended", text, personal=end.reason), now)
    await outbox.append(tx, facts.IncidentRevised(known.region, incident_id=known.id))
    return known


async def _held(tx: Transaction, actor: Actor, incident: IncidentId, act: Act) -> Incident:
    known = await stored.hold(tx, incident)
    access.require(actor, act, region=known.region)
    return known


async def _dismissed(tx: Transaction, known: Incident, reason: str, now: datetime) -> Incident:
    moved = replace(incidents.moved(known, IncidentState.DISMISSED), ending=Ending(now, reason))
    await stored.save(tx, moved)
    cancelled = await _let_go(tx, moved, "L'incident est écarté.")
    notes.write(tx, moved, Note("incident.dismissed", f"Incident écarté{_with_cancelled(cancelled)}.", personal=reason), now)
    await outbox.append(tx, facts.IncidentDismissed(moved.region, incident_id=moved.id))
    return moved


async def _let_go(tx: Transaction, incident: Incident, reason: str) -> int:
    """End what is asked and promised for an incident that ends: what is there, or lent, stays until it returns; how many requests."""
    await withdrawals.withdraw(tx, await engagements.movable(tx, incident.id))
    return await requests.end_all(tx, incident.id, reason)


async def _better_victim(tx: Transaction, actor: Actor, known: Incident, told: VictimTold) -> IncidentChange:
    """The victim, where a later report names it better than the first: a site rather than an entity, either than a name."""
    if isinstance(known.victim, Site) or told.finess is None:
        return IncidentChange()
    found = await victims.find(tx, actor, replace(told, region=told.region or known.region))
    is_better = isinstance(found.victim, Site) or (isinstance(known.victim, Unlisted) and isinstance(found.victim, Entity))
    return IncidentChange(victim=found.victim if is_better and found.region == known.region else None)


def _details(incident: Incident) -> dict[str, Detail]:
    return {
        "region": incident.region,
        "finess": incident.victim.finess,
        "category": incident.category,
        "origin": incident.origin.value,
        "severity": incident.severity.value,
        "national_number": incident.national.number if incident.national else None,
        "revision": incident.national.revision if incident.national else None,
    }


def _with_cancelled(cancelled: int) -> str:
    return f", {french.counted(cancelled, 'demande annulée', 'demandes annulées')}" if cancelled else ""
