"""The directory of sites, with all that it was: rows ↔ domain."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from asyncpg import Record

from planblanc.domain.contacts import ContactChannel, ContactFunction
from planblanc.domain.directory import DirectoryEntry
from planblanc.domain.identity import EstablishmentId
from planblanc.store.queries import load
from planblanc.store.transaction import Transaction

QUERIES = load("directory")


async def of_sites(tx: Transaction, sites: Sequence[EstablishmentId]) -> tuple[DirectoryEntry, ...]:
    """Every version of every contact of these sites; nothing for whoever does not conduct their crises."""
    return tuple(_entry(row) for row in await tx.rows(QUERIES["list_directory"], sites=list(sites)))


async def of_establishments(tx: Transaction, sites: Sequence[UUID]) -> list[tuple[tuple[DirectoryEntry, ...], datetime | None]]:
    """The same for each site, with since when something may be wrong there."""
    began = await beginnings(tx, sites)
    rows = await tx.rows(QUERIES["list_directory"], sites=list(sites))
    return [(tuple(_entry(row) for row in rows if row["site_id"] == site), began.get(site)) for site in sites]


async def beginnings(tx: Transaction, sites: Sequence[UUID]) -> dict[UUID, datetime | None]:
    """Since when something may be wrong at each site: its first open incident, or the first doubt."""
    return {row["id"]: row["began_at"] for row in await tx.rows(QUERIES["list_beginnings"], sites=list(sites))}


def _entry(row: Record) -> DirectoryEntry:
    return DirectoryEntry(
        id=row["id"],
        label=row["label"],
        function=ContactFunction(row["function"]),
        channel=ContactChannel(row["channel"]),
        address=row["address"],
        on_own_network=row["on_own_network"],
        valid_from=row["valid_from"],
        valid_until=row["valid_until"],
    )
