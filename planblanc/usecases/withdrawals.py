"""What was asked and is no longer wanted: called off before it arrives, and told to whoever was to come.

A part of the acts that approve something else, or that end an incident: they ask whether the actor may, and write the line.
"""

from collections.abc import Sequence

from planblanc.domain.facts import EngagementCancelled
from planblanc.domain.identity import EngagementId
from planblanc.store import engagements as stored
from planblanc.store import outbox
from planblanc.store.transaction import Transaction


async def withdraw(tx: Transaction, engagements: Sequence[EngagementId]) -> None:
    """Cancel engagements that have not arrived, and free their units."""
    for region, incident, engagement in await stored.withdraw(tx, engagements):
        await outbox.append(tx, EngagementCancelled(region, incident, engagement))
