"""Loans, rows and words."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

import asyncpg

from planblanc.domain.errors import Conflict, NotFound
from planblanc.domain.identity import EngagementId, IncidentId, LenderId, StockId
from planblanc.domain.loans import OUTSTANDING, Back, Loan, LoanId, LoanState, Lot
from planblanc.store.queries import load
from planblanc.store.transaction import Transaction

QUERIES = load("loans")
_MOST = 1000


@dataclass(frozen=True)
class Wanted:
    """Which loans a list holds: everything that is not said is no condition; `late_at`: those due before that hour and not back."""

    ids: tuple[LoanId, ...] | None = None
    engagements: tuple[EngagementId, ...] | None = None
    incident: IncidentId | None = None
    lender: LenderId | None = None
    states: tuple[LoanState, ...] | None = None
    late_at: datetime | None = None


@dataclass(frozen=True)
class Overdue:
    """A loan that should have come back; new when nobody had seen it before."""

    id: LoanId
    incident: IncidentId
    region: str
    is_new: bool


async def by_ids(tx: Transaction, ids: Sequence[LoanId]) -> list[Loan | None]:
    """Each loan that the actor can see, in the order asked."""
    found = {loan.id: loan for loan in await page(tx, Wanted(ids=tuple(ids)), limit=len(ids))}
    return [found.get(key) for key in ids]


async def of_engagements(tx: Transaction, engagements: Sequence[EngagementId]) -> list[tuple[Loan, ...]]:
    """The loans of each engagement, the first due first."""
    found = await page(tx, Wanted(engagements=tuple(engagements)), limit=_MOST)
    return [tuple(loan for loan in found if loan.engagement_id == key) for key in engagements]


async def outstanding(tx: Transaction, engagement: EngagementId) -> tuple[Loan, ...]:
    """What is still out of one engagement."""
    (found,) = await of_engagements(tx, [engagement])
    return tuple(loan for loan in found if loan.is_outstanding)


async def page(tx: Transaction, wanted: Wanted, *, limit: int, after: tuple[datetime, UUID] | None = None) -> list[Loan]:
    """The loans that match, the first due first."""
    states = tuple(OUTSTANDING) if wanted.late_at is not None else wanted.states
    rows = await tx.rows(
        QUERIES["read_loans"],
        ids=list(wanted.ids) if wanted.ids is not None else None,
        engagements=list(wanted.engagements) if wanted.engagements is not None else None,
        incident=wanted.incident,
        lender=wanted.lender,
        states=list(states) if states is not None else None,
        due_before=wanted.late_at,
        after_due_at=after[0] if after else None,
        after_id=after[1] if after else None,
        limit=limit,
    )
    return [_loan(row) for row in rows]


async def hold(tx: Transaction, key: LoanId) -> Loan:
    """The loan as it stands once nobody else is changing it; `NotFound` when it is not the actor's to change."""
    held = await tx.value(QUERIES["hold_loan"], id=key)
    (loan,) = await by_ids(tx, [key])
    if held is None or loan is None:
        raise NotFound(path=("loan",))
    return loan


async def add(tx: Transaction, loan: Loan) -> None:
    """Keep a lot that goes out, or a part that is spoken of apart."""
    fixed = {"incident": loan.incident_id, "region": loan.region, "stock": loan.stock_id, "lender": loan.lender_id}
    told = {"exercise": loan.exercise, "label": loan.label, "holds_data": loan.holds_data, "out_at": loan.out_at}
    await tx.execute(QUERIES["add_loan"], engagement=loan.engagement_id, **fixed, **told, **_columns(loan))


async def save(tx: Transaction, loan: Loan) -> None:
    """Write where the loan now stands; `Conflict` when it was changed since it was read."""
    if not await tx.execute(QUERIES["save_loan"], **_columns(loan), version=loan.version):
        raise Conflict(path=("loan",))


async def prolong(tx: Transaction, engagement: EngagementId, due_at: datetime) -> None:
    """What is out of an engagement is due later."""
    await tx.execute(QUERIES["prolong_loans"], engagement=engagement, due_at=due_at)


async def mark_out(tx: Transaction, engagement: EngagementId) -> None:
    """The units of an engagement have left: nobody else has them until they are back."""
    await tx.execute(QUERIES["mark_out"], engagement=engagement)


async def lose_units(tx: Transaction, stock: StockId, quantity: int) -> bool:
    """Take what is lost off its stock; false when the stock is not the actor's to change."""
    return bool(await tx.execute(QUERIES["lose_units"], stock=stock, quantity=quantity))


async def fall_overdue(tx: Transaction, now: datetime) -> list[Overdue]:
    """What should have come back and of which nobody was reminded for a day, marked as seen."""
    rows = await tx.rows(QUERIES["fall_overdue"], now=now)
    return [Overdue(LoanId(row["id"]), IncidentId(row["incident_id"]), row["region_code"], row["is_new"]) for row in rows]


def _columns(loan: Loan) -> dict[str, object]:
    back = loan.back
    return {
        "id": loan.id,
        "quantity": loan.lot.quantity,
        "serials": list(loan.lot.serials),
        "lot": loan.lot.mark,
        "condition_out": loan.lot.condition,
        "is_described": loan.is_described,
        "state": loan.state,
        "due_at": loan.due_at,
        "received_at": loan.received_at,
        "returned_at": back.at if back else None,
        "condition_back": back.condition if back else "",
        "wiping_certificate": back.wiping_certificate if back else None,
        "lost_at": loan.lost_at,
        "lost_reason": loan.lost_reason,
        "overdue_at": loan.overdue_at,
    }


def _loan(row: asyncpg.Record) -> Loan:
    returned = row["returned_at"]
    return Loan(
        id=LoanId(row["id"]),
        engagement_id=EngagementId(row["engagement_id"]),
        incident_id=IncidentId(row["incident_id"]),
        region=row["region_code"],
        stock_id=StockId(row["stock_id"]),
        lender_id=LenderId(row["lender_id"]),
        exercise=row["exercise"],
        label=row["label"],
        holds_data=row["holds_data"],
        lot=Lot(row["quantity"], tuple(row["serials"]), row["lot"], row["condition_out"]),
        is_described=row["is_described"],
        state=LoanState(row["state"]),
        out_at=row["out_at"],
        due_at=row["due_at"],
        received_at=row["received_at"],
        back=Back(returned, row["condition_back"], row["wiping_certificate"]) if returned else None,
        lost_at=row["lost_at"],
        lost_reason=row["lost_reason"],
        overdue_at=row["overdue_at"],
        version=row["version"],
    )
