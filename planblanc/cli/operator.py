"""Whoever runs a command on what the service itself may not touch: the role of migrations, with the keys."""

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from datetime import UTC, datetime

from planblanc.cli.databases import administrator_url
from planblanc.domain.access import Actor, Channel, Role
from planblanc.domain.identity import key_of
from planblanc.sealing import encryption
from planblanc.settings import Settings
from planblanc.store import clock, health
from planblanc.store.transaction import Database, Patience, Transaction

OPERATOR = Actor(key_of("service", "command-line"), "Ligne de commande", Role.ADMINISTRATOR, channel=Channel.SYSTEM)
_PATIENCE = Patience(statement_ms=120_000, lock_ms=10_000)


@asynccontextmanager
async def opened(configured: Settings) -> AsyncIterator[Database]:
    """The database as the operator's commands see it, with the keys of this installation."""
    keys = encryption.found(configured.data_keys, configured.demonstration_home)
    database = (await Database.connect(administrator_url(configured), "planblanc_migrator", size=1, patience=_PATIENCE)).keyed(keys)
    try:
        await health.require_migrated(database, OPERATOR)
        yield database
    finally:
        await database.close()


def clock_of(configured: Settings) -> Callable[[Transaction], Awaitable[datetime]]:
    """The time of the crisis: the real one, but for a demonstration's."""

    async def now(tx: Transaction) -> datetime:
        real = datetime.now(UTC)
        return real if configured.is_production else await clock.crisis_time(tx, real)

    return now
