"""One moment of the crisis as the solver sees it: needs, pool, what is under way, what was decided."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from solver.engaged import Engagement, Pin, Refused
from solver.needs import Need
from solver.pool import HOME_PERIMETER, Person, Rung, SharedFate, Site, Stock
from solver.reach import Reach
from solver.refusal import require


@dataclass(frozen=True, eq=False)
class Problem:
    """Everything the plan depends on; ids are stable text (needs, people and stocks never share one).

    `now`: the moment of the call, in minutes since an epoch that the caller chose; every other time is told alike.
    `victims`: lenders that are victims themselves. `open_rungs`: incident → the rungs that were authorised beyond the
    home perimeter, which is always open. `floor_overrides`: site or stock id → the floor that a coordinator set.
    """

    now: int
    needs: tuple[Need, ...]
    sites: tuple[Site, ...]
    people: tuple[Person, ...]
    stocks: tuple[Stock, ...]
    reach: Reach
    victims: frozenset[str] = frozenset()
    shared_fates: tuple[SharedFate, ...] = ()
    open_rungs: Mapping[str, frozenset[Rung]] = field(default_factory=dict)
    refused: frozenset[Refused] = frozenset()
    engagements: tuple[Engagement, ...] = ()
    pins: tuple[Pin, ...] = ()
    floor_overrides: Mapping[str, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        _require_distinct("need", (need.id for need in self.needs))
        _require_distinct("site", (site.id for site in self.sites))
        _require_distinct("resource", (resource.id for resource in self.resources))
        _require_distinct("pin", (f"{pin.need}|{pin.resource}" for pin in self.pins))
        for need in self.needs:
            require(need.establishment in self.reach.row_of, f"need {need.id!r}", f"no travel to {need.establishment!r}")
        for resource in self.resources:
            require(resource.site in self.site, f"resource {resource.id!r}", f"its site {resource.site!r} is unknown")
        for site in self.sites:
            require(site.id in self.reach.column_of, f"site {site.id!r}", "no travel from it")
        for engagement in self.engagements:
            _require_known(self, engagement)
        for pin in self.pins:
            _require_pin(self, pin)
        for holder, floor in self.floor_overrides.items():
            require(floor >= 0, f"floor override of {holder!r}", f"floor {floor} is negative")
            known = holder in self.site or isinstance(self.resource.get(holder), Stock)
            require(known, f"floor override of {holder!r}", "it is neither a site nor a stock of the problem")

    @cached_property
    def resources(self) -> tuple[Person | Stock, ...]:
        """People, then stocks."""
        return self.people + self.stocks

    @cached_property
    def need(self) -> dict[str, Need]:
        """Needs by id."""
        return {need.id: need for need in self.needs}

    @cached_property
    def site(self) -> dict[str, Site]:
        """Sites by id."""
        return {site.id: site for site in self.sites}

    @cached_property
    def resource(self) -> dict[str, Person | Stock]:
        """People and stocks by id."""
        return {resource.id: resource for resource in self.resources}

    @cached_property
    def planned(self) -> tuple[Engagement, ...]:
        """The engagements of the needs of this problem: the plan keeps or moves them."""
        return tuple(engagement for engagement in self.engagements if engagement.need in self.need)

    @cached_property
    def elsewhere(self) -> tuple[Engagement, ...]:
        """The engagements of other needs: they hold their resource, whatever the plan."""
        return tuple(engagement for engagement in self.engagements if engagement.need not in self.need)

    def rungs_open_to(self, incident: str) -> frozenset[Rung]:
        """The home perimeter, and what was authorised for this incident."""
        return HOME_PERIMETER | self.open_rungs.get(incident, frozenset())

    def people_floor(self, site: Site) -> int:
        """How many people must stay at the site, a coordinator's override counted."""
        return self.floor_overrides.get(site.id, site.people_floor)

    def stock_floor(self, stock: Stock) -> int:
        """How many things must stay, a coordinator's override counted."""
        return self.floor_overrides.get(stock.id, stock.floor)


def _require_distinct(kind: str, ids: Iterable[str]) -> None:
    seen: set[str] = set()
    for identity in ids:
        require(identity not in seen, f"{kind} {identity!r}", "it is given twice")
        seen.add(identity)


def _require_known(problem: Problem, engagement: Engagement) -> None:
    name = f"engagement of {engagement.resource!r} for {engagement.need!r}"
    require(engagement.resource in problem.resource, name, "the resource is unknown")
    need = problem.need.get(engagement.need)
    is_person = isinstance(problem.resource[engagement.resource], Person)
    require(need is None or need.wants_people == is_person, name, "people serve needs for people, stocks needs for things")


def _require_pin(problem: Problem, pin: Pin) -> None:
    name = f"pin of {pin.resource!r} on {pin.need!r}"
    require(pin.need in problem.need, name, "the need is unknown")
    require(pin.resource in problem.resource, name, "the resource is unknown")
