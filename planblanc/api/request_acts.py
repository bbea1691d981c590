"""Asking for help: what can be done with requests and their needs."""

from datetime import datetime
from uuid import UUID

import strawberry

from planblanc.api import mutations, nodes
from planblanc.api.mutations import IdempotencyKey, InputOf
from planblanc.api.need_lines import NeedResult, read_need
from planblanc.api.operation import Info
from planblanc.api.request_inputs import (
    AddNeedsInput,
    CancelNeedInput,
    CancelRequestInput,
    RequestHelpInput,
    VerifyRequestInput,
)
from planblanc.api.requests import HelpRequestResult, read_request
from planblanc.domain.access import Actor
from planblanc.domain.identity import NeedId, RequestId
from planblanc.store.transaction import Transaction
from planblanc.usecases import call_backs, requests


@strawberry.type
class Mutations:
    @strawberry.mutation(description="Demander de l'aide pour un incident, par besoins, par lots, ou sans rien en savoir encore.")
    async def request_help(self, info: Info, input: InputOf[RequestHelpInput], idempotency_key: IdempotencyKey) -> HelpRequestResult:
        async def effect(tx: Transaction, actor: Actor, now: datetime) -> UUID:
            return (await requests.ask(tx, actor, input.wanted(), now)).id

        return await mutations.once(info, idempotency_key, input, effect, read_request)

    @strawberry.mutation(description="Noter un contre-appel : la demande qu'il confirme est ouverte, sinon elle reste à vérifier.")
    async def verify_request(self, info: Info, input: InputOf[VerifyRequestInput], idempotency_key: IdempotencyKey) -> HelpRequestResult:
        async def effect(tx: Transaction, actor: Actor, now: datetime) -> UUID:
            return (await call_backs.verify(tx, actor, input.request_id(), input.told(), now)).id

        return await mutations.once(info, idempotency_key, input, effect, read_request)

    @strawberry.mutation(description="Ajouter des besoins ou des lots à une demande.")
    async def add_needs(self, info: Info, input: InputOf[AddNeedsInput], idempotency_key: IdempotencyKey) -> HelpRequestResult:
        async def effect(tx: Transaction, actor: Actor, now: datetime) -> UUID:
            return (await requests.add_needs(tx, actor, input.request_id(), input.wanted(), now)).id

        return await mutations.once(info, idempotency_key, input, effect, read_request)

    @strawberry.mutation(description="Annuler une demande entière.")
    async def cancel_request(self, info: Info, input: InputOf[CancelRequestInput], idempotency_key: IdempotencyKey) -> HelpRequestResult:
        async def effect(tx: Transaction, actor: Actor, now: datetime) -> UUID:
            request = RequestId(nodes.uuid_of(input.request, "HelpRequest", ("request",)))
            return (await requests.cancel(tx, actor, request, input.reason, now)).id

        return await mutations.once(info, idempotency_key, input, effect, read_request)

    @strawberry.mutation(description="Annuler un besoin ; les autres besoins de la demande restent.")
    async def cancel_need(self, info: Info, input: InputOf[CancelNeedInput], idempotency_key: IdempotencyKey) -> NeedResult:
        async def effect(tx: Transaction, actor: Actor, now: datetime) -> UUID:
            need = NeedId(nodes.uuid_of(input.need, "NeedLine", ("need",)))
            return (await requests.cancel_need(tx, actor, need, input.reason, now)).id

        return await mutations.once(info, idempotency_key, input, effect, read_need)
