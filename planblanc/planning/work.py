"""What is asked of the solving process, and what it answers."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol, TypeVar

from planblanc.planning.by_hand import Choice, Outcome
from solver.check import breaches
from solver.explanation import NeedExplained, Sacrifice, Widening
from solver.moves import Move
from solver.problem import Problem
from solver.proposal import Proposal

F = TypeVar("F")


class Task(Protocol[F]):
    """Anything that the solving process is asked, and how the service judges what comes back: never on its word."""

    def answered(self, said: object) -> F | None:
        """The answer, if it is one to this."""
        ...

    def is_sound(self, found: F) -> bool:
        """Whether it keeps every rule."""
        ...

    def last_that_holds(self, incumbents: Sequence[object]) -> F | None:
        """The last of what was found on the way that keeps every rule, when the search did not end."""
        ...


@dataclass(frozen=True, eq=False)
class Work:
    """One problem to be solved and explained, what the plan before it sent, and the choices by hand that are in it."""

    problem: Problem
    before: Proposal
    choices: tuple[Choice, ...] = ()

    def answered(self, said: object) -> "Found | None":
        """The plan that was found."""
        return said if isinstance(said, Found) else None

    def is_sound(self, found: "Found") -> bool:
        """Whether the plan keeps every rule."""
        return not breaches(self.problem, found.proposal)

    def last_that_holds(self, incumbents: Sequence[object]) -> "Found | None":
        """The last plan on the way that keeps every rule; explained, if only what other choices would cost was missing."""
        found = (Found(one) if isinstance(one, Proposal) else one for one in reversed(incumbents) if isinstance(one, (Proposal, Found)))
        return next((one for one in found if self.is_sound(one)), None)


@dataclass(frozen=True, eq=False)
class Incumbent:
    """The best so far, while the search goes on: a proposal, or a roster."""

    proposal: object


@dataclass(frozen=True)
class Explanation:
    """Why the proposal is what it is, what a wider rung would add, and what it changes to the plan before."""

    needs: tuple[NeedExplained, ...] = ()
    widenings: tuple[Widening, ...] = ()
    moves: tuple[Move, ...] = ()
    by_hand: tuple[Outcome, ...] = ()
    sacrifices: tuple[Sacrifice, ...] = ()


@dataclass(frozen=True, eq=False)
class Found:
    """The proposal that the search ended with, and its explanation; an empty one when the search was lost on the way."""

    proposal: Proposal
    explanation: Explanation = Explanation()


@dataclass(frozen=True)
class Rejected:
    """The search could not be done, and why, in English: it goes to the log."""

    why: str
