"""Plans: what is proposed, why, what stays missing, and what the next closed rung would add."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Annotated
from uuid import UUID

import strawberry

from planblanc.api import connections, mutations, nodes
from planblanc.api.adjustment_words import PlanAdjustmentKept
from planblanc.api.connections import DEFAULT_SIZE, After, Connection, First
from planblanc.api.incident_inputs import incident_id
from planblanc.api.mutations import IdempotencyKey, InputOf
from planblanc.api.nodes import Node, ReadNode, as_uuid, global_id
from planblanc.api.operation import Info, Operation
from planblanc.api.plan_parts import PlanCandidate, PlanForIncident, PlanStage
from planblanc.api.plan_words import PlanMethod, PlanScope, PlanState
from planblanc.api.refusals import Refusal
from planblanc.domain import plans as domain
from planblanc.domain.access import Actor
from planblanc.domain.identity import IncidentId, NeedId, PlanId
from planblanc.store import plans as stored
from planblanc.store.transaction import Transaction
from planblanc.usecases import approvals
from planblanc.usecases import plans as usecases


@strawberry.type(description="Plan d'aide : qui vient, avec quoi, d'où et quand, pour tous les incidents ouverts d'un périmètre.")
class Plan(Node):
    key: strawberry.Private[PlanId]
    region: str = strawberry.field(description="Code INSEE de la région qui l'a demandé.")
    scope: PlanScope = strawberry.field(description="Périmètre du plan.")
    exercise: bool = strawberry.field(description="S'agit-il d'un plan d'exercice ?")
    state: PlanState = strawberry.field(description="Où en est le calcul.")
    method: PlanMethod | None = strawberry.field(description="Ce que l'on sait de sa qualité, une fois calculé.")
    requested_by: str = strawberry.field(description="Qui l'a demandé.")
    requested_at: datetime = strawberry.field(description="Quand il a été demandé.")
    begun_at: datetime | None = strawberry.field(description="Quand son calcul a commencé ; rien tant qu'il attend son tour.")
    computed_at: datetime | None = strawberry.field(description="Quand il a été calculé : l'âge de ses données.")
    stages: list[PlanStage] = strawberry.field(description="Les préférences, dans l'ordre, avec ce que le plan atteint : une vingtaine.")
    moved: list[str] = strawberry.field(description="Ce qui a changé depuis le plan précédent, et pourquoi : une ligne par changement.")
    by_hand: list[PlanAdjustmentKept] = strawberry.field(description="Ce que le plan a fait des choix à la main : une ligne par choix.")
    sacrifices: list[str] = strawberry.field(
        description="Ce que donner une ressource à une victime coûterait à une autre, en une phrase : cinq au plus."
    )
    failure: str | None = strawberry.field(description="Pourquoi il n'y a pas de plan, quand le calcul a échoué.")

    @classmethod
    def of(cls, plan: domain.Plan) -> "Plan":
        """The plan, as the API shows it."""
        return cls(
            id=global_id("Plan", plan.id),
            key=plan.id,
            region=plan.region,
            scope=plan.scope,
            exercise=plan.exercise,
            state=plan.state,
            method=plan.method,
            requested_by=plan.requested_name,
            requested_at=plan.requested_at,
            begun_at=plan.begun_at,
            computed_at=plan.computed_at,
            stages=[PlanStage.of(stage) for stage in plan.stages],
            moved=list(plan.moved),
            by_hand=[PlanAdjustmentKept.of(kept) for kept in plan.by_hand],
            sacrifices=list(plan.sacrifices),
            failure=plan.failure,
        )

    @strawberry.field(description="L'âge de ses données, en minutes ; rien tant qu'il n'est pas calculé.")
    async def age_minutes(self, info: Info) -> int | None:
        if self.computed_at is None:
            return None
        return max(0, int((await info.context.now() - self.computed_at) / timedelta(minutes=1)))

    @strawberry.field(
        description="Quand le calcul n'a pas abouti (FAILED, ou NEAREST_FIRST), le dernier plan du même périmètre qui soit allé à "
        "son terme."
    )
    async def last_proven(self, info: Info) -> "Plan | None":
        if self.state is not PlanState.FAILED and self.method is not PlanMethod.NEAREST_FIRST:
            return None
        found = await info.context.load(stored.last_proven, self.key)
        return Plan.of(found) if found else None

    @strawberry.field(description="Le plan, incident par incident : ceux que vous suivez.")
    async def incidents(
        self,
        info: Info,
        incident: Annotated[strawberry.ID | None, strawberry.argument(description="Celui-ci seulement.")] = None,
    ) -> list[PlanForIncident]:
        parts = await info.context.load(stored.parts_of, self.key)
        only = incident_id(incident) if incident is not None else None
        return [PlanForIncident.of(self.key, part) for part in parts if only in {None, part.incident_id}]


@strawberry.input(description="Le plan voulu.")
class ProposePlanInput:
    region: str = strawberry.field(description="Code INSEE de la région : ses incidents ouverts sont servis ensemble.")
    scope: PlanScope = strawberry.field(description="La région, sa zone de défense ou tout le pays.", default=PlanScope.REGION)
    exercise: bool = strawberry.field(description="Pour les seuls exercices : rien de réel n'est engagé.", default=False)

    def wanted(self) -> usecases.PlanWanted:
        """What the use case takes."""
        return usecases.PlanWanted(self.region, self.scope, self.exercise)


@strawberry.input(description="L'approbation d'un plan, pour un incident.")
class ApprovePlanInput:
    plan: strawberry.ID = strawberry.field(description="Le plan proposé.")
    incident: strawberry.ID = strawberry.field(description="L'incident pour lequel il est approuvé.")

    def plan_id(self) -> PlanId:
        """The key of the plan."""
        return PlanId(nodes.uuid_of(self.plan, "Plan", ("plan",)))

    def incident_id(self) -> IncidentId:
        """The key of the incident."""
        return incident_id(self.incident)


@strawberry.type(description="Ce que l'approbation d'un plan ferait à cet instant, pour un incident ; rien n'est retenu ni changé.")
class ApprovalPreview:
    plan: strawberry.ID = strawberry.field(description="Le plan.")
    lenders: list[str] = strawberry.field(description="Les prêteurs qui seraient sollicités, un appel chacun : 500 au plus.")
    promised: int = strawberry.field(description="Combien d'engagements seraient demandés.")
    reduced: int = strawberry.field(description="Combien d'engagements en cours seraient réduits.")
    withdrawn: int = strawberry.field(description="Combien d'engagements en cours seraient annulés.")
    refusal: Refusal | None = strawberry.field(description="Pourquoi l'approbation serait refusée ; rien si elle peut l'être.")

    @classmethod
    def of(cls, preview: approvals.Preview) -> "ApprovalPreview":
        """The preview, as the API shows it."""
        return cls(
            plan=global_id("Plan", preview.plan),
            lenders=list(preview.lenders),
            promised=preview.promised,
            reduced=preview.reduced,
            withdrawn=preview.withdrawn,
            refusal=Refusal.of(preview.refused) if preview.refused else None,
        )


ProposePlanResult = Annotated[Plan | Refusal, strawberry.union("ProposePlanResult", description="Le plan demandé, ou un refus.")]
ApprovePlanResult = Annotated[Plan | Refusal, strawberry.union("ApprovePlanResult", description="Le plan approuvé, ou un refus.")]


@strawberry.type
class Queries:
    @strawberry.field(description="Un plan par son identifiant global.")
    async def plan(
        self, info: Info, id: Annotated[strawberry.ID, strawberry.argument(description="Identifiant global du plan.")]
    ) -> Plan | None:
        return await read_plan(info.context, str(nodes.uuid_of(id, "Plan")))

    @strawberry.field(description="Les plans d'un incident, le plus récent d'abord.")
    async def plans(
        self,
        info: Info,
        incident: Annotated[strawberry.ID, strawberry.argument(description="Identifiant global de l'incident.")],
        first: First = DEFAULT_SIZE,
        after: After = None,
    ) -> Connection[Plan]:
        page = connections.page(first, after, datetime, UUID)
        key = incident_id(incident)
        before = (page.key(0), page.key(1)) if page.after is not None else None
        found = await stored.of_incident(await info.context.tx(), key, before=before, limit=page.limit)
        return connections.connection(page, found, lambda plan: (plan.requested_at, plan.id), Plan.of)

    @strawberry.field(
        description="Ce que l'approbation d'un plan ferait à cet instant pour un incident, et ce qui s'y oppose ; rien pour qui ne peut "
        "pas l'approuver, ou sans plan."
    )
    async def approval_preview(
        self,
        info: Info,
        incident: Annotated[strawberry.ID, strawberry.argument(description="Identifiant global de l'incident.")],
        plan: Annotated[
            strawberry.ID | None, strawberry.argument(description="Identifiant global du plan ; sans lui, le dernier proposé ou approuvé.")
        ] = None,
    ) -> ApprovalPreview | None:
        key = PlanId(nodes.uuid_of(plan, "Plan", ("plan",))) if plan is not None else None
        found = await approvals.preview(await info.context.tx(), info.context.actor, incident_id(incident), key)
        return ApprovalPreview.of(found) if found else None

    @strawberry.field(
        description="Tous les candidats des échelons ouverts qu'un plan écarte pour un besoin, le plus proche d'abord, chacun avec la "
        "règle qui l'écarte : mille au plus pour dix besoins. Il faut coordonner l'incident. Au-delà des échelons ouverts, counts "
        "dit combien, sans personne."
    )
    async def rejected_candidates(
        self,
        info: Info,
        plan: Annotated[strawberry.ID, strawberry.argument(description="Identifiant global du plan.")],
        need: Annotated[strawberry.ID, strawberry.argument(description="Identifiant global du besoin.")],
        first: First = DEFAULT_SIZE,
        after: After = None,
    ) -> Connection[PlanCandidate]:
        page = connections.page(first, after, int)
        keys = PlanId(nodes.uuid_of(plan, "Plan", ("plan",))), NeedId(nodes.uuid_of(need, "NeedLine", ("need",)))
        found = await stored.rejected(await info.context.tx(), *keys, after=page.key(0), limit=page.limit)
        return connections.connection(page, found, lambda row: row[:1], lambda row: PlanCandidate.of(row[1]))


@strawberry.type
class Mutations:
    @strawberry.mutation(
        description="Demander un plan. La réponse est immédiate, dans l'état REQUESTED : relisez le plan par son identifiant ; il passe "
        "à PROPOSED, ou à FAILED avec la raison."
    )
    async def propose_plan(self, info: Info, input: InputOf[ProposePlanInput], idempotency_key: IdempotencyKey) -> ProposePlanResult:
        async def effect(tx: Transaction, actor: Actor, now: datetime) -> object:
            return await usecases.request(tx, actor, input.wanted(), now)

        return await mutations.once(info, idempotency_key, input, effect, read_plan)

    @strawberry.mutation(
        description="Approuver un plan pour un incident : ses ressources sont promises, et leurs prêteurs peuvent être appelés. "
        "Les demandes de l'incident doivent avoir été vérifiées."
    )
    async def approve_plan(self, info: Info, input: InputOf[ApprovePlanInput], idempotency_key: IdempotencyKey) -> ApprovePlanResult:
        async def effect(tx: Transaction, actor: Actor, now: datetime) -> object:
            await approvals.approve(tx, actor, input.plan_id(), input.incident_id(), now)
            return input.plan_id()

        return await mutations.once(info, idempotency_key, input, effect, read_plan)


async def read_plan(operation: Operation, key: str) -> Plan | None:
    """One plan by its key, with the rights of whoever asks."""
    plan = await stored.by_id(await operation.tx(), PlanId(as_uuid(key)))
    return Plan.of(plan) if plan else None


NODES: Mapping[str, ReadNode] = {"Plan": read_plan}
