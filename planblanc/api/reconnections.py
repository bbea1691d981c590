"""The re-connection register: links of the victim with its partners, cut and restored."""

from collections.abc import Mapping
from datetime import datetime
from typing import Annotated
from uuid import UUID

import strawberry

from planblanc.api import connections, enums, mutations, nodes
from planblanc.api.connections import DEFAULT_SIZE, After, Connection, First
from planblanc.api.incident_inputs import incident_id
from planblanc.api.lenders import Lender
from planblanc.api.mutations import IdempotencyKey, InputOf
from planblanc.api.nodes import Node, ReadNode, as_uuid, global_id
from planblanc.api.operation import Info, Operation
from planblanc.api.refusals import Refusal
from planblanc.domain import reconnections as domain
from planblanc.domain.access import Actor
from planblanc.domain.identity import LenderId
from planblanc.domain.reconnections import CutBy, CutTold, LinkKind, RestorationTold
from planblanc.store import lenders as stored_lenders
from planblanc.store import reconnections as stored
from planblanc.store.reconnections import LinksWanted
from planblanc.store.transaction import Transaction
from planblanc.usecases import reconnections as usecases

enums.describe(
    LinkKind,
    "Ce qui passe par un lien avec un partenaire.",
    {
        LinkKind.NETWORK: "Réseau : interconnexion, VPN.",
        LinkKind.DIRECTORY: "Annuaire, relation d'approbation.",
        LinkKind.MAIL: "Messagerie, MSSanté.",
        LinkKind.APPLICATION: "Application partagée : imagerie, laboratoire, dossier.",
        LinkKind.REMOTE_ACCESS: "Accès à distance, télémaintenance.",
        LinkKind.HOSTING: "Hébergement.",
        LinkKind.OTHER: "Autre lien.",
    },
)
enums.describe(CutBy, "Qui a coupé un lien.", {CutBy.VICTIM: "La structure touchée.", CutBy.PARTNER: "Le partenaire."})


@strawberry.type(
    description="Lien de la structure touchée avec un partenaire : coupé, puis rétabli quand quelqu'un a attesté qu'il peut l'être."
)
class PartnerLink(Node):
    lender_id: strawberry.Private[LenderId | None]
    partner: str = strawberry.field(description="Le partenaire, par son nom.")
    kind: LinkKind = strawberry.field(description="Ce qui passe par ce lien.")
    description: str = strawberry.field(description="Précisions.")
    cut_at: datetime = strawberry.field(description="Quand il a été coupé.")
    cut_by: CutBy = strawberry.field(description="Lequel des deux l'a coupé.")
    is_cut: bool = strawberry.field(description="Est-il encore coupé ?")
    restored_at: datetime | None = strawberry.field(description="Quand il a été rétabli.")
    attested_by: str | None = strawberry.field(description="Qui a attesté qu'il pouvait l'être, par sa fonction.")
    attestation: str | None = strawberry.field(description="Sur quoi repose cette attestation.")

    @classmethod
    def of(cls, link: domain.PartnerLink) -> "PartnerLink":
        """The link, as the API shows it."""
        restored = link.restored
        return cls(
            id=global_id("PartnerLink", link.id),
            lender_id=link.lender,
            partner=link.partner,
            kind=link.kind,
            description=link.description,
            cut_at=link.cut_at,
            cut_by=link.cut_by,
            is_cut=restored is None,
            restored_at=restored.at if restored else None,
            attested_by=restored.attested_by if restored else None,
            attestation=restored.attestation if restored else None,
        )

    @strawberry.field(description="Le partenaire comme prêteur, s'il en est un et si vous y avez accès.")
    async def lender(self, info: Info) -> Lender | None:
        found = await info.context.load(stored_lenders.lenders_by_id, self.lender_id) if self.lender_id else None
        return Lender.of(found) if found else None


