"""What should have come back is seen, and its lender and the officer in charge are reminded, once a day until it is."""

from uuid import UUID

from planblanc.domain import facts, french
from planblanc.domain.facts import LoanOverdue
from planblanc.domain.identity import IncidentId, LenderId
from planblanc.domain.journal import Chain, LogLine
from planblanc.domain.loans import Loan, LoanId
from planblanc.domain.notifications import Notice, NoticeKind, Recipient
from planblanc.store import loans, outbox
from planblanc.usecases import notifications
from planblanc.usecases.notes import EXERCISE
from planblanc.worker.relay import WORKER
from planblanc.worker.tools import Tools


async def look(tools: Tools) -> None:
    """Mark what is late; the first time, the main courante says so. Two workers share them, and none is marked twice in a day."""
    async with tools.database.transaction(WORKER) as tx:
        now = await tools.crisis_clock(tx)
        late = await loans.fall_overdue(tx, now)
        known = await loans.by_ids(tx, [one.id for one in late])
        for one, loan in zip(late, known, strict=True):
            if one.is_new and loan is not None:
                tx.note(LogLine(Chain.of_incident(one.incident), "loan.overdue", _told(loan), now, details={"loan": str(one.id)}))
            await outbox.append(tx, facts.LoanOverdue(one.region, incident_id=one.incident, loan_id=one.id))


async def remind(tools: Tools, fact_id: UUID, fact: LoanOverdue) -> None:
    """Remind who lends and who conducts the crisis; nobody once it is back, or due later."""
    async with tools.database.transaction(WORKER) as tx:
        now = await tools.crisis_clock(tx)
        (loan,) = await loans.by_ids(tx, [LoanId(fact.loan_id)])
        if loan is None or not loan.is_late(now):
            return
        for recipient in (Recipient.lender(LenderId(loan.lender_id)), Recipient.officer()):
            notice = Notice(
                key=f"loan:{fact_id}:{recipient.kind.value}",
                kind=NoticeKind.LOAN_OVERDUE,
                recipient=recipient,
                region=fact.region or "",
                incident=IncidentId(fact.incident_id),
                said={"what": loan.told, "due_at": french.moment(loan.due_at)},
            )
            await notifications.notify(tx, notice, now)


def _told(loan: Loan) -> str:
    text = f"Prêt en retard : {loan.told}, attendu le {french.moment(loan.due_at)}."
    return f"{EXERCISE}{text}" if loan.exercise else text
