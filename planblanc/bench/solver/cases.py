"""How each case is measured, at its full size and at one that is only to try the command; each loads engines: one process a case."""

from collections.abc import Callable, Mapping

from planblanc.bench.solver import assigned, attacked, dispatched, refused, relieved
from planblanc.bench.solver.instances import NATION, SMALL, THOUSAND
from planblanc.bench.solver.measured import Measured

Measure = Callable[[int, int], Measured]

# (seed, runs) → what was measured; the names are those of `alone.TITLES`.
FULL: Mapping[str, Measure] = {
    "assignment": lambda seed, runs: assigned.measure(NATION, seed, runs),
    "nation": lambda seed, runs: dispatched.nation(NATION, seed, runs),
    "rows": lambda seed, runs: dispatched.beyond_network(NATION, seed, runs, teams=65),
    "thousand": lambda seed, runs: dispatched.thousand(THOUSAND, seed, runs),
    "refusal": lambda seed, runs: refused.measure(NATION, seed, runs),
    "attacks": lambda seed, runs: attacked.alone(seed, runs, establishments=300, people=420),
    "pairs": lambda seed, runs: attacked.by_pairs(seed, runs, establishments=300, people=420),
    "relief": lambda seed, runs: relieved.measure(seed, runs, relievers=40, establishments=3, days=28),
    "nearest-first": lambda seed, runs: dispatched.nearest(NATION, seed, runs),
}

SMALLER: Mapping[str, Measure] = {
    "assignment": lambda seed, runs: assigned.measure(SMALL, seed, runs),
    "nation": lambda seed, runs: dispatched.nation(SMALL, seed, runs),
    "rows": lambda seed, runs: dispatched.beyond_network(SMALL, seed, runs, teams=2),
    "thousand": lambda seed, runs: dispatched.thousand(SMALL, seed, runs),
    "refusal": lambda seed, runs: refused.measure(SMALL, seed, runs),
    "attacks": lambda seed, runs: attacked.alone(seed, runs, establishments=6, people=40),
    "pairs": lambda seed, runs: attacked.by_pairs(seed, runs, establishments=6, people=40),
    "relief": lambda seed, runs: relieved.measure(seed, runs, relievers=8, establishments=1, days=3),
    "nearest-first": lambda seed, runs: dispatched.nearest(SMALL, seed, runs),
}
