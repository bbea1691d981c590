"""Where a need asks for PRIS, its provider is qualified for the activity; the one for PCI counts only with REC and INV.

Source: référentiel d'exigences PRIS (ANSSI): recherche d'indicateurs (REC), investigation (INV), analyse de codes (CODE), pilotage et
coordination des investigations (PCI), gestion de crise (CRISE).
"""

import numpy as np

from solver.arrays import Flags, Indices
from solver.canonical import Canonical
from solver.needs import Need, Skill
from solver.pool import Person, Stock
from solver.problem import Problem
from solver.rules.rule import Filter

_COORDINATION_RESTS_ON = frozenset({"REC", "INV"})


def allows(problem: Problem, need: Need, resource: Person | Stock) -> bool:
    """Whether the resource's lender is qualified for what the need asks, or the need does not ask for PRIS."""
    return not need.is_pris or _is_qualified(problem, need, problem.site[resource.site].lender)


def mask(canonical: Canonical, need: Need, some: Indices) -> Flags:
    """Whether the lender of each of these resources is qualified for what the need asks."""
    if not need.is_pris:
        return np.ones(len(some), dtype=np.bool_)
    qualified = {lender for lender in canonical.problem.pris if _is_qualified(canonical.problem, need, lender)}
    return np.array([lender in qualified for lender in canonical.lender_of_column], dtype=np.bool_)[canonical.column[some]]


def _is_qualified(problem: Problem, need: Need, lender: str) -> bool:
    """A competence that is no PRIS activity asks for a provider with any qualification."""
    held = problem.pris.get(lender, frozenset())
    activity = problem.pris_activity.get(need.wants.competence) if isinstance(need.wants, Skill) else None
    if activity is None:
        return bool(held)
    return activity in held and (activity != "PCI" or held >= _COORDINATION_RESTS_ON)


RULE = Filter("pris", "Être qualifié PRIS pour l'activité demandée", allows, mask, binds_under_way=True)
