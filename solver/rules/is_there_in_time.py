"""Whoever goes arrives by the bound of the need, and before its window ends.

Whoever was asked already was called in time: hours later, a plan that counts from now would call them off.
"""

import math

import numpy as np

from solver.arrays import Flags, Indices
from solver.canonical import NEVER, Canonical
from solver.needs import Need
from solver.pool import Person, Stock
from solver.problem import Problem
from solver.rules.is_available import leaves_at
from solver.rules.rule import Filter


def allows(problem: Problem, need: Need, resource: Person | Stock) -> bool:
    """Whether alert, preparation and road bring the resource there in time, leaving when it can at the earliest."""
    road = problem.reach.road_of(need.establishment, resource.site)
    if math.isinf(road):
        return False
    leaves = leaves_at(problem, need, resource)
    arrives = (problem.now if leaves is None else leaves) + resource.delays.alert + resource.delays.preparation + math.ceil(road)
    return arrives <= _latest(need)


def mask(canonical: Canonical, need: Need, some: Indices) -> Flags:
    """Whether each of these resources is there in time."""
    leaves = canonical.leaves_at(need, some)
    leaves = np.where(leaves == NEVER, canonical.problem.now, leaves)
    in_time: Flags = leaves + canonical.minutes_to(need, some) <= _latest(need)
    return in_time


def _latest(need: Need) -> int:
    before_the_end = need.ends_at - 1
    return before_the_end if need.arrive_by is None else min(need.arrive_by, before_the_end)


RULE = Filter("in_time", "Arriver à temps", allows, mask, binds_asked=False)
