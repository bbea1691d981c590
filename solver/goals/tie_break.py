"""Between plans that nothing else tells apart, a fixed draw decides, so that the same input gives the same plan."""

from hashlib import sha256

import numpy as np

from solver.arrays import Flags, Whole
from solver.goals.goal import Goal, summed
from solver.needs import Need
from solver.network import Network
from solver.pool import Person, Stock
from solver.problem import Problem

# Wide enough that two plans draw the same sum less than once in a million problems.
BITS = 40


def draw(need: str, resource: str) -> int:
    """A number of `BITS` bits that depends on the two ids alone."""
    digest = sha256(f"{need}|{resource}".encode()).digest()
    return int.from_bytes(digest[: BITS // 8], "big")


def unit(problem: Problem, need: Need, resource: Person | Stock) -> int:
    """A unit costs the draw of its pair."""
    return draw(need.id, resource.id)


def costs(network: Network, free: Flags) -> Whole:
    """The same on arrays; arcs that are not free are not drawn."""
    needs, resources = network.canonical.needs, network.canonical.resources
    drawn = np.zeros(len(free), dtype=np.int64)
    for arc in np.flatnonzero(free):
        pair = network.parts.pair[arc]
        drawn[arc] = draw(needs[network.pairs.need[pair]].id, resources[network.pairs.resource[pair]].id)
    return drawn


GOAL = Goal("tie_break", "Départager toujours de la même façon", summed(unit), costs, unit, packs=False)
