"""Whoever goes holds the competence at the level asked for; whatever goes is of the type, or an accepted substitute."""

import numpy as np

from solver.arrays import Flags, Indices
from solver.canonical import Canonical
from solver.needs import Item, Need, Skill
from solver.pool import Person, Stock
from solver.problem import Problem
from solver.rules.rule import Filter


def allows(problem: Problem, need: Need, resource: Person | Stock) -> bool:
    """Whether the resource is what the need asks for."""
    if isinstance(need.wants, Skill):
        return isinstance(resource, Person) and resource.competences.get(need.wants.competence, 0) >= need.wants.level
    return isinstance(resource, Stock) and resource.type in {need.wants.type, *need.wants.substitutes}


def mask(canonical: Canonical, need: Need, some: Indices) -> Flags:
    """Whether each of these resources is what the need asks for."""
    fits = np.zeros(len(canonical.resources), dtype=np.bool_)
    fits[fitting(canonical, need)] = True
    return fits[some]


def fitting(canonical: Canonical, need: Need) -> Indices:
    """The resources that are what the need asks for, in order."""
    if isinstance(need.wants, Skill):
        people, levels = canonical.skilled.get(need.wants.competence, _NOBODY)
        return people[levels >= need.wants.level]
    return _of_types(canonical, need.wants)


def _of_types(canonical: Canonical, item: Item) -> Indices:
    stocks = [canonical.typed[code] for code in (item.type, *item.substitutes) if code in canonical.typed]
    return np.sort(np.concatenate(stocks)) if stocks else _NOBODY[0]


_NOBODY = (np.zeros(0, dtype=np.intp), np.zeros(0, dtype=np.int64))

RULE = Filter("competence", "Avoir la compétence au niveau demandé, ou être du type demandé", allows, mask, binds_under_way=True)
