"""The inbox: every signed message of the portal, and what became of it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

import asyncpg

from planblanc.domain.identity import IncidentId
from planblanc.store.queries import load
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
    incident_id: IncidentId | None


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
        body=message.body,
        body_sha256=message.body_sha256,
        faults=list(message.faults),
        state=MessageState.INVALID if message.faults else MessageState.RECEIVED,
        national_number=message.national_number,
    )
    return added == 1


async def claim(tx: Transaction, message_id: UUID) -> Message | None:
    """The message, held until the end of the transaction."""
    row = await tx.row(QUERIES["claim_message"], id=message_id)
    return _message(row) if row is not None else None


async def waiting_of_number(tx: Transaction, national_number: str) -> tuple[Message, ...]:
    """The messages of a national number that wait for a person, held until the end of the transaction."""
    rows = await tx.rows(QUERIES["list_waiting_of_number"], national_number=national_number)
    return tuple(_message(row) for row in rows)


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


def _message(row: asyncpg.Record) -> Message:
    return Message(
        id=row["id"],
        received_at=row["received_at"],
        body=row["body"],
        state=MessageState(row["state"]),
        national_number=row["national_number"],
        incident_id=IncidentId(row["incident_id"]) if row["incident_id"] else None,
    )
