"""What preferences are told in: the same words for the relaxation and for the rosters themselves."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from ortools.sat.python import cp_model

from solver.relief.problem import Share

# A linear expression of CP-SAT, or a constant.
Linear = Any
# Loads are compared by classes, wide enough that somebody may take a shift for another.
HOURS_IN_A_CLASS = 36
NIGHTS_IN_A_CLASS = 3
# What an expression is worth in a solution.
Worth = Callable[[Linear], int]


@dataclass(frozen=True, eq=False)
class Terms:
    """Expressions of a model.

    `covered`: places filled, by criticality and establishment. `serves`: (reliever, establishment) → whether the person
    has a shift there. `strange`: establishment → crews in which nobody knows the place. `wished`: reliever → shifts that
    fall into leave asked for. `beyond`: reliever → establishments served beyond the first. `hours`, `nights`:
    establishment → the class of the heaviest load of one person there.
    """

    model: cp_model.CpModel
    covered: Mapping[Share, Linear]
    serves: Mapping[tuple[str, str], Linear]
    strange: Mapping[str, Linear]
    wished: Mapping[str, Linear]
    beyond: Mapping[str, Linear]
    hours: Mapping[str, Linear]
    nights: Mapping[str, Linear]


def total(expressions: Iterable[Linear]) -> Linear:
    """The sum of expressions, zero when there is none."""
    return cp_model.LinearExpr.sum(list(expressions))


def beyond_the_first(model: cp_model.CpModel, serves: Mapping[tuple[str, str], Linear]) -> dict[str, Linear]:
    """How many establishments each person serves beyond one, for those who may serve several."""
    flags: dict[str, list[Linear]] = {}
    for (reliever, _), flag in serves.items():
        flags.setdefault(reliever, []).append(flag)
    beyond: dict[str, Linear] = {}
    for reliever, several in flags.items():
        if len(several) > 1:
            beyond[reliever] = model.new_int_var(0, len(several) - 1, "")
            model.add(beyond[reliever] >= total(several) - 1)
    return beyond
