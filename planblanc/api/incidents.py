"""Incidents: what is known of each, and all that hangs on it."""

from collections.abc import Mapping
from datetime import datetime
from typing import Annotated
from uuid import UUID

import strawberry

from planblanc.api import connections, nodes
from planblanc.api.attestations import CleanAttestation
from planblanc.api.competences import IncidentCategory
from planblanc.api.connections import DEFAULT_SIZE, After, Connection, First
from planblanc.api.filters import FinessNumber, RegionCode
from planblanc.api.floors import FloorOverride
from planblanc.api.hand_overs import HandOver, ShiftNote
from planblanc.api.incident_words import IncidentState, Origin, Severity, Source, Tlp
from planblanc.api.journal import LogEntry
from planblanc.api.national_support import NationalSupport
from planblanc.api.nodes import Node, ReadNode, as_uuid, global_id
from planblanc.api.obligations import Obligation
from planblanc.api.operation import Info, Operation
from planblanc.api.plan_blanc import PlanBlancActivation
from planblanc.api.plans import Plan
from planblanc.api.recovery import Recovery
from planblanc.api.refusals import Refusal
from planblanc.api.regions import Region
from planblanc.api.relief import ReliefRoster
from planblanc.api.requests import HelpRequest
from planblanc.api.rungs import RungAuthorisation
from planblanc.api.services import ServiceStatus
from planblanc.api.situation_parts import SituationNeed
from planblanc.api.victims import Victim
from planblanc.domain import incidents as domain
from planblanc.domain import recovery as domain_recovery
from planblanc.domain import reports
from planblanc.domain import victims as domain_victims
from planblanc.domain.establishments import require_finess
from planblanc.domain.identity import IncidentId, establishment_id
from planblanc.store import attestations as stored_attestations
from planblanc.store import catalogues as stored_catalogues
from planblanc.store import floors as stored_floors
from planblanc.store import hand_overs as stored_hand_overs
from planblanc.store import incidents as stored
from planblanc.store import log as stored_log
from planblanc.store import national_support as stored_support
from planblanc.store import obligations as stored_obligations
from planblanc.store import plan_blanc as stored_plan_blanc
from planblanc.store import plans as stored_plans
from planblanc.store import regions as stored_regions
from planblanc.store import relief as stored_relief
from planblanc.store import requests as stored_requests
from planblanc.store import rungs as stored_rungs
from planblanc.store import services as stored_services
from planblanc.store import shift_notes as stored_shift_notes
from planblanc.store import situations as stored_situations

_MOST_LATEST = 20
LatestFirst = Annotated[int, strawberry.argument(description="Combien de lignes, vingt au plus.")]


@strawberry.type(description="Personne en charge d'un incident.")
class Officer:
    name: str = strawberry.field(description="Nom.")
    since: datetime = strawberry.field(description="Depuis quand.")


@strawberry.type(description="Personne à rappeler hors du réseau touché.")
class IncidentContact:
    name: str = strawberry.field(description="Nom ou fonction.")
    position: str = strawberry.field(description="Fonction.")
    phone: str = strawberry.field(description="Numéro de téléphone.")

    @classmethod
    def of(cls, contact: reports.ContactTold) -> "IncidentContact":
        """The contact, as the API shows it."""
        return cls(name=contact.name, position=contact.position, phone=contact.phone)


