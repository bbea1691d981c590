"""The directory of sites, with all that it was: rows ↔ domain."""

from collections.abc import Sequence
from datetime import datetime

from planblanc.domain.contacts import ContactChannel, ContactFunction
from planblanc.domain.directory import DirectoryEntry
from planblanc.domain.identity import EstablishmentId
from planblanc.store.queries import load
from planblanc.store.transaction import Transaction

QUERIES = load("directory")


async def of_sites(tx: Transaction, sites: Sequence[EstablishmentId]) -> tuple[DirectoryEntry, ...]:
    """Every version of every contact of these sites; nothing for whoever does not conduct their crises."""
    return tuple(
        DirectoryEntry(
            id=row["id"],
            label=row["label"],
            function=ContactFunction(row["function"]),
            channel=ContactChannel(row["channel"]),
            address=row["address"],
            on_own_network=row["on_own_network"],
            valid_from=row["valid_from"],
            valid_until=row["valid_until"],
        )
        for row in await tx.rows(QUERIES["list_directory"], sites=list(sites))
    )


async def doubted_since(tx: Transaction, site: EstablishmentId) -> datetime | None:
    """Since when the site is in doubt, when it is."""
    since: datetime | None = await tx.value(QUERIES["read_doubt"], site=site)
    return since


async def beginning(tx: Transaction, site: EstablishmentId) -> datetime | None:
    """When the first of its open incidents began."""
    began: datetime | None = await tx.value(QUERIES["read_beginning"], site=site)
    return began
