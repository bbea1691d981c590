"""The stress test of real hospitals: each attacked alone, then each pair, against one min-cost flow built for each attack."""

import numpy as np
from ortools.graph.python import min_cost_flow

from planblanc.bench.solver import region
from planblanc.bench.solver.measured import OURS, Measured, once, timed, times_faster, under
from planblanc.bench.visitor import NotMeasured
from solver.arrays import Whole, sum_by
from solver.canonical import Canonical
from solver.goals import cover_fairly
from solver.network import Network, network
from solver.stress.attacks import Attacks
from solver.stress.outcome import ByCriticality, Outcome
from solver.stress.pairs import pairs
from solver.stress.problem import StressProblem

FLOW_EACH = "OR-Tools, un flot sur tableaux par attaque"
_FARTHEST = 10_000


def alone(seed: int, runs: int, *, establishments: int, people: int) -> Measured:
    """What each attack leaves covered is the same by both, or nothing is measured."""
    stress = region.region(seed, establishments=establishments, people=people)
    seconds, outcomes = timed(lambda: _outcomes(stress), runs)
    flow_seconds, covered = once(lambda: [_by_flow(stress, name) for name in stress.target])
    if [outcome.covered for outcome in outcomes] != covered:
        raise NotMeasured("Les attaques ne sont pas couvertes de même par le flot.")
    both = {OURS: seconds, FLOW_EACH: flow_seconds}
    return Measured(_counts(stress, len(outcomes)), both, (times_faster(FLOW_EACH, both, 10),), _facts(outcomes))


def by_pairs(seed: int, _runs: int, *, establishments: int, people: int) -> Measured:
    """Measured once, the attacks alone included."""
    stress = region.region(seed, establishments=establishments, people=people)
    seconds, outcomes = once(lambda: list(pairs(Attacks(stress, stress.staffings[0]))))
    return Measured(_counts(stress, len(outcomes)), {OURS: seconds}, (under("toutes les paires", seconds, 15),), _facts(outcomes))


def _outcomes(stress: StressProblem) -> list[Outcome]:
    attacks = Attacks(stress, stress.staffings[0])
    return [attacks.outcome((name,)) for name in stress.target]


def _by_flow(stress: StressProblem, name: str) -> ByCriticality:
    """Cover, then minutes, in one weighted sum: the units covered, by criticality."""
    built = network(Canonical(stress.attack(stress.staffings[0], (name,))))
    flow = _flow(built)
    received = sum_by(built.pairs.need[built.parts.pair], flow[built.sending], len(built.canonical.needs))
    covered = [0, 0, 0]
    for need, units in zip(built.canonical.needs, received.tolist(), strict=True):
        covered[need.criticality.value - 1] += units
    return covered[0], covered[1], covered[2]


def _flow(built: Network) -> Whole:
    ladder = cover_fairly.costs(built, built.upper[built.sending] > 0)
    units = ladder.arc + ladder.arcs.start
    plain = np.arange(built.coverage.start)
    others = np.arange(built.coverage.stop, len(built.tail))
    arcs = np.concatenate([plain, units, others])
    minutes = np.zeros(len(arcs), dtype=np.int64)
    minutes[built.sending] = np.minimum(built.pairs.minutes[built.parts.pair], _FARTHEST)
    weight = _FARTHEST * (built.reachable + 1)
    minutes[len(plain) : len(plain) + len(units)] = ladder.cost * weight
    room = np.concatenate([built.upper[plain], np.ones(len(units), dtype=np.int64), built.upper[others]])
    engine = min_cost_flow.SimpleMinCostFlow()
    numbers = engine.add_arcs_with_capacity_and_unit_cost(
        built.tail[arcs].astype(np.int32), built.head[arcs].astype(np.int32), room, minutes
    )
    if engine.solve() != engine.OPTIMAL:
        raise NotMeasured("Le flot d'OR-Tools n'a pas abouti.")
    return sum_by(arcs, np.asarray(engine.flows(numbers)), len(built.tail))


def _counts(stress: StressProblem, attacks: int) -> dict[str, int]:
    return {"attacks": attacks, "establishments": len(stress.target), "people": len(stress.people), "stocks": len(stress.stocks)}


def _facts(outcomes: list[Outcome]) -> dict[str, object]:
    return {"not_fully_covered": sum(not outcome.is_covered for outcome in outcomes)}
