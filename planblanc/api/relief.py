"""Relief: weeks of crews, site by site, who holds each shift, what lacks and why."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Annotated
from uuid import UUID

import strawberry

from planblanc.api import connections, mutations, nodes
from planblanc.api.connections import DEFAULT_SIZE, After, Connection, First
from planblanc.api.incident_inputs import incident_id
from planblanc.api.mutations import IdempotencyKey, InputOf
from planblanc.api.nodes import Node, ReadNode, as_uuid, global_id
from planblanc.api.operation import Info, Operation
from planblanc.api.plan_words import PlanMethod
from planblanc.api.refusals import Refusal
from planblanc.api.relief_inputs import ApproveReliefInput, ProposeReliefInput
from planblanc.api.relief_parts import ReliefLoad, ReliefSite, ReliefStage
from planblanc.api.relief_words import ReliefState
from planblanc.domain import relief as domain
from planblanc.domain.access import Actor
from planblanc.domain.relief import RosterId
from planblanc.store import relief as stored
from planblanc.store.transaction import Transaction
from planblanc.usecases import relief as usecases
from planblanc.usecases import relief_approvals


@strawberry.type(description="Relève : qui tient quelle garde, pendant une à quatre semaines, dans un ou plusieurs établissements.")
class ReliefRoster(Node):
    key: strawberry.Private[RosterId]
    region: str = strawberry.field(description="Code INSEE de la région.")
    exercise: bool = strawberry.field(description="S'agit-il d'un exercice ?")
    starts_on: date = strawberry.field(description="Premier jour.")
    weeks: int = strawberry.field(description="Nombre de semaines.")
    rest_hours: float = strawberry.field(description="Repos entre deux gardes, en heures.")
    most_hours_a_week: float = strawberry.field(description="Le plus d'heures de travail sur sept jours de suite.")
    longest_run_days: int = strawberry.field(description="Le plus de jours de travail de suite.")
    handover_minutes: int = strawberry.field(description="Minutes que deux équipes qui se suivent passent ensemble.")
    state: ReliefState = strawberry.field(description="Où en est la relève.")
    method: PlanMethod | None = strawberry.field(description="Ce que l'on sait de sa qualité, une fois calculée.")
    requested_by: str = strawberry.field(description="Qui l'a demandée.")
    requested_at: datetime = strawberry.field(description="Quand elle a été demandée.")
    computed_at: datetime | None = strawberry.field(description="Quand elle a été calculée : l'âge de ses données.")
    approved_by: str | None = strawberry.field(description="Qui l'a approuvée.")
    approved_at: datetime | None = strawberry.field(description="Quand elle a été approuvée.")
    stages: list[ReliefStage] = strawberry.field(description="Les préférences, dans l'ordre, avec ce que la relève atteint : une dizaine.")
    notes: list[str] = strawberry.field(description="Ce qu'il faut savoir du calcul : dix lignes au plus.")
    failure: str | None = strawberry.field(description="Pourquoi il n'y a pas de relève, quand le calcul a échoué.")

    @classmethod
    def of(cls, roster: domain.Roster) -> "ReliefRoster":
        """The roster, as the API shows it."""
        return cls(
            id=global_id("ReliefRoster", roster.id),
            key=roster.id,
            region=roster.region,
            exercise=roster.exercise,
            starts_on=roster.starts_on,
            weeks=roster.weeks,
            rest_hours=roster.working_time.rest_minutes / 60,
            most_hours_a_week=roster.working_time.week_minutes / 60,
            longest_run_days=roster.working_time.longest_run_days,
            handover_minutes=roster.working_time.handover_minutes,
            state=roster.state,
            method=roster.method,
            requested_by=roster.requested_name,
            requested_at=roster.requested_at,
            computed_at=roster.computed_at,
            approved_by=roster.approved_name,
            approved_at=roster.approved_at,
            stages=[ReliefStage.of(stage) for stage in roster.stages],
            notes=list(roster.notes),
            failure=roster.failure,
        )

    @strawberry.field(description="Les établissements relevés, ceux que vous suivez : six au plus.")
    async def sites(self, info: Info) -> list[ReliefSite]:
        return [ReliefSite.of(self.key, site) for site in await info.context.load(stored.sites_of, self.key)]

    @strawberry.field(
        description="Les heures de chacun dans toute la relève, pour qui la conduit : une ligne par personne, vide pour les autres."
    )
    async def people(self, info: Info) -> list[ReliefLoad]:
        return [ReliefLoad.of(load) for load in await info.context.load(stored.people_of, self.key)]


ProposeReliefResult = Annotated[
    ReliefRoster | Refusal, strawberry.union("ProposeReliefResult", description="La relève demandée, ou un refus.")
]
ApproveReliefResult = Annotated[
    ReliefRoster | Refusal, strawberry.union("ApproveReliefResult", description="La relève approuvée, ou un refus.")
]


@strawberry.type
class Queries:
    @strawberry.field(description="Une relève par son identifiant global.")
    async def relief_roster(
        self, info: Info, id: Annotated[strawberry.ID, strawberry.argument(description="Identifiant global de la relève.")]
    ) -> ReliefRoster | None:
        return await read_roster(info.context, str(nodes.uuid_of(id, "ReliefRoster")))

    @strawberry.field(description="Les relèves d'un incident, la plus récente d'abord.")
    async def relief_rosters(
        self,
        info: Info,
        incident: Annotated[strawberry.ID, strawberry.argument(description="Identifiant global de l'incident.")],
        first: First = DEFAULT_SIZE,
        after: After = None,
    ) -> Connection[ReliefRoster]:
        page = connections.page(first, after, datetime, UUID)
        key = incident_id(incident)
        before = (page.key(0), page.key(1)) if page.after is not None else None
        found = await stored.of_incident(await info.context.tx(), key, before=before, limit=page.limit)
        return connections.connection(page, found, lambda roster: (roster.requested_at, roster.id), ReliefRoster.of)


@strawberry.type
class Mutations:
    @strawberry.mutation(
        description="Demander une relève. La réponse est immédiate, dans l'état REQUESTED : relisez la relève par son identifiant ; elle "
        "passe à PROPOSED, ou à FAILED avec la raison."
    )
    async def propose_relief(self, info: Info, input: InputOf[ProposeReliefInput], idempotency_key: IdempotencyKey) -> ProposeReliefResult:
        async def effect(tx: Transaction, actor: Actor, now: datetime) -> object:
            return await usecases.request(tx, actor, input.wanted(), now)

        return await mutations.once(info, idempotency_key, input, effect, read_roster)

    @strawberry.mutation(
        description="Approuver une relève : chaque garde est promise, et les prêteurs peuvent être appelés. Elle remplace celle qui était "
        "approuvée pour les mêmes établissements aux mêmes dates."
    )
    async def approve_relief(self, info: Info, input: InputOf[ApproveReliefInput], idempotency_key: IdempotencyKey) -> ApproveReliefResult:
        async def effect(tx: Transaction, actor: Actor, now: datetime) -> object:
            await relief_approvals.approve(tx, actor, input.roster_id(), now)
            return input.roster_id()

        return await mutations.once(info, idempotency_key, input, effect, read_roster)


async def read_roster(operation: Operation, key: str) -> ReliefRoster | None:
    """One roster by its key, with the rights of whoever asks."""
    roster = await stored.by_id(await operation.tx(), RosterId(as_uuid(key)))
    return ReliefRoster.of(roster) if roster else None


NODES: Mapping[str, ReadNode] = {"ReliefRoster": read_roster}
