"""Whoever goes is available for the whole window of the need."""

from solver.arrays import Flags, Indices
from solver.canonical import NEVER, Canonical
from solver.needs import Need
from solver.pool import Person, Stock
from solver.problem import Problem
from solver.rules.rule import Filter


def allows(problem: Problem, need: Need, resource: Person | Stock) -> bool:
    """Whether one span of availability covers the window; a stock always is there."""
    return leaves_at(problem, need, resource) is not None


def leaves_at(problem: Problem, need: Need, resource: Person | Stock) -> int | None:
    """When the resource can leave for the whole window of the need, in minutes; None if it is not available for it."""
    if isinstance(resource, Stock):
        return problem.now
    for start, end in resource.spans:
        if start <= need.starts_at and need.ends_at <= end:
            return max(start, problem.now)
    return None


def mask(canonical: Canonical, need: Need, some: Indices) -> Flags:
    """Whether each of these resources is available for the whole window."""
    available: Flags = canonical.leaves_at(need, some) != NEVER
    return available


RULE = Filter("available", "Être disponible pendant toute la fenêtre", allows, mask)
