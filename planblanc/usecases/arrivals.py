"""Tell each victim what arrives, on its call-back number: at most every quarter of an hour, and only what is new."""

from datetime import datetime, timedelta

from planblanc.domain import arrivals
from planblanc.domain.notifications import Notice, NoticeKind, NoticeState, Recipient
from planblanc.store import arrivals as stored
from planblanc.store import notifications as stored_notifications
from planblanc.store.transaction import Transaction
from planblanc.usecases import notifications

EVERY = timedelta(minutes=15)
_VALID_FOR = timedelta(hours=2)
_REPLACED = "Remplacé par un point plus récent."


async def tell(tx: Transaction, now: datetime) -> int:
    """Tell what is new to each victim that has waited long enough; how many were told."""
    told = 0
    for incident, region in await stored.awaited(tx, now - EVERY):
        text = arrivals.told(await stored.of_incident(tx, incident))
        number = await stored.tell(tx, (incident, region), text, now, now - EVERY) if text else None
        if number is None:
            continue
        # A victim that could not be reached for an hour is told how things stand, not each step of that hour.
        for older in await stored.waiting(tx, incident):
            await stored_notifications.settle(tx, older, NoticeState.EXPIRED, now, _REPLACED)
        key = f"arrivals:{incident}:{number}"
        said = {"arrivals": text}
        notice = Notice(key, NoticeKind.ARRIVALS, Recipient.call_back(), region, incident, said, valid_for=_VALID_FOR)
        await notifications.notify(tx, notice, now)
        told += 1
    return told
