"""Nobody is sent whose level is above what is asked for where another would do; a substitute counts as one level."""

from solver.arrays import Flags, Whole
from solver.goals.goal import Goal
from solver.needs import Need, Skill
from solver.network import Network
from solver.pool import Person, Stock
from solver.problem import Problem
from solver.proposal import Proposal


def measure(problem: Problem, proposal: Proposal) -> int:
    """Levels above what is asked for, and substitutes, summed over the units sent."""
    return sum(sent.quantity * _excess(problem.need[sent.need], problem.resource[sent.resource]) for sent in proposal.assignments)


def _excess(need: Need, resource: Person | Stock) -> int:
    if isinstance(need.wants, Skill):
        level = resource.competences.get(need.wants.competence, 0) if isinstance(resource, Person) else 0
        return max(level - need.wants.level, 0)
    return int(isinstance(resource, Stock) and resource.type != need.wants.type)


def costs(network: Network, free: Flags) -> Whole:
    """A unit costs its excess."""
    return network.pairs.excess[network.parts.pair]


GOAL = Goal("excess", "Ne pas mobiliser plus qualifié que nécessaire", measure, costs)
