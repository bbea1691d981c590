"""Engagements: who or what comes, from the asking to the return."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import Annotated
from uuid import UUID

import strawberry

from planblanc.api import connections, engagement_parts, nodes
from planblanc.api.connections import DEFAULT_SIZE, After, Connection, First
from planblanc.api.engagement_parts import (
    EngagementCosts,
    EngagementEnd,
    EngagementHours,
    EngagementPurchase,
    EngagementReceipt,
    EngagementReturnAsked,
    EngagementStep,
    EngagementTerms,
    ReportPoint,
)
from planblanc.api.engagement_words import EngagementState
from planblanc.api.filters import LenderKey, RegionCode
from planblanc.api.incident_inputs import incident_id
from planblanc.api.lenders import Lender, read_lender
from planblanc.api.loan_parts import Loan
from planblanc.api.nodes import Node, ReadNode, as_uuid, global_id
from planblanc.api.operation import Info, Operation
from planblanc.api.refusals import Refusal
from planblanc.api.responders import Responder
from planblanc.domain import missions as domain
from planblanc.domain.engagements import STEPS
from planblanc.domain.identity import EngagementId, LenderId
from planblanc.store import loans as stored_loans
from planblanc.store import missions as stored
from planblanc.store import responders as stored_responders
from planblanc.store import solicitations as stored_solicitations
from planblanc.store.missions import Wanted

OfIncident = Annotated[strawberry.ID | None, strawberry.argument(description="Identifiant global de l'incident.")]


@strawberry.type(description="Engagement : une personne, ou une quantité de matériel, pour un besoin ou pour un tour de relève.")
class Engagement(Node):
    known: strawberry.Private[domain.Mission]
    incident: strawberry.ID = strawberry.field(description="L'incident, par son identifiant global.")
    region: str = strawberry.field(description="Code INSEE de la région de l'incident : celle dont il suit l'heure.")
    need: strawberry.ID | None = strawberry.field(description="Le besoin, par son identifiant global ; rien pour un tour de relève.")
    replaces: strawberry.ID | None = strawberry.field(description="L'engagement de la personne malade qu'il remplace.")
    victim: str = strawberry.field(description="L'établissement aidé.")
    town: str | None = strawberry.field(description="Sa commune.")
    lender_name: str = strawberry.field(description="Nom du prêteur.")
    lender_commune: str = strawberry.field(description="Commune d'où part la ressource.")
    label: str = strawberry.field(description="Qui ou quoi.")
    is_named: bool = strawberry.field(description="S'agit-il d'une personne désignée, et non d'une capacité anonyme ou de matériel ?")
    quantity: int = strawberry.field(description="Combien d'unités sont promises.")
    starts_at: datetime = strawberry.field(description="Début prévu.")
    ends_at: datetime = strawberry.field(description="Fin prévue.")
    state: EngagementState = strawberry.field(description="Où il en est.")
    exercise: bool = strawberry.field(description="S'agit-il d'un exercice ?")
    steps: list[EngagementStep] = strawberry.field(description="Ses pas, dans l'ordre, aux heures déclarées : cinq au plus.")
    eta_at: datetime | None = strawberry.field(description="Heure d'arrivée annoncée.")
    released_by: str | None = strawberry.field(description="Qui, chez le prêteur, a libéré la ressource.")
    released_at: datetime | None = strawberry.field(description="Quand.")
    accepted_at: datetime | None = strawberry.field(description="Quand la personne a accepté.")
    receipt: EngagementReceipt | None = strawberry.field(description="La réception.")
    report: ReportPoint | None = strawberry.field(description="Où se présenter.")
    return_asked: EngagementReturnAsked | None = strawberry.field(description="Le retour demandé par le prêteur.")
    end: EngagementEnd | None = strawberry.field(description="La fin décidée avant le terme.")
    terms: EngagementTerms = strawberry.field(description="La convention qui s'applique.")
    purchase: EngagementPurchase | None = strawberry.field(description="L'achat approuvé.")
    costs: EngagementCosts | None = strawberry.field(description="Ce qu'il coûte.")
    mission_order: str = strawberry.field(description="Chemin de son ordre de mission (PDF), à demander avec le même jeton.")
    resource: strawberry.ID = strawberry.field(description="L'intervenant ou le stock engagé, par son identifiant global.")
    version: int = strawberry.field(description="Version lue.")

    @classmethod
    def of(cls, mission: domain.Mission) -> "Engagement":
        """The engagement, as the API shows it."""
        engagement, sheet, asked, end = mission.engagement, mission.sheet, mission.return_asked, mission.end
        return cls(
            id=global_id("Engagement", mission.id),
            known=mission,
            incident=global_id("Incident", engagement.incident_id),
            region=engagement.region,
            need=global_id("NeedLine", engagement.need_id) if engagement.need_id else None,
            replaces=global_id("Engagement", engagement.replaces) if engagement.replaces else None,
            victim=sheet.victim,
            town=sheet.town,
            lender_name=sheet.lender_name,
            lender_commune=sheet.lender_commune,
            label=sheet.label,
            is_named=sheet.is_named,
            quantity=engagement.quantity,
            starts_at=engagement.starts_at,
            ends_at=engagement.ends_at,
            state=engagement.state,
            exercise=engagement.exercise,
            steps=[EngagementStep(state=step, at=mission.times[step]) for step in STEPS if step in mission.times],
            eta_at=mission.eta_at,
            released_by=mission.consents.released_by,
            released_at=mission.consents.released_at,
            accepted_at=mission.consents.accepted_at,
            receipt=EngagementReceipt.of(mission),
            report=ReportPoint.of(sheet.report) if sheet.report else None,
            return_asked=EngagementReturnAsked(asked_at=asked.asked_at, wanted_at=asked.wanted_at, reason=asked.reason) if asked else None,
            end=EngagementEnd(kind=end.kind, reason=end.reason) if end else None,
            terms=EngagementTerms.of(mission.terms),
            purchase=engagement_parts.purchase(mission.purchase),
            costs=EngagementCosts.of(mission.costs) if mission.costs else None,
            mission_order=f"/documents/mission-order/{mission.id}.pdf",
            resource=global_id("Responder" if engagement.responder_id else "EquipmentStock", engagement.resource_id),
            version=mission.version,
        )

    @strawberry.field(description="Le prêteur, si vous y avez accès.")
    async def lender(self, info: Info) -> Lender | None:
        return await read_lender(info.context, str(self.known.engagement.lender_id))

    @strawberry.field(
        description="Qui d'autre, chez le même prêteur, pourrait partir à sa place : cinquante au plus ; rien pour du matériel."
    )
    async def substitutes(self, info: Info) -> list[Responder]:
        of = self.known.engagement
        if of.responder_id is None:
            return []
        found = await info.context.load(stored_responders.of_lenders, of.lender_id)
        return [Responder.of(one) for one in found if one.id != of.responder_id]

    @strawberry.field(description="Minutes avant d'être sur place, préparation comprise, estimées par le plan ; rien sans estimation.")
    async def travel_minutes(self, info: Info) -> int | None:
        return await info.context.load(stored_solicitations.ways, self.known.id)

    @strawberry.field(description="Ses heures, jour par jour : 400 au plus.")
    async def hours(self, info: Info) -> list[EngagementHours]:
        return [EngagementHours.of(one) for one in (await info.context.load(stored.hours_of, self.known.id))[:400]]

    @strawberry.field(description="Ses prêts, pour du matériel : mille au plus.")
    async def loans(self, info: Info) -> list[Loan]:
        now = await info.context.now()
        return [Loan.of(one, now) for one in await info.context.load(stored_loans.of_engagements, self.known.id)]


@strawberry.type(description="Combien d'engagements en sont au même point.")
class EngagementTally:
    state: EngagementState = strawberry.field(description="Où ils en sont.")
    engagements: int = strawberry.field(description="Combien d'engagements.")
    units: int = strawberry.field(description="Combien de personnes ou d'unités de matériel ils promettent ensemble.")


EngagementResult = Annotated[Engagement | Refusal, strawberry.union("EngagementResult", description="L'engagement, ou un refus.")]


@strawberry.type
class Queries:
    @strawberry.field(description="Un engagement par son identifiant global.")
    async def engagement(
        self, info: Info, id: Annotated[strawberry.ID, strawberry.argument(description="Identifiant global de l'engagement.")]
    ) -> Engagement | None:
        return await read_engagement(info.context, str(nodes.uuid_of(id, "Engagement")))

    @strawberry.field(description="Les engagements que vous suivez, le premier qui commence d'abord : d'un incident, d'un prêteur, tous.")
    async def engagements(
        self,
        info: Info,
        *,
        incident: OfIncident = None,
        lender: LenderKey = None,
        region: RegionCode = None,
        states: Annotated[list[EngagementState] | None, strawberry.argument(description="Les seuls états voulus.")] = None,
        first: First = DEFAULT_SIZE,
        after: After = None,
    ) -> Connection[Engagement]:
        page = connections.page(first, after, datetime, UUID)
        wanted = replace(_wanted(incident, lender, region), states=tuple(states) if states is not None else None)
        then = (page.key(0), page.key(1)) if page.after is not None else None
        found = await stored.page(await info.context.tx(), wanted, limit=page.limit, after=then)
        return connections.connection(page, found, lambda one: (one.engagement.starts_at, one.id), Engagement.of)

    @strawberry.field(description="Combien d'engagements vous suivez, état par état : huit lignes au plus.")
    async def engagement_tallies(
        self, info: Info, *, incident: OfIncident = None, lender: LenderKey = None, region: RegionCode = None
    ) -> list[EngagementTally]:
        found = await stored.tallies(await info.context.tx(), _wanted(incident, lender, region))
        return [EngagementTally(state=one.state, engagements=one.engagements, units=one.units) for one in found]


def _wanted(incident: strawberry.ID | None, lender: strawberry.ID | None, region: str | None) -> Wanted:
    return Wanted(
        incident=incident_id(incident) if incident is not None else None,
        lender=LenderId(nodes.uuid_of(lender, "Lender", ("lender",))) if lender is not None else None,
        region=region,
    )


async def read_engagement(operation: Operation, key: str) -> Engagement | None:
    """The engagement of this key, if the caller sees it."""
    found = await operation.load(stored.by_ids, EngagementId(as_uuid(key)))
    return Engagement.of(found) if found else None


NODES: Mapping[str, ReadNode] = {"Engagement": read_engagement}
