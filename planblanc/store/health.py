"""Whether a database is ready for this version of the service."""

from planblanc.domain.access import Actor
from planblanc.domain.errors import MigrationRefused
from planblanc.store import migrate
from planblanc.store.queries import load
from planblanc.store.transaction import Database, Transaction

QUERIES = load("health")


async def version(tx: Transaction) -> str | None:
    """The last migration applied; nothing when none was."""
    found: str | None = await tx.value(QUERIES["read_schema_version"])
    return found


async def require_migrated(database: Database, actor: Actor) -> None:
    """Refuse with `MigrationRefused`, saying what to do, a database where nothing of ours is."""
    async with database.transaction(actor, read_only=True) as tx:
        if not await tx.value(QUERIES["holds_schema"]):
            raise MigrationRefused(migrate.BEHIND)


async def require_current(database: Database, actor: Actor) -> None:
    """The same, and for one that misses a step of this version; a later one is served, while the old release ends."""
    await require_migrated(database, actor)
    async with database.transaction(actor, read_only=True) as tx:
        if (await version(tx) or "") < migrate.latest():
            raise MigrationRefused(migrate.BEHIND)
