"""Solicitations: what each lender is asked for at once, and how it answers."""

from collections.abc import Mapping
from datetime import datetime
from typing import Annotated
from uuid import UUID

import strawberry

from planblanc.api import connections, mutations, nodes
from planblanc.api.connections import DEFAULT_SIZE, After, Connection, First
from planblanc.api.engagement_words import EngagementState
from planblanc.api.engagements import EngagementResult, read_engagement
from planblanc.api.incident_inputs import incident_id
from planblanc.api.mutations import IdempotencyKey, InputOf
from planblanc.api.nodes import Node, ReadNode, as_uuid, global_id
from planblanc.api.operation import Info, Operation
from planblanc.api.refusals import Refusal
from planblanc.api.roles import Channel
from planblanc.api.solicitation_inputs import AnswerEngagementInput, AnswerSolicitationInput
from planblanc.api.solicitation_words import Answer, Consent
from planblanc.domain import solicitations as domain
from planblanc.domain.access import Actor
from planblanc.domain.identity import SolicitationId
from planblanc.domain.requests import Criticality
from planblanc.store import solicitations as stored
from planblanc.store.transaction import Transaction
from planblanc.usecases import consents
from planblanc.usecases import solicitations as usecases


@strawberry.type(description="Une ligne d'une sollicitation : un engagement demandé, et ce qui en est répondu.")
class SolicitationLine:
    engagement: strawberry.ID = strawberry.field(description="L'engagement, par son identifiant global.")
    label: str = strawberry.field(description="Ce qui est demandé.")
    asked: int = strawberry.field(description="Combien.")
    criticality: Criticality = strawberry.field(description="Ce qui y tient.")
    wanted_at: datetime | None = strawberry.field(description="Heure à laquelle il faut y être ; rien quand aucune n'est fixée.")
    starts_at: datetime = strawberry.field(description="Début.")
    ends_at: datetime = strawberry.field(description="Fin.")
    travel_minutes: int | None = strawberry.field(description="Minutes avant d'être sur place, préparation comprise.")
    state: EngagementState = strawberry.field(description="Où en est l'engagement.")
    is_waiting: bool = strawberry.field(description="Attend-elle une réponse ?")
    answer: Answer = strawberry.field(description="La réponse du prêteur.")
    offered: int | None = strawberry.field(description="Combien il en donne.")
    reason: str = strawberry.field(description="Ce qu'il a précisé.")
    due_at: datetime = strawberry.field(description="Quand le silence remonte de lui-même, ou quand rappeler.")
    escalations: int = strawberry.field(description="Combien de fois le silence est remonté.")
    is_preauthorised: bool = strawberry.field(description="Une convention l'autorise-t-elle d'avance ?")
    answered_at: datetime | None = strawberry.field(description="Quand il a répondu.")
    answered_by: str | None = strawberry.field(description="Qui l'a écrit.")
    answered_for: str | None = strawberry.field(description="Qui a parlé, quand la réponse est venue par téléphone.")
    channel: Channel | None = strawberry.field(description="Par quelle voie.")
    consent: Consent = strawberry.field(description="L'accord de la personne.")
    consent_at: datetime | None = strawberry.field(description="Quand elle l'a dit.")

    @classmethod
    def of(cls, line: domain.SolicitationLine) -> "SolicitationLine":
        """The line, as the API shows it."""
        by = line.answered
        return cls(
            engagement=global_id("Engagement", line.engagement),
            label=line.label,
            asked=line.asked,
            criticality=line.criticality,
            wanted_at=line.wanted_at,
            starts_at=line.starts_at,
            ends_at=line.ends_at,
            travel_minutes=line.travel_minutes,
            state=line.state,
            is_waiting=line.is_waiting,
            answer=line.answer,
            offered=line.offered,
            reason=line.reason,
            due_at=line.due_at,
            escalations=line.escalations,
            is_preauthorised=line.is_preauthorised,
            answered_at=by.at if by else None,
            answered_by=by.name if by else None,
            answered_for=by.on_behalf_of if by else None,
            channel=by.channel if by else None,
            consent=line.consent,
            consent_at=line.consent_at,
        )


