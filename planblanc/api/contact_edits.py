"""Changes of contact points that wait for somebody else, since the site may be in other hands."""

from collections.abc import Mapping
from datetime import datetime
from typing import Annotated
from uuid import UUID

import strawberry

from planblanc.api import connections, enums, mutations, nodes
from planblanc.api.connections import DEFAULT_SIZE, After, Connection, First
from planblanc.api.contact_words import ContactChannel, ContactFunction
from planblanc.api.filters import RegionCode
from planblanc.api.mutations import IdempotencyKey, InputOf
from planblanc.api.nodes import Node, ReadNode, as_uuid, global_id
from planblanc.api.operation import Info, Operation
from planblanc.api.refusals import Refusal
from planblanc.domain import access
from planblanc.domain import contact_edits as domain
from planblanc.domain.access import Act, Actor
from planblanc.domain.contact_edits import EditState
from planblanc.store import contact_edits as stored
from planblanc.store.transaction import Transaction
from planblanc.usecases import contact_edits

enums.describe(
    EditState,
    "Où en est une modification d'un point de contact.",
    {
        EditState.PENDING: "En attente d'une décision, par une autre personne que celle qui l'a demandée.",
        EditState.ACCEPTED: "Acceptée, et faite.",
        EditState.REFUSED: "Refusée.",
    },
)


@strawberry.type(description="Une modification d'un point de contact, en attente parce que l'établissement est en doute.")
class PendingContactEdit(Node):
    contact: strawberry.ID | None = strawberry.field(description="Le point de contact à modifier ; rien pour un nouveau.")
    lender: strawberry.ID | None = strawberry.field(description="Le prêteur dont il est.")
    establishment: strawberry.ID | None = strawberry.field(description="L'établissement dont il est.")
    region_code: str = strawberry.field(description="Code INSEE de la région.")
    label: str = strawberry.field(description="Fonction jointe, telle qu'elle serait.")
    function: ContactFunction = strawberry.field(description="Qui est joint.")
    channel: ContactChannel = strawberry.field(description="Moyen.")
    address: str = strawberry.field(description="Numéro ou adresse, tels qu'ils seraient.")
    on_own_network: bool = strawberry.field(description="Passerait-il par le réseau même de l'organisation ?")
    state: EditState = strawberry.field(description="Où elle en est.")
    asked_by: str = strawberry.field(description="Qui l'a demandée.")
    asked_at: datetime = strawberry.field(description="Quand.")
    decided_by: str | None = strawberry.field(description="Qui en a décidé.")
    decided_at: datetime | None = strawberry.field(description="Quand.")
    reason: str = strawberry.field(description="Pourquoi, si elle est refusée.")

    @classmethod
    def of(cls, edit: domain.ContactEdit) -> "PendingContactEdit":
        """The change, as the API shows it."""
        contact = edit.contact
        return cls(
            id=global_id("PendingContactEdit", edit.id),
            contact=global_id("ContactPoint", contact.id) if contact.version else None,
            lender=global_id("Lender", contact.lender_id) if contact.lender_id else None,
            establishment=global_id("Establishment", contact.establishment_id) if contact.establishment_id else None,
            region_code=contact.region,
            label=contact.label,
            function=contact.function,
            channel=contact.channel,
            address=contact.address,
            on_own_network=contact.on_own_network,
            state=edit.state,
            asked_by=edit.asked_name,
            asked_at=edit.asked_at,
            decided_by=edit.decided_name,
            decided_at=edit.decided_at,
            reason=edit.reason,
        )


@strawberry.input(description="Décision sur une modification d'un point de contact.")
class DecideContactEditInput:
    edit: strawberry.ID = strawberry.field(description="La modification.")
    accepted: bool = strawberry.field(description="Est-elle acceptée ? Elle est alors faite.")
    reason: str = strawberry.field(description="Pourquoi, si elle est refusée : 2 000 caractères au plus.", default="")

    def decision(self) -> contact_edits.Decision:
        """What the use case takes."""
        return contact_edits.Decision(nodes.uuid_of(self.edit, "PendingContactEdit", ("edit",)), self.accepted, self.reason)


DecideContactEditResult = Annotated[
    PendingContactEdit | Refusal, strawberry.union("DecideContactEditResult", description="La modification décidée, ou un refus.")
]


@strawberry.type
class Queries:
    @strawberry.field(description="Les modifications de points de contact qui attendent une décision, la plus ancienne d'abord.")
    async def pending_contact_edits(
        self, info: Info, *, region: RegionCode = None, first: First = DEFAULT_SIZE, after: After = None
    ) -> Connection[PendingContactEdit]:
        access.require(info.context.actor, Act.SAVE_CONTACT)
        page = connections.page(first, after, datetime, UUID)
        last = (page.key(0), page.key(1)) if after else None
        found = await stored.pending(await info.context.tx(), region, last, page.limit)
        return connections.connection(page, found, lambda edit: (edit.asked_at, edit.id), PendingContactEdit.of)


@strawberry.type
class Mutations:
    @strawberry.mutation(description="Décider d'une modification d'un point de contact ; qui l'a demandée n'en décide pas.")
    async def decide_contact_edit(
        self, info: Info, input: InputOf[DecideContactEditInput], idempotency_key: IdempotencyKey
    ) -> DecideContactEditResult:
        async def effect(tx: Transaction, actor: Actor, now: datetime) -> UUID:
            return await contact_edits.decide(tx, actor, input.decision(), now)

        return await mutations.once(info, idempotency_key, input, effect, read_edit)


async def read_edit(operation: Operation, key: str) -> PendingContactEdit | None:
    """One change by its key, with the rights of whoever asks."""
    found = await operation.load(stored.by_ids, as_uuid(key))
    return PendingContactEdit.of(found) if found else None


NODES: Mapping[str, ReadNode] = {"PendingContactEdit": read_edit}
