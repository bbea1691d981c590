"""Help that nobody asked for: offered, accepted into the pool, or declined."""

from collections.abc import Mapping
from datetime import datetime
from typing import Annotated
from uuid import UUID

import strawberry

from planblanc.api import connections, mutations, nodes
from planblanc.api.connections import DEFAULT_SIZE, After, Connection, First
from planblanc.api.incident_inputs import incident_id
from planblanc.api.mutations import IdempotencyKey, InputOf
from planblanc.api.nodes import Node, ReadNode, as_uuid, global_id
from planblanc.api.operation import Info, Operation
from planblanc.api.refusals import Refusal
from planblanc.api.solicitation_words import OfferState
from planblanc.domain import offers as domain
from planblanc.domain.access import Actor
from planblanc.domain.identity import LenderId, OfferId
from planblanc.store import offers as stored
from planblanc.store.transaction import Transaction
from planblanc.usecases import offers


@strawberry.type(description="Aide proposée, que personne n'avait demandée.")
class HelpOffer(Node):
    region: str = strawberry.field(description="Code INSEE de la région qui décide.")
    incident: strawberry.ID | None = strawberry.field(description="L'incident, par son identifiant global ; rien pour qui en a besoin.")
    lender: strawberry.ID | None = strawberry.field(description="Le prêteur, par son identifiant global, s'il est connu.")
    offerer: str = strawberry.field(description="L'organisation qui propose.")
    competence: str | None = strawberry.field(description="Code de la compétence.")
    level: int | None = strawberry.field(description="Niveau, de 1 à 3.")
    equipment_type: str | None = strawberry.field(description="Code du type de matériel.")
    quantity: int = strawberry.field(description="Combien.")
    starts_at: datetime = strawberry.field(description="À partir de quand.")
    ends_at: datetime = strawberry.field(description="Jusqu'à quand.")
    note: str = strawberry.field(description="Ce qui a été précisé.")
    offered_by: str = strawberry.field(description="Qui l'a écrite.")
    offered_for: str | None = strawberry.field(description="Qui a parlé, par sa fonction.")
    offered_at: datetime = strawberry.field(description="Quand.")
    state: OfferState = strawberry.field(description="Ce qui en est fait.")
    decided_by: str | None = strawberry.field(description="Qui a décidé.")
    decided_at: datetime | None = strawberry.field(description="Quand.")
    reason: str = strawberry.field(description="Pourquoi.")
    resource: strawberry.ID | None = strawberry.field(description="L'intervenant ou le stock qu'elle est devenue dans le vivier.")

    @classmethod
    def of(cls, offer: domain.Offer) -> "HelpOffer":
        """The offer, as the API shows it."""
        offered, decided = offer.offered, offer.decided
        kind = "Responder" if offered.competence is not None else "EquipmentStock"
        return cls(
            id=global_id("HelpOffer", offer.id),
            region=offer.region,
            incident=global_id("Incident", offer.incident) if offer.incident else None,
            lender=global_id("Lender", offer.lender) if offer.lender else None,
            offerer=offer.offerer,
            competence=offered.competence,
            level=offered.level,
            equipment_type=offered.equipment_type,
            quantity=offered.quantity,
            starts_at=offered.starts_at,
            ends_at=offered.ends_at,
            note=offer.note,
            offered_by=offer.offered_name,
            offered_for=offer.offered_for,
            offered_at=offer.offered_at,
            state=offer.state,
            decided_by=decided.name if decided else None,
            decided_at=decided.at if decided else None,
            reason=decided.reason if decided else "",
            resource=global_id(kind, offer.resource) if offer.resource else None,
        )


