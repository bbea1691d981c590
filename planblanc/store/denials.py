"""What was refused at the doors: rows ↔ domain."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from asyncpg import Record

from planblanc.domain.denials import Denial, Denied, Who
from planblanc.store.queries import load
from planblanc.store.transaction import Transaction

QUERIES = load("denials")


async def add(tx: Transaction, denied: Sequence[Denied]) -> None:
    """Keep what was refused since the last time."""
    await tx.execute_many(QUERIES["add_denial"], [_columns(one) for one in denied])


async def page(
    tx: Transaction, *, code: str | None = None, after_at: datetime | None = None, after_id: UUID | None = None, limit: int
) -> list[Denied]:
    """What was refused, the latest first, of one code or of all."""
    rows = await tx.rows(QUERIES["read_denials"], code=code, after_at=after_at, after_id=after_id, limit=limit)
    return [_denied(row) for row in rows]


async def drop_old(tx: Transaction, *, before: datetime, most: int) -> int:
    """Drop what is older than a moment, and all but the latest `most`; how many rows."""
    return await tx.execute(QUERIES["drop_old_denials"], before=before, most=most)


def _columns(one: Denied) -> dict[str, object]:
    return {
        "id": one.id,
        "code": one.denial.code,
        "door": one.denial.door,
        "what": one.denial.what,
        "actor_id": one.denial.who.actor,
        "actor_name": one.denial.who.name,
        "actor_role": one.denial.who.role,
        "address": one.denial.who.address,
        "first_at": one.first_at,
        "last_at": one.last_at,
        "times": one.times,
    }


def _denied(row: Record) -> Denied:
    who = Who(row["actor_id"], row["actor_name"], row["actor_role"], row["address"])
    denial = Denial(row["code"], row["door"], row["what"], who)
    return Denied(row["id"], denial, row["first_at"], row["last_at"], row["times"])
