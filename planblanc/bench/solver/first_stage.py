"""The first stage with floors by competence and teams, vital needs covered: ours beside HiGHS on the same rows as one whole programme."""

from collections.abc import Callable

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, OptimizeResult, milp
from scipy.sparse import csr_array, hstack

from planblanc.bench.visitor import NotMeasured
from solver import flows, leaves, nearest, relaxing, rows
from solver.branching import Branching
from solver.canonical import Canonical
from solver.face import Costs
from solver.goals import cover_fairly
from solver.needs import Criticality
from solver.network import network
from solver.problem import Problem
from solver.rows import Rows
from solver.subgraph import Subgraph

HIGHS = "HiGHS, programme en nombres entiers"
# Past that the peer is told as slower than so many seconds.
MOST_SECONDS = 120.0
_solve: Callable[..., OptimizeResult] = milp


def prepared(problem: Problem) -> tuple[Rows, Costs]:
    """The arrays that both begin with."""
    crossing = rows.rows(network(Canonical.of(problem)))
    return crossing, cover_fairly.costs_of(crossing.network, Criticality.VITAL)


def ours(crossing: Rows, costs: Costs) -> int:
    """What the stage costs at least, proven; it begins with the nearest-first list, as a search does."""
    first = nearest.nearest_first(crossing.network.canonical.problem)
    branching = Branching(crossing, flows.of_proposal(crossing.network, first))
    if not branching.improve(costs).is_closed:
        raise NotMeasured("La première étape n'est pas prouvée.")
    return leaves.total(crossing.network, costs, branching.flow)


def by_highs(crossing: Rows, costs: Costs) -> int | None:
    """The same by HiGHS on all the arcs, one thread, to the last unit; None where `MOST_SECONDS` do not do."""
    leaf = leaves.root(crossing)
    everything = np.ones(crossing.network.sending.stop, dtype=np.bool_)
    free = relaxing.free_arcs(crossing, leaf.face, Subgraph(crossing.network, leaf.face, everything), costs)
    of_teams, team_least = relaxing.team_table(crossing, leaf.face, free)
    teams = len(crossing.teams)
    found = _solve(
        np.append(free.cost, np.zeros(teams)),
        constraints=[
            LinearConstraint(hstack([free.conserve, csr_array((len(free.balance), teams))]), free.balance, free.balance),
            LinearConstraint(hstack([free.table, csr_array((len(free.left), teams))]), -np.inf, free.left),
            LinearConstraint(of_teams, team_least, np.inf),
        ],
        integrality=np.ones(len(free.arc) + teams, dtype=np.int64),
        bounds=Bounds(np.zeros(len(free.arc) + teams), np.append(free.room, np.ones(teams))),
        options={"time_limit": MOST_SECONDS, "mip_rel_gap": 0.0},
    )
    return None if found.status != 0 else round(found.fun)
