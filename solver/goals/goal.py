"""What a preference is: a name, a title in French, its costs on the network, and its measure in plain Python."""

from collections.abc import Callable
from dataclasses import dataclass

from solver.arrays import Flags, Indices, Whole
from solver.network import Network
from solver.problem import Problem
from solver.proposal import Proposal


@dataclass(frozen=True, eq=False)
class Ladder:
    """Costs that grow with each unit on the arcs of a slice: one entry a unit, beyond what the arc must carry.

    `arc`: which arc of the slice, in order. `cost`: of one unit more, never less than that of the unit before it.
    """

    arcs: slice
    arc: Indices
    cost: Whole


@dataclass(frozen=True)
class Goal:
    """One preference of the lexicographic order; the lower its measure, the better.

    `costs`: of a unit on each sending arc, or the ladder of a slice; they sum to the measure, up to a constant. Only the
    costs of the sending arcs that are still free count. `packs`: whether one run of the engine may serve this preference
    together with others.
    """

    name: str
    title: str
    measure: Callable[[Problem, Proposal], int]
    costs: Callable[[Network, Flags], Whole | Ladder]
    packs: bool = True
