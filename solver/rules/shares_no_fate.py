"""A lender that falls with the victim (same directory, hosting, network, supplier) lends nothing to it, unless attested clean."""

import numpy as np

from solver.arrays import Flags, Indices
from solver.canonical import Canonical
from solver.needs import Need
from solver.pool import Person, Stock
from solver.problem import Problem
from solver.rules.rule import Filter


def allows(problem: Problem, need: Need, resource: Person | Stock) -> bool:
    """Whether the resource's lender does not fall with the establishment in need."""
    return (need.establishment, problem.site[resource.site].lender) not in problem.fates


def mask(canonical: Canonical, need: Need, some: Indices) -> Flags:
    """Whether the lender of each of these resources does not fall with the establishment in need."""
    if need.establishment not in canonical.fated:
        return np.ones(len(some), dtype=np.bool_)
    return ~canonical.fated[need.establishment][some]


RULE = Filter("shared_fate", "Ne pas partager le sort de la victime, sauf attestation", allows, mask, binds_under_way=True)