@strawberry.type(description="Incident numérique d'une structure de santé.")
class Incident(Node):
    known: strawberry.Private[domain.Incident]
    victim: Victim = strawberry.field(description="La structure touchée.")
    state: IncidentState = strawberry.field(description="Où il en est.")
    source: Source = strawberry.field(description="Par où il a d'abord été connu.")
    origin: Origin = strawberry.field(description="Malveillant ou non : jamais supposé.")
    severity: Severity = strawberry.field(description="Gravité.")
    summary: str = strawberry.field(description="Ce qui en est dit, en quelques phrases.")
    common_cause: str | None = strawberry.field(description="Cause commune à plusieurs victimes : un prestataire, par exemple.")
    occurred_at: datetime | None = strawberry.field(description="Quand il est survenu.")
    observed_at: datetime | None = strawberry.field(description="Quand il a été observé.")
    awareness_at: datetime | None = strawberry.field(description="Quand il a été connu comme tel : les délais légaux en partent.")
    declared_at: datetime = strawberry.field(description="Quand il a été déclaré.")
    exercise: bool = strawberry.field(description="Est-ce un exercice ?")
    tlp: Tlp = strawberry.field(description="Qui peut le lire.")
    national_number: str | None = strawberry.field(description="Numéro du portail national.")
    national_revision: int | None = strawberry.field(description="Dernière révision lue du portail.")
    officer: Officer | None = strawberry.field(description="Qui en est chargé.")
    ended_at: datetime | None = strawberry.field(description="Quand il a été clos ou écarté.")
    ending_reason: str | None = strawberry.field(description="Pourquoi il a été clos ou écarté.")
    warnings: list[str] = strawberry.field(description="Ce qu'une personne devrait vérifier, en français : trois lignes au plus.")
    version: int = strawberry.field(description="Version lue.")

    @classmethod
    def of(cls, incident: domain.Incident) -> "Incident":
        """The incident, as the API shows it."""
        officer, ending, national = incident.officer, incident.ending, incident.national
        return cls(
            id=global_id("Incident", incident.id),
            known=incident,
            victim=Victim.of(incident.victim),
            state=incident.state,
            source=incident.source,
            origin=incident.origin,
            severity=incident.severity,
            summary=incident.summary,
            common_cause=incident.common_cause,
            occurred_at=incident.times.occurred,
            observed_at=incident.times.observed,
            awareness_at=incident.times.awareness,
            declared_at=incident.times.declared,
            exercise=incident.exercise,
            tlp=incident.tlp,
            national_number=national.number if national else None,
            national_revision=national.revision if national and national.revision != domain.NOTHING_READ else None,
            officer=Officer(name=officer.name, since=officer.since) if officer else None,
            ended_at=ending.at if ending else None,
            ending_reason=ending.reason if ending else None,
            warnings=list(domain_victims.warnings(incident.victim)),
            version=incident.version,
        )

    @strawberry.field(description="La région dont l'agence le conduit.")
    async def region(self, info: Info) -> Region | None:
        found = await info.context.load(stored_regions.regions_by_code, self.known.region)
        return Region.of(found) if found else None

    @strawberry.field(description="Sa cause.")
    async def category(self, info: Info) -> IncidentCategory | None:
        found = await info.context.load(stored_catalogues.incident_categories_by_code, self.known.category)
        return IncidentCategory.of(found) if found else None

    @strawberry.field(description="L'incident qui le remplace, quand il a été rapproché d'un autre.")
    async def merged_into(self, info: Info) -> "Incident | None":
        found = await info.context.load(stored.by_ids, self.known.merged_into) if self.known.merged_into else None
        return Incident.of(found) if found else None

    @strawberry.field(description="Les incidents ouverts qui parlent peut-être du même événement : dix au plus.")
    async def likely_duplicates(self, info: Info) -> list["Incident"]:
        found = await info.context.load(stored.duplicates_of, self.known)
        return [Incident.of(incident) for incident in found[:10]]

    @strawberry.field(description="Les autres incidents déclarés avec lui, de la même cause, que vous voyez : cent au plus.")
    async def same_cause(self, info: Info) -> list["Incident"]:
        cause = self.known.common_cause_id
        found = await info.context.load(stored.of_causes, cause) if cause is not None else ()
        return [Incident.of(incident) for incident in found if incident.id != self.known.id][:100]

    @strawberry.field(description="Les services dont l'état est connu, un par domaine : une quarantaine au plus.")
    async def services(self, info: Info) -> list[ServiceStatus]:
        return [ServiceStatus.of(service) for service in await info.context.load(stored_services.of_incidents, self.known.id)]

    @strawberry.field(description="Qui rappeler, si vous y avez accès : vingt au plus.")
    async def contacts(self, info: Info) -> list[IncidentContact]:
        found = await info.context.load(stored.contacts_of, self.known.id)
        return [IncidentContact.of(contact) for contact in found[:20]]

    @strawberry.field(description="Les plans blancs, dans l'ordre des décisions : cent au plus.")
    async def plan_blanc(self, info: Info) -> list[PlanBlancActivation]:
        found = await info.context.load(stored_plan_blanc.of_incidents, self.known.id)
        return [PlanBlancActivation.of(activation) for activation in found[:100]]

    @strawberry.field(description="Les échelons ouverts au-delà du périmètre d'origine, ceux refermés compris : cent au plus.")
    async def rungs(self, info: Info) -> list[RungAuthorisation]:
        found = await info.context.load(stored_rungs.of_incidents, self.known.id)
        return [RungAuthorisation.of(opened, self.known) for opened in found[:100]]

    @strawberry.field(description="Les planchers abaissés, ceux rendus aux prêteurs compris : cent au plus.")
    async def floor_overrides(self, info: Info) -> list[FloorOverride]:
        found = await info.context.load(stored_floors.of_incidents, self.known.id)
        return [FloorOverride.of(made) for made in found[:100]]

    @strawberry.field(
        description="Les prêteurs au sort partagé attestés sains, si vous y avez accès, les attestations retirées comprises : cent au plus."
    )
    async def clean_attestations(self, info: Info) -> list[CleanAttestation]:
        found = await info.context.load(stored_attestations.of_incidents, self.known.id)
        return [CleanAttestation.of(made) for made in found[:100]]

    @strawberry.field(description="Ce qui a été demandé au CERT Santé, dans l'ordre : cent au plus.")
    async def national_support(self, info: Info) -> list[NationalSupport]:
        found = await info.context.load(stored_support.of_incidents, self.known.id)
        return [NationalSupport.of(support) for support in found[:100]]

    @strawberry.field(description="La passation qui attend d'être acceptée.")
    async def pending_hand_over(self, info: Info) -> HandOver | None:
        found = await info.context.load(stored_hand_overs.pending, self.known.id)
        if found is None:
            return None
        return HandOver.of(found, await info.context.load(stored_shift_notes.of_the_shift, self.known))

    @strawberry.field(description="Les notes du poste, si vous y avez accès, la dernière d'abord : cent au plus.")
    async def shift_notes(self, info: Info) -> list[ShiftNote]:
        found = await info.context.load(stored_shift_notes.of_incidents, self.known.id)
        return [ShiftNote.of(note) for note in found[:100]]

    @strawberry.field(description="La courbe de reprise de ses services.")
    async def recovery(self, info: Info) -> Recovery:
        told = await info.context.load(stored_services.history, self.known.id)
        return Recovery.of(domain_recovery.curve(told), await info.context.now())

    @strawberry.field(description="Les demandes d'aide, dans l'ordre : cent au plus.")
    async def requests(self, info: Info) -> list[HelpRequest]:
        found = await info.context.load(stored_requests.of_incidents, self.known.id)
        return [HelpRequest.of(request) for request in found[:100]]

    @strawberry.field(description="Le dernier plan proposé ou approuvé pour lui.")
    async def plan(self, info: Info) -> Plan | None:
        found = await info.context.load(stored_plans.latest_of, self.known.id)
        return Plan.of(found) if found else None

    @strawberry.field(
        description="Le dernier plan demandé qui le concerne, quoi qu'il en soit advenu : en cours de calcul, calculé, ou sans résultat."
    )
    async def last_plan_asked(self, info: Info) -> Plan | None:
        found = await info.context.load(stored_plans.last_asked, self.known.id)
        return Plan.of(found) if found else None

    @strawberry.field(description="La dernière relève proposée ou approuvée pour lui : les équipes des semaines qui viennent.")
    async def relief(self, info: Info) -> ReliefRoster | None:
        found = await info.context.load(stored_relief.latest_of, self.known.id)
        return ReliefRoster.of(found) if found else None

    @strawberry.field(description="Ses obligations légales, dans l'ordre où elles se disent : une vingtaine au plus.")
    async def obligations(self, info: Info) -> list[Obligation]:
        now = await info.context.now()
        return [Obligation.of(one, now) for one in await info.context.load(stored_obligations.of_incidents, self.known.id)]

    @strawberry.field(description="Ses besoins, et où en est chacun, les vitaux d'abord : deux cents au plus.")
    async def cover(self, info: Info) -> list[SituationNeed]:
        found = await info.context.load(stored_situations.needs, self.known.id)
        return [SituationNeed.of(need) for need in found[:200]]

    @strawberry.field(description="Les dernières lignes de la main courante, la plus récente d'abord : vingt au plus.")
    async def latest_entries(self, info: Info, first: LatestFirst = _MOST_LATEST) -> list[LogEntry]:
        found = await info.context.load(stored_log.latest, self.known.id)
        return [LogEntry.of(entry) for entry in found[: max(first, 0)]]


