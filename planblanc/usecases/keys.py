"""What is sealed is sealed again with the key of today, and what was written in clear before is sealed."""

from collections.abc import Awaitable, Callable
from datetime import datetime
from uuid import UUID

from planblanc.domain import access, french
from planblanc.domain.access import Act, Actor
from planblanc.domain.journal import NATION, LogLine
from planblanc.store import sealed
from planblanc.store.sealed import Column, Rotated
from planblanc.store.transaction import Database, Transaction


async def rotate(database: Database, actor: Actor, clock: Callable[[Transaction], Awaitable[datetime]]) -> tuple[Rotated, ...]:
    """Go through every sealed column, a few rows a transaction, so that nobody waits; what was done, by column.

    Cut short, it is begun again: what is sealed with the key of today is left alone.
    """
    access.require(actor, Act.ROTATE_KEYS)
    done = tuple([await _column(database, actor, column) for column in sealed.COLUMNS])
    clear, older = sum(one.sealed for one in done), sum(one.resealed for one in done)
    async with database.transaction(actor) as tx:
        said = f"Clés de chiffrement : {french.counted(clear, 'valeur chiffrée', 'valeurs chiffrées')}, "
        text = f"{said}{french.counted(older, 'valeur chiffrée à nouveau', 'valeurs chiffrées à nouveau')}."
        tx.note(
            LogLine(NATION, "keys.rotated", text, await clock(tx), details={"key": tx.keys.names[0], "sealed": clear, "resealed": older})
        )
    return done


async def _column(database: Database, actor: Actor, column: Column) -> Rotated:
    total, after = Rotated(column), UUID(int=0)
    while True:
        async with database.transaction(actor) as tx:
            part, further = await sealed.rotate(tx, column, after)
        total = Rotated(column, total.sealed + part.sealed, total.resealed + part.resealed)
        if further is None:
            return total
        after = further
