"""Missions, rows and words: engagements with their course, read by whoever follows them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from planblanc.domain.engagements import EngagementState
from planblanc.domain.errors import Conflict, NotFound
from planblanc.domain.identity import EngagementId, IncidentId, LenderId
from planblanc.domain.missions import Mission, ReportPoint
from planblanc.store.mission_rows import columns, mission_of
from planblanc.store.queries import load
from planblanc.store.transaction import Transaction

QUERIES = load("missions")
_MOST = 1000


@dataclass(frozen=True)
class Wanted:
    """Which engagements a list holds: everything that is not said is no condition."""

    incident: IncidentId | None = None
    lender: LenderId | None = None
    region: str | None = None
    states: tuple[EngagementState, ...] | None = None


@dataclass(frozen=True)
class Tally:
    """How many engagements are in one state, and how many people or things they promise."""

    state: EngagementState
    engagements: int
    units: int


@dataclass(frozen=True)
class Hours:
    """What was worked on one day, and who recorded it."""

    worked_on: date
    minutes: int
    recorded_by: str
    recorded_at: datetime


EVERYTHING = Wanted()


async def by_ids(tx: Transaction, ids: Sequence[EngagementId]) -> list[Mission | None]:
    """Each engagement that the actor can see, in the order asked."""
    found = {mission.id: mission for mission in await _read(tx, EVERYTHING, ids=list(ids), limit=len(ids))}
    return [found.get(key) for key in ids]


async def page(tx: Transaction, wanted: Wanted, *, limit: int, after: tuple[datetime, UUID] | None = None) -> list[Mission]:
    """The engagements that match, the first to begin first."""
    return await _read(tx, wanted, limit=limit, after=after)


async def tallies(tx: Transaction, wanted: Wanted) -> list[Tally]:
    """How many engagements match, state by state, in the order of their course; a state that has none is not told."""
    rows = await tx.rows(QUERIES["count_missions"], incident=wanted.incident, lender=wanted.lender, region=wanted.region)
    found = {row["state"]: Tally(EngagementState(row["state"]), row["engagements"], row["units"]) for row in rows}
    return [found[state] for state in EngagementState if state in found]


async def of_incident(tx: Transaction, incident: IncidentId, states: tuple[EngagementState, ...] | None = None) -> list[Mission]:
    """The engagements of an incident, a thousand at most."""
    return await _read(tx, Wanted(incident=incident, states=states), limit=_MOST)


async def hold(tx: Transaction, key: EngagementId) -> Mission:
    """The engagement as it stands once nobody else is changing it; `NotFound` when it is not the actor's to see or change."""
    held = await tx.value(QUERIES["hold_engagement"], id=key)
    (mission,) = await by_ids(tx, [key])
    if held is None or mission is None:
        raise NotFound(path=("engagement",))
    return mission


async def save(tx: Transaction, mission: Mission) -> None:
    """Write where the engagement now stands; `Conflict` when it was changed since it was read."""
    if not await tx.execute(QUERIES["save_mission"], **columns(mission), version=mission.version):
        raise Conflict(path=("engagement",))


async def say_where(tx: Transaction, key: EngagementId, point: ReportPoint) -> None:
    """Tell one engagement where to report, when that is not where the others do."""
    if not await tx.execute(QUERIES["say_where_for_one"], id=key, entrance=point.entrance, report_to=point.report_to):
        raise Conflict(path=("engagement",))


async def put_report_point(tx: Transaction, incident: IncidentId, region: str, point: ReportPoint, at: datetime) -> None:
    """Tell whoever comes for an incident where to report."""
    said = {"entrance": point.entrance, "report_to": point.report_to, "told_name": tx.actor.name, "told_at": at}
    await tx.execute(QUERIES["put_report_point"], incident=incident, region=region, **said)


async def put_hours(tx: Transaction, mission: Mission, hours: Hours) -> None:
    """Keep the hours of one day, in the place of what was told of that day."""
    engagement = mission.engagement
    of = {"engagement": engagement.id, "incident": engagement.incident_id, "region": engagement.region, "resource": engagement.resource_id}
    told = {"minutes": hours.minutes, "recorded_name": hours.recorded_by, "recorded_at": hours.recorded_at}
    await tx.execute(QUERIES["put_hours"], **of, worked_on=hours.worked_on, **told)


async def hours_of(tx: Transaction, engagements: Sequence[EngagementId]) -> list[tuple[Hours, ...]]:
    """The hours of each engagement, day by day."""
    rows = await tx.rows(QUERIES["list_hours"], engagements=list(engagements))
    return [
        tuple(
            Hours(row["worked_on"], row["minutes"], row["recorded_name"], row["recorded_at"]) for row in rows if row["engagement_id"] == key
        )
        for key in engagements
    ]


async def freeze_costs(tx: Transaction, mission: Mission, at: datetime) -> None:
    """Keep what the engagement cost: nothing changes it any more."""
    costs = mission.costs
    if costs is None:
        raise AssertionError(f"engagement {mission.id} was read without its costs")
    told = {"rule": costs.rule, "rate_cents": costs.rate_cents, "minutes": costs.minutes, "cents": costs.cents}
    await tx.execute(QUERIES["freeze_costs"], id=mission.id, agreement=costs.agreement_id, at=at, **told)


async def prolong(tx: Transaction, mission: Mission) -> None:
    """Hold the units of an engagement as long as it now lasts; refused by the database when one is promised elsewhere meanwhile."""
    await tx.execute(QUERIES["prolong_units"], engagement=mission.id, ends_at=mission.engagement.busy_until)


async def _read(
    tx: Transaction,
    wanted: Wanted,
    *,
    limit: int,
    ids: list[EngagementId] | None = None,
    after: tuple[datetime, UUID] | None = None,
) -> list[Mission]:
    rows = await tx.rows(
        QUERIES["read_missions"],
        ids=ids,
        incident=wanted.incident,
        lender=wanted.lender,
        region=wanted.region,
        states=list(wanted.states) if wanted.states is not None else None,
        after_starts_at=after[0] if after else None,
        after_id=after[1] if after else None,
        limit=limit,
    )
    return [mission_of(row) for row in rows]
