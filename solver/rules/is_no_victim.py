"""A lender that is a victim itself lends nothing."""

from solver.arrays import Flags, Indices
from solver.canonical import Canonical
from solver.needs import Need
from solver.pool import Person, Stock
from solver.problem import Problem
from solver.rules.rule import Filter


def allows(problem: Problem, need: Need, resource: Person | Stock) -> bool:
    """Whether the resource's lender is no victim."""
    return problem.site[resource.site].lender not in problem.victims


def mask(canonical: Canonical, need: Need, some: Indices) -> Flags:
    """Whether the lender of each of these resources is no victim."""
    return ~canonical.is_victim[some]


RULE = Filter("victim", "Ne pas être soi-même victime", allows, mask, binds_under_way=True)
