"""A whole stress test: every attack, what lacks most, what everyone counts on, and what would help."""

import heapq
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from solver.needs import Criticality, Item, Skill
from solver.stress.attacks import Attacks
from solver.stress.floors import beyond_floors
from solver.stress.gains import Gain, gains
from solver.stress.losses import Loss, losses
from solver.stress.outcome import Outcome
from solver.stress.pairs import pairs
from solver.stress.problem import Staffing, StressProblem

WORST_PAIRS = 100


@dataclass(frozen=True)
class Shortage:
    """What lacks in the attacks alone of one staffing: units in all, and in how many attacks."""

    staffing: str
    wants: Skill | Item
    criticality: Criticality
    units: int
    attacks: int


@dataclass(frozen=True)
class Pairs:
    """How many pairs were attacked, how many of them are wholly covered, and those that are the least."""

    attacked: int
    covered: int
    worst: tuple[Outcome, ...]


@dataclass(frozen=True)
class StaffingReport:
    """One staffing; attacks in the order of the names, everything else with the worst, or the best, first.

    `beyond_floors`: those that, attacked alone, are covered at most as told, for a site keeps some who hold a competence.
    """

    staffing: str
    beyond_floors: frozenset[str]
    alone: tuple[Outcome, ...]
    groups: tuple[Outcome, ...]
    pairs: Pairs | None
    shortages: tuple[Shortage, ...]
    losses: tuple[Loss, ...]
    gains: tuple[Gain, ...]


def stress_test(
    stress: StressProblem, *, with_pairs: bool = False, attacked: Callable[[], None] = lambda: None
) -> tuple[StaffingReport, ...]:
    """Attack each establishment alone, each group that shares a fate and, where wanted, each pair, at every staffing.

    `attacked` is called once for each attack.
    """
    return tuple(_report(stress, staffing, attacked, with_pairs=with_pairs) for staffing in stress.staffings)


def how_bad(outcome: Outcome) -> tuple[int, int, int, tuple[str, ...]]:
    """What attacks are ordered by, the worst first: units that lack, vital needs, then high, then normal."""
    vital, high, normal = outcome.uncovered
    return -vital, -high, -normal, outcome.victims


def _report(stress: StressProblem, staffing: Staffing, attacked: Callable[[], None], *, with_pairs: bool) -> StaffingReport:
    attacks = Attacks(stress, staffing)
    alone = tuple(_counted((attacks.outcome((name,)) for name in stress.target), attacked))
    return StaffingReport(
        staffing=staffing.name,
        beyond_floors=beyond_floors(attacks),
        alone=alone,
        groups=tuple(_counted((attacks.outcome(group) for group in attacks.groups), attacked)),
        pairs=_pairs(_counted(pairs(attacks), attacked)) if with_pairs else None,
        shortages=shortages(attacks, alone),
        losses=losses(attacks),
        gains=gains(attacks),
    )


def _counted(outcomes: Iterable[Outcome], attacked: Callable[[], None]) -> Iterator[Outcome]:
    for outcome in outcomes:
        attacked()
        yield outcome


def _pairs(outcomes: Iterable[Outcome]) -> Pairs:
    """Only the worst are kept: there are tens of thousands of them."""
    number: Counter[bool] = Counter()

    def seen() -> Iterator[Outcome]:
        for outcome in outcomes:
            number[outcome.is_covered] += 1
            yield outcome

    worst = heapq.nsmallest(WORST_PAIRS, seen(), key=how_bad)
    return Pairs(number.total(), number[True], tuple(worst))


def shortages(attacks: Attacks, outcomes: Iterable[Outcome]) -> tuple[Shortage, ...]:
    """What lacks, the most critical first, then what lacks most."""
    need = attacks.ranking.canonical.problem.need
    units: Counter[tuple[Criticality, Skill | Item]] = Counter()
    victims: defaultdict[tuple[Criticality, Skill | Item], set[str]] = defaultdict(set)
    for outcome in outcomes:
        for identity, lack in outcome.lacking:
            what = need[identity].criticality, need[identity].wants
            units[what] += lack
            victims[what].add(need[identity].establishment)
    found = (Shortage(attacks.staffing.name, wants, level, lack, len(victims[level, wants])) for (level, wants), lack in units.items())
    return tuple(sorted(found, key=lambda shortage: (shortage.criticality, -shortage.units, -shortage.attacks, str(shortage.wants))))