IncidentResult = Annotated[Incident | Refusal, strawberry.union("IncidentResult", description="L'incident, ou un refus.")]
IncidentArgument = Annotated[strawberry.ID, strawberry.argument(description="Identifiant global de l'incident.")]


@strawberry.type
class Queries:
    @strawberry.field(description="Les incidents, le dernier déclaré d'abord.")
    async def incidents(
        self,
        info: Info,
        *,
        region: RegionCode = None,
        states: Annotated[list[IncidentState] | None, strawberry.argument(description="Ceux dans l'un de ces états.")] = None,
        exercise: Annotated[bool | None, strawberry.argument(description="Les seuls exercices, ou les seuls réels.")] = None,
        establishment: FinessNumber = None,
        first: First = DEFAULT_SIZE,
        after: After = None,
    ) -> Connection[Incident]:
        page = connections.page(first, after, datetime, UUID)
        site = establishment_id(require_finess(establishment, ("establishment",))) if establishment else None
        wanted = stored.Wanted(region, tuple(states) if states is not None else None, exercise, site)
        tx = await info.context.tx()
        found = await stored.page(tx, wanted, limit=page.limit, after_declared_at=page.key(0), after_id=page.key(1))
        return connections.connection(page, found, lambda incident: (incident.times.declared, incident.id), Incident.of)

    @strawberry.field(description="Un incident par son identifiant global.")
    async def incident(self, info: Info, id: IncidentArgument) -> Incident | None:
        return await read_incident(info.context, str(nodes.uuid_of(id, "Incident")))


async def read_incident(operation: Operation, key: str) -> Incident | None:
    """The incident of this key, if the caller sees it."""
    found = await operation.load(stored.by_ids, IncidentId(as_uuid(key)))
    return Incident.of(found) if found else None


NODES: Mapping[str, ReadNode] = {"Incident": read_incident}
