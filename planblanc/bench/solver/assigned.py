"""The national assignment: people alone, one cost an arc, from arrays to a proven assignment; each peer on the same arrays."""

from functools import partial

import numpy as np

from planblanc.bench.solver import instances, peers
from planblanc.bench.solver.instances import Size
from planblanc.bench.solver.measured import OURS, Measured, timed, times_faster
from planblanc.bench.visitor import NotMeasured
from solver import assignment
from solver.assignment import Offers
from solver.candidates import candidates
from solver.canonical import Canonical

_FARTHEST = 9_999


def measure(size: Size, seed: int, runs: int) -> Measured:
    """Every contestant finds the same least cost, or nothing is measured."""
    wanted = offers(size, seed)
    seconds, least = {}, {}
    seconds[OURS], least[OURS] = timed(partial(_ours, wanted), runs)
    for name, peer in peers.peers().items():
        seconds[name], least[name] = timed(partial(peer, wanted), min(runs, 3))
    if len(set(least.values())) > 1:
        raise NotMeasured(f"Les optimums diffèrent : {least}.")
    return Measured(
        counts={"lines": len(wanted.asked), "units": int(wanted.asked.sum()), "people": size.people, "arcs": len(wanted.line)},
        seconds=seconds,
        goals=(times_faster(peers.HIGHS, seconds, 10), times_faster(peers.MODEL, seconds, 50)),
        facts={"optimum": least[OURS]},
    )


def offers(size: Size, seed: int) -> Offers:
    """Rung, then minutes, then levels too many in one cost; a lacking unit costs more than all that, by criticality."""
    canonical = Canonical.of(instances.people_alone(instances.instance(seed, size)))
    pairs = candidates(canonical)
    asked = np.array([need.quantity for need in canonical.needs], dtype=np.int64)
    criticality = np.array([need.criticality.value for need in canonical.needs], dtype=np.int64)
    more = int(asked.sum()) + 1
    cost = pairs.rung * more * 100_000 + np.minimum(pairs.minutes, _FARTHEST) * 10 + pairs.excess
    shortage = (4 - criticality) * more * (int(cost.max(initial=0)) + 1)
    _, resource = np.unique(pairs.resource, return_inverse=True)
    mixed = np.random.default_rng(seed).permutation(len(pairs))
    return Offers(asked, shortage, pairs.need[mixed], resource[mixed], cost[mixed])


def _ours(wanted: Offers) -> int:
    return assignment.total(wanted, assignment.least_costly(wanted).used)
