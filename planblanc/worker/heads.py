"""The ends of the journal's chains are signed: every five minutes, and as an incident ends."""

import logging
from uuid import UUID

from planblanc.domain.facts import IncidentClosed, IncidentDismissed
from planblanc.domain.identity import IncidentId
from planblanc.domain.journal import Chain
from planblanc.store import heads
from planblanc.worker.relay import WORKER
from planblanc.worker.tools import Tools

LOG = logging.getLogger(__name__)


async def sign(tools: Tools) -> None:
    """Sign the end of every chain that has grown since it was last signed."""
    if tools.signer is None:
        LOG.warning("PLANBLANC_JOURNAL_KEY names no key: the ends of the journal are not signed")
        return
    signed = heads.MOST_AT_ONCE
    while signed == heads.MOST_AT_ONCE:
        async with tools.database.transaction(WORKER) as tx:
            signed = await heads.sign(tx, tools.signer, tools.real_clock())


async def sign_at_closing(tools: Tools, _: UUID, fact: IncidentClosed | IncidentDismissed) -> None:
    """Sign the end of an incident's chain as it ends; its closing is in it."""
    if tools.signer is None:
        return
    async with tools.database.transaction(WORKER) as tx:
        await heads.sign(tx, tools.signer, tools.real_clock(), Chain.of_incident(IncidentId(fact.incident_id)))
