"""Mutual aid agreements: who lends to whom, at what cost."""

import asyncio
from collections.abc import Mapping
from datetime import date, datetime
from typing import Annotated
from uuid import UUID

import strawberry

from planblanc.api import connections, engagement_parts, mutations, nodes
from planblanc.api.connections import DEFAULT_SIZE, After, Connection, First
from planblanc.api.engagement_words import CostRule
from planblanc.api.establishments import Establishment, read_establishment
from planblanc.api.filters import LenderKey, RegionCode
from planblanc.api.lenders import Lender, read_lender
from planblanc.api.mutations import IdempotencyKey, InputOf
from planblanc.api.nodes import Node, ReadNode, as_uuid, global_id
from planblanc.api.operation import Info, Operation
from planblanc.api.refusals import Refusal
from planblanc.domain import agreements as domain
from planblanc.domain.access import Actor
from planblanc.domain.agreements import MOST_PARTIES, AgreementId
from planblanc.domain.errors import BadInput
from planblanc.domain.identity import EstablishmentId, LenderId
from planblanc.store import agreements as stored
from planblanc.store.agreements import Wanted
from planblanc.store.transaction import Transaction
from planblanc.usecases import agreements
from planblanc.usecases.agreements import AgreementWanted


@strawberry.type(description="Convention d'entraide, convenue avant la crise.")
class MutualAidAgreement(Node):
    known: strawberry.Private[domain.Agreement]
    region: str = strawberry.field(description="Code INSEE de la région qui la tient.")
    title: str = strawberry.field(description="Titre.")
    covers_people: bool = strawberry.field(description="Couvre-t-elle des personnes ?")
    covers_equipment: bool = strawberry.field(description="Couvre-t-elle du matériel ?")
    preauthorised: bool = strawberry.field(description="Autorise-t-elle le transfert d'avance ?")
    rule: CostRule = strawberry.field(description="Comment elle compte.")
    rate: str | None = strawberry.field(description="Tarif en euros, à deux décimales.")
    starts_on: date = strawberry.field(description="Entrée en vigueur.")
    expires_on: date = strawberry.field(description="Échéance.")
    ended: bool = strawberry.field(description="Y a-t-il été mis fin ?")
    synthetic: bool = strawberry.field(description="Donnée synthétique, inventée pour une démonstration ?")
    version: int = strawberry.field(description="Version lue, à rendre pour modifier.")

    @classmethod
    def of(cls, agreement: domain.Agreement) -> "MutualAidAgreement":
        """The agreement, as the API shows it."""
        return cls(
            id=global_id("MutualAidAgreement", agreement.id),
            known=agreement,
            region=agreement.region,
            title=agreement.title,
            covers_people=agreement.covers_people,
            covers_equipment=agreement.covers_equipment,
            preauthorised=agreement.preauthorised,
            rule=agreement.rule,
            rate=engagement_parts.euros(agreement.rate_cents),
            starts_on=agreement.starts_on,
            expires_on=agreement.expires_on,
            ended=agreement.ended,
            synthetic=agreement.synthetic,
            version=agreement.version,
        )

    @strawberry.field(description="Ceux qui prêtent, parmi ceux que vous voyez : deux cents au plus.")
    async def lenders(self, info: Info) -> list[Lender]:
        found = await asyncio.gather(*(read_lender(info.context, str(key)) for key in self.known.lenders[:MOST_PARTIES]))
        return [lender for lender in found if lender is not None]

    @strawberry.field(description="Ceux qui sont aidés ; aucun quand elle vaut pour toute la région : deux cents au plus.")
    async def beneficiaries(self, info: Info) -> list[Establishment]:
        keys = self.known.beneficiaries[:MOST_PARTIES]
        found = await asyncio.gather(*(read_establishment(info.context, str(key)) for key in keys))
        return [site for site in found if site is not None]


