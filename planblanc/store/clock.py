"""The time of the crisis: the real one, but for a database that a demonstration made for itself."""

from datetime import datetime, timedelta

from planblanc.store.queries import load
from planblanc.store.transaction import Transaction

QUERIES = load("clock")


async def crisis_time(tx: Transaction, real: datetime) -> datetime:
    """The moment of the crisis when the real clock shows `real`."""
    seconds = await tx.value(QUERIES["read_crisis_offset"])
    return real if seconds is None else real + timedelta(seconds=seconds)
