"""What a preference is: a name, a title in French, its costs on the network, and its measure in plain Python."""

from collections.abc import Callable
from dataclasses import dataclass

from solver.arrays import Flags, Whole
from solver.face import Ladder
from solver.needs import Need
from solver.network import Network
from solver.pool import Person, Stock
from solver.problem import Problem
from solver.proposal import Proposal

Measure = Callable[[Problem, Proposal], int]
UnitCost = Callable[[Problem, Need, Person | Stock], int]


@dataclass(frozen=True)
class Goal:
    """One preference of the lexicographic order; the lower its measure, the better.

    `costs`: of a unit on each sending arc, or the ladder of a slice; they sum to the measure, up to a constant. Only the
    costs of the sending arcs that are still free count; None for what is no network. `unit`: what one unit of a resource
    costs a need, the sign being all that counts for what is kept; None where it depends on what else is sent. `packs`:
    whether one run of the engine may serve this preference together with others.
    """

    name: str
    title: str
    measure: Measure
    costs: Callable[[Network, Flags], Whole | Ladder] | None
    unit: UnitCost | None = None
    packs: bool = True


def summed(unit: UnitCost) -> Measure:
    """The measure that sums the cost of every unit sent."""

    def measure(problem: Problem, proposal: Proposal) -> int:
        return sum(sent.quantity * unit(problem, problem.need[sent.need], problem.resource[sent.resource]) for sent in proposal.assignments)

    return measure
