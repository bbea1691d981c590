"""What a roster is asked for, and the pool, become a problem of the solver; pure."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from zoneinfo import ZoneInfo

from planblanc.domain import relief
from planblanc.domain.availability import Hours, HoursKind, spans
from planblanc.domain.relief import Roster, Site
from planblanc.domain.relief_pool import PromisedStay, ReliefPool
from planblanc.domain.relief_wanted import Crew
from planblanc.domain.relief_wanted import Post as WantedPost
from planblanc.planning.relief_pool import Pool, Unit
from planblanc.planning.translate import EPOCH, minute, site_key
from solver.needs import Criticality, Skill
from solver.relief import calendar
from solver.relief.duties import HOUR, Duty, WorkingTime
from solver.relief.problem import ReliefProblem
from solver.relief.relievers import Reliever, Span, Stay
from solver.relief.shifts import Post, Shift

# How many times what the crews need the people who are kept can work together: the nearest, until there is so much of it. Whoever is
# kept has a share of the hours, so that nobody is called from afar while those who are near suffice.
MARGIN = 2


@dataclass(frozen=True, eq=False)
class TranslatedRelief:
    """The problem, and the words behind its ids."""

    problem: ReliefProblem
    pool: Pool
    sites: tuple[Site, ...]
    crew_of: Mapping[str, int]  # shift → the place of its crew among those of its site
    everybody: tuple[Reliever, ...]  # who may be asked, whether they were kept or not

    @property
    def has_left_out(self) -> bool:
        """Whether some who could fill a place were not kept."""
        asked = {(shift.duty.establishment, post.wants) for shift in self.problem.shifts for post in shift.posts}
        others = (one for one in self.everybody if one.id not in self.problem.reliever)
        return any(_is_able(one, site, skill) for one in others for site, skill in asked)

    @cached_property
    def unit(self) -> dict[str, Unit]:
        """Reliever → who it is."""
        return {unit.key: unit for unit in self.pool.units}

    @cached_property
    def site(self) -> dict[str, Site]:
        """Establishment → its site."""
        return {str(site.establishment_id): site for site in self.sites}


def translate(
    roster: Roster,
    sites: Sequence[Site],
    read: ReliefPool,
    *,
    keep: Collection[str] = (),
    margin: float = MARGIN,
) -> TranslatedRelief:
    """State the problem; `keep` names people who are in it whatever their distance."""
    pool = Pool(read)
    crew_of: dict[str, int] = {}
    shifts: list[Shift] = []
    for site in sites:
        for number, crew in enumerate(site.crews):
            laid = [shift for shift in _shifts(roster, site, crew) if shift.duty.starts_at >= minute(read.at)]
            crew_of.update((shift.id, number) for shift in laid)
            shifts.extend(laid)
    window = relief.window(roster, sites)
    first = min((shift.duty.starts_at for shift in shifts), default=minute(window[0]))
    frame = _Frame(roster, pool, window, first, frozenset(keep))
    everybody = [_reliever(frame, unit) for unit in pool.units]
    problem = ReliefProblem(
        shifts=tuple(shifts),
        relievers=tuple(_nearest(frame, everybody, shifts, margin)),
        travel=pool.between,
        working_time=WorkingTime(
            rest=roster.working_time.rest_minutes,
            week=roster.working_time.week_minutes,
            longest_run=roster.working_time.longest_run_days,
        ),
    )
    return TranslatedRelief(problem, pool, tuple(sites), crew_of, tuple(everybody))


@dataclass(frozen=True)
class _Frame:
    """What every person is seen within: the weeks of the roster, its first minute of work, who is in it anyway."""

    roster: Roster
    pool: Pool
    window: tuple[datetime, datetime]
    first: int
    keep: frozenset[str]

    @property
    def outlook(self) -> tuple[datetime, datetime]:
        """As far as calendars are laid out."""
        return self.window[0], max(self.window[1], self.window[0] + relief.OUTLOOK)


def _shifts(roster: Roster, site: Site, crew: Crew) -> Iterator[Shift]:
    """One shift a day; it lasts until the crew that begins at its end has taken over, if there is one."""
    is_relieved = any(other.daily_from == crew.daily_to for other in site.crews)
    return calendar.shifts_of(
        calendar.Place(str(site.establishment_id), ZoneInfo(site.time_zone), EPOCH),
        roster.days,
        tuple(_post(post) for post in crew.posts),
        hours=(calendar.Hours(crew.name, crew.daily_from, crew.daily_to),),
        handover=roster.working_time.handover_minutes if is_relieved else 0,
    )


def _post(post: WantedPost) -> Post:
    return Post(Skill(post.competence, post.least_level), Criticality[post.criticality], post.quantity, post.is_lead)


def _reliever(frame: _Frame, unit: Unit) -> Reliever:
    pool, one = frame.pool, unit.reliever
    stays = pool.stays.get(unit.key, [])
    zone = ZoneInfo(one.spot.time_zone)
    at = site_key(one.lender, one.spot)
    hours = [line for line in one.hours if line.kind != HoursKind.ABSENCE]
    free = [(minute(start), minute(end)) for start, end in spans(hours, zone, *frame.outlook)]
    home = {key for key, site in pool.sites.items() if pool.lenders[one.lender].establishment == site.establishment}
    return Reliever(
        id=unit.key,
        competences=dict(one.competences),
        free=tuple(_rested(free, stays, frame.roster.working_time.rest_minutes)),
        minutes_to={key: pool.minutes[key, at] for key in pool.sites if (key, str(one.id)) in pool.rungs},
        granted=_windows(one.hours, HoursKind.ABSENCE, frame.outlook),
        wished=_windows(one.hours, HoursKind.LEAVE_ASKED, frame.outlook),
        knows=frozenset(home),
        stays=tuple(_stays(stays, frame.window, frame.first)),
        worked=tuple(_worked(stays, pool, frame.first)),
    )


def _windows(hours: Iterable[Hours], kind: HoursKind, window: tuple[datetime, datetime]) -> tuple[Span, ...]:
    clipped = ((max(line.starts_at, window[0]), min(line.ends_at, window[1])) for line in hours if line.kind == kind)
    return tuple((minute(start), minute(end)) for start, end in clipped if minute(start) < minute(end))


def _rested(free: Iterable[Span], stays: Iterable[PromisedStay], rest: int) -> Iterator[Span]:
    """Free time without the rest before and after each engagement: a shift is within one, or apart from it, never half of each."""
    bounds = [(minute(stay.starts_at), minute(stay.busy_until)) for stay in stays if stay.roster is None]
    away = sorted(span for starts_at, ends_at in bounds for span in ((starts_at - rest, starts_at), (ends_at, ends_at + rest)))
    for start, end in free:
        reached = start
        for leaves, comes_back in away:
            if reached < min(leaves, end):
                yield reached, min(leaves, end)
            reached = max(reached, comes_back)
        if reached < end:
            yield reached, end


def _stays(stays: Iterable[PromisedStay], window: tuple[datetime, datetime], first: int) -> Iterator[Stay]:
    """Engagements under way; who has shifts ahead in another roster is that roster's for the whole of this one."""
    for stay in stays:
        if stay.roster is None:
            yield Stay(str(stay.establishment or stay.id), minute(stay.starts_at), minute(stay.busy_until))
        elif minute(stay.starts_at) >= first:
            yield Stay(f"roster {stay.roster}", minute(window[0]), minute(window[1]))
        elif minute(stay.busy_until) > first:
            yield Stay(f"roster {stay.roster}", minute(stay.starts_at), minute(stay.busy_until))