@strawberry.input(description="Une convention d'entraide.")
class SaveAgreementInput:
    region: str = strawberry.field(description="Code INSEE de la région qui la tient.")
    title: str = strawberry.field(description="Titre, 200 caractères au plus.")
    covers_people: bool = strawberry.field(description="Couvre-t-elle des personnes ?")
    covers_equipment: bool = strawberry.field(description="Couvre-t-elle du matériel ?")
    preauthorised: bool = strawberry.field(description="Autorise-t-elle le transfert d'avance ? Seule la région du prêteur le décide.")
    rule: CostRule = strawberry.field(description="Comment elle compte.")
    starts_on: date = strawberry.field(description="Entrée en vigueur.")
    expires_on: date = strawberry.field(description="Échéance.")
    lenders: list[strawberry.ID] = strawberry.field(description="Ceux qui prêtent : deux cents au plus.")
    beneficiaries: list[strawberry.ID] = strawberry.field(
        description="Les établissements aidés ; tous ceux de la région sans précision.", default_factory=list
    )
    rate_cents: int = strawberry.field(description="Tarif en centimes d'euro ; zéro à titre gracieux.", default=0)
    ended: bool = strawberry.field(description="Vrai : y mettre fin.", default=False)
    agreement: strawberry.ID | None = strawberry.field(description="Celle que l'on modifie ; une nouvelle sans précision.", default=None)
    version: int | None = strawberry.field(description="Version lue, pour modifier.", default=None)

    def wanted(self) -> AgreementWanted:
        """What the use case takes."""
        if len(self.lenders) > MOST_PARTIES or len(self.beneficiaries) > MOST_PARTIES:
            raise BadInput(f"Une convention a {MOST_PARTIES} parties de chaque côté au plus.", ("lenders",))
        known = self.agreement
        return AgreementWanted(
            region=self.region,
            title=self.title,
            covers_people=self.covers_people,
            covers_equipment=self.covers_equipment,
            preauthorised=self.preauthorised,
            rule=self.rule,
            rate_cents=self.rate_cents,
            starts_on=self.starts_on,
            expires_on=self.expires_on,
            lenders=tuple(LenderId(nodes.uuid_of(key, "Lender", ("lenders",))) for key in self.lenders),
            beneficiaries=tuple(EstablishmentId(nodes.uuid_of(key, "Establishment", ("beneficiaries",))) for key in self.beneficiaries),
            ended=self.ended,
            id=AgreementId(nodes.uuid_of(known, "MutualAidAgreement", ("agreement",))) if known is not None else None,
            version=self.version,
        )


SaveAgreementResult = Annotated[
    MutualAidAgreement | Refusal, strawberry.union("SaveAgreementResult", description="La convention, ou un refus.")
]


@strawberry.type
class Queries:
    @strawberry.field(description="Les conventions d'entraide que vous tenez ou auxquelles vous êtes partie, par titre.")
    async def agreements(
        self,
        info: Info,
        *,
        region: RegionCode = None,
        lender: LenderKey = None,
        on: Annotated[date | None, strawberry.argument(description="Les seules en vigueur ce jour.")] = None,
        first: First = DEFAULT_SIZE,
        after: After = None,
    ) -> Connection[MutualAidAgreement]:
        page = connections.page(first, after, str, UUID)
        party = LenderId(nodes.uuid_of(lender, "Lender", ("lender",))) if lender is not None else None
        then = (page.key(0), page.key(1)) if page.after is not None else None
        wanted = Wanted(region=region, lender=party, on=on)
        found = await stored.page(await info.context.tx(), wanted, limit=page.limit, after=then)
        return connections.connection(page, found, lambda one: (one.title, one.id), MutualAidAgreement.of)


@strawberry.type
class Mutations:
    @strawberry.mutation(description="Enregistrer une convention d'entraide, nouvelle ou modifiée.")
    async def save_agreement(self, info: Info, input: InputOf[SaveAgreementInput], idempotency_key: IdempotencyKey) -> SaveAgreementResult:
        async def effect(tx: Transaction, actor: Actor, now: datetime) -> object:
            return (await agreements.save(tx, actor, input.wanted(), now)).id

        return await mutations.once(info, idempotency_key, input, effect, read_agreement)


async def read_agreement(operation: Operation, key: str) -> MutualAidAgreement | None:
    """The agreement of this key, if the caller sees it."""
    found = await operation.load(stored.by_ids, AgreementId(as_uuid(key)))
    return MutualAidAgreement.of(found) if found else None


NODES: Mapping[str, ReadNode] = {"MutualAidAgreement": read_agreement}
