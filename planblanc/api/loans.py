"""Loans: what is out, what is late, and what comes back."""

from collections.abc import Mapping
from datetime import datetime
from typing import Annotated
from uuid import UUID

import strawberry

from planblanc.api import connections, mutations, nodes
from planblanc.api.connections import DEFAULT_SIZE, After, Connection, First
from planblanc.api.engagement_words import LoanState
from planblanc.api.engagements import EngagementResult, read_engagement
from planblanc.api.filters import LenderKey
from planblanc.api.incident_inputs import incident_id
from planblanc.api.loan_inputs import DeclareLoanLostInput, RecordLoanInput, ReturnLoanInput
from planblanc.api.loan_parts import Loan
from planblanc.api.mutations import IdempotencyKey, InputOf
from planblanc.api.nodes import ReadNode, as_uuid
from planblanc.api.operation import Info, Operation
from planblanc.api.refusals import Refusal
from planblanc.domain.access import Actor
from planblanc.domain.identity import LenderId
from planblanc.domain.loans import LoanId
from planblanc.store import loans as stored
from planblanc.store.loans import Wanted
from planblanc.store.transaction import Transaction
from planblanc.usecases import loans

LoanResult = Annotated[Loan | Refusal, strawberry.union("LoanResult", description="Le prêt, ou un refus.")]


@strawberry.type
class Queries:
    @strawberry.field(description="Les prêts que vous suivez, le premier attendu d'abord : d'un incident, d'un prêteur, ou tous.")
    async def loans(
        self,
        info: Info,
        *,
        incident: Annotated[strawberry.ID | None, strawberry.argument(description="Identifiant global d'un incident.")] = None,
        lender: LenderKey = None,
        states: Annotated[list[LoanState] | None, strawberry.argument(description="Les seuls états voulus.")] = None,
        late: Annotated[bool, strawberry.argument(description="Vrai : les seuls prêts en retard.")] = False,
        first: First = DEFAULT_SIZE,
        after: After = None,
    ) -> Connection[Loan]:
        page = connections.page(first, after, datetime, UUID)
        now = await info.context.now()
        wanted = Wanted(
            incident=incident_id(incident) if incident is not None else None,
            lender=LenderId(nodes.uuid_of(lender, "Lender", ("lender",))) if lender is not None else None,
            states=tuple(states) if states is not None else None,
            late_at=now if late else None,
        )
        then = (page.key(0), page.key(1)) if page.after is not None else None
        found = await stored.page(await info.context.tx(), wanted, limit=page.limit, after=then)
        return connections.connection(page, found, lambda one: (one.due_at, one.id), lambda one: Loan.of(one, now))


@strawberry.type
class Mutations:
    @strawberry.mutation(description="Décrire ce qui sort pour un engagement, par lots ou par numéros de série : pas plus que promis.")
    async def record_loan(self, info: Info, input: InputOf[RecordLoanInput], idempotency_key: IdempotencyKey) -> EngagementResult:
        async def effect(tx: Transaction, actor: Actor, now: datetime) -> UUID:
            return (await loans.record(tx, actor, input.wanted(), now)).id

        return await mutations.once(info, idempotency_key, input, effect, read_engagement)

    @strawberry.mutation(
        description="Enregistrer le retour d'un prêt, ou d'une partie. Ce qui a contenu des données revient avec son certificat "
        "d'effacement. Quand tout est revenu, l'engagement l'est aussi."
    )
    async def return_loan(self, info: Info, input: InputOf[ReturnLoanInput], idempotency_key: IdempotencyKey) -> LoanResult:
        async def effect(tx: Transaction, actor: Actor, now: datetime) -> UUID:
            return (await loans.give_back(tx, actor, input.loan_id(), input.told(), now)).id

        return await mutations.once(info, idempotency_key, input, effect, read_loan)

    @strawberry.mutation(description="Déclarer un prêt perdu, ou une partie : le stock de son prêteur, qui le dit, diminue d'autant.")
    async def declare_loan_lost(self, info: Info, input: InputOf[DeclareLoanLostInput], idempotency_key: IdempotencyKey) -> LoanResult:
        async def effect(tx: Transaction, actor: Actor, now: datetime) -> UUID:
            return (await loans.lose(tx, actor, input.loan_id(), input.told(), now)).id

        return await mutations.once(info, idempotency_key, input, effect, read_loan)


async def read_loan(operation: Operation, key: str) -> Loan | None:
    """The loan of this key, if the caller sees it."""
    found = await operation.load(stored.by_ids, LoanId(as_uuid(key)))
    return Loan.of(found, await operation.now()) if found else None


NODES: Mapping[str, ReadNode] = {"Loan": read_loan}
