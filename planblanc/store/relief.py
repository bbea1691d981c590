"""Rosters of relief: asked for, computed, read, approved."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from uuid import UUID

from planblanc.domain.access import Actor
from planblanc.domain.identity import EngagementId, EstablishmentId, IncidentId
from planblanc.domain.relief import Load, Proposed, ReliefState, Roster, RosterId, Shift, Site, WorkingTime
from planblanc.domain.relief_wanted import SiteWanted
from planblanc.store import relief_rows as rows
from planblanc.store.queries import load
from planblanc.store.transaction import Transaction

QUERIES = load("relief")


@dataclass(frozen=True)
class Running:
    """A roster that is approved already for sites of another one; a wider one holds a site that the other does not."""

    id: RosterId
    approved_at: datetime
    is_wider: bool


async def working_time(tx: Transaction) -> WorkingTime | None:
    """The working time that holds where nothing else is said."""
    row = await tx.row(QUERIES["read_working_time"])
    return rows.working_time(row) if row else None


async def known_competences(tx: Transaction, codes: Sequence[str]) -> frozenset[str]:
    """Those of these competences that exist."""
    return frozenset(row["code"] for row in await tx.rows(QUERIES["known_competences"], codes=list(codes)))


async def establishments_of(tx: Transaction, wanted: Sequence[SiteWanted]) -> list[EstablishmentId | None]:
    """For each site, the establishment that is named, or else the incident's own; nothing where the incident does not touch it."""
    named = {"incidents": [site.incident for site in wanted], "establishments": [site.establishment for site in wanted]}
    return [row["establishment_id"] for row in await tx.rows(QUERIES["list_establishments"], **named)]


async def request(tx: Transaction, roster: Roster, sites: Sequence[SiteWanted]) -> None:
    """Keep that a roster is wanted, and for whom; each site says its establishment."""
    await tx.execute(
        QUERIES["request_roster"],
        id=roster.id,
        region=roster.region,
        exercise=roster.exercise,
        starts_on=roster.starts_on,
        weeks=roster.weeks,
        **asdict(roster.working_time),
        requested_by=roster.requested_by,
        requested_name=roster.requested_name,
        requested_at=roster.requested_at,
    )
    for position, site in enumerate(sites, 1):
        place = {"roster": roster.id, "establishment": site.establishment, "incident": site.incident, "region": roster.region}
        await tx.execute(QUERIES["request_site"], **place, position=position)
        for number, crew in enumerate(site.crews, 1):
            hours = {"name": crew.name, "daily_from": crew.daily_from, "daily_to": crew.daily_to}
            await tx.execute(QUERIES["request_crew"], **place, number=number, **hours)
            posts = [{**place, "crew": number, "number": rank, **asdict(post)} for rank, post in enumerate(crew.posts, 1)]
            await tx.execute_many(QUERIES["request_post"], posts)


async def by_id(tx: Transaction, roster: RosterId) -> Roster | None:
    """One roster, or nothing that the actor may see."""
    row = await tx.row(QUERIES["read_roster"], id=roster)
    return rows.roster(row) if row else None


async def lock(tx: Transaction, roster: RosterId) -> Roster | None:
    """One roster, held until the transaction ends."""
    row = await tx.row(QUERIES["lock_roster"], id=roster)
    return rows.roster(row) if row else None


async def of_incident(tx: Transaction, incident: IncidentId, *, before: tuple[datetime, UUID] | None, limit: int) -> list[Roster]:
    """The rosters that relieve for one incident, newest first, after the sort key of the page before."""
    before_at, before_id = before or (None, None)
    found = await tx.rows(QUERIES["list_rosters"], incident=incident, before_at=before_at, before_id=before_id, limit=limit)
    return [rows.roster(row) for row in found]


async def latest_of(tx: Transaction, incidents: list[IncidentId]) -> list[Roster | None]:
    """For each incident, the last roster that is proposed or approved."""
    found = {row["for_incident"]: rows.roster(row) for row in await tx.rows(QUERIES["list_latest"], incidents=incidents)}
    return [found.get(incident) for incident in incidents]


async def sites_of(tx: Transaction, rosters: list[RosterId]) -> list[list[Site]]:
    """For each roster, its sites in the order in which they were asked for."""
    found: dict[UUID, list[Site]] = defaultdict(list)
    for row in await tx.rows(QUERIES["list_sites"], rosters=rosters):
        found[row["roster_id"]].append(rows.site(row))
    return [found[roster] for roster in rosters]


