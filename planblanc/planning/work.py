"""What is asked of the solving process, and what it answers."""

from dataclasses import dataclass

from solver.explanation import NeedExplained, Widening
from solver.moves import Move
from solver.problem import Problem
from solver.proposal import Proposal


@dataclass(frozen=True, eq=False)
class Work:
    """One problem to be solved and explained, and what the plan before it sent."""

    problem: Problem
    before: Proposal


@dataclass(frozen=True, eq=False)
class Incumbent:
    """The best proposal so far, while the search goes on."""

    proposal: Proposal


@dataclass(frozen=True)
class Explanation:
    """Why the proposal is what it is, what a wider rung would add, and what it changes to the plan before."""

    needs: tuple[NeedExplained, ...] = ()
    widenings: tuple[Widening, ...] = ()
    moves: tuple[Move, ...] = ()


@dataclass(frozen=True, eq=False)
class Found:
    """The proposal that the search ended with, and its explanation; an empty one when the search was lost on the way."""

    proposal: Proposal
    explanation: Explanation = Explanation()


@dataclass(frozen=True)
class Rejected:
    """The search could not be done, and why, in English: it goes to the log."""

    why: str
