"""What was kept long enough goes."""

from datetime import datetime

from planblanc.store.queries import load
from planblanc.store.transaction import Transaction

QUERIES = load("retention")


async def sweep(tx: Transaction, kind: str, before: datetime) -> int:
    """Let go of what is of this kind (a field of `Retention`) and older; how many values."""
    return int(await tx.value(QUERIES[f"sweep_{kind}"], before=before))
