"""One moment of the crisis as the solver sees it: needs, pool, what is under way, what was decided."""

from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import TypeVar

from solver.engaged import Engagement, Pin, Refused
from solver.holders import Holders
from solver.needs import Need
from solver.pool import HOME_PERIMETER, Person, Rung, SharedFate, Site, Stock
from solver.reach import Reach
from solver.refusal import require

K = TypeVar("K", bound=Hashable)


@dataclass(frozen=True, eq=False)
class Problem:
    """Everything the plan depends on; ids are stable text (needs, people and stocks never share one).

    `now`: the moment of the call, in minutes since an epoch that the caller chose; every other time is told alike.
    `victims`: lenders that are victims themselves. `open_rungs`: incident → the rungs that were authorised beyond the
    home perimeter, which is always open. `floor_overrides`: site or stock id → the floor that a coordinator set;
    `competence_floor_overrides`: (site, competence) → the same. `pris`: lender → the PRIS activities (REC, INV, CODE,
    PCI, CRISE) it is qualified for. `pris_activity`: competence → the activity that it is.
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
    competence_floor_overrides: Mapping[tuple[str, str], int] = field(default_factory=dict)
    pris: Mapping[str, frozenset[str]] = field(default_factory=dict)
    pris_activity: Mapping[str, str] = field(default_factory=dict)

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
        _require_floors(self)
        for team, lines in self.teams.items():
            _require_team(team, lines)

    @cached_property
    def resources(self) -> tuple[Person | Stock, ...]:
        """People, then stocks."""
        return self.people + self.stocks

    @cached_property
    def need(self) -> dict[str, Need]:
        """Needs by id."""
        return {need.id: need for need in self.needs}

    @cached_property
    def teams(self) -> dict[str, tuple[Need, ...]]:
        """Team → its lines."""
        lines: dict[str, tuple[Need, ...]] = {}
        for need in self.needs:
            if need.team is not None:
                lines[need.team] = (*lines.get(need.team, ()), need)
        return lines

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

    @cached_property
    def elsewhere_of(self) -> dict[str, list[Engagement]]:
        """Resource → its engagements of other needs."""
        found: dict[str, list[Engagement]] = {}
        for engagement in self.elsewhere:
            found.setdefault(engagement.resource, []).append(engagement)
        return found

    @cached_property
    def locked_units(self) -> Counter[str]:
        """Resource → how many of it have arrived at needs of this problem."""
        return _units((engagement for engagement in self.planned if engagement.is_locked), _resource)

    @cached_property
    def held_elsewhere(self) -> Counter[str]:
        """Resource → how many of it are engaged for needs that are not of this problem."""
        return _units(self.elsewhere, _resource)

    @cached_property
    def under_way(self) -> Counter[tuple[str, str]]:
        """(need, resource) → how many were released by their lender, or more, for a need of this problem."""
        return _units((engagement for engagement in self.planned if engagement.is_under_way), _pair)

    @cached_property
    def locked(self) -> Counter[tuple[str, str]]:
        """(need, resource) → how many have arrived."""
        return _units((engagement for engagement in self.planned if engagement.is_locked), _pair)

    @cached_property
    def under_way_units(self) -> Counter[str]:
        """Resource → how many of it were released, or more, for needs of this problem."""
        return _units((engagement for engagement in self.planned if engagement.is_under_way), _resource)

    @cached_property
    def asked(self) -> Counter[tuple[str, str]]:
        """(need, resource) → how many were asked for and not answered yet."""
        return _units((engagement for engagement in self.planned if not engagement.is_under_way), _pair)

    @cached_property
    def pinned(self) -> Counter[tuple[str, str]]:
        """(need, resource) → how many a coordinator pinned."""
        return Counter({(pin.need, pin.resource): pin.quantity for pin in self.pins})

    @cached_property
    def refusals(self) -> frozenset[tuple[str, str]]:
        """(need or incident, resource) that were refused."""
        return frozenset((refusal.need_or_incident, refusal.resource) for refusal in self.refused)

    @cached_property
    def fates(self) -> frozenset[tuple[str, str]]:
        """(establishment, lender) that share their fate, those attested clean left out."""
        return frozenset((fate.establishment, fate.lender) for fate in self.shared_fates if not fate.is_attested_clean)

    def rungs_open_to(self, incident: str) -> frozenset[Rung]:
        """The home perimeter, and what was authorised for this incident."""
        return HOME_PERIMETER | self.open_rungs.get(incident, frozenset())

    def left(self, resource: Person | Stock) -> int:
        """How many units the engagements of other needs leave to the plan; those of a named person are told by the hour."""
        return 1 if resource.is_named else max(resource.units - self.held_elsewhere[resource.id], 0)

    def is_out(self, resource: Person | Stock) -> bool:
        """Whether it is one named person whom an engagement for another need has taken from the site already."""
        return resource.is_named and resource.id in self.elsewhere_of

    def heads_taken(self, sent: Mapping[tuple[str, str], int]) -> Counter[str]:
        """Site → how many heads these (need, resource) → units take from it; who is out already is not taken again."""
        taken: Counter[str] = Counter()
        for (_, identity), quantity in sent.items():
            resource = self.resource[identity]
            if isinstance(resource, Person) and not self.is_out(resource):
                taken[resource.site] += quantity
        return taken

    def by_lender(self, heads: Mapping[str, int]) -> Counter[str]:
        """Heads by site, summed by lender."""
        total: Counter[str] = Counter()
        for site, quantity in heads.items():
            total[self.site[site].lender] += quantity
        return total

    @cached_property
    def heads_out(self) -> Counter[str]:
        """Lender → how many of its people are engaged for needs that are not of this problem."""
        out: Counter[str] = Counter()
        for identity, quantity in self.held_elsewhere.items():
            resource = self.resource[identity]
            if isinstance(resource, Person):
                out[self.site[resource.site].lender] += min(resource.count, quantity)
        return out

    @cached_property
    def locked_heads(self) -> Counter[str]:
        """Site → how many heads of it have arrived at needs of this problem."""
        return self.heads_taken(self.locked)

    @cached_property
    def heads_to_spare(self) -> Counter[str]:
        """Site → how many heads its floor lets go for the plan; never fewer than were released already."""
        spare: Counter[str] = Counter()
        for person in self.people:
            spare[person.site] += person.count
        for identity, held in self.held_elsewhere.items():
            resource = self.resource[identity]
            if isinstance(resource, Person):
                spare[resource.site] -= min(resource.count, held)
        for site in self.sites:
            spare[site.id] = max(spare[site.id] - self.people_floor(site), 0)
        for identity, released in self.heads_taken(self.under_way).items():
            spare[identity] = max(spare[identity], released)
        return spare

    @cached_property
    def holders(self) -> Holders:
        """Who holds the competences of which a site keeps some, a coordinator's overrides counted."""
        floors = {(site.id, competence): floor for site in self.sites for competence, floor in site.competence_floors.items()}
        floors.update(self.competence_floor_overrides)
        kept = {key: floor for key, floor in floors.items() if floor > 0}
        out = frozenset(identity for identity in self.elsewhere_of if self.resource[identity].is_named)
        return Holders(kept, self.people, out, self.left, self.under_way, self.locked)

    def things_to_spare(self, stock: Stock) -> int:
        """How many things its floor lets go for the plan; never fewer than were released already."""
        return max(self.left(stock) - self.stock_floor(stock), self.under_way_units[stock.id])

    def people_floor(self, site: Site) -> int:
        """How many people must stay at the site, a coordinator's override counted."""
        return self.floor_overrides.get(site.id, site.people_floor)

    def stock_floor(self, stock: Stock) -> int:
        """How many things must stay, a coordinator's override counted."""
        return self.floor_overrides.get(stock.id, stock.floor)


