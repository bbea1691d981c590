"""What was refused at the doors: read by who administers the installation, dropped when it is old."""

from datetime import datetime, timedelta
from uuid import UUID

from planblanc.domain import access
from planblanc.domain.access import Act, Actor
from planblanc.domain.denials import Denied
from planblanc.store import denials as stored
from planblanc.store.transaction import Transaction

KEPT_FOR = timedelta(days=365)
MOST_KEPT = 100_000


async def page(tx: Transaction, actor: Actor, code: str | None, after: tuple[datetime, UUID] | None, limit: int) -> list[Denied]:
    """What was refused, the latest first, of one code or of all; reads, and changes nothing."""
    access.require(actor, Act.READ_DENIALS)
    at, key = after or (None, None)
    return await stored.page(tx, code=code, after_at=at, after_id=key, limit=limit)


async def drop_old(tx: Transaction, now: datetime) -> int:
    """Drop what is too old, and the oldest of what an attack has filled the table with; how many rows."""
    return await stored.drop_old(tx, before=now - KEPT_FOR, most=MOST_KEPT)
