"""A plan is adjusted by hand: a resource is pinned, locked, refused or swapped, and a choice is undone."""

from collections.abc import Mapping
from datetime import datetime

import strawberry

from planblanc.api import mutations, nodes
from planblanc.api.adjustment_words import PlanAdjustment
from planblanc.api.incident_inputs import incident_id
from planblanc.api.mutations import IdempotencyKey, InputOf
from planblanc.api.nodes import ReadNode, as_uuid
from planblanc.api.operation import Info, Operation
from planblanc.api.plans import ProposePlanResult, read_plan
from planblanc.domain.access import Actor
from planblanc.domain.adjustments import AdjustmentKind, AdjustmentWanted, Resource
from planblanc.domain.errors import BadInput
from planblanc.domain.identity import NeedId
from planblanc.store import adjustments as stored
from planblanc.store.transaction import Transaction
from planblanc.usecases import adjustments


@strawberry.input(description="Un choix à la main, pour un incident.")
class AdjustPlanInput:
    incident: strawberry.ID = strawberry.field(description="L'incident.")
    kind: AdjustmentKind = strawberry.field(description="Ce qui est fixé.")
    resource: strawberry.ID = strawberry.field(description="L'intervenant ou le stock ; pour un échange, celui qui vient.")
    reason: str = strawberry.field(description="Pourquoi, 2 000 caractères au plus.")
    need: strawberry.ID | None = strawberry.field(
        description="Le besoin ; sans lui, une ressource est écartée de tout l'incident.", default=None
    )
    quantity: int | None = strawberry.field(description="Combien, pour fixer une ressource ; 1 sans précision.", default=None)
    instead_of: strawberry.ID | None = strawberry.field(
        description="Pour un échange : l'intervenant ou le stock qui ne vient plus, tel que le plan en cours l'envoie.", default=None
    )

    def wanted(self) -> AdjustmentWanted:
        """What the use case takes."""
        return AdjustmentWanted(
            incident=incident_id(self.incident),
            kind=self.kind,
            resource=_resource(self.resource, ("resource",)),
            reason=self.reason,
            need=NeedId(nodes.uuid_of(self.need, "NeedLine", ("need",))) if self.need is not None else None,
            quantity=self.quantity,
            replaced=_resource(self.instead_of, ("instead_of",)) if self.instead_of is not None else None,
        )


@strawberry.input(description="Un choix à la main à annuler.")
class UndoAdjustmentInput:
    adjustment: strawberry.ID = strawberry.field(description="Le choix.")
    reason: str = strawberry.field(description="Pourquoi, 2 000 caractères au plus.")


@strawberry.type
class Mutations:
    @strawberry.mutation(
        description="Modifier un plan à la main : fixer, verrouiller, écarter ou échanger une ressource. Un plan est demandé aussitôt ; "
        "une fois calculé, il dit s'il a pu garder ce choix, sinon pourquoi, et ce qu'il coûte."
    )
    async def adjust_plan(self, info: Info, input: InputOf[AdjustPlanInput], idempotency_key: IdempotencyKey) -> ProposePlanResult:
        async def effect(tx: Transaction, actor: Actor, now: datetime) -> object:
            return await adjustments.adjust(tx, actor, input.wanted(), now)

        return await mutations.once(info, idempotency_key, input, effect, read_plan)

    @strawberry.mutation(description="Annuler un choix à la main : un plan qui n'en tient plus compte est demandé aussitôt.")
    async def undo_adjustment(self, info: Info, input: InputOf[UndoAdjustmentInput], idempotency_key: IdempotencyKey) -> ProposePlanResult:
        async def effect(tx: Transaction, actor: Actor, now: datetime) -> object:
            key = nodes.uuid_of(input.adjustment, "PlanAdjustment", ("adjustment",))
            return await adjustments.undo(tx, actor, key, input.reason, now)

        return await mutations.once(info, idempotency_key, input, effect, read_plan)


async def read_adjustment(operation: Operation, key: str) -> PlanAdjustment | None:
    """One choice made by hand, with the rights of whoever asks."""
    found = await stored.by_id(await operation.tx(), as_uuid(key))
    return PlanAdjustment.of(found) if found else None


def _resource(identifier: str, path: tuple[str, ...]) -> Resource:
    kind, key = nodes.split(identifier, path)
    if kind not in {"Responder", "EquipmentStock"}:
        raise BadInput(f"Cet identifiant désigne un autre type de chose ({kind}) : un intervenant ou un stock est attendu.", path)
    return Resource(as_uuid(key, path), is_stock=kind == "EquipmentStock")


NODES: Mapping[str, ReadNode] = {"PlanAdjustment": read_adjustment}
