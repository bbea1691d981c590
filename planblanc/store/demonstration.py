"""The database of a demonstration: known by its mark, emptied at each start, with a clock of its own."""

from datetime import datetime

from planblanc.domain.access import Actor
from planblanc.domain.errors import PlanblancError
from planblanc.store import clock
from planblanc.store.queries import load
from planblanc.store.transaction import Database, Patience, Transaction

QUERIES = load("demonstration")
MARK = "Démonstration de plan blanc numérique"
# A role that PostgreSQL always has: the schema and its roles may not be there yet.
_AS_CONNECTED = "none"
_PATIENCE = Patience(statement_ms=60_000, lock_ms=15_000)


class ForeignDatabase(PlanblancError):
    """Cette base n'a pas été créée par la démonstration : rien n'y a été touché. Indiquez une base vide, ou aucune (DATABASE_URL)."""


class DemonstrationInProduction(PlanblancError):
    """Cette base est celle d'une démonstration : elle ne peut pas servir en production."""


async def renew(url: str, actor: Actor) -> None:
    """Leave an empty, marked schema in an empty database or in an earlier demonstration's; any other one is `ForeignDatabase`."""
    database = await Database.connect(url, _AS_CONNECTED, size=1, patience=_PATIENCE)
    try:
        async with database.transaction(actor) as tx:
            await _empty(tx)
            await tx.execute(QUERIES["make_schema"])
            await tx.execute(QUERIES["mark_schema"])
    finally:
        await database.close()


async def set_crisis_time(tx: Transaction, at: datetime, real: datetime) -> None:
    """Let it be `at` in the crisis while the real clock shows `real`; the migrator alone may."""
    await tx.execute(QUERIES["put_crisis_offset"], seconds=(at - real).total_seconds())


async def require_none(database: Database, actor: Actor) -> None:
    """Refuse with `DemonstrationInProduction` to serve a real field on a demonstration's database."""
    async with database.transaction(actor, read_only=True) as tx:
        mark = await tx.value(QUERIES["read_schema_mark"])
        is_timed = await tx.value(QUERIES["holds_settings"]) and await tx.value(clock.QUERIES["read_crisis_offset"]) is not None
        if is_timed or (mark or "").startswith(MARK):
            raise DemonstrationInProduction


async def _empty(tx: Transaction) -> None:
    schema = await tx.row(QUERIES["read_schema_mark"])
    if schema is None:
        if await tx.value(QUERIES["holds_anything"]):
            raise ForeignDatabase
        return
    if not schema["mark"].startswith(MARK):
        raise ForeignDatabase
    if schema["begun"]:
        await tx.execute(QUERIES["become_owner"])
    await tx.execute(QUERIES["drop_schema"])