def _worked(stays: Iterable[PromisedStay], pool: Pool, first: int) -> Iterator[Duty]:
    """Shifts of rosters before this one: they count for rest, week and run."""
    for stay in stays:
        if stay.roster is not None and minute(stay.starts_at) < first:
            key = str(stay.establishment)
            zone = ZoneInfo(pool.sites[key].spot.time_zone if key in pool.sites else pool.read.sites[0].spot.time_zone)
            begins, ends = stay.starts_at.astimezone(zone), stay.ends_at.astimezone(zone)
            days = begins.date().toordinal(), ends.date().toordinal()
            yield Duty(key, minute(begins), minute(ends), *days, is_night=stay.is_night)


def _nearest(frame: _Frame, everybody: Sequence[Reliever], shifts: Sequence[Shift], margin: float) -> Iterator[Reliever]:
    """Of each competence and for each site the nearest, until they can work together `margin` times the hours that are wanted.

    Nobody's hours are counted for two competences: who is there for one is not there for the other.
    """
    kept, counted = set(frame.keep), set[str]()
    for (site, skill), wanted in _wanted(shifts).items():
        able = [one for one in everybody if _is_able(one, site, skill)]
        people = hours = 0
        for one in sorted(able, key=lambda one: (one.minutes_to[site], one.id)):
            if hours >= margin * wanted.hours and people >= margin * wanted.people:
                break
            kept.add(one.id)
            given = 0 if one.id in counted else _hours_of(one, frame, wanted.duties)
            if given:
                counted.add(one.id)
                people, hours = people + 1, hours + given
    return (one for one in everybody if one.id in kept or (one.stays and one.minutes_to))


def _is_able(one: Reliever, site: str, skill: Skill) -> bool:
    return site in one.minutes_to and one.competences.get(skill.competence, 0) >= skill.level


@dataclass(frozen=True)
class _Wanted:
    """What one site wants of one competence: when, for how many hours in all, and how many people at once."""

    duties: tuple[Duty, ...]
    hours: int
    people: int


def _wanted(shifts: Iterable[Shift]) -> dict[tuple[str, Skill], _Wanted]:
    asked: dict[tuple[str, Skill], list[tuple[Duty, int]]] = defaultdict(list)
    for shift in shifts:
        for post in shift.posts:
            asked[shift.duty.establishment, post.wants].append((shift.duty, post.quantity))
    ordered = sorted(asked.items(), key=lambda item: (item[0][0], item[0][1].competence, item[0][1].level))
    return {
        key: _Wanted(
            duties=tuple(duty for duty, _ in found),
            hours=sum(quantity * duty.hours for duty, quantity in found),
            people=max(quantity for _, quantity in found),
        )
        for key, found in ordered
    }


def _hours_of(one: Reliever, frame: _Frame, duties: Iterable[Duty]) -> int:
    """What the person can work of these at most: one a day, no more than the working time allows in so many weeks, and in a row."""
    longest: dict[int, int] = {}
    for duty in duties:
        is_away = any(duty.starts_at < end and start < duty.ends_at for start, end in one.granted)
        if not is_away and one.is_free(duty):
            longest[duty.day] = max(longest.get(duty.day, 0), duty.ends_at - duty.starts_at)
    days = len(frame.roster.days)
    most = days - days // (frame.roster.working_time.longest_run_days + 1)
    worked = sum(sorted(longest.values(), reverse=True)[:most])
    return min(worked, frame.roster.weeks * frame.roster.working_time.week_minutes) // HOUR
