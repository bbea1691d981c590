"""Contact points: rows ↔ domain."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from asyncpg import Record

from planblanc.domain.contacts import ContactChannel, ContactFunction, ContactPoint
from planblanc.store.queries import load
from planblanc.store.transaction import Transaction

QUERIES = load("contacts")


async def contacts_by_id(tx: Transaction, ids: Sequence[UUID]) -> list[ContactPoint | None]:
    """The contact point of each key, in the order of the keys."""
    found = {row["id"]: _contact(row) for row in await tx.rows(QUERIES["read_contacts_by_id"], ids=list(ids))}
    return [found.get(key) for key in ids]


async def contacts_of_lenders(tx: Transaction, ids: Sequence[UUID]) -> list[list[ContactPoint]]:
    """The contact points of each lender, in the order in which they are tried."""
    found: dict[UUID, list[ContactPoint]] = {key: [] for key in ids}
    for row in await tx.rows(QUERIES["read_contacts_of_lenders"], ids=list(ids)):
        found[row["lender_id"]].append(_contact(row))
    return [found[key] for key in ids]


async def contacts_of_establishments(tx: Transaction, ids: Sequence[UUID]) -> list[list[ContactPoint]]:
    """The contact points of each site, in the order in which they are tried."""
    found: dict[UUID, list[ContactPoint]] = {key: [] for key in ids}
    for row in await tx.rows(QUERIES["read_contacts_of_establishments"], ids=list(ids)):
        found[row["establishment_id"]].append(_contact(row))
    return [found[key] for key in ids]


async def add(tx: Transaction, contact: ContactPoint, now: datetime, edit: UUID | None = None) -> None:
    """Store a new contact point, and the change that it was agreed by, where it needed one."""
    await tx.execute(
        QUERIES["add_contact"],
        **_columns(contact),
        saved_at=now,
        edit_id=edit,
        lender_id=contact.lender_id,
        establishment_id=contact.establishment_id,
        region=contact.region,
    )


async def change(tx: Transaction, contact: ContactPoint, now: datetime, edit: UUID | None = None) -> bool:
    """Store a contact point as it is now; false when somebody has changed it since its version was read."""
    changed = await tx.execute(QUERIES["change_contact"], **_columns(contact), version=contact.version, saved_at=now, edit_id=edit)
    return changed == 1


def _columns(contact: ContactPoint) -> dict[str, object]:
    return {
        "id": contact.id,
        "label": contact.label,
        "channel": contact.channel.value,
        "address": contact.address,
        "rank": contact.rank,
        "last_tested_on": contact.last_tested_on,
        "on_own_network": contact.on_own_network,
        "function": contact.function.value,
    }


def _contact(row: Record) -> ContactPoint:
    return ContactPoint(
        id=row["id"],
        lender_id=row["lender_id"],
        establishment_id=row["establishment_id"],
        region=row["region_code"],
        label=row["label"],
        channel=ContactChannel(row["channel"]),
        address=row["address"],
        rank=row["rank"],
        last_tested_on=row["last_tested_on"],
        synthetic=row["synthetic"],
        version=row["version"],
        on_own_network=row["on_own_network"],
        function=ContactFunction(row["function"]),
    )
