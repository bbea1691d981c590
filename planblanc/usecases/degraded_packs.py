"""Gather the degraded pack of an incident: the procedures that hold for its victim, for every service that is down."""

from datetime import datetime

from planblanc.documents import degraded_pack
from planblanc.documents.degraded_pack import ALWAYS, DegradedPack, Heading
from planblanc.domain import access, french, procedures, victims
from planblanc.domain.access import Act, Actor
from planblanc.domain.establishments import Establishment
from planblanc.domain.identity import EstablishmentId, IncidentId
from planblanc.domain.incidents import Incident
from planblanc.domain.procedures import Procedure
from planblanc.domain.victims import Entity, Site
from planblanc.store import catalogues, establishments, incidents, services
from planblanc.store import procedures as stored
from planblanc.store.transaction import Transaction

_ALL_DOMAINS = 1000
_MOST_SHEETS = 200


async def gather(tx: Transaction, actor: Actor, key: IncidentId, now: datetime) -> DegradedPack:
    """The pack of an incident that the actor may see, as it stands; reads, and changes nothing."""
    access.require(actor, Act.READ_INCIDENTS)
    incident = await incidents.read(tx, key)
    site = await _site(tx, incident)
    (said,) = await services.of_incidents(tx, [incident.id])
    (run,) = await establishments.services(tx, [site.id]) if site else [[]]
    asked = await stored.asked_services(tx, incident.id)
    down = procedures.concerned(said, asked=asked, run=[domain.code for domain in run], since=incident.times.declared)
    domains = await catalogues.service_domains(tx, after=None, limit=_ALL_DOMAINS)
    wanted = sorted({*ALWAYS, *(service.domain for service in down)})
    known = await stored.published_for(tx, site, wanted)
    labels = {domain.code: domain.label for domain in domains}
    return degraded_pack.compose(_heading(incident, site, now), site, down, labels, known)


async def holding(tx: Transaction, site_id: EstablishmentId) -> list[Procedure]:
    """What holds in a site that the actor may see, for each service that it runs: what it would work by, without any incident."""
    site = await establishments.by_id(tx, site_id)
    if site is None:
        return []
    (run,) = await establishments.services(tx, [site.id])
    wanted = [*ALWAYS, *(domain.code for domain in run)]
    known = await stored.published_for(tx, site, sorted(wanted))
    return [procedure for service in dict.fromkeys(wanted) for procedure in procedures.resolve(known, site, service)][:_MOST_SHEETS]


async def _site(tx: Transaction, incident: Incident) -> Establishment | None:
    return await establishments.by_id(tx, incident.victim.id) if isinstance(incident.victim, Site) else None


def _heading(incident: Incident, site: Establishment | None, now: datetime) -> Heading:
    victim = incident.victim
    town = "" if isinstance(victim, Entity) else victim.town or ""
    return Heading(
        establishment=site.name if site else victim.name,
        finess=victim.finess,
        commune=site.commune if site else town,
        incident=f"{victims.told_name(victim)}, signalé le {french.moment(incident.times.declared)}",
        printed_at=now,
        exercise=incident.exercise,
        national_number=incident.national.number if incident.national else None,
    )
