"""Facts go out through one table, written in the transaction that made them true, and claimed by the worker."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from datetime import timedelta
from enum import StrEnum
from typing import Any, get_type_hints
from uuid import UUID, uuid4

from planblanc.domain.facts import Fact
from planblanc.store.queries import load
from planblanc.store.transaction import Transaction

QUERIES = load("outbox")


class FinalState(StrEnum):
    """How a fact ends."""

    DONE = "DONE"
    FAILED = "FAILED"


@dataclass(frozen=True)
class Claim:
    """A fact that this worker holds, as it was written; `attempts` counts the claims, this one included."""

    id: UUID
    kind: type[Fact]
    region: str | None
    told: Mapping[str, Any]
    attempts: int

    @property
    def fact(self) -> Fact:
        """What it tells; read late, so that a row which another release wrote otherwise fails alone, and holds up no other."""
        types = get_type_hints(self.kind)
        told = {name: UUID(value) if types[name] is UUID else value for name, value in self.told.items()}
        return self.kind(region=self.region, **told)


async def append(tx: Transaction, fact: Fact) -> None:
    """Tell a fact; the worker hears of it once the transaction is committed."""
    payload = {name: value for name, value in asdict(fact).items() if name != "region"}
    await tx.execute(
        QUERIES["append_fact"],
        id=uuid4(),
        kind=type(fact).__name__,
        payload=json.loads(json.dumps(payload, default=str)),
        region_code=fact.region,
    )


async def claim(tx: Transaction, kinds: Iterable[type[Fact]], lease: timedelta) -> Claim | None:
    """The oldest fact of these kinds that nobody holds; a kind that this release does not know waits for the next one."""
    known = {kind.__name__: kind for kind in kinds}
    row = await tx.row(QUERIES["claim_fact"], kinds=list(known), lease=lease)
    return Claim(row["id"], known[row["kind"]], row["region_code"], row["payload"], row["attempts"]) if row is not None else None


async def renew(tx: Transaction, held: Claim, lease: timedelta) -> bool:
    """Hold the fact for another lease; false when it is no longer ours."""
    return await tx.execute(QUERIES["renew_claim"], id=held.id, attempts=held.attempts, lease=lease) == 1


async def postpone(tx: Transaction, held: Claim, delay: timedelta, error: str) -> None:
    """Let go of the fact, to be taken again after a delay."""
    await tx.execute(QUERIES["postpone_fact"], id=held.id, attempts=held.attempts, delay=delay, last_error=error)


async def settle(tx: Transaction, held: Claim, state: FinalState, error: str | None = None) -> None:
    """Give the fact its final state."""
    await tx.execute(QUERIES["settle_fact"], id=held.id, attempts=held.attempts, state=state, last_error=error)
