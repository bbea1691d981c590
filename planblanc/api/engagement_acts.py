"""What can be done with an engagement, from the departure to the return."""

from collections.abc import Awaitable, Callable
from datetime import datetime
from typing import Any, TypeVar

import strawberry

from planblanc.api import mutations
from planblanc.api.engagement_inputs import (
    AdvanceEngagementInput,
    ApprovePurchaseInput,
    ConfirmReceiptInput,
    EngagementReasonInput,
    ExtendEngagementInput,
    RecordHoursInput,
    ReplaceEngagementInput,
    RequestReturnInput,
    SayWhereToReportInput,
    UpdateEtaInput,
    engagement_id,
)
from planblanc.api.engagements import EngagementResult, read_engagement
from planblanc.api.incidents import IncidentResult, read_incident
from planblanc.api.mutations import IdempotencyKey, InputOf
from planblanc.api.operation import Info
from planblanc.domain.access import Actor
from planblanc.domain.identity import EngagementId
from planblanc.domain.missions import Mission
from planblanc.store.transaction import Transaction
from planblanc.usecases import engagement_changes, engagement_costs, engagements, receipts

W = TypeVar("W")


@strawberry.type
class Mutations:
    @strawberry.mutation(description="Dire qu'un engagement est parti, arrivé, terminé ou rentré.")
    async def advance_engagement(
        self, info: Info, input: InputOf[AdvanceEngagementInput], idempotency_key: IdempotencyKey
    ) -> EngagementResult:
        return await _do(info, idempotency_key, input, engagements.advance, input.wanted)

    @strawberry.mutation(description="Dire l'heure d'arrivée, aussi souvent qu'elle change, jusqu'à l'arrivée.")
    async def update_eta(self, info: Info, input: InputOf[UpdateEtaInput], idempotency_key: IdempotencyKey) -> EngagementResult:
        return await _do(info, idempotency_key, input, engagements.update_eta, lambda: input.eta_at)

    @strawberry.mutation(description="Annuler un engagement avant son arrivée : ce qu'il devait couvrir est à nouveau cherché.")
    async def cancel_engagement(
        self, info: Info, input: InputOf[EngagementReasonInput], idempotency_key: IdempotencyKey
    ) -> EngagementResult:
        return await _do(info, idempotency_key, input, engagements.cancel, input.cancellation)

    @strawberry.mutation(description="Rappeler qui est confirmé ou en chemin, et n'est pas arrivé.")
    async def recall_engagement(
        self, info: Info, input: InputOf[EngagementReasonInput], idempotency_key: IdempotencyKey
    ) -> EngagementResult:
        return await _do(info, idempotency_key, input, engagement_changes.recall, input.recall)

    @strawberry.mutation(description="Libérer plus tôt qui n'est plus nécessaire.")
    async def release_engagement(
        self, info: Info, input: InputOf[EngagementReasonInput], idempotency_key: IdempotencyKey
    ) -> EngagementResult:
        return await _do(info, idempotency_key, input, engagement_changes.release, input.recall)

    @strawberry.mutation(description="Prolonger un engagement, avec l'accord du prêteur ; refusé s'il est promis ailleurs entre-temps.")
    async def extend_engagement(
        self, info: Info, input: InputOf[ExtendEngagementInput], idempotency_key: IdempotencyKey
    ) -> EngagementResult:
        return await _do(info, idempotency_key, input, engagement_changes.extend, input.wanted)

    @strawberry.mutation(description="Demander le retour de ce que l'on prête ; le responsable de l'incident en est averti et décide.")
    async def request_return(self, info: Info, input: InputOf[RequestReturnInput], idempotency_key: IdempotencyKey) -> EngagementResult:
        return await _do(info, idempotency_key, input, engagement_changes.request_return, input.wanted)

    @strawberry.mutation(description="Remplacer une personne malade ; la réponse est l'engagement qui prend fin.")
    async def replace_engagement(
        self, info: Info, input: InputOf[ReplaceEngagementInput], idempotency_key: IdempotencyKey
    ) -> EngagementResult:
        return await _do(info, idempotency_key, input, engagement_changes.replace_sick, input.wanted)

    @strawberry.mutation(description="Confirmer une réception, dite par l'établissement qui reçoit : « reçu 28 sur 30 ».")
    async def confirm_receipt(self, info: Info, input: InputOf[ConfirmReceiptInput], idempotency_key: IdempotencyKey) -> EngagementResult:
        return await _do(info, idempotency_key, input, receipts.confirm, input.wanted)

    @strawberry.mutation(description="Dire où se présenter à l'arrivée : l'entrée, et qui demander.")
    async def say_where_to_report(
        self, info: Info, input: InputOf[SayWhereToReportInput], idempotency_key: IdempotencyKey
    ) -> IncidentResult:
        async def effect(tx: Transaction, actor: Actor, now: datetime) -> object:
            return (await receipts.say_where(tx, actor, input.incident_id(), input.wanted(), now)).id

        return await mutations.once(info, idempotency_key, input, effect, read_incident)

    @strawberry.mutation(description="Approuver l'achat auprès d'un prêteur payant : il peut alors partir.")
    async def approve_purchase(self, info: Info, input: InputOf[ApprovePurchaseInput], idempotency_key: IdempotencyKey) -> EngagementResult:
        return await _do(info, idempotency_key, input, engagement_costs.approve_purchase, input.wanted)

    @strawberry.mutation(description="Enregistrer les heures d'une journée.")
    async def record_hours(self, info: Info, input: InputOf[RecordHoursInput], idempotency_key: IdempotencyKey) -> EngagementResult:
        return await _do(info, idempotency_key, input, engagement_costs.record_hours, input.told)


async def _do(
    info: Info,
    idempotency_key: str,
    input: Any,
    verb: Callable[[Transaction, Actor, EngagementId, W, datetime], Awaitable[Mission]],
    wanted: Callable[[], W],
) -> EngagementResult:
    """Do one verb to the engagement that the input names, once."""

    async def effect(tx: Transaction, actor: Actor, now: datetime) -> object:
        return (await verb(tx, actor, engagement_id(input.engagement), wanted(), now)).id

    return await mutations.once(info, idempotency_key, input, effect, read_engagement)
