"""Which numbers of a site may be trusted: those that its directory gave before an attacker may have come."""

from collections.abc import Sequence
from datetime import datetime

from planblanc.domain import directory
from planblanc.domain.directory import DirectoryEntry
from planblanc.domain.identity import EstablishmentId
from planblanc.store import directory as stored
from planblanc.store.transaction import Transaction


async def require_number(
    tx: Transaction, sites: Sequence[EstablishmentId], number: str, moment: datetime, path: tuple[str, ...] = ("number",)
) -> DirectoryEntry:
    """The entry of the directory that has this number, as it stood before the moment; `ToVerifyFirst` when it may not be trusted.

    Nothing is found by whoever does not conduct the crises of the region: ask for the permission first.
    """
    return directory.require(await stored.of_sites(tx, sites), number, moment, path)


async def before(tx: Transaction, site: EstablishmentId, now: datetime) -> datetime:
    """Before which moment a number must have been known: the first open incident, or the first doubt; now, without either."""
    began = (await stored.beginnings(tx, [site])).get(site)
    return now if began is None else min(began, now)
