"""What a drill asks of the database when all is over: nothing lost, nothing twice, every chain whole."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from planblanc.sealing.chain import Head, SealedLine, verify_chain
from planblanc.store.queries import load
from planblanc.store.transaction import Transaction

QUERIES = load("proofs")


@dataclass(frozen=True)
class Scarce:
    """A resource of which there is little: people, or things."""

    id: UUID
    is_person: bool
    lender_id: UUID
    lender_name: str
    lender_region: str
    label: str
    commune: str


@dataclass(frozen=True)
class Chains:
    """How many chains there are, how many lines in them, and which are not whole."""

    count: int
    lines: int
    broken: tuple[str, ...]


async def effects(tx: Transaction, texts: Sequence[str]) -> dict[str, int]:
    """How many times each marked text has had its effect; those that had none are absent."""
    return {row["text"]: row["times"] for row in await tx.rows(QUERIES["list_effects"], texts=list(texts))}


async def committed(tx: Transaction, keys: Sequence[str]) -> int:
    """How many mutations of these keys were committed."""
    return int(await tx.value(QUERIES["count_keys"], keys=list(keys)))


async def unwritten(tx: Transaction) -> int:
    """How many mutations left no line in the main courante."""
    return int(await tx.value(QUERIES["count_unwritten"]))


async def pending(tx: Transaction) -> int:
    """How many facts have no final state."""
    return int(await tx.value(QUERIES["count_pending"]))


async def is_relayed(tx: Transaction, since: datetime) -> bool:
    """Whether the worker has brought a fact to its end since a moment, or has none to bring."""
    return bool(await tx.value(QUERIES["is_relayed"], since=since))


async def chains(tx: Transaction) -> Chains:
    """Every chain of the journal, read from its first line to its head."""
    count, total, broken = 0, 0, []
    for head in await tx.rows(QUERIES["list_chains"]):
        rows = await tx.rows(QUERIES["list_lines"], kind=head["kind"], key=head["key"])
        lines = [SealedLine(row["sequence"], row["line"], row["hash"]) for row in rows]
        if verify_chain(head["kind"], head["key"], lines, Head(head["sequence"], head["hash"])):
            broken.append(f"{head['kind']} {head['key']}")
        count, total = count + 1, total + len(lines)
    return Chains(count, total, tuple(broken))


async def double_bookings(tx: Transaction) -> int:
    """How many pairs of promises hold the same unit at the same time."""
    return int(await tx.value(QUERIES["count_double_bookings"]))


async def scarce(tx: Transaction, region: str, most: int) -> tuple[Scarce, ...]:
    """So many resources of a region, half of them people."""
    found = await tx.rows(QUERIES["list_scarce"], region=region, most=most)
    return tuple(
        Scarce(*(row[name] for name in ("id", "is_person", "lender_id", "lender_name", "region_code", "label", "commune"))) for row in found
    )


async def take_walls_away(tx: Transaction) -> None:
    """Leave a naive database: no constraint, no turn to wait for."""
    await tx.execute(QUERIES["drop_exclusion"])
    await tx.execute(QUERIES["forget_turns"])
