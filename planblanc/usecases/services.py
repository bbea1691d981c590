"""The state of the victim's services is told again as often as it changes."""

from collections.abc import Sequence
from datetime import datetime

from planblanc.domain import facts, french, incidents
from planblanc.domain import services as domain
from planblanc.domain.access import Act, Actor
from planblanc.domain.errors import BadInput
from planblanc.domain.identity import IncidentId
from planblanc.domain.incidents import Incident, Source
from planblanc.domain.reports import IncidentTold, ServiceTold
from planblanc.domain.services import STATE_WORDS
from planblanc.domain.victims import VictimTold
from planblanc.store import codes, outbox
from planblanc.store import incidents as stored_incidents
from planblanc.store import services as stored
from planblanc.store.transaction import Transaction
from planblanc.usecases import notes, report_checks, victims
from planblanc.usecases.notes import Note
from planblanc.usecases.victims import Found


async def update(tx: Transaction, actor: Actor, incident: IncidentId, told: Sequence[ServiceTold], now: datetime) -> Incident:
    """Say the state of some services; the others keep theirs."""
    known = await stored_incidents.hold(tx, incident)
    await victims.require_scope(tx, actor, Found(known.victim, known.region), Act.UPDATE_SERVICES)
    incidents.require_open(known)
    if not told:
        raise BadInput("Indiquez au moins un service.", ("services",))
    services = report_checks.services(IncidentTold(Source.CONSOLE, VictimTold(), services=tuple(told)), now)
    labels = await codes.labels(tx, service_domains={service.domain for service in services})
    report_checks.require_domains(services, labels)
    domain.check(services, now)
    await stored.put(tx, known, services, now)
    said = [f"{labels.service_domains[service.domain]} : {STATE_WORDS[service.state]}" for service in services]
    details = {service.domain: service.state.value for service in services}
    notes.write(tx, known, Note("services.updated", f"État des services. {french.listed(said)}.", details), now)
    await outbox.append(tx, facts.ServicesUpdated(known.region, incident_id=known.id))
    return known