@strawberry.input(description="Une aide proposée : des personnes d'une compétence, ou du matériel d'un type.")
class OfferHelpInput:
    quantity: int = strawberry.field(description="Combien.")
    starts_at: datetime = strawberry.field(description="À partir de quand.")
    ends_at: datetime = strawberry.field(description="Jusqu'à quand.")
    competence: str | None = strawberry.field(description="Code de la compétence.", default=None)
    level: int | None = strawberry.field(description="Niveau, de 1 à 3, avec une compétence.", default=None)
    equipment_type: str | None = strawberry.field(description="Ou code du type de matériel.", default=None)
    incident: strawberry.ID | None = strawberry.field(description="L'incident ; rien pour qui en a besoin dans la région.", default=None)
    region: str | None = strawberry.field(description="Code INSEE de la région, sans incident.", default=None)
    lender: strawberry.ID | None = strawberry.field(
        description="Le prêteur, s'il est connu ; le vôtre sans précision, si vous n'en avez qu'un.", default=None
    )
    offerer: str | None = strawberry.field(description="Ou le nom de l'organisation.", default=None)
    note: str = strawberry.field(description="Précisions, 1 000 caractères au plus.", default="")
    speaker: str | None = strawberry.field(description="Qui a parlé, par sa fonction, quand vous écrivez pour un autre.", default=None)

    def wanted(self) -> domain.OfferWanted:
        """What the use case takes."""
        return domain.OfferWanted(
            offered=domain.Offered(self.quantity, self.starts_at, self.ends_at, self.competence, self.level, self.equipment_type),
            lender=LenderId(nodes.uuid_of(self.lender, "Lender", ("lender",))) if self.lender is not None else None,
            offerer=self.offerer,
            incident=incident_id(self.incident) if self.incident is not None else None,
            region=self.region,
            note=self.note,
            speaker=self.speaker,
        )


@strawberry.input(description="La décision sur une aide proposée.")
class DecideOfferInput:
    offer: strawberry.ID = strawberry.field(description="L'aide proposée.")
    accepts: bool = strawberry.field(description="Est-elle acceptée ?")
    reason: str = strawberry.field(description="Pourquoi ; nécessaire pour décliner, 1 000 caractères au plus.", default="")

    def wanted(self) -> offers.DecisionWanted:
        """What the use case takes."""
        return offers.DecisionWanted(OfferId(nodes.uuid_of(self.offer, "HelpOffer", ("offer",))), self.accepts, self.reason)


@strawberry.input(description="Quelles aides proposées une liste contient ; ce qui n'est pas dit ne filtre pas.")
class HelpOffersInput:
    region: str | None = strawberry.field(description="Code INSEE de la région.", default=None)
    incident: strawberry.ID | None = strawberry.field(description="L'incident.", default=None)
    state: OfferState | None = strawberry.field(description="Ce qui en est fait.", default=None)

    def wanted(self) -> stored.Wanted:
        """What the store takes."""
        key = incident_id(self.incident) if self.incident is not None else None
        return stored.Wanted(self.region, key, self.state)


HelpOfferResult = Annotated[HelpOffer | Refusal, strawberry.union("HelpOfferResult", description="L'aide proposée, ou un refus.")]


@strawberry.type
class Queries:
    @strawberry.field(description="Les aides proposées, la plus récente d'abord : celles de vos régions, ou de vos prêteurs.")
    async def help_offers(
        self,
        info: Info,
        wanted: Annotated[HelpOffersInput | None, strawberry.argument(description="Lesquelles ; toutes sans précision.")] = None,
        first: First = DEFAULT_SIZE,
        after: After = None,
    ) -> Connection[HelpOffer]:
        page = connections.page(first, after, datetime, UUID)
        before = (page.key(0), page.key(1)) if page.after is not None else None
        found = await stored.page(await info.context.tx(), (wanted or HelpOffersInput()).wanted(), before=before, limit=page.limit)
        return connections.connection(page, found, lambda offer: (offer.offered_at, offer.id), HelpOffer.of)


@strawberry.type
class Mutations:
    @strawberry.mutation(description="Proposer une aide que personne n'a demandée : un prêteur lui-même, ou un agent qui l'écrit pour lui.")
    async def offer_help(self, info: Info, input: InputOf[OfferHelpInput], idempotency_key: IdempotencyKey) -> HelpOfferResult:
        async def effect(tx: Transaction, actor: Actor, now: datetime) -> object:
            return await offers.offer(tx, actor, input.wanted(), now)

        return await mutations.once(info, idempotency_key, input, effect, read_offer)

    @strawberry.mutation(
        description="Décider d'une aide proposée. Acceptée, elle entre dans le vivier, et un plan qui en tient compte est demandé."
    )
    async def decide_offer(self, info: Info, input: InputOf[DecideOfferInput], idempotency_key: IdempotencyKey) -> HelpOfferResult:
        async def effect(tx: Transaction, actor: Actor, now: datetime) -> object:
            return await offers.decide(tx, actor, input.wanted(), now)

        return await mutations.once(info, idempotency_key, input, effect, read_offer)


async def read_offer(operation: Operation, key: str) -> HelpOffer | None:
    """One offer by its key, with the rights of whoever asks."""
    (found,) = await stored.by_ids(await operation.tx(), [OfferId(as_uuid(key))])
    return HelpOffer.of(found) if found else None


NODES: Mapping[str, ReadNode] = {"HelpOffer": read_offer}
