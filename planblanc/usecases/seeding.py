"""Fills a database with the reference facts, and with an invented pool when one is wanted."""

from collections.abc import Sequence
from datetime import datetime

from planblanc.domain.access import Actor, Channel, Role
from planblanc.domain.identity import key_of
from planblanc.domain.journal import NATION, LogLine
from planblanc.store import seeding as stored
from planblanc.store.seeding import Tally
from planblanc.store.transaction import Transaction
from planblanc.usecases.seeds.reference import Facts, Records

SEEDER = Actor(id=key_of("actor", "seeder"), name="Chargement des données de référence", role=Role.ADMINISTRATOR, channel=Channel.SYSTEM)


async def seed(tx: Transaction, facts: Facts, pool: Records | None, now: datetime) -> tuple[Tally, ...]:
    """Put the facts, then the pool in place of any other invented one; what became of the rows, by table.

    With no pool, whatever pool is there stays.
    """
    tallies = [await stored.put(tx, table, records) for table, records in facts.records.items()]
    if pool is not None:
        tallies += await _replace_pool(tx, pool)
    _note(tx, tallies, now)
    return tuple(tallies)


async def _replace_pool(tx: Transaction, pool: Records) -> list[Tally]:
    tallies = []
    for table, records in pool.items():
        put = await stored.put(tx, table, records)
        tallies.append(Tally(table, put.added, put.changed, put.unchanged, await stored.retire(tx, table, records)))
    return tallies


def _note(tx: Transaction, tallies: Sequence[Tally], now: datetime) -> None:
    details = {
        tally.table: f"+{tally.added} ~{tally.changed} -{tally.retired}"
        for tally in tallies
        if tally.added or tally.changed or tally.retired
    }
    if details:
        tx.note(LogLine(NATION, "REFERENCE_SEEDED", "Données de référence et viviers chargés.", now, details=details))
