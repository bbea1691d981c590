"""Small problems that state only what matters: one hospital H1, one site S1 of lender L1 at ten minutes, everyone free."""

from collections.abc import Iterable, Mapping

import numpy as np

from solver.engaged import Engagement, Pin, Progress, Refused
from solver.needs import Criticality, Item, Need, Skill
from solver.pool import Delays, Person, Rung, SharedFate, Site, Stock
from solver.problem import Problem
from solver.reach import Reach

ALWAYS = ((-10_000, 100_000),)
DAY = 24 * 60


def need(
    identity: str = "N1",
    *,
    wants: Skill | Item | str = "network",
    at: str = "H1",
    incident: str | None = None,
    quantity: int = 1,
    window: tuple[int, int] = (0, DAY),
    arrive_by: int | None = None,
    criticality: Criticality = Criticality.VITAL,
    team: str | None = None,
    leads: bool = False,
    pris: bool = False,
) -> Need:
    """A need for one basic holder of a competence, all day, unless said otherwise."""
    asked = Skill(wants, 1) if isinstance(wants, str) else wants
    return Need(identity, incident or f"I-{at}", at, asked, quantity, window[0], window[1], criticality, arrive_by, team, leads, pris)


def person(
    identity: str = "R1",
    *,
    site: str = "S1",
    knows: Mapping[str, int] | str = "network",
    free: tuple[tuple[int, int], ...] = ALWAYS,
    delays: tuple[int, int] = (0, 0),
    count: int = 1,
    longest: int | None = None,
    stale: bool = False,
) -> Person:
    """Someone always free, who holds a competence at the basic level."""
    held = {knows: 1} if isinstance(knows, str) else knows
    return Person(identity, site, held, free, Delays(*delays), count, longest, stale)


def stock(identity: str = "K1", *, site: str = "S1", of: str = "pc", quantity: int = 10, floor: int = 0, stale: bool = False) -> Stock:
    """Ten workstations, none of which must stay."""
    return Stock(identity, site, of, quantity, Delays(0, 0), floor, stale)


def engaged(
    to: str, resource: str, progress: Progress = Progress.DEPARTED, quantity: int = 1, window: tuple[int, int] = (0, DAY)
) -> Engagement:
    """One unit on its way for the whole day."""
    return Engagement(to, resource, quantity, progress, window[0], window[1])


Link = tuple[float, Rung]


def problem(
    needs: Iterable[Need] = (),
    people: Iterable[Person] = (),
    stocks: Iterable[Stock] = (),
    *,
    links: Mapping[tuple[str, str], Link] | None = None,
    sites: Iterable[Site] | None = None,
    now: int = 0,
    victims: Iterable[str] = (),
    fates: Iterable[SharedFate] = (),
    open_rungs: Mapping[str, frozenset[Rung]] | None = None,
    refused: Iterable[Refused] = (),
    engagements: Iterable[Engagement] = (),
    pins: Iterable[Pin] = (),
    overrides: Mapping[str, int] | None = None,
    competence_overrides: Mapping[tuple[str, str], int] | None = None,
    pris: Mapping[str, frozenset[str]] | None = None,
    activities: Mapping[str, str] | None = None,
) -> Problem:
    """A problem; a site that nobody describes is S<n> of lender L<n>, ten minutes away, in the region."""
    needs, people, stocks = tuple(needs), tuple(people), tuple(stocks)
    named = {person.site for person in people} | {stock.site for stock in stocks} | {site for _, site in links or {}}
    described = {site.id: site for site in sites or ()}
    known = tuple(described.get(name) or Site(name, f"L{name[1:]}") for name in sorted(named | set(described)))
    return Problem(
        now=now,
        needs=needs,
        sites=known,
        people=people,
        stocks=stocks,
        reach=reach(sorted({need.establishment for need in needs}), [site.id for site in known], links or {}),
        victims=frozenset(victims),
        shared_fates=tuple(fates),
        open_rungs=open_rungs or {},
        refused=frozenset(refused),
        engagements=tuple(engagements),
        pins=tuple(pins),
        floor_overrides=overrides or {},
        competence_floor_overrides=competence_overrides or {},
        pris=pris or {},
        pris_activity=activities or {},
    )


def reach(establishments: list[str], sites: list[str], links: Mapping[tuple[str, str], Link]) -> Reach:
    """Ten minutes, in the region, but for the links that are told as (establishment, site) → (minutes, rung)."""
    minutes = np.full((len(establishments), len(sites)), 10.0)
    rung = np.full(minutes.shape, Rung.REGION.value, dtype=np.int8)
    for (establishment, site), (road, level) in links.items():
        if establishment in establishments:
            place = establishments.index(establishment), sites.index(site)
            minutes[place], rung[place] = road, level.value
    return Reach(tuple(establishments), tuple(sites), minutes, minutes.copy(), rung)


def who_goes(sent: Mapping[tuple[str, str], int]) -> set[tuple[str, str]]:
    """(resource, need) of every assignment."""
    return {(resource, need) for need, resource in sent}
