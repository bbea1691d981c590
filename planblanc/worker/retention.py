"""What names a person goes when it was kept for as long as was decided."""

import logging
from datetime import datetime

from planblanc.domain import french
from planblanc.domain.journal import NATION, LogLine
from planblanc.store import retention
from planblanc.store.transaction import Transaction
from planblanc.worker.relay import WORKER
from planblanc.worker.tools import Tools

LOG = logging.getLogger(__name__)
_TOLD = {
    "call_backs": "rappels",
    "addresses": "adresses d'avis",
    "messages": "messages du portail",
    "accesses": "consultations de numéros",
    "phones": "numéros d'intervenants",
}


async def sweep(tools: Tools) -> None:
    """Let go of each kind of thing that was kept too long, by the time of the crisis; one line says how many."""
    for kind, length in tools.retention.lengths().items():
        async with tools.database.transaction(WORKER) as tx:
            now = await tools.crisis_clock(tx)
            await _swept(tx, kind, await retention.sweep(tx, kind, now - length), now)


async def _swept(tx: Transaction, kind: str, values: int, now: datetime) -> None:
    if values:
        said = f"Durée de conservation atteinte ({_TOLD[kind]}) : {french.counted(values, 'valeur effacée', 'valeurs effacées')}."
        tx.note(LogLine(NATION, "retention.swept", said, now, details={"kind": kind, "values": values}))
        LOG.info("retention: %d values of %s are gone", values, kind)
