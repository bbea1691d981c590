"""The health of a pool, rows and words."""

from datetime import date

from planblanc.domain.pool_health import PoolHealth
from planblanc.store.queries import load
from planblanc.store.transaction import Transaction

QUERIES = load("pool_health")


async def read(tx: Transaction, region: str | None, today: date) -> PoolHealth:
    """How true the pool is that the actor sees, of one region or of all."""
    row = await tx.row(QUERIES["read_pool_health"], region=region, today=today)
    return PoolHealth(**dict(row or {}))
