"""Nobody stays longer than they can be sent for."""

from solver.arrays import Flags, Indices
from solver.canonical import Canonical
from solver.needs import Need
from solver.pool import Person, Stock
from solver.problem import Problem
from solver.rules.rule import Filter


def allows(problem: Problem, need: Need, resource: Person | Stock) -> bool:
    """Whether the window is no longer than the longest deployment."""
    if isinstance(resource, Stock) or resource.longest_deployment is None:
        return True
    return need.ends_at - need.starts_at <= resource.longest_deployment


def mask(canonical: Canonical, need: Need, some: Indices) -> Flags:
    """Whether the window is no longer than the longest deployment of each of these resources."""
    return canonical.longest[some] >= need.ends_at - need.starts_at


RULE = Filter("longest_deployment", "Ne pas dépasser sa plus longue mission", allows, mask)
