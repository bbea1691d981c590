"""Lenders' floors, lowered for an incident."""

from collections.abc import Mapping
from datetime import datetime
from typing import Annotated
from uuid import UUID

import strawberry

from planblanc.api import enums, mutations, nodes
from planblanc.api.incident_inputs import incident_id
from planblanc.api.mutations import IdempotencyKey, InputOf
from planblanc.api.nodes import Node, ReadNode, as_uuid, global_id
from planblanc.api.operation import Info, Operation
from planblanc.api.refusals import Refusal
from planblanc.api.rungs import sender
from planblanc.domain import floors as domain
from planblanc.domain import ladder_messages
from planblanc.domain.access import Actor
from planblanc.domain.floors import FloorKind, FloorWanted
from planblanc.domain.identity import LenderId, StockId
from planblanc.store import floors as stored
from planblanc.store import incidents as stored_incidents
from planblanc.store.transaction import Transaction
from planblanc.usecases import floors as usecases

enums.describe(
    FloorKind,
    "Ce qu'un prêteur garde.",
    {
        FloorKind.PEOPLE: "Des personnes, à chacun de ses lieux.",
        FloorKind.COMPETENCE: "Des détenteurs d'une compétence, à chacun de ses lieux.",
        FloorKind.STOCK: "Une part d'un stock.",
    },
)


@strawberry.type(
    description="Plancher d'un prêteur abaissé pour un incident : les plans de cet incident peuvent compter sur ce qui est au-dessous."
)
class FloorOverride(Node):
    made: strawberry.Private[domain.FloorOverride]
    lender: strawberry.ID = strawberry.field(description="Identifiant global du prêteur.")
    lender_name: str = strawberry.field(description="Son nom.")
    kind: FloorKind = strawberry.field(description="Quel plancher.")
    label: str = strawberry.field(description="La compétence, ou le type de matériel.")
    floor: int = strawberry.field(description="Ce que le prêteur garde encore.")
    reason: str = strawberry.field(description="Pourquoi il a été abaissé.")
    made_by: str = strawberry.field(description="Qui l'a abaissé.")
    made_at: datetime = strawberry.field(description="Quand.")
    stands: bool = strawberry.field(description="L'est-il encore ?")
    revoked_by: str | None = strawberry.field(description="Qui l'a rendu au prêteur.")
    revoked_at: datetime | None = strawberry.field(description="Quand.")
    revoked_reason: str | None = strawberry.field(description="Pourquoi il lui a été rendu.")

    @classmethod
    def of(cls, made: domain.FloorOverride) -> "FloorOverride":
        """The lowered floor, as the API shows it."""
        revoked = made.revoked
        return cls(
            id=global_id("FloorOverride", made.id),
            made=made,
            lender=global_id("Lender", made.lender),
            lender_name=made.lender_name,
            kind=made.kind,
            label=made.label,
            floor=made.floor,
            reason=made.reason,
            made_by=made.made_name,
            made_at=made.made_at,
            stands=revoked is None,
            revoked_by=revoked.name if revoked else None,
            revoked_at=revoked.at if revoked else None,
            revoked_reason=revoked.reason if revoked else None,
        )

    @strawberry.field(description="Le message préparé pour l'agence du prêteur, si vous suivez l'incident : à relire, puis à envoyer.")
    async def prepared_message(self, info: Info) -> str | None:
        incident = await info.context.load(stored_incidents.by_ids, self.made.incident)
        return ladder_messages.of_floor(await sender(info, incident), self.made) if incident else None


@strawberry.input(description="Plancher à abaisser : celui des personnes du prêteur, d'une compétence, ou d'un stock.")
class OverrideFloorInput:
    incident: strawberry.ID = strawberry.field(description="L'incident.")
    lender: strawberry.ID = strawberry.field(description="Le prêteur.")
    competence: str | None = strawberry.field(description="Code de la compétence, pour le plancher de ses détenteurs.", default=None)
    stock: strawberry.ID | None = strawberry.field(description="Le stock, pour son plancher.", default=None)
    floor: int = strawberry.field(description="Ce que le prêteur garde encore, pour cet incident.")
    reason: str = strawberry.field(description="Pourquoi, 2 000 caractères au plus.")

    def wanted(self) -> FloorWanted:
        """What the use case takes."""
        stock = StockId(nodes.uuid_of(self.stock, "EquipmentStock", ("stock",))) if self.stock is not None else None
        lender = LenderId(nodes.uuid_of(self.lender, "Lender", ("lender",)))
        return FloorWanted(lender, self.floor, self.reason, self.competence, stock)


@strawberry.input(description="Plancher à rendre au prêteur.")
class RevokeFloorOverrideInput:
    override: strawberry.ID = strawberry.field(description="Le plancher abaissé.")
    reason: str = strawberry.field(description="Pourquoi, 2 000 caractères au plus.")


FloorOverrideResult = Annotated[
    FloorOverride | Refusal, strawberry.union("FloorOverrideResult", description="Le plancher abaissé, ou un refus.")
]


@strawberry.type
class Mutations:
    @strawberry.mutation(description="Abaisser un plancher d'un prêteur pour un incident ; son accord reste à demander.")
    async def override_floor(self, info: Info, input: InputOf[OverrideFloorInput], idempotency_key: IdempotencyKey) -> FloorOverrideResult:
        async def effect(tx: Transaction, actor: Actor, now: datetime) -> UUID:
            incident = incident_id(input.incident)
            return (await usecases.lower(tx, actor, incident, input.wanted(), now)).id

        return await mutations.once(info, idempotency_key, input, effect, read_override)

    @strawberry.mutation(description="Rendre son plancher à un prêteur : plus aucun plan ne va au-dessous, ce qui est engagé le reste.")
    async def revoke_floor_override(
        self, info: Info, input: InputOf[RevokeFloorOverrideInput], idempotency_key: IdempotencyKey
    ) -> FloorOverrideResult:
        async def effect(tx: Transaction, actor: Actor, now: datetime) -> UUID:
            key = nodes.uuid_of(input.override, "FloorOverride", ("override",))
            return (await usecases.revoke(tx, actor, key, input.reason, now)).id

        return await mutations.once(info, idempotency_key, input, effect, read_override)


async def read_override(operation: Operation, key: str) -> FloorOverride | None:
    """The lowered floor of this key, if the caller sees it."""
    found = await operation.load(stored.by_ids, as_uuid(key))
    return FloorOverride.of(found) if found else None


NODES: Mapping[str, ReadNode] = {"FloorOverride": read_override}