@strawberry.type(description="Sollicitation : tout ce qu'un prêteur est prié de donner, d'un coup, pour un incident.")
class Solicitation(Node):
    incident: strawberry.ID = strawberry.field(description="L'incident, par son identifiant global.")
    lender: strawberry.ID = strawberry.field(description="Le prêteur, par son identifiant global.")
    lender_name: str = strawberry.field(description="Son nom.")
    lender_commune: str = strawberry.field(description="Sa commune.")
    lender_region: str = strawberry.field(description="Code INSEE de sa région.")
    victim: str = strawberry.field(description="L'établissement aidé.")
    victim_commune: str = strawberry.field(description="Sa commune ; vide quand on ne la sait pas.")
    exercise: bool = strawberry.field(description="S'agit-il d'un exercice ?")
    issued_at: datetime = strawberry.field(description="Quand elle est née, avec l'approbation.")
    issued_by: str = strawberry.field(description="Qui a approuvé.")
    is_waiting: bool = strawberry.field(description="Une réponse au moins est-elle attendue ?")
    lines: list[SolicitationLine] = strawberry.field(description="Ses lignes, la plus grave d'abord : 500 au plus.")

    @classmethod
    def of(cls, solicitation: domain.Solicitation) -> "Solicitation":
        """The solicitation, as the API shows it."""
        return cls(
            id=global_id("Solicitation", solicitation.id),
            incident=global_id("Incident", solicitation.incident),
            lender=global_id("Lender", solicitation.lender),
            lender_name=solicitation.lender_name,
            lender_commune=solicitation.lender_commune,
            lender_region=solicitation.lender_region,
            victim=solicitation.victim_name,
            victim_commune=solicitation.victim_commune,
            exercise=solicitation.exercise,
            issued_at=solicitation.issued_at,
            issued_by=solicitation.issued_name,
            is_waiting=bool(solicitation.waiting),
            lines=[SolicitationLine.of(line) for line in solicitation.lines[: domain.MOST_LINES]],
        )


AnswerSolicitationResult = Annotated[
    Solicitation | Refusal, strawberry.union("AnswerSolicitationResult", description="La sollicitation répondue, ou un refus.")
]


@strawberry.type
class Queries:
    @strawberry.field(description="Une sollicitation par son identifiant global.")
    async def solicitation(
        self, info: Info, id: Annotated[strawberry.ID, strawberry.argument(description="Identifiant global de la sollicitation.")]
    ) -> Solicitation | None:
        return await read_solicitation(info.context, str(nodes.uuid_of(id, "Solicitation")))

    @strawberry.field(
        description="Les sollicitations, la plus récente d'abord : celles d'un incident que vous conduisez, ou celles de vos prêteurs."
    )
    async def solicitations(
        self,
        info: Info,
        incident: Annotated[strawberry.ID | None, strawberry.argument(description="Celles de cet incident seulement.")] = None,
        first: First = DEFAULT_SIZE,
        after: After = None,
    ) -> Connection[Solicitation]:
        page = connections.page(first, after, datetime, UUID)
        key = incident_id(incident) if incident is not None else None
        before = (page.key(0), page.key(1)) if page.after is not None else None
        found = await stored.page(await info.context.tx(), key, before=before, limit=page.limit)
        return connections.connection(page, found, lambda one: (one.issued_at, one.id), Solicitation.of)


@strawberry.type
class Mutations:
    @strawberry.mutation(
        description="Répondre à une sollicitation, ligne par ligne : le prêteur lui-même, son lien, ou un agent au téléphone qui dit "
        "qui a parlé. Un oui alerte aussitôt ; ce qui n'est pas donné est libre, et un nouveau plan est demandé de lui-même."
    )
    async def answer_solicitation(
        self, info: Info, input: InputOf[AnswerSolicitationInput], idempotency_key: IdempotencyKey
    ) -> AnswerSolicitationResult:
        async def effect(tx: Transaction, actor: Actor, now: datetime) -> object:
            return await usecases.answer(tx, actor, input.wanted(), now)

        return await mutations.once(info, idempotency_key, input, effect, read_solicitation)

    @strawberry.mutation(description="Dire si la personne accepte de partir : elle-même par son lien, son prêteur, ou un agent.")
    async def answer_engagement(
        self, info: Info, input: InputOf[AnswerEngagementInput], idempotency_key: IdempotencyKey
    ) -> EngagementResult:
        async def effect(tx: Transaction, actor: Actor, now: datetime) -> object:
            return await consents.answer(tx, actor, input.wanted(), now)

        return await mutations.once(info, idempotency_key, input, effect, read_engagement)


async def read_solicitation(operation: Operation, key: str) -> Solicitation | None:
    """One solicitation by its key, with the rights of whoever asks."""
    (found,) = await stored.by_ids(await operation.tx(), [SolicitationId(as_uuid(key))])
    return Solicitation.of(found) if found else None


NODES: Mapping[str, ReadNode] = {"Solicitation": read_solicitation}
