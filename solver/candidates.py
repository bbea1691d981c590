"""Who may go where: every pair of a need and a resource that no rule rejects, as arrays."""

from dataclasses import dataclass

import numpy as np

from solver import rules
from solver.arrays import Indices, Whole, among
from solver.canonical import Canonical
from solver.needs import Need, Skill
from solver.rules import (
    has_what_is_asked,
    is_available,
    is_no_victim,
    lender_keeps_its_stock,
    nobody_is_in_two_places,
    site_keeps_its_competences,
    site_keeps_its_people,
    within_longest_deployment,
)
from solver.rules.rule import exempt

# Only a pair that has arrived or was released can have no way: it is then as far as can be.
FARTHEST = 100_000

# The rules that look at what is asked and when, and at nothing else of a need that nobody is engaged for, by their names.
_WHAT_AND_WHEN = frozenset(
    module.RULE.name
    for module in (
        has_what_is_asked,
        is_no_victim,
        is_available,
        within_longest_deployment,
        nobody_is_in_two_places,
        site_keeps_its_people,
        site_keeps_its_competences,
        lender_keeps_its_stock,
    )
)


@dataclass(frozen=True, eq=False)
class Candidates:
    """Pairs sorted by need, then by resource; all arrays have one entry a pair.

    `most`: how many units the pair may carry. `minutes`: from the call to being on site. `excess`: levels above the
    level asked for, or 1 for a substitute.
    """

    need: Indices
    resource: Indices
    most: Whole
    rung: Whole
    minutes: Whole
    excess: Whole

    def __len__(self) -> int:
        return len(self.need)


def candidates(canonical: Canonical) -> Candidates:
    """Judge every resource for every need."""
    rows = [_of_need(canonical, index, need) for index, need in enumerate(canonical.needs)]
    if not rows:
        empty = np.zeros(0, dtype=np.int64)
        return Candidates(empty, empty, empty, empty, empty, empty)
    return Candidates(*(np.concatenate(column) for column in zip(*rows, strict=True)))


def _of_need(canonical: Canonical, index: int, need: Need) -> tuple[Indices, Indices, Whole, Whole, Whole, Whole]:
    eligible = allowed(canonical, need)
    most = np.full(len(eligible), need.quantity, dtype=np.int64)
    settled = _settled(canonical, need, eligible)
    if settled:
        eligible = np.concatenate([eligible, np.array([resource for resource, _ in settled], dtype=np.intp)])
        most = np.concatenate([most, np.array([quantity for _, quantity in settled], dtype=np.int64)])
        order = np.argsort(eligible, kind="stable")
        eligible, most = eligible[order], most[order]
    most = np.maximum(most, canonical.locked_at(need, eligible))
    minutes = np.minimum(canonical.minutes_to(need, eligible), FARTHEST).astype(np.int64)
    rung = canonical.rungs_to(need, eligible).astype(np.int64)
    return np.full(len(eligible), index), eligible, most, rung, minutes, _excess(canonical, need, eligible)


def allowed(canonical: Canonical, need: Need) -> Indices:
    """The resources that no rule rejects for the need, in order."""
    some = _fitting(canonical, need)
    for rule in rules.FILTERS:
        if rule.name not in _WHAT_AND_WHEN:
            some = some[rule.mask(canonical, need, some)]
    return some


def _fitting(canonical: Canonical, need: Need) -> Indices:
    """Those that no rule of what is asked and when rejects: found once for all the needs that ask for the same at the same hours."""
    if need.id in canonical.planned_of:  # those that are there already may stay
        return _of_what_and_when(canonical, need)
    key = need.wants, need.starts_at, need.ends_at
    if key not in canonical.fitting:
        canonical.fitting[key] = _of_what_and_when(canonical, need)
    return canonical.fitting[key]


def _of_what_and_when(canonical: Canonical, need: Need) -> Indices:
    some = has_what_is_asked.fitting(canonical, need)
    for rule in rules.FILTERS:
        if rule.name in _WHAT_AND_WHEN and rule is not has_what_is_asked.RULE:
            some = some[rule.mask(canonical, need, some)]
    return some


def _settled(canonical: Canonical, need: Need, eligible: Indices) -> list[tuple[int, int]]:
    """The resources that a rule rejects but that are under way or have arrived, and how many units may stay."""
    found = []
    for identity in sorted({engagement.resource for engagement in canonical.planned_of.get(need.id, ())}):
        resource = canonical.problem.resource[identity]
        rejecting = [rule for rule in rules.FILTERS if not rule.allows(canonical.problem, need, resource)]
        units = min((exempt(rule, canonical.problem, need.id, identity) for rule in rejecting), default=0)
        if units and canonical.index_of[identity] not in eligible:
            found.append((canonical.index_of[identity], units))
    return found


def _excess(canonical: Canonical, need: Need, eligible: Indices) -> Whole:
    nobody = eligible[:0]
    if isinstance(need.wants, Skill):
        people, levels = canonical.skilled.get(need.wants.competence, (nobody, nobody))
        holds, places = among(eligible, people)
        level = np.zeros(len(eligible), dtype=np.int64)
        level[holds] = levels[places[holds]]
        return np.maximum(level - need.wants.level, 0)
    as_asked, _ = among(eligible, canonical.typed.get(need.wants.type, nobody))
    return (~as_asked).astype(np.int64)
