"""A pool before the crisis: who may be attacked, what they would ask for, and how the pool is staffed by day and by night."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property

from solver.needs import Need
from solver.pool import Delays, Person, Rung, SharedFate, Site, Stock
from solver.problem import Problem
from solver.reach import Reach
from solver.refusal import require


@dataclass(frozen=True)
class Target:
    """An establishment that may be attacked, the lenders that are then victims, and what it would ask for.

    The windows and the bounds of `needs` are told in minutes from the attack.
    """

    establishment: str
    lenders: frozenset[str]
    needs: tuple[Need, ...]

    def __post_init__(self) -> None:
        for need in self.needs:
            here = need.establishment == self.establishment
            require(here, f"target {self.establishment!r}", f"its need {need.id!r} is of {need.establishment!r}")


@dataclass(frozen=True)
class Staffing:
    """A moment to attack at, in minutes since the epoch of the pool: who is available then decides who may come.

    `delays`: resource → its delays at that moment, where they are not those it has. `usual`: those of a resource that
    nobody has yet; `usual_of_type`: of a thing, where its type has its own.
    """

    name: str
    now: int
    usual: Delays
    delays: Mapping[str, Delays] = field(default_factory=dict)
    usual_of_type: Mapping[str, Delays] = field(default_factory=dict)


@dataclass(frozen=True, eq=False)
class StressProblem:
    """A pool, its targets and its staffings; `open_rungs`: what is authorised beyond the home perimeter in every attack."""

    sites: tuple[Site, ...]
    people: tuple[Person, ...]
    stocks: tuple[Stock, ...]
    reach: Reach
    targets: tuple[Target, ...]
    staffings: tuple[Staffing, ...]
    shared_fates: tuple[SharedFate, ...] = ()
    open_rungs: frozenset[Rung] = frozenset()

    def __post_init__(self) -> None:
        require(len(self.target) == len(self.targets), "targets", "an establishment is given twice")
        names = {staffing.name for staffing in self.staffings}
        require(len(names) == len(self.staffings), "staffings", "a name is given twice")
        known = {person.id for person in self.people} | {stock.id for stock in self.stocks}
        for staffing in self.staffings:
            unknown = sorted(set(staffing.delays) - known)
            require(not unknown, f"staffing {staffing.name!r}", f"it has delays for {unknown}, which the pool does not hold")

    @cached_property
    def target(self) -> dict[str, Target]:
        """Targets by establishment, in the order of the names."""
        return {target.establishment: target for target in sorted(self.targets, key=lambda target: target.establishment)}

    def whole(self, staffing: Staffing) -> Problem:
        """What all the targets would ask for, each as if it were the only one: no victim yet."""
        return self._problem(staffing, self.target.values(), frozenset())

    def attack(self, staffing: Staffing, establishments: Iterable[str]) -> Problem:
        """The dispatch to solve when these establishments are attacked at once."""
        targets = [self.target[establishment] for establishment in establishments]
        return self._problem(staffing, targets, frozenset().union(*(target.lenders for target in targets)))

    def _problem(self, staffing: Staffing, targets: Iterable[Target], victims: frozenset[str]) -> Problem:
        needs = tuple(_moved(need, staffing.now) for target in targets for need in target.needs)
        return Problem(
            now=staffing.now,
            needs=needs,
            sites=self.sites,
            people=tuple(_delayed_person(person, staffing) for person in self.people),
            stocks=tuple(_delayed_stock(stock, staffing) for stock in self.stocks),
            reach=self.reach,
            victims=victims,
            shared_fates=self.shared_fates,
            open_rungs={need.incident: self.open_rungs for need in needs},
        )


def _moved(need: Need, now: int) -> Need:
    bound = None if need.arrive_by is None else need.arrive_by + now
    return replace(need, starts_at=need.starts_at + now, ends_at=need.ends_at + now, arrive_by=bound)


def _delayed_person(person: Person, staffing: Staffing) -> Person:
    return replace(person, delays=staffing.delays[person.id]) if person.id in staffing.delays else person


def _delayed_stock(stock: Stock, staffing: Staffing) -> Stock:
    return replace(stock, delays=staffing.delays[stock.id]) if stock.id in staffing.delays else stock
