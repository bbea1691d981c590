"""What is asked of the solving process, and what it answers."""

from dataclasses import dataclass

from solver.problem import Problem
from solver.proposal import Proposal


@dataclass(frozen=True, eq=False)
class Work:
    """One problem to be solved and explained."""

    problem: Problem


@dataclass(frozen=True, eq=False)
class Incumbent:
    """The best proposal so far, while the search goes on."""

    proposal: Proposal


@dataclass(frozen=True, eq=False)
class Found:
    """The proposal that the search ended with, and its explanation; none of it when a killed search left only this."""

    proposal: Proposal
    explanation: object


@dataclass(frozen=True)
class Rejected:
    """The search could not be done, and why, in English: it goes to the log."""

    why: str
