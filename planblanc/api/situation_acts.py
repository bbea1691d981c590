"""What is decided or recorded of an incident beside its conduct: who is clean, and what CERT Santé does."""

from datetime import datetime
from uuid import UUID

import strawberry

from planblanc.api import mutations
from planblanc.api.attestations import AttestCleanInput, WithdrawAttestationInput
from planblanc.api.incident_inputs import incident_id
from planblanc.api.incidents import IncidentResult, read_incident
from planblanc.api.mutations import IdempotencyKey, InputOf
from planblanc.api.national_support import RecordNationalSupportInput
from planblanc.api.operation import Info
from planblanc.domain.access import Actor
from planblanc.store.transaction import Transaction
from planblanc.usecases import attestations, national_support


@strawberry.type
class Mutations:
    @strawberry.mutation(description="Attester sain, pour un incident, un prêteur qui partage le sort de la victime.")
    async def attest_clean(self, info: Info, input: InputOf[AttestCleanInput], idempotency_key: IdempotencyKey) -> IncidentResult:
        async def effect(tx: Transaction, actor: Actor, now: datetime) -> UUID:
            return (await attestations.attest(tx, actor, incident_id(input.incident), input.wanted(), now)).id

        return await mutations.once(info, idempotency_key, input, effect, read_incident)

    @strawberry.mutation(description="Retirer une attestation : plus aucun plan ne compte sur ce prêteur, ce qui est engagé le reste.")
    async def withdraw_attestation(
        self, info: Info, input: InputOf[WithdrawAttestationInput], idempotency_key: IdempotencyKey
    ) -> IncidentResult:
        async def effect(tx: Transaction, actor: Actor, now: datetime) -> UUID:
            return (await attestations.withdraw(tx, actor, incident_id(input.incident), input.wanted(), now)).id

        return await mutations.once(info, idempotency_key, input, effect, read_incident)

    @strawberry.mutation(description="Enregistrer ce qui est demandé au CERT Santé, ou où en est son appui.")
    async def record_national_support(
        self, info: Info, input: InputOf[RecordNationalSupportInput], idempotency_key: IdempotencyKey
    ) -> IncidentResult:
        async def effect(tx: Transaction, actor: Actor, now: datetime) -> UUID:
            return (await national_support.record(tx, actor, incident_id(input.incident), input.told(), now)).id

        return await mutations.once(info, idempotency_key, input, effect, read_incident)
