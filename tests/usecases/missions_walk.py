"""The acts on engagements and loans that a night's walk takes, one after the other, on what an approved plan engaged."""

from collections.abc import Awaitable, Callable
from datetime import date, timedelta
from typing import Any

from planblanc.domain.costs import CostRule
from planblanc.domain.engagements import EngagementState
from planblanc.domain.identity import IncidentId
from planblanc.domain.loans import Lot
from planblanc.domain.missions import Mission
from planblanc.store import loans as stored_loans
from planblanc.store import missions as stored
from planblanc.usecases import (
    agreements,
    engagement_answers,
    engagement_changes,
    engagement_costs,
    engagements,
    loans,
    receipts,
)
from planblanc.usecases.agreements import AgreementWanted
from planblanc.usecases.engagement_changes import Extension, Recall, Replacement, ReturnWanted
from planblanc.usecases.engagement_costs import HoursTold, PurchaseWanted
from planblanc.usecases.engagements import Cancellation, Step
from planblanc.usecases.loans import LoanWanted, LossTold, ReturnTold
from planblanc.usecases.receipts import ReceiptWanted, ReportWanted
from tests.nights import ARS, HOSPITAL, NOW, Night

Act = Callable[..., Awaitable[Any]]
DAY = date(2021, 2, 9)
WIPED = "Certificat 2021-0042"


async def alerted(night: Night, incident: IncidentId, *, things: bool) -> list[Mission]:
    """The engagements of things or of people that an approval made, each with both consents."""
    async with night.reading(ARS) as tx:
        known = await stored.of_incident(tx, incident, (EngagementState.PROPOSED,))
    wanted = [one for one in known if (one.engagement.stock_id is not None) is things]
    async with night.database.transaction(ARS) as tx:
        for one in wanted:
            await engagement_answers.alert(tx, await stored.hold(tx, one.id), NOW)
    return wanted


async def things_come_and_go(night: Night, act: Act, incident: IncidentId) -> None:
    """One is paid, received and given back in part; the others are called off one way or another."""
    paid, *others = await alerted(night, incident, things=True)
    lender = paid.engagement.lender_id
    agreed = AgreementWanted("75", "Entraide", True, True, False, CostRule.HOURLY, 100, DAY, DAY, (lender,))
    await act(ARS, agreements.save, agreed)
    await act(HOSPITAL, receipts.say_where, incident, ReportWanted("Entrée nord", "Cadre de garde"))
    await act(HOSPITAL, engagement_costs.approve_purchase, paid.id, PurchaseWanted("BC-1"))
    await act(ARS, loans.record, LoanWanted(paid.id, (Lot(1),)))
    await act(ARS, engagements.update_eta, paid.id, NOW)
    await act(ARS, engagements.advance, paid.id, Step(EngagementState.DEPARTED))
    await act(HOSPITAL, receipts.confirm, paid.id, ReceiptWanted(paid.engagement.quantity, "Cadre de garde"))
    await act(ARS, engagement_costs.record_hours, paid.id, HoursTold(DAY, 60))
    await act(ARS, engagement_changes.request_return, paid.id, ReturnWanted(NOW, "Besoin local"))
    async with night.reading(ARS) as tx:
        one, another = await stored_loans.outstanding(tx, paid.id)
    await act(ARS, loans.give_back, one.id, ReturnTold("bon état", 1, wiping_certificate=WIPED))
    await act(ARS, loans.lose, another.id, LossTold("Volé", 1))
    await act(ARS, engagement_changes.recall, others[0].id, Recall("Pont coupé"))
    await act(ARS, engagements.cancel, others[1].id, Cancellation("Panne"))
    await act(ARS, engagement_changes.release, others[2].id, Recall("Besoin couvert"))


async def people_come_and_go(night: Night, act: Act, incident: IncidentId) -> None:
    """One stays a little longer, another falls ill."""
    first, second, *_ = await alerted(night, incident, things=False)
    until = first.engagement.ends_at + timedelta(minutes=1)
    await act(ARS, engagement_changes.extend, first.id, Extension(until, "Directeur de garde", "Relève en retard"))
    await act(ARS, engagement_changes.replace_sick, second.id, Replacement("Fièvre"))
