"""The least costly assignment of lines to resources that each carry so much in all: no network; a caller of HiGHS by SciPy.

Every line goes to one resource, where it weighs what it weighs there. Solved whole by branch and bound; that nothing costs
less is the engine's own bound, checked to the unit, and no certificate of ours.
"""

from dataclasses import dataclass

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import csr_array

from solver.arrays import Indices, Whole
from solver.circulation import SearchFailed
from solver.refusal import require

_CLOSE = 1e-4


@dataclass(frozen=True, eq=False)
class Loads:
    """`cost`, `weight`: resources × lines; `capacity`: how much each resource carries; all in whole numbers, none negative."""

    cost: Whole
    weight: Whole
    capacity: Whole

    def __post_init__(self) -> None:
        require(self.cost.shape == self.weight.shape, "loads", f"costs of shape {self.cost.shape}, weights of {self.weight.shape}")
        require(self.capacity.shape == self.cost.shape[:1], "loads", f"{len(self.capacity)} capacities for {len(self.cost)} resources")
        for name in ("cost", "weight", "capacity"):
            require(bool((getattr(self, name) >= 0).all()), f"loads.{name}", "a value is negative")


def least_costly(loads: Loads) -> Indices | None:
    """The resource of each line, at the least cost; None where they cannot all be carried."""
    resources, lines = loads.cost.shape
    if not lines:
        return np.zeros(0, dtype=np.intp)
    each = np.arange(resources * lines)
    resource, line = np.divmod(each, lines)
    carried = csr_array((loads.weight.ravel().astype(np.float64), (resource, each)), shape=(resources, len(each)))
    once = csr_array((np.ones(len(each)), (line, each)), shape=(lines, len(each)))
    found = milp(
        loads.cost.ravel().astype(np.float64),
        constraints=[LinearConstraint(carried, -np.inf, loads.capacity), LinearConstraint(once, 1, 1)],
        integrality=np.ones(len(each), dtype=np.int64),
        bounds=Bounds(0, 1),
        options={"mip_rel_gap": 0.0},
    )
    if found.status == _INFEASIBLE:
        return None
    if found.status != 0:
        raise SearchFailed(f"the engine answered {found.message}")
    taken: Indices = np.argmax(found.x.reshape(resources, lines), axis=0)
    _require_proven(loads, taken, found.mip_dual_bound)
    return taken


_INFEASIBLE = 2


def total(loads: Loads, taken: Indices) -> int:
    """What it costs."""
    return int(loads.cost[taken, np.arange(len(taken))].sum())


def load(loads: Loads, taken: Indices) -> Whole:
    """What each resource carries."""
    weights = loads.weight[taken, np.arange(len(taken))]
    return np.bincount(taken, weights=weights, minlength=len(loads.capacity)).astype(np.int64)


def _require_proven(loads: Loads, taken: Indices, bound: float) -> None:
    """Counted again in whole numbers: no engine is taken at its word for what it found."""
    if (load(loads, taken) > loads.capacity).any():
        raise SearchFailed("what the engine found is too much for a resource")
    if total(loads, taken) - bound >= 1 - _CLOSE:
        raise SearchFailed(f"the engine found {total(loads, taken)} and proved no more than {bound}")