async def shifts_of(tx: Transaction, rosters: list[RosterId]) -> list[list[Shift]]:
    """For each roster, its shifts in order of time."""
    found: dict[UUID, list[Shift]] = defaultdict(list)
    for row in await tx.rows(QUERIES["list_shifts"], rosters=rosters):
        found[row["roster_id"]].append(rows.shift(row))
    return [found[roster] for roster in rosters]


async def people_of(tx: Transaction, rosters: list[RosterId]) -> list[list[Load]]:
    """For each roster, what each of its people is asked."""
    found: dict[UUID, list[Load]] = defaultdict(list)
    for row in await tx.rows(QUERIES["list_people"], rosters=rosters):
        found[row["roster_id"]].append(rows.load(row))
    return [found[roster] for roster in rosters]


async def save(tx: Transaction, roster: Roster, proposed: Proposed, *, versions: Mapping[str, int], computed_at: datetime) -> bool:
    """Keep what was computed, in place of what was only proposed for one of its sites; whether a later one replaces it already."""
    await tx.rows(QUERIES["hold_incidents"], incidents=sorted({shift.incident_id for shift in proposed.shifts}))
    scope = {"id": roster.id, "exercise": roster.exercise}
    is_overtaken = bool(await tx.value(QUERIES["is_overtaken"], **scope, requested_at=roster.requested_at))
    if not is_overtaken:
        await tx.execute(QUERIES["supersede_proposed"], **scope)
    await tx.execute(
        QUERIES["save_proposed"],
        id=roster.id,
        state=(ReliefState.SUPERSEDED if is_overtaken else ReliefState.PROPOSED).value,
        computed_at=computed_at,
        method=proposed.method.value,
        stages=[rows.stage_column(stage) for stage in proposed.stages],
        notes=list(proposed.notes),
        data_version=dict(versions),
    )
    for site, forecasts in proposed.forecasts.items():
        await tx.execute(QUERIES["save_forecast"], roster=roster.id, establishment=site, forecast=[asdict(one) for one in forecasts])
    await tx.execute_many(QUERIES["save_shift"], [rows.shift_columns(roster, shift) for shift in proposed.shifts])
    turns = [rows.turn_columns(roster, shift, turn) for shift in proposed.shifts for turn in shift.turns]
    await tx.execute_many(QUERIES["save_turn"], turns)
    vacancies = [rows.vacancy_columns(roster, shift, vacancy) for shift in proposed.shifts for vacancy in shift.vacancies]
    await tx.execute_many(QUERIES["save_vacancy"], vacancies)
    await tx.execute_many(QUERIES["save_person"], [rows.person_columns(roster, load) for load in proposed.loads])
    return is_overtaken


async def fail(tx: Transaction, roster: RosterId, *, why: str, at: datetime) -> None:
    """Keep why the roster could not be computed."""
    await tx.execute(QUERIES["save_failed"], id=roster, computed_at=at, failure=why)


async def running(tx: Transaction, roster: RosterId) -> list[Running]:
    """The rosters that are approved for some of its sites, and run at the same time."""
    found = await tx.rows(QUERIES["list_approved"], id=roster)
    return [Running(row["id"], row["approved_at"], row["is_wider"]) for row in found]


async def absent(tx: Transaction, roster: RosterId) -> tuple[str, datetime] | None:
    """The lender and the first shift of somebody who is no longer there for it, as far as the actor reads calendars."""
    row = await tx.row(QUERIES["find_absent"], roster=roster)
    return (row["lender_name"], row["starts_at"]) if row else None


async def turns_ahead(tx: Transaction, rosters: Sequence[RosterId], since: datetime) -> list[EngagementId]:
    """The engagements of these rosters for shifts that begin at or after a moment, and that can still be given back; held."""
    found = await tx.rows(QUERIES["list_turns_ahead"], rosters=list(rosters), since=since)
    return [EngagementId(row["id"]) for row in found]


async def approve(tx: Transaction, roster: RosterId, replaced: Sequence[RosterId], *, actor: Actor, at: datetime) -> None:
    """The roster is approved; those that it replaces no longer are."""
    await tx.execute(QUERIES["supersede_approved"], rosters=list(replaced))
    await tx.execute(QUERIES["approve_roster"], id=roster, approved_by=actor.id, approved_name=actor.name, approved_at=at)
