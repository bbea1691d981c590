"""The inbox: every signed message of the portal, and what became of it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

import asyncpg

from planblanc.domain.identity import IncidentId
from planblanc.store import sealed
from planblanc.store.queries import load
from planblanc.store.sealed import MESSAGE
from planblanc.store.transaction import Transaction

QUERIES = load("inbox")


class MessageState(StrEnum):
    """RECEIVED becomes MATCHED, TO_MATCH or OUTDATED; TO_MATCH becomes MATCHED; INVALID stays so."""

    RECEIVED = "RECEIVED"
    MATCHED = "MATCHED"
    TO_MATCH = "TO_MATCH"
    INVALID = "INVALID"
    OUTDATED = "OUTDATED"


@dataclass(frozen=True)
class NewMessage:
    """A signed message as it came, before anybody read it."""

    id: UUID
    webhook_id: str
    received_at: datetime
    body: bytes
    body_sha256: bytes
    faults: Sequence[Mapping[str, str]]
    national_number: str | None


@dataclass(frozen=True)
class Message:
    """A message of the inbox."""

    id: UUID
    received_at: datetime
    body: bytes
    state: MessageState
    national_number: str | None

    @property
    def is_waiting(self) -> bool:
        """Whether it is still to be read, or to be matched."""
        return self.state in {MessageState.RECEIVED, MessageState.TO_MATCH}


@dataclass(frozen=True)
class Outcome:
    """What became of a message: its final state, or that a person must look at it, and why."""

    state: MessageState
    region: str | None = None
    incident_id: IncidentId | None = None
    reason: str | None = None


async def add(tx: Transaction, message: NewMessage) -> bool:
    """Keep a message; false when the same one is already there. The portal's role may do this and nothing else."""
    added = await tx.execute(
        QUERIES["add_message"],
        id=message.id,
        webhook_id=message.webhook_id,
        received_at=message.received_at,
        body=sealed.seal_bytes(tx, MESSAGE, message.id, message.body),
        body_sha256=message.body_sha256,
        faults=list(message.faults),
        state=MessageState.INVALID if message.faults else MessageState.RECEIVED,
        national_number=message.national_number,
    )
    return added == 1


async def read(tx: Transaction, message_id: UUID) -> Message | None:
    """The message, as it stands."""
    return _message(tx, await tx.row(QUERIES["read_message"], id=message_id))


async def hold(tx: Transaction, message_id: UUID) -> Message | None:
    """The message, held until the end of the transaction."""
    return _message(tx, await tx.row(QUERIES["hold_message"], id=message_id))


async def hold_number(tx: Transaction, national_number: str) -> None:
    """Wait until no other message of this national number is being read, and keep the others waiting."""
    await tx.value(QUERIES["hold_number"], national_number=national_number)


async def waiting(tx: Transaction, national_number: str) -> tuple[UUID, ...]:
    """The messages of a national number that no incident could be found for, oldest first."""
    return tuple(row["id"] for row in await tx.rows(QUERIES["list_waiting"], national_number=national_number))


async def settle(tx: Transaction, message_id: UUID, outcome: Outcome, now: datetime) -> None:
    """Say what became of a message."""
    await tx.execute(
        QUERIES["settle_message"],
        id=message_id,
        state=outcome.state,
        region_code=outcome.region,
        incident_id=outcome.incident_id,
        reason=outcome.reason,
        settled_at=now if outcome.state is not MessageState.TO_MATCH else None,
    )


def _message(tx: Transaction, row: asyncpg.Record | None) -> Message | None:
    if row is None:
        return None
    body = sealed.opened_bytes(tx, MESSAGE, row["id"], clear=row["body"], sealed=row["body"] if row["sealed"] else None)
    return Message(row["id"], row["received_at"], body, MessageState(row["state"]), row["national_number"])
