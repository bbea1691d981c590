"""Keys that make an act happen once: only the reference of its answer is kept."""

from dataclasses import dataclass
from datetime import datetime

from planblanc.domain.access import Actor
from planblanc.domain.errors import IdempotencyKeyReused
from planblanc.store.queries import load
from planblanc.store.transaction import Transaction

QUERIES = load("idempotency")


@dataclass(frozen=True)
class Claim:
    """A key, and what it stands for: a mutation with one input."""

    key: str
    mutation: str
    input_sha256: bytes


async def claim(tx: Transaction, actor: Actor, wanted: Claim, now: datetime) -> str | None:
    """Take the key, or give the reference of what it did; `IdempotencyKeyReused` when it did something else.

    Two at once: the second waits here for the end of the first.
    """
    taken = await tx.row(
        QUERIES["claim_key"],
        actor_id=actor.id,
        key=wanted.key,
        mutation=wanted.mutation,
        input_sha256=wanted.input_sha256,
        created_at=now,
    )
    if taken is not None:
        return None
    known = await tx.row(QUERIES["read_key"], actor_id=actor.id, key=wanted.key)
    if known is None or (known["mutation"], known["input_sha256"]) != (wanted.mutation, wanted.input_sha256):
        raise IdempotencyKeyReused(path=("idempotency_key",))
    reference: str = known["reference"]
    return reference


async def settle(tx: Transaction, actor: Actor, done: Claim, reference: str) -> None:
    """Keep the reference of the answer, in the transaction of the effect."""
    await tx.execute(QUERIES["settle_key"], actor_id=actor.id, key=done.key, reference=reference)
