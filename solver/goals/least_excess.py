"""Nobody is sent whose level is above what is asked for where another would do; a substitute counts as one level."""

from solver.arrays import Flags, Whole
from solver.goals.goal import Goal, summed
from solver.needs import Need, Skill
from solver.network import Network
from solver.pool import Person, Stock
from solver.problem import Problem


def unit(problem: Problem, need: Need, resource: Person | Stock) -> int:
    """A unit costs the levels above what is asked for, or one for a substitute."""
    if isinstance(need.wants, Skill):
        level = resource.competences.get(need.wants.competence, 0) if isinstance(resource, Person) else 0
        return max(level - need.wants.level, 0)
    return int(isinstance(resource, Stock) and resource.type != need.wants.type)


def costs(network: Network, free: Flags) -> Whole:
    """The same on arrays."""
    return network.pairs.excess[network.parts.pair]


GOAL = Goal("excess", "Ne pas mobiliser plus qualifié que nécessaire", summed(unit), costs, unit)
