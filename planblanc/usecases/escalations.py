"""An answer that does not come escalates by itself: to the lender and the officer first, then to the lender's own ARS."""

from collections.abc import Sequence
from datetime import datetime

from planblanc.domain import french
from planblanc.domain.identity import EngagementId
from planblanc.domain.notifications import Notice, NoticeKind, Recipient
from planblanc.domain.solicitations import ANSWER_WITHIN, Solicitation
from planblanc.store import solicitations as stored
from planblanc.store.transaction import Transaction
from planblanc.usecases import notes, notifications
from planblanc.usecases.notes import Note

# Once its own ARS knows, only people can do more.
MOST_STEPS = 2
_MOST_AT_ONCE = 500


async def overdue(tx: Transaction, now: datetime) -> int:
    """Escalate what is overdue, a notice and a line a lender; how many lenders. Two who look at once escalate it once."""
    late = await stored.overdue(tx, now, most=MOST_STEPS, limit=_MOST_AT_ONCE)
    for key in dict.fromkeys(solicitation for _, solicitation, _ in late):
        lines = [engagement for engagement, solicitation, _ in late if solicitation == key]
        step = 1 + max(step for _, solicitation, step in late if solicitation == key)
        await _escalate(tx, await stored.read(tx, key), lines, step, now)
    return len({solicitation for _, solicitation, _ in late})


async def _escalate(tx: Transaction, solicitation: Solicitation, late: Sequence[EngagementId], step: int, now: datetime) -> None:
    await stored.escalate(tx, late, now + ANSWER_WITHIN)
    wanted = french.listed([line.told for line in solicitation.lines if line.engagement in late])
    whom = "le prêteur et l'officier sont rappelés" if step == 1 else "son ARS est prévenue"
    text = f"{solicitation.lender_told} n'a pas répondu dans le délai pour {wanted} : {whom}."
    note = Note("solicitation.escalated", text, {"solicitation": str(solicitation.id), "step": step})
    notes.write_of_solicitation(tx, solicitation, note, now)
    for recipient, kind in _told(solicitation, step):
        notice = Notice(
            key=f"overdue:{solicitation.id}:{step}:{recipient.kind.value}:{now:%Y%m%d%H%M}",
            kind=kind,
            recipient=recipient,
            region=solicitation.region,
            incident=solicitation.incident,
            said={"lender": solicitation.lender_told, "wanted": wanted},
        )
        await notifications.notify(tx, notice, now)


def _told(solicitation: Solicitation, step: int) -> tuple[tuple[Recipient, NoticeKind], ...]:
    if step == 1:
        return (Recipient.lender(solicitation.lender), NoticeKind.SOLICITATION), (Recipient.officer(), NoticeKind.SOLICITATION_OVERDUE)
    return ((Recipient.region_duty(solicitation.lender_region), NoticeKind.SOLICITATION_OVERDUE),)
