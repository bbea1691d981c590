"""The messages of the portal that wait for a person, and what they say of the structure that is hit."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

import asyncpg

from planblanc.store import sealed
from planblanc.store.queries import load
from planblanc.store.sealed import MESSAGE
from planblanc.store.transaction import Transaction

QUERIES = load("unmatched")


@dataclass(frozen=True)
class UnmatchedMessage:
    """A signed message that no incident was found for; what the structure is said to be, as it was written."""

    id: UUID
    received_at: datetime
    national_number: str | None
    region: str | None
    reason: str | None
    structure: Mapping[str, Any]
    summary: str | None
    exercise: bool


async def page(
    tx: Transaction, *, region: str | None, limit: int, after_received_at: datetime | None, after_id: UUID | None
) -> list[UnmatchedMessage]:
    """The messages that wait, the oldest first."""
    rows = await tx.rows(QUERIES["page_unmatched"], region=region, limit=limit, after_received_at=after_received_at, after_id=after_id)
    return [_message(tx, row) for row in rows]


async def read(tx: Transaction, key: UUID) -> UnmatchedMessage | None:
    """One message, if it is the actor's to match."""
    row = await tx.row(QUERIES["read_unmatched"], id=key)
    return _message(tx, row) if row else None


def _message(tx: Transaction, row: asyncpg.Record) -> UnmatchedMessage:
    # Only a body that follows the message's schema comes to wait here.
    body = sealed.opened_bytes(tx, MESSAGE, row["id"], clear=row["body"], sealed=row["body"] if row["sealed"] else None)
    told = json.loads(body)["data"]
    structure, summary = told.get("structure"), told.get("summary")
    return UnmatchedMessage(
        id=row["id"],
        received_at=row["received_at"],
        national_number=row["national_number"],
        region=row["region_code"],
        reason=row["reason"],
        structure=structure if isinstance(structure, dict) else {},
        summary=summary if summary != "UNKNOWN" else None,
        exercise=told.get("exercise", False),
    )
