"""What the solver proposes, how good it is known to be, and what it could not do."""

from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from solver.engaged import Pin
from solver.pool import Rung
from solver.refusal import require
from solver.steps import Step


class Proof(StrEnum):
    """What is known of a stage's value, or of the whole proposal."""

    OPTIMAL = "OPTIMAL"  # nothing is better, and the certificate shows it
    GAP = "GAP"  # no better than `bound`, which was not reached
    NOT_REACHED = "NOT_REACHED"  # the search stopped before this preference
    NEAREST_FIRST = "NEAREST_FIRST"  # no search at all: the nearest, one need after the other


@dataclass(frozen=True)
class Assignment:
    """So many of one resource sent to one need; km and minutes are the caller's to look up.

    `is_kept` says that an engagement under way or asked stands behind it, at least in part.
    """

    need: str
    resource: str
    quantity: int
    rung: Rung
    is_kept: bool = False

    def __post_init__(self) -> None:
        require(self.quantity > 0, f"assignment of {self.resource!r} to {self.need!r}", "it sends nothing")


@dataclass(frozen=True)
class Unmet:
    """How many units of a need nobody covers; the reasons are in the explanation."""

    need: str
    quantity: int


@dataclass(frozen=True)
class StageValue:
    """One preference: its stable name, its French title, what the proposal reaches, what is proven of it.

    The lower `value`, the better; `bound` is the least that any proposal can reach given the stages before.
    """

    name: str
    title: str
    value: int
    bound: int
    proof: Proof


@dataclass(frozen=True, eq=False)
class Certificate:
    """The prices (potentials of the nodes of the network, one array a stage) that prove the stages optimal.

    Where floors by competence or teams bind, `steps` tells how each stage went instead. `solver/certificate.py` builds the
    network again and checks them by itself.
    """

    potentials: tuple[NDArray[np.int64], ...] = ()
    steps: tuple[Step, ...] = ()


@dataclass(frozen=True, eq=False)
class Proposal:
    """Assignments in a fixed order (need, resource), what stays unmet, stages in order of preference."""

    assignments: tuple[Assignment, ...]
    unmet: tuple[Unmet, ...]
    stages: tuple[StageValue, ...]
    proof: Proof
    unkept_pins: tuple[Pin, ...] = ()
    certificate: Certificate | None = None

    def __post_init__(self) -> None:
        sure = self.proof != Proof.OPTIMAL or self.certificate is not None
        require(sure, "proposal", "it claims to be optimal without a certificate")

    @cached_property
    def sent(self) -> dict[tuple[str, str], int]:
        """(need, resource) → how many are sent."""
        return {(assignment.need, assignment.resource): assignment.quantity for assignment in self.assignments}
