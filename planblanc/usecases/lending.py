"""What the course of an engagement does to the loans of its things: parts of acts that are told, and permitted, by their callers."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from uuid import uuid4

from planblanc.domain import french, loans
from planblanc.domain.engagements import EngagementState
from planblanc.domain.errors import BadInput, TransitionRefused
from planblanc.domain.loans import Loan, LoanId, LoanState, Lot
from planblanc.domain.missions import Mission
from planblanc.store import loans as stored
from planblanc.store.transaction import Transaction


async def open_for(tx: Transaction, mission: Mission, now: datetime) -> None:
    """What has left is a loan from then on, though nobody has described its things yet."""
    stock = mission.engagement.stock_id
    if stock is None or mission.state in (EngagementState.RETURNED, EngagementState.CANCELLED):
        return
    if (await stored.of_engagements(tx, [mission.id]))[0]:
        return
    out_at = mission.times.get(EngagementState.DEPARTED) or min(mission.times.get(EngagementState.ARRIVED, now), now)
    engagement = mission.engagement
    await stored.add(
        tx,
        Loan(
            id=LoanId(uuid4()),
            engagement_id=mission.id,
            incident_id=engagement.incident_id,
            region=engagement.region,
            stock_id=stock,
            lender_id=engagement.lender_id,
            exercise=engagement.exercise,
            label=mission.sheet.label,
            holds_data=mission.sheet.holds_data,
            lot=Lot(engagement.quantity),
            is_described=False,
            state=LoanState.OUT,
            out_at=out_at,
            due_at=max(engagement.ends_at, out_at),
        ),
    )
    await stored.mark_out(tx, mission.id)


async def receive(tx: Transaction, mission: Mission, missing_serials: Sequence[str], now: datetime) -> None:
    """So many of its things are received in all: those that have a serial number first, but for the missing ones, then the others."""
    if mission.engagement.stock_id is None or mission.receipt is None:
        return
    await open_for(tx, mission, now)
    (known,) = await stored.of_engagements(tx, [mission.id])
    left = mission.receipt.quantity - sum(loan.lot.quantity for loan in known if loan.received_at is not None)
    for loan in sorted(
        (loan for loan in known if loan.state is LoanState.OUT), key=lambda loan: (not loan.lot.serials, not loan.is_described)
    ):
        came = tuple(serial for serial in loan.lot.serials if serial not in missing_serials)
        taken = len(came) if loan.lot.serials else min(left, loan.lot.quantity)
        if taken > left:
            raise BadInput("Ce matériel est suivi par numéro de série : indiquez les numéros manquants.", ("missing_serials",))
        if taken:
            part, rest = loans.divided(loan, taken, came, LoanId(uuid4()))
            await stored.save(tx, loans.received(part, mission.receipt.at))
            if rest is not None:
                await stored.add(tx, rest)
            left -= taken


async def require_all_back(tx: Transaction, mission: Mission) -> None:
    """Refuse with `TransitionRefused` to be done with things that are still out."""
    out = sum(loan.lot.quantity for loan in await stored.outstanding(tx, mission.id))
    if out and mission.engagement.stock_id is not None:
        told = french.counted(out, "unité est encore prêtée", "unités sont encore prêtées")
        raise TransitionRefused(f"{told} : enregistrez d'abord leur retour, ou leur perte.", ("engagement",))


async def described(tx: Transaction, undescribed: Loan, lot: Lot) -> Loan:
    """A lot is told of things that are out: it takes its place among what nobody had described."""
    part, rest = loans.divided(undescribed, lot.quantity, (), LoanId(uuid4()))
    told = replace(part, lot=lot, is_described=True)
    await stored.save(tx, told)
    if rest is not None:
        await stored.add(tx, rest)
    return told
