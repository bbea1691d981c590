"""One rule alone, in plain Python and on arrays, which must agree."""

import numpy as np

from solver.canonical import Canonical
from solver.problem import Problem
from solver.rules.rule import Filter


def allows(rule: Filter, problem: Problem, resource: str, need: str = "N1") -> bool:
    """What the rule says of one resource for one need, both ways of telling it being equal."""
    asked, canonical = problem.need[need], Canonical(problem)
    plain = rule.allows(problem, asked, problem.resource[resource])
    masked = rule.mask(canonical, asked, np.array([canonical.index_of[resource]]))
    assert bool(masked[0]) is plain
    return plain
