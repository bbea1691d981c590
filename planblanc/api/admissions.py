"""A director who was called back is let in by a code that is read on the phone."""

import secrets
from datetime import datetime
from typing import Annotated
from uuid import UUID

import strawberry

from planblanc.api import mutations
from planblanc.api.establishments import Establishment, read_establishment
from planblanc.api.mutations import IdempotencyKey, InputOf
from planblanc.api.nodes import as_uuid
from planblanc.api.operation import Info, Operation
from planblanc.api.refusals import Refusal
from planblanc.domain import access_codes as domain
from planblanc.domain.access import Actor
from planblanc.domain.access_codes import SECRET_BYTES
from planblanc.store import access_codes as stored
from planblanc.store.transaction import Transaction
from planblanc.usecases import access_codes
from planblanc.usecases.access_codes import AdmissionWanted


@strawberry.input(description="Un contre-appel qui rouvre un accès au directeur d'un établissement.")
class AdmitByCallBackInput:
    finess: str = strawberry.field(description="Numéro FINESS du site (ET).")
    number: str = strawberry.field(description="Numéro rappelé : l'un de ceux que donne l'annuaire d'avant l'incident.")
    reached: str = strawberry.field(description="Qui a répondu, par sa fonction.")
    note: str = strawberry.field(description="Précisions, 2 000 caractères au plus.", default="")


@strawberry.type(description="Un accès ouvert par un contre-appel : un code à lire au téléphone, à taper sur la page /code dans l'heure.")
class Admission:
    one_use_code: str | None = strawberry.field(description="Le code, donné une fois : une demande répétée ne le redit pas.")
    expires_at: datetime = strawberry.field(description="Jusqu'à quand il peut servir.")
    establishment_key: strawberry.Private[UUID]

    @strawberry.field(description="L'établissement.")
    async def establishment(self, info: Info) -> Establishment | None:
        return await read_establishment(info.context, str(self.establishment_key))


AdmitByCallBackResult = Annotated[Admission | Refusal, strawberry.union("AdmitByCallBackResult", description="L'accès, ou un refus.")]


@strawberry.type
class Mutations:
    @strawberry.mutation(
        description="Noter le contre-appel d'un directeur et lui remettre un code à usage unique, qu'il tape sur un téléphone sain : "
        "il retrouve pour quatre heures les droits de son établissement sur son seul incident."
    )
    async def admit_by_call_back(
        self, info: Info, input: InputOf[AdmitByCallBackInput], idempotency_key: IdempotencyKey
    ) -> AdmitByCallBackResult:
        made: list[str] = []

        async def effect(tx: Transaction, actor: Actor, now: datetime) -> UUID:
            made.append(domain.written(secrets.token_bytes(SECRET_BYTES)))
            wanted = AdmissionWanted(input.finess, input.number, input.reached, made[0], input.note)
            return await access_codes.admit(tx, actor, wanted, info.context.real_clock(), now)

        async def answer(operation: Operation, key: str) -> Admission | None:
            (found,) = await stored.by_ids(await operation.tx(), [as_uuid(key)])
            return (
                Admission(one_use_code=next(iter(made), None), expires_at=found.expires_at, establishment_key=found.establishment)
                if found
                else None
            )

        return await mutations.once(info, idempotency_key, input, effect, answer)
