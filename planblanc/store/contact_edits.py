"""Changes of contact points that wait: rows ↔ domain."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from asyncpg import Record

from planblanc.domain.contact_edits import ContactEdit, EditState
from planblanc.domain.contacts import ContactChannel, ContactFunction, ContactPoint
from planblanc.store.queries import load
from planblanc.store.transaction import Transaction

QUERIES = load("contact_edits")


async def add(tx: Transaction, edit: ContactEdit) -> None:
    """Keep a change that waits."""
    contact = edit.contact
    await tx.execute(
        QUERIES["add_edit"],
        id=edit.id,
        contact_id=contact.id,
        contact_version=contact.version,
        lender_id=contact.lender_id,
        establishment_id=contact.establishment_id,
        region=contact.region,
        label=contact.label,
        function=contact.function,
        channel=contact.channel,
        address=contact.address,
        rank=contact.rank,
        last_tested_on=contact.last_tested_on,
        on_own_network=contact.on_own_network,
        asked_by=edit.asked_by,
        asked_name=edit.asked_name,
        asked_at=edit.asked_at,
    )


async def hold(tx: Transaction, key: UUID) -> ContactEdit | None:
    """The change of this key, that nobody else decides meanwhile."""
    row = await tx.row(QUERIES["hold_edit"], id=key)
    return _edit(row) if row is not None else None


async def by_ids(tx: Transaction, ids: Sequence[UUID]) -> list[ContactEdit | None]:
    """The change of each key, in the order of the keys."""
    found = {row["id"]: _edit(row) for row in await tx.rows(QUERIES["list_edits"], ids=list(ids))}
    return [found.get(key) for key in ids]


async def pending(tx: Transaction, region: str | None, after: tuple[datetime, UUID] | None, limit: int) -> list[ContactEdit]:
    """The changes that wait, the first asked first."""
    at, key = after if after is not None else (None, None)
    rows = await tx.rows(QUERIES["list_pending"], region=region, after_at=at, after_id=key, limit=limit)
    return [_edit(row) for row in rows]


async def decide(tx: Transaction, edit: ContactEdit, decider: UUID) -> bool:
    """Keep what was decided; false when somebody else did meanwhile."""
    decided = await tx.execute(
        QUERIES["decide_edit"],
        id=edit.id,
        state=edit.state,
        decided_by=decider,
        decided_name=edit.decided_name,
        decided_at=edit.decided_at,
        reason=edit.reason,
    )
    return decided == 1


def _edit(row: Record) -> ContactEdit:
    contact = ContactPoint(
        id=row["contact_id"],
        lender_id=row["lender_id"],
        establishment_id=row["establishment_id"],
        region=row["region_code"],
        label=row["label"],
        channel=ContactChannel(row["channel"]),
        address=row["address"],
        rank=row["rank"],
        last_tested_on=row["last_tested_on"],
        version=row["contact_version"],
        on_own_network=row["on_own_network"],
        function=ContactFunction(row["function"]),
    )
    return ContactEdit(
        id=row["id"],
        contact=contact,
        asked_by=row["asked_by"],
        asked_name=row["asked_name"],
        asked_at=row["asked_at"],
        state=EditState(row["state"]),
        decided_name=row["decided_name"],
        decided_at=row["decided_at"],
        reason=row["reason"],
    )
