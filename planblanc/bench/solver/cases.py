"""The cases of the table, each at its full size and at one that is only to try the command."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from planblanc.bench.solver import assigned, attacked, dispatched, instances
from planblanc.bench.solver.measured import Measured

Measure = Callable[[int, int], Measured]


@dataclass(frozen=True)
class Case:
    """A title in French, and how to measure it: (seed, runs) → what it showed."""

    title: str
    full: Measure
    small: Measure


CASES: Mapping[str, Case] = {
    "assignment": Case(
        "affectation nationale, des tableaux au plan",
        full=lambda seed, runs: assigned.measure(instances.NATION, seed, runs),
        small=lambda seed, runs: assigned.measure(instances.SMALL, seed, runs),
    ),
    "nation": Case(
        "plan national, personnes et matériels",
        full=lambda seed, runs: dispatched.nation(instances.NATION, seed, runs),
        small=lambda seed, runs: dispatched.nation(instances.SMALL, seed, runs),
    ),
    "thousand": Case(
        "1 000 incidents à la fois",
        full=lambda seed, runs: dispatched.thousand(instances.THOUSAND, seed, runs),
        small=lambda seed, runs: dispatched.thousand(instances.SMALL, seed, runs),
    ),
    "attacks": Case(
        "chaque établissement attaqué seul",
        full=lambda seed, runs: attacked.alone(seed, runs, establishments=300, people=420),
        small=lambda seed, runs: attacked.alone(seed, runs, establishments=6, people=40),
    ),
    "pairs": Case(
        "chaque paire d'établissements attaquée",
        full=lambda seed, runs: attacked.by_pairs(seed, runs, establishments=300, people=420),
        small=lambda seed, runs: attacked.by_pairs(seed, runs, establishments=6, people=40),
    ),
    "nearest-first": Case(
        "au plus proche d'abord, comme avec un tableur",
        full=lambda seed, runs: dispatched.nearest(instances.NATION, seed, runs),
        small=lambda seed, runs: dispatched.nearest(instances.SMALL, seed, runs),
    ),
}
