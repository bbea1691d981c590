"""Confirms that a resource is still what the pool says."""

from datetime import date, datetime
from typing import Annotated

import strawberry

from planblanc.api import mutations, nodes
from planblanc.api.equipment import EquipmentStock, read_stock
from planblanc.api.mutations import IdempotencyKey, InputOf
from planblanc.api.operation import Info
from planblanc.api.refusals import Refusal
from planblanc.api.responders import Responder, read_responder
from planblanc.domain.access import Actor
from planblanc.domain.identity import ResponderId, StockId
from planblanc.store.transaction import Transaction
from planblanc.usecases import pool
from planblanc.usecases.pool import Confirmation


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
