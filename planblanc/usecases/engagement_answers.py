"""What an answer does to the engagement that it is about.

Parts of an act: the caller asks whose answer it is, and writes the line of the main courante.
"""

from dataclasses import replace
from datetime import datetime

from planblanc.domain import facts, missions
from planblanc.domain.engagements import EngagementState, require_next
from planblanc.domain.errors import BadInput
from planblanc.domain.missions import Consents, Mission
from planblanc.store import engagements, outbox
from planblanc.store import missions as stored
from planblanc.store.transaction import Transaction


async def release(tx: Transaction, mission: Mission, by: str, now: datetime) -> Mission:
    """The lender lets it go; `by` is who says so, by function."""
    _require_waiting(mission)
    given = Consents(now, by, mission.consents.accepted_at)
    return await _saved(tx, replace(mission, consents=given))


async def accept(tx: Transaction, mission: Mission, now: datetime) -> Mission:
    """The person who is to go agrees."""
    _require_waiting(mission)
    return await _saved(tx, replace(mission, consents=replace(mission.consents, accepted_at=now)))


async def alert(tx: Transaction, mission: Mission, now: datetime) -> Mission:
    """Both consents are there: whoever was asked is to go."""
    alerted = await _saved(tx, missions.stepped(mission, EngagementState.ALERTED, now, now))
    engagement = alerted.engagement
    await outbox.append(tx, facts.EngagementAlerted(engagement.region, engagement.incident_id, engagement.id))
    return alerted


async def refuse(tx: Transaction, mission: Mission) -> Mission:
    """It will not come: its units are free again, and what it was to cover is open."""
    require_next(mission.state, EngagementState.REFUSED)
    refused = await _saved(tx, replace(mission, engagement=replace(mission.engagement, state=EngagementState.REFUSED)))
    await engagements.let_go(tx, refused.id)
    await lost(tx, refused)
    return refused


async def reduce(tx: Transaction, mission: Mission, kept: int) -> Mission:
    """Fewer units will come than were asked for: the others are free again."""
    _require_waiting(mission)
    if not 1 <= kept < mission.engagement.quantity:
        asked = mission.engagement.quantity
        raise BadInput(f"Une réponse partielle va de 1 à {asked - 1} : {asked} sont demandés.", ("quantity",))
    await engagements.reduce(tx, mission.id, kept=kept)
    await lost(tx, mission)
    (reduced,) = await stored.by_ids(tx, [mission.id])
    return reduced if reduced is not None else mission


async def lost(tx: Transaction, mission: Mission) -> None:
    """Tell that something an approved plan counts on will not come."""
    await outbox.append(tx, facts.CoverageLost(mission.engagement.region, mission.engagement.incident_id))


def _require_waiting(mission: Mission) -> None:
    """Refuse with `TransitionRefused` an answer about what is not only asked for any more, in whatever order it was held."""
    require_next(mission.state, EngagementState.ALERTED)


async def _saved(tx: Transaction, mission: Mission) -> Mission:
    await stored.save(tx, mission)
    return replace(mission, version=mission.version + 1)
