"""Gather the mission order of an engagement: whoever may read it and is not kept from persons prints it."""

from datetime import datetime

from planblanc.documents.mission_order import MissionOrder
from planblanc.domain import access
from planblanc.domain.access import Act, Actor
from planblanc.domain.engagements import STATE_WORDS, STEPS
from planblanc.domain.errors import NotFound, TransitionRefused
from planblanc.domain.identity import EngagementId
from planblanc.store import loans, missions
from planblanc.store.transaction import Transaction


async def gather(tx: Transaction, actor: Actor, key: EngagementId, now: datetime) -> MissionOrder:
    """The order of an engagement that is confirmed; reads, and changes nothing."""
    access.require(actor, Act.READ_MISSION_ORDER)
    (mission,) = await missions.by_ids(tx, [key])
    if mission is None:
        raise NotFound(path=("engagement",))
    if mission.state not in STEPS[1:]:
        told = f"Cet engagement est {STATE_WORDS[mission.state]} : il a un ordre de mission une fois confirmé."
        raise TransitionRefused(told, ("engagement",))
    (lent,) = await loans.of_engagements(tx, [key])
    return MissionOrder(mission, lent, now)
