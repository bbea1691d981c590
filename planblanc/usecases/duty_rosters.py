"""Keep the duty roster of a region: who is woken, in which order, from now on."""

from datetime import datetime
from uuid import uuid4

from planblanc.domain import access, duty_rosters, french, versions
from planblanc.domain.access import Act, Actor
from planblanc.domain.duty_rosters import MOST_TURNS, DutyRoster, RosterWanted
from planblanc.domain.errors import BadInput, Conflict, NotFound
from planblanc.domain.journal import Chain, LogLine
from planblanc.domain.numbers import within
from planblanc.store import duty_rosters as stored
from planblanc.store import regions
from planblanc.store.transaction import Transaction


async def save(tx: Transaction, actor: Actor, wanted: RosterWanted, now: datetime) -> str:
    """Replace the roster of a region from now on; who was on duty until now stays known. The region's code."""
    access.require(actor, Act.SAVE_DUTY_ROSTER, region=wanted.region)
    if (await regions.regions_by_code(tx, [wanted.region]))[0] is None:
        raise NotFound("Cette région n'existe pas.", ("region",))
    known = await stored.hold(tx, wanted.region)
    versions.require_read(known.version if known else None, wanted.version)
    if len(wanted.turns) > MOST_TURNS:
        raise BadInput(f"Le tableau compte {MOST_TURNS} astreintes au plus.", ("turns",))
    within(wanted.escalate_minutes, ("escalate_minutes",), least=1, most=120)
    turns = tuple(duty_rosters.turn_of(uuid4(), turn, ("turns", str(place)), now) for place, turn in enumerate(wanted.turns))
    duty_rosters.require_one_of_each_rank(turns)
    roster = DutyRoster(wanted.region, wanted.escalate_minutes, actor.name, now)
    if not await stored.save(tx, roster, turns, known, now):
        raise Conflict(path=("version",))
    # Neither numbers nor addresses: those stay in the roster.
    text = f"Tableau d'astreinte mis à jour : {french.counted(len(turns), 'astreinte', 'astreintes')}."
    details = {"turns": len(turns), "escalate_minutes": wanted.escalate_minutes}
    tx.note(LogLine(chain=Chain.of_region(wanted.region), act="duty_roster.saved", text=text, at=now, details=details))
    return wanted.region