@strawberry.input(description="Lien coupé avec un partenaire.")
class RecordLinkCutInput:
    incident: strawberry.ID = strawberry.field(description="L'incident.")
    kind: LinkKind = strawberry.field(description="Ce qui passe par ce lien.")
    partner: str | None = strawberry.field(description="Le partenaire, par son nom ; celui du prêteur sans précision.", default=None)
    lender: strawberry.ID | None = strawberry.field(description="Le partenaire, s'il est un prêteur.", default=None)
    description: str = strawberry.field(description="Précisions, 200 caractères au plus.", default="")
    cut_by: CutBy = strawberry.field(description="Lequel des deux l'a coupé.", default=CutBy.VICTIM)
    cut_at: datetime | None = strawberry.field(description="Quand ; maintenant sans précision.", default=None)

    def told(self) -> CutTold:
        """What the use case takes."""
        lender = LenderId(nodes.uuid_of(self.lender, "Lender", ("lender",))) if self.lender is not None else None
        return CutTold(self.kind, self.partner, lender, self.description, self.cut_by, self.cut_at)


@strawberry.input(description="Lien rétabli avec un partenaire.")
class RecordReconnectionInput:
    link: strawberry.ID = strawberry.field(description="Le lien coupé.")
    attested_by: str = strawberry.field(description="Qui atteste qu'il peut l'être, par sa fonction.")
    attestation: str = strawberry.field(description="Ce qui a été vérifié, 2 000 caractères au plus.")
    restored_at: datetime | None = strawberry.field(description="Quand ; maintenant sans précision.", default=None)

    def told(self) -> RestorationTold:
        """What the use case takes."""
        return RestorationTold(self.attested_by, self.attestation, self.restored_at)


PartnerLinkResult = Annotated[PartnerLink | Refusal, strawberry.union("PartnerLinkResult", description="Le lien, ou un refus.")]


@strawberry.type
class Queries:
    @strawberry.field(description="Le registre des liens d'un incident, le dernier coupé d'abord.")
    async def reconnections(
        self,
        info: Info,
        incident: Annotated[strawberry.ID, strawberry.argument(description="Identifiant global de l'incident.")],
        is_cut: Annotated[bool | None, strawberry.argument(description="Les seuls encore coupés, ou les seuls rétablis.")] = None,
        first: First = DEFAULT_SIZE,
        after: After = None,
    ) -> Connection[PartnerLink]:
        page = connections.page(first, after, datetime, UUID)
        key = incident_id(incident)
        before = (page.key(0), page.key(1)) if page.after is not None else None
        found = await stored.page(await info.context.tx(), LinksWanted(key, is_cut, before, page.limit))
        return connections.connection(page, found, lambda link: (link.cut_at, link.id), PartnerLink.of)


@strawberry.type
class Mutations:
    @strawberry.mutation(description="Noter qu'un lien avec un partenaire est coupé.")
    async def record_link_cut(self, info: Info, input: InputOf[RecordLinkCutInput], idempotency_key: IdempotencyKey) -> PartnerLinkResult:
        async def effect(tx: Transaction, actor: Actor, now: datetime) -> UUID:
            incident = incident_id(input.incident)
            return (await usecases.cut(tx, actor, incident, input.told(), now)).id

        return await mutations.once(info, idempotency_key, input, effect, read_link)

    @strawberry.mutation(description="Noter qu'un lien avec un partenaire est rétabli, et qui a attesté qu'il pouvait l'être.")
    async def record_reconnection(
        self, info: Info, input: InputOf[RecordReconnectionInput], idempotency_key: IdempotencyKey
    ) -> PartnerLinkResult:
        async def effect(tx: Transaction, actor: Actor, now: datetime) -> UUID:
            return (await usecases.restore(tx, actor, nodes.uuid_of(input.link, "PartnerLink", ("link",)), input.told(), now)).id

        return await mutations.once(info, idempotency_key, input, effect, read_link)


async def read_link(operation: Operation, key: str) -> PartnerLink | None:
    """The link of this key, if the caller sees it."""
    found = await operation.load(stored.by_ids, as_uuid(key))
    return PartnerLink.of(found) if found else None


NODES: Mapping[str, ReadNode] = {"PartnerLink": read_link}
