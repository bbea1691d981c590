"""What was refused at the doors is not kept for ever, nor without bound."""

from planblanc.usecases import denials
from planblanc.worker.relay import WORKER
from planblanc.worker.tools import Tools


async def drop_old(tools: Tools) -> None:
    """Drop what is too old, or too much; by the real clock, as it was written."""
    async with tools.database.transaction(WORKER) as tx:
        await denials.drop_old(tx, tools.real_clock())
