"""Engagements and the units they hold: no unit is promised twice, whoever asks at the same moment."""

from collections.abc import Sequence

from asyncpg import Record

from planblanc.domain.engagements import Engagement, EngagementState, Held
from planblanc.domain.identity import EngagementId, IncidentId
from planblanc.store.queries import load
from planblanc.store.transaction import Transaction

QUERIES = load("engagements")


async def held(tx: Transaction, incident: IncidentId) -> list[Held]:
    """The engagements of an incident that hold a resource, locked until the transaction ends."""
    return [_held(row) for row in await tx.rows(QUERIES["list_held"], incident=incident)]


async def holding(tx: Transaction, incident: IncidentId) -> list[Held]:
    """The same as they are read, to be told what an approval would change of them."""
    return [_held(row) for row in await tx.rows(QUERIES["read_held"], incident=incident)]


async def movable(tx: Transaction, incident: IncidentId) -> list[EngagementId]:
    """What has not arrived of an incident and may be called off, of plans and of rosters, locked until the transaction ends."""
    return [EngagementId(row["id"]) for row in await tx.rows(QUERIES["list_movable"], incident=incident)]


async def said_no(tx: Transaction, incident: IncidentId, promised: Sequence[Engagement]) -> str | None:
    """The first lender that already said no, or gave all it gives, of what these engagements would ask it; nothing when none did."""
    needs, resources = [one.need_id for one in promised], [one.resource_id for one in promised]
    name: str | None = await tx.value(QUERIES["list_said_no"], incident=incident, needs=needs, resources=resources)
    return name


async def engage(tx: Transaction, engagement: Engagement) -> bool:
    """Promise the units of an engagement; false, with whatever could be held, when too few are free.

    The caller gives up its transaction then: what was held goes with it.
    """
    await tx.execute(
        QUERIES["engage"],
        id=engagement.id,
        incident=engagement.incident_id,
        region=engagement.region,
        need=engagement.need_id,
        assignment=engagement.assignment_id,
        turn=engagement.turn_id,
        replaces=engagement.replaces,
        responder=engagement.responder_id,
        stock=engagement.stock_id,
        lender=engagement.lender_id,
        lender_region=engagement.lender_region,
        quantity=engagement.quantity,
        starts_at=engagement.starts_at,
        ends_at=engagement.ends_at,
        rests_until=engagement.rests_until,
        exercise=engagement.exercise,
        label=engagement.label if engagement.replaces else None,
    )
    missing = engagement.quantity
    while missing:
        taken = await _hold(tx, engagement, missing)
        if taken is None:
            return False
        missing -= taken
    return True


async def withdraw(tx: Transaction, engagements: Sequence[EngagementId]) -> list[tuple[str, IncidentId, EngagementId]]:
    """Cancel engagements that have not arrived, and give their units back; (region, incident, engagement) of each."""
    withdrawn = await tx.rows(QUERIES["withdraw"], engagements=list(engagements))
    await tx.execute(QUERIES["release_units"], engagements=list(engagements))
    return [(row["region_code"], IncidentId(row["incident_id"]), EngagementId(row["id"])) for row in withdrawn]


async def let_go(tx: Transaction, engagement: EngagementId, *, kept: int = 0) -> None:
    """Give back the units of an engagement but for so many; the engagement itself is written by the caller."""
    await tx.execute(QUERIES["release_above"], engagement=engagement, kept=kept)


async def reduce(tx: Transaction, engagement: EngagementId, *, kept: int) -> None:
    """Keep fewer units of an engagement, and give the others back."""
    await tx.execute(QUERIES["reduce"], id=engagement, quantity=kept)
    await tx.execute(QUERIES["release_above"], engagement=engagement, kept=kept)


async def _hold(tx: Transaction, engagement: Engagement, wanted: int) -> int | None:
    """Take units that are free; how many were still free once it was our turn, or nothing when none are left."""
    window = {"starts_at": engagement.starts_at, "ends_at": engagement.busy_until}
    units = list(range(1, wanted + 1)) if engagement.exercise else await _free(tx, engagement, wanted)
    if len(units) < wanted:
        return None
    taken = await tx.rows(
        QUERIES["hold_units"],
        engagement=engagement.id,
        incident=engagement.incident_id,
        region=engagement.region,
        resource=engagement.resource_id,
        units=units,
        holds=not engagement.exercise,
        **window,
    )
    return len(taken)


async def _free(tx: Transaction, engagement: Engagement, wanted: int) -> list[int]:
    """The lowest units that nobody holds; an exercise does not ask, since what is really promised is no part of it."""
    window = {"starts_at": engagement.starts_at, "ends_at": engagement.busy_until, "assignment": engagement.assignment_id}
    return [row["unit"] for row in await tx.rows(QUERIES["free_units"], resource=engagement.resource_id, units=wanted, **window)]


def _held(row: Record) -> Held:
    return Held(row["id"], row["need_id"], row["resource_id"], row["quantity"], EngagementState(row["state"]), row["is_out"])
