"""Organisations that fall together."""

from collections.abc import Mapping
from datetime import datetime
from typing import Annotated
from uuid import UUID

import strawberry

from planblanc.api import connections, enums, mutations, nodes
from planblanc.api.connections import DEFAULT_SIZE, After, Connection, First
from planblanc.api.filters import RegionCode
from planblanc.api.mutations import IdempotencyKey, InputOf
from planblanc.api.nodes import Node, ReadNode, as_uuid, global_id
from planblanc.api.operation import Info, Operation
from planblanc.api.refusals import Refusal
from planblanc.domain import shared_fate as domain
from planblanc.domain.access import Actor
from planblanc.domain.identity import LenderId
from planblanc.domain.shared_fate import SharedFateKind
from planblanc.store import shared_fate as stored
from planblanc.store.transaction import Transaction
from planblanc.usecases import shared_fate

enums.describe(
    SharedFateKind,
    "Ce que deux organisations partagent, et qui peut les faire tomber ensemble.",
    {
        SharedFateKind.DIRECTORY: "Un annuaire.",
        SharedFateKind.HOSTING: "Un hébergement.",
        SharedFateKind.NETWORK: "Un réseau.",
        SharedFateKind.SUPPLIER: "Un fournisseur.",
    },
)


@strawberry.type(description="Sort commun : un établissement et un prêteur qui tombent ensemble.")
class SharedFateLink(Node):
    establishment: strawberry.ID = strawberry.field(description="L'établissement, par son identifiant global.")
    establishment_name: str = strawberry.field(description="Nom de l'établissement.")
    establishment_finess: str = strawberry.field(description="Numéro FINESS de l'établissement.")
    lender: strawberry.ID = strawberry.field(description="Le prêteur, par son identifiant global.")
    lender_name: str = strawberry.field(description="Nom du prêteur.")
    kind: SharedFateKind = strawberry.field(description="Ce qu'ils partagent.")
    note: str = strawberry.field(description="Précision.")
    ended: bool = strawberry.field(description="Le lien a-t-il cessé ?")
    synthetic: bool = strawberry.field(description="Donnée synthétique, inventée pour une démonstration ?")
    version: int = strawberry.field(description="Version lue, à rendre pour modifier.")

    @classmethod
    def of(cls, link: domain.SharedFateLink) -> "SharedFateLink":
        """The link, as the API shows it."""
        return cls(
            id=global_id("SharedFateLink", link.id),
            establishment=global_id("Establishment", link.establishment_id),
            establishment_name=link.establishment_name,
            establishment_finess=link.establishment_finess,
            lender=global_id("Lender", link.lender_id),
            lender_name=link.lender_name,
            kind=link.kind,
            note=link.note,
            ended=link.ended,
            synthetic=link.synthetic,
            version=link.version,
        )


@strawberry.input(description="Un sort commun entre un établissement et un prêteur.")
class SaveSharedFateLinkInput:
    establishment_finess: str = strawberry.field(description="L'établissement, par son numéro FINESS.")
    lender: strawberry.ID = strawberry.field(description="Le prêteur.")
    kind: SharedFateKind = strawberry.field(description="Ce qu'ils partagent.")
    note: str = strawberry.field(description="Précision, 500 caractères au plus.", default="")
    ended: bool = strawberry.field(description="Le lien a-t-il cessé ?", default=False)
    id: strawberry.ID | None = strawberry.field(description="Le lien à modifier ; rien pour en créer un.", default=None)
    version: int | None = strawberry.field(description="La version lue, pour modifier.", default=None)

    def wanted(self) -> domain.SharedFateWanted:
        """What the use case takes."""
        return domain.SharedFateWanted(
            establishment_finess=self.establishment_finess,
            lender_id=LenderId(nodes.uuid_of(self.lender, "Lender", ("lender",))),
            kind=self.kind,
            note=self.note,
            ended=self.ended,
            id=nodes.uuid_of(self.id, "SharedFateLink") if self.id else None,
            version=self.version,
        )


SaveSharedFateLinkResult = Annotated[
    SharedFateLink | Refusal, strawberry.union("SaveSharedFateLinkResult", description="Le sort commun, ou un refus.")
]


@strawberry.type
class Queries:
    @strawberry.field(description="Les sorts communs qui tiennent, par établissement puis par prêteur.")
    async def shared_fate_links(
        self,
        info: Info,
        *,
        region: RegionCode = None,
        kind: Annotated[SharedFateKind | None, strawberry.argument(description="Ce qu'ils partagent.")] = None,
        first: First = DEFAULT_SIZE,
        after: After = None,
    ) -> Connection[SharedFateLink]:
        page = connections.page(first, after, str, str, UUID)
        then = (page.key(0), page.key(1), page.key(2)) if page.after is not None else None
        found = await stored.page(await info.context.tx(), region=region, kind=kind, after=then, limit=page.limit)
        return connections.connection(page, found, lambda link: (link.establishment_name, link.lender_name, link.id), SharedFateLink.of)


@strawberry.type
class Mutations:
    @strawberry.mutation(description="Enregistrer un sort commun, ou dire qu'il a cessé : le plan n'appelle pas qui tombe avec la victime.")
    async def save_shared_fate_link(
        self, info: Info, input: InputOf[SaveSharedFateLinkInput], idempotency_key: IdempotencyKey
    ) -> SaveSharedFateLinkResult:
        async def effect(tx: Transaction, actor: Actor, now: datetime) -> object:
            return await shared_fate.save(tx, actor, input.wanted(), now)

        return await mutations.once(info, idempotency_key, input, effect, read_link)


async def read_link(operation: Operation, key: str) -> SharedFateLink | None:
    """One link by its key, with the rights of whoever asks."""
    found = await operation.load(stored.links_by_id, as_uuid(key))
    return SharedFateLink.of(found) if found else None


NODES: Mapping[str, ReadNode] = {"SharedFateLink": read_link}
