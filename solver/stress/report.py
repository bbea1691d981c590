"""A whole stress test: every attack, what lacks most, what everyone counts on, and what would help."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from solver.needs import Criticality, Item, Skill
from solver.stress.attacks import Attacks
from solver.stress.gains import Gain, gains
from solver.stress.losses import Loss, losses
from solver.stress.outcome import Outcome
from solver.stress.pairs import pairs
from solver.stress.problem import Staffing, StressProblem


@dataclass(frozen=True)
class Shortage:
    """What lacks in the attacks alone of one staffing: units in all, and in how many attacks."""

    staffing: str
    wants: Skill | Item
    criticality: Criticality
    units: int
    attacks: int


@dataclass(frozen=True)
class StaffingReport:
    """One staffing; attacks in the order of the names, everything else with the worst, or the best, first."""

    staffing: str
    alone: tuple[Outcome, ...]
    groups: tuple[Outcome, ...]
    pairs: tuple[Outcome, ...]
    shortages: tuple[Shortage, ...]
    losses: tuple[Loss, ...]
    gains: tuple[Gain, ...]


def stress_test(stress: StressProblem, *, with_pairs: bool = False) -> tuple[StaffingReport, ...]:
    """Attack each establishment alone, each group that shares a fate and, where wanted, each pair, at every staffing."""
    return tuple(_report(stress, staffing, with_pairs=with_pairs) for staffing in stress.staffings)


def _report(stress: StressProblem, staffing: Staffing, *, with_pairs: bool) -> StaffingReport:
    attacks = Attacks(stress, staffing)
    alone = tuple(attacks.outcome((name,)) for name in stress.target)
    return StaffingReport(
        staffing=staffing.name,
        alone=alone,
        groups=tuple(attacks.outcome(group) for group in attacks.groups),
        pairs=tuple(pairs(attacks)) if with_pairs else (),
        shortages=shortages(attacks, alone),
        losses=losses(attacks),
        gains=gains(attacks),
    )


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
