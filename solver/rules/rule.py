"""What a rule is: a name, a sentence in French, and how to tell that a proposal breaks it."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from solver.arrays import Flags, Indices
from solver.canonical import Canonical
from solver.needs import Need
from solver.pool import Person, Stock
from solver.problem import Problem
from solver.proposal import Proposal


@dataclass(frozen=True)
class Rule:
    """A hard rule; `broken` tells each breach in plain Python, on a finished proposal."""

    name: str
    title: str
    broken: Callable[[Problem, Proposal], Iterator[str]]


@dataclass(frozen=True)
class Filter:
    """A hard rule that judges one resource for one need, whatever the others do.

    `allows` is the rule in plain Python; `mask` is the same on arrays, for one need and some resources (indices).
    `binds_under_way`: whether it also holds for who was released already; whoever has arrived is bound by none.
    `binds_asked`: whether it also holds for who was asked and has not answered yet.
    """

    name: str
    title: str
    allows: Callable[[Problem, Need, Person | Stock], bool]
    mask: Callable[[Canonical, Need, Indices], Flags]
    binds_under_way: bool = False
    binds_asked: bool = True

    def broken(self, problem: Problem, proposal: Proposal) -> Iterator[str]:
        """Tell every assignment that sends more units than those the rule lets through."""
        for (need, resource), quantity in proposal.sent.items():
            free = exempt(self, problem, need, resource)
            if quantity > free and not self.allows(problem, problem.need[need], problem.resource[resource]):
                yield f"{self.name}: {quantity} of {resource!r} for {need!r}, {free} exempt"


def exempt(rule: Filter, problem: Problem, need: str, resource: str) -> int:
    """How many units of the pair the rule does not bind, since they have arrived, were released or, for some rules, were asked."""
    settled = problem.locked if rule.binds_under_way else problem.under_way
    return settled[need, resource] + (0 if rule.binds_asked else problem.asked[need, resource])
