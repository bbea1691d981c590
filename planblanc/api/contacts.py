"""How to reach an organisation off the victim's network."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Annotated

import strawberry

from planblanc.api import mutations, nodes
from planblanc.api.contact_edits import PendingContactEdit, read_edit
from planblanc.api.contact_words import ContactChannel, ContactFunction
from planblanc.api.mutations import IdempotencyKey, InputOf
from planblanc.api.nodes import Node, ReadNode, as_uuid, global_id
from planblanc.api.operation import Info, Operation
from planblanc.api.refusals import Refusal
from planblanc.domain import contacts as domain
from planblanc.domain.access import Actor
from planblanc.domain.identity import LenderId
from planblanc.store import contacts as stored
from planblanc.store.transaction import Transaction
from planblanc.usecases import contacts


@strawberry.type(description="Point de contact d'une organisation : un numéro d'astreinte ou une boîte, jamais ceux d'une personne.")
class ContactPoint(Node):
    label: str = strawberry.field(description="Fonction jointe, par exemple « Directeur de garde ».")
    function: ContactFunction = strawberry.field(description="Qui est joint.")
    channel: ContactChannel = strawberry.field(description="Moyen.")
    address: str = strawberry.field(description="Numéro ou adresse.")
    rank: int = strawberry.field(description="Ordre dans lequel l'essayer.")
    last_tested_on: date | None = strawberry.field(description="Date du dernier essai réussi, s'il y en a eu un.")
    on_own_network: bool = strawberry.field(
        description="Passe-t-il par le réseau même de l'organisation ? Il n'est plus utilisé tant qu'elle est compromise."
    )
    synthetic: bool = strawberry.field(description="Donnée synthétique, inventée pour une démonstration ?")
    version: int = strawberry.field(description="Version lue, à rendre pour modifier.")

    @classmethod
    def of(cls, contact: domain.ContactPoint) -> "ContactPoint":
        """The contact point, as the API shows it."""
        return cls(
            id=global_id("ContactPoint", contact.id),
            label=contact.label,
            function=contact.function,
            channel=contact.channel,
            address=contact.address,
            rank=contact.rank,
            last_tested_on=contact.last_tested_on,
            on_own_network=contact.on_own_network,
            synthetic=contact.synthetic,
            version=contact.version,
        )


@strawberry.input(description="Un point de contact, d'un prêteur ou bien d'un établissement.")
class SaveContactPointInput:
    label: str = strawberry.field(description="Fonction jointe, sans nom de personne.")
    channel: ContactChannel = strawberry.field(description="Moyen.")
    address: str = strawberry.field(description="Numéro ou adresse.")
    lender: strawberry.ID | None = strawberry.field(description="Le prêteur.", default=None)
    establishment_finess: str | None = strawberry.field(description="Ou l'établissement, par son numéro FINESS.", default=None)
    rank: int = strawberry.field(description="Ordre dans lequel l'essayer, de 1 à 99.", default=1)
    last_tested_on: date | None = strawberry.field(description="Date du dernier essai réussi.", default=None)
    id: strawberry.ID | None = strawberry.field(description="Le point de contact à modifier ; rien pour en créer un.", default=None)
    version: int | None = strawberry.field(description="La version lue, pour modifier.", default=None)
    on_own_network: bool = strawberry.field(
        description="Passe-t-il par le réseau même de l'organisation (standard, messagerie interne) ?", default=False
    )
    function: ContactFunction = strawberry.field(
        description="Qui est joint ; seul le directeur de garde est rappelé quand l'établissement est en doute.",
        default=ContactFunction.OTHER,
    )

    def wanted(self) -> domain.ContactWanted:
        """What the use case takes."""
        return domain.ContactWanted(
            label=self.label,
            channel=self.channel,
            address=self.address,
            lender_id=LenderId(nodes.uuid_of(self.lender, "Lender", ("lender",))) if self.lender else None,
            establishment_finess=self.establishment_finess,
            rank=self.rank,
            last_tested_on=self.last_tested_on,
            id=nodes.uuid_of(self.id, "ContactPoint") if self.id else None,
            version=self.version,
            on_own_network=self.on_own_network,
            function=self.function,
        )


SaveContactPointResult = Annotated[
    ContactPoint | PendingContactEdit | Refusal,
    strawberry.union(
        "SaveContactPointResult",
        description="Le point de contact ; ou sa modification, en attente, quand l'établissement est en doute ; ou un refus.",
    ),
]


@strawberry.type
class Mutations:
    @strawberry.mutation(
        description="Enregistrer un point de contact, hors du réseau de l'organisation. Quand l'établissement est suspect ou compromis, "
        "la modification attend l'accord d'une autre personne."
    )
    async def save_contact_point(
        self, info: Info, input: InputOf[SaveContactPointInput], idempotency_key: IdempotencyKey
    ) -> SaveContactPointResult:
        async def effect(tx: Transaction, actor: Actor, now: datetime) -> object:
            return await contacts.save(tx, actor, input.wanted(), now)

        return await mutations.once(info, idempotency_key, input, effect, _read_saved)


async def _read_saved(operation: Operation, key: str) -> ContactPoint | PendingContactEdit | None:
    """The contact point, or its change that waits."""
    return await read_contact(operation, key) or await read_edit(operation, key)


async def read_contact(operation: Operation, key: str) -> ContactPoint | None:
    """One contact point by its key, with the rights of whoever asks."""
    found = await operation.load(stored.contacts_by_id, as_uuid(key))
    return ContactPoint.of(found) if found else None


NODES: Mapping[str, ReadNode] = {"ContactPoint": read_contact}
