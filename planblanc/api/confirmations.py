"""Confirms that resources are still what the pool says."""

from datetime import date, datetime
from typing import Annotated

import strawberry

from planblanc.api import mutations, nodes
from planblanc.api.equipment import EquipmentStock, read_stock
from planblanc.api.mutations import IdempotencyKey, InputOf
from planblanc.api.operation import Info, Operation
from planblanc.api.refusals import Refusal
from planblanc.api.responders import Responder, read_responder
from planblanc.domain.access import Actor
from planblanc.domain.identity import ResponderId, StockId
from planblanc.store.transaction import Transaction
from planblanc.usecases import pool
from planblanc.usecases.pool import Confirmation, Confirmations


@strawberry.input(description="Une ressource dont quelqu'un a vérifié qu'elle est toujours là.")
class ConfirmResourceInput:
    responder: strawberry.ID | None = strawberry.field(description="L'intervenant.", default=None)
    stock: strawberry.ID | None = strawberry.field(description="Ou le stock.", default=None)
    confirm_by: date | None = strawberry.field(
        description="Prochaine confirmation ; dans six mois sans précision, dans un an au plus.", default=None
    )

    def wanted(self) -> Confirmation:
        """What the use case takes."""
        return Confirmation(
            responder_id=ResponderId(nodes.uuid_of(self.responder, "Responder", ("responder",))) if self.responder else None,
            stock_id=StockId(nodes.uuid_of(self.stock, "EquipmentStock", ("stock",))) if self.stock else None,
            confirm_by=self.confirm_by,
        )


ConfirmResourceResult = Annotated[
    Responder | EquipmentStock | Refusal,
    strawberry.union("ConfirmResourceResult", description="La ressource confirmée, ou un refus."),
]


@strawberry.input(description="Des ressources dont quelqu'un a vérifié ensemble qu'elles sont toujours là : deux cents au plus.")
class ConfirmResourcesInput:
    responders: list[strawberry.ID] = strawberry.field(description="Des intervenants.", default_factory=list)
    stocks: list[strawberry.ID] = strawberry.field(description="Des stocks.", default_factory=list)
    confirm_by: date | None = strawberry.field(
        description="Prochaine confirmation ; dans six mois sans précision, dans un an au plus.", default=None
    )

    def wanted(self) -> Confirmations:
        """What the use case takes."""
        return Confirmations(
            tuple(ResponderId(nodes.uuid_of(key, "Responder", ("responders",))) for key in self.responders),
            tuple(StockId(nodes.uuid_of(key, "EquipmentStock", ("stocks",))) for key in self.stocks),
            self.confirm_by,
        )


@strawberry.type(description="Ce qui vient d'être confirmé ensemble.")
class ConfirmedResources:
    count: int = strawberry.field(description="Combien de ressources.")


ConfirmResourcesResult = Annotated[
    ConfirmedResources | Refusal, strawberry.union("ConfirmResourcesResult", description="Ce qui est confirmé, ou un refus.")
]


@strawberry.type
class Mutations:
    @strawberry.mutation(description="Confirmer une ressource : elle ne passe plus après les autres.")
    async def confirm_resource(
        self, info: Info, input: InputOf[ConfirmResourceInput], idempotency_key: IdempotencyKey
    ) -> ConfirmResourceResult:
        async def effect(tx: Transaction, actor: Actor, now: datetime) -> object:
            return await pool.confirm(tx, actor, input.wanted(), now)

        answer: ConfirmResourceResult = await mutations.once(
            info, idempotency_key, input, effect, read_responder if input.responder else read_stock
        )
        return answer

    @strawberry.mutation(description="Confirmer plusieurs ressources à la fois : toutes, ou aucune ; la main courante le dit par prêteur.")
    async def confirm_resources(
        self, info: Info, input: InputOf[ConfirmResourcesInput], idempotency_key: IdempotencyKey
    ) -> ConfirmResourcesResult:
        async def effect(tx: Transaction, actor: Actor, now: datetime) -> object:
            return await pool.confirm_all(tx, actor, input.wanted(), now)

        return await mutations.once(info, idempotency_key, input, effect, _read_count)


async def _read_count(_: Operation, count: str) -> ConfirmedResources:
    """How many were confirmed; what they are is read where they are."""
    return ConfirmedResources(count=int(count))
