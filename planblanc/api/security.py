"""What can be done when an attacker may hold the accounts of a site."""

from datetime import datetime
from typing import Annotated
from uuid import UUID

import strawberry

from planblanc.api import mutations, nodes
from planblanc.api.establishments import Establishment, read_establishment
from planblanc.api.mutations import IdempotencyKey, InputOf
from planblanc.api.nodes import as_uuid
from planblanc.api.operation import Info, Operation
from planblanc.api.refusals import Refusal
from planblanc.api.security_parts import SecurityState, SiteCallBack
from planblanc.domain.access import Actor
from planblanc.domain.call_backs import Purpose
from planblanc.domain.identity import IncidentId
from planblanc.store import call_backs as stored
from planblanc.store.transaction import Transaction
from planblanc.usecases import call_backs, security


@strawberry.input(description="L'état de sécurité à donner à un établissement.")
class SetSecurityStateInput:
    finess: str = strawberry.field(description="Numéro FINESS du site (ET).")
    state: SecurityState = strawberry.field(description="L'état d'après.")
    reason: str = strawberry.field(description="Pourquoi, 2 000 caractères au plus.")
    incident: strawberry.ID | None = strawberry.field(
        description="L'incident dont il est dit ; celui qui est ouvert, sinon. Jamais un incident non malveillant, ni un exercice.",
        default=None,
    )

    def wanted(self) -> security.SecurityWanted:
        """What the use case takes."""
        incident = IncidentId(nodes.uuid_of(self.incident, "Incident", ("incident",))) if self.incident else None
        return security.SecurityWanted(self.finess, self.state, self.reason, incident)


@strawberry.input(description="Un contre-appel d'un établissement.")
class RecordCallBackInput:
    finess: str = strawberry.field(description="Numéro FINESS du site (ET).")
    purpose: Purpose = strawberry.field(description="Pourquoi.")
    number: str = strawberry.field(description="Numéro rappelé : l'un de ceux que donne `directory`.")
    reached: str = strawberry.field(description="Qui a répondu, par sa fonction.")
    confirmed: bool = strawberry.field(description="A-t-il confirmé ?")
    note: str = strawberry.field(description="Précisions, 2 000 caractères au plus.", default="")

    def wanted(self) -> call_backs.SiteCallBack:
        """What the use case takes."""
        return call_backs.SiteCallBack(self.finess, self.purpose, self.number, self.reached, self.confirmed, self.note)


SetSecurityStateResult = Annotated[
    Establishment | Refusal, strawberry.union("SetSecurityStateResult", description="L'établissement, ou un refus.")
]
RecordCallBackResult = Annotated[
    SiteCallBack | Refusal, strawberry.union("RecordCallBackResult", description="Le contre-appel, ou un refus.")
]


@strawberry.type
class Mutations:
    @strawberry.mutation(
        description="Dire si les comptes d'un établissement sont sûrs. Compromis, ses sessions, ses clés et ses messageries sont coupées "
        "aussitôt, et ses demandes attendent un contre-appel. Lever une compromission demande deux personnes : la première propose, "
        "la seconde dit la même chose dans les vingt-quatre heures."
    )
    async def set_security_state(
        self, info: Info, input: InputOf[SetSecurityStateInput], idempotency_key: IdempotencyKey
    ) -> SetSecurityStateResult:
        async def effect(tx: Transaction, actor: Actor, now: datetime) -> UUID:
            return await security.set_state(tx, actor, input.wanted(), now)

        return await mutations.once(info, idempotency_key, input, effect, read_establishment)

    @strawberry.mutation(description="Noter le contre-appel d'un établissement, à un numéro de son annuaire d'avant l'incident.")
    async def record_call_back(
        self, info: Info, input: InputOf[RecordCallBackInput], idempotency_key: IdempotencyKey
    ) -> RecordCallBackResult:
        async def effect(tx: Transaction, actor: Actor, now: datetime) -> UUID:
            return await call_backs.record(tx, actor, input.wanted(), now)

        return await mutations.once(info, idempotency_key, input, effect, _read_call_back)


async def _read_call_back(operation: Operation, key: str) -> SiteCallBack | None:
    found = await operation.load(stored.by_ids, as_uuid(key))
    return SiteCallBack.of(found) if found else None