def _pair(engagement: Engagement) -> tuple[str, str]:
    return engagement.need, engagement.resource


def _resource(engagement: Engagement) -> str:
    return engagement.resource


def _units(engagements: Iterable[Engagement], key: Callable[[Engagement], K]) -> Counter[K]:
    units: Counter[K] = Counter()
    for engagement in engagements:
        units[key(engagement)] += engagement.quantity
    return units


def _require_distinct(kind: str, ids: Iterable[str]) -> None:
    seen: set[str] = set()
    for identity in ids:
        require(identity not in seen, f"{kind} {identity!r}", "it is given twice")
        seen.add(identity)


def _require_floors(problem: Problem) -> None:
    for holder, floor in problem.floor_overrides.items():
        require(floor >= 0, f"floor override of {holder!r}", f"floor {floor} is negative")
        known = holder in problem.site or isinstance(problem.resource.get(holder), Stock)
        require(known, f"floor override of {holder!r}", "it is neither a site nor a stock of the problem")
    for (site, competence), floor in problem.competence_floor_overrides.items():
        name = f"floor override of {competence!r} at {site!r}"
        require(floor >= 0, name, f"floor {floor} is negative")
        require(site in problem.site, name, "the site is unknown")


def _require_team(team: str, lines: tuple[Need, ...]) -> None:
    name = f"team {team!r}"
    require(len({need.incident for need in lines}) == 1, name, "its lines are of several incidents")
    leads = [need for need in lines if need.is_lead]
    require(len(leads) == 1, name, f"{len(leads)} of its lines lead it, not one")


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
