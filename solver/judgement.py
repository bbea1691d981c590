"""Every rule's say on every candidate of a need: the same masks as the search, none left out."""

from collections import Counter
from dataclasses import dataclass

import numpy as np

from solver import rules
from solver.arrays import Flags, Indices
from solver.canonical import Canonical
from solver.needs import Need, Skill
from solver.rules import rung_is_open

NAMES = tuple(rule.name for rule in rules.FILTERS)


@dataclass(frozen=True, eq=False)
class Judgement:
    """The candidates of one need, nearest first, and the rules that reject each.

    `rejects`: rules × candidates, in the order of `rules.FILTERS`. `is_near`: whether the candidate's rung is open.
    `others_near`, `others_beyond`: how many resources of the kind have nothing of what is asked.
    """

    candidates: Indices
    rejects: Flags
    is_near: Flags
    others_near: int
    others_beyond: int

    def names(self, candidate: int) -> tuple[str, ...]:
        """The rules that reject one candidate, by its place."""
        return tuple(NAMES[rule] for rule in np.flatnonzero(self.rejects[:, candidate]))

    def counts(self, *, near: bool) -> dict[str, int]:
        """How many resources each rule is the first to reject, the closed rung itself counted last."""
        rejects = self.rejects[:, self.is_near == near]
        order = [rule for rule in range(len(NAMES)) if near or rule != _RUNG] + ([] if near else [_RUNG])
        rejected = rejects[order][:, rejects.any(axis=0)]
        first = np.argmax(rejected, axis=0)
        found = Counter(dict(zip((NAMES[rule] for rule in order), np.bincount(first, minlength=len(order)).tolist(), strict=True)))
        found[NAMES[0]] += self.others_near if near else self.others_beyond
        return dict(sorted((+found).items()))


_RUNG = NAMES.index(rung_is_open.RULE.name)


def judge(canonical: Canonical, need: Need) -> Judgement:
    """Let every rule judge every resource that has something of what the need asks for."""
    some = _holders(canonical, need)
    order = np.lexsort((some, canonical.minutes_to(need, some)))
    some = some[order]
    rejects = np.array([~rule.mask(canonical, need, some) for rule in rules.FILTERS], dtype=np.bool_)
    is_near = ~rejects[_RUNG]
    near, beyond = _of_kind(canonical, need)
    return Judgement(some, rejects, is_near, near - int(is_near.sum()), beyond - int((~is_near).sum()))


def _of_kind(canonical: Canonical, need: Need) -> tuple[int, int]:
    """How many people, or stocks, there are at the open rungs and beyond."""
    count = canonical.people_at if need.wants_people else canonical.stocks_at
    some = np.flatnonzero(count)
    reach = canonical.problem.reach
    rungs = reach.rung[reach.row_of[need.establishment], some]
    is_open = np.isin(rungs, [rung.value for rung in canonical.problem.rungs_open_to(need.incident)])
    return int(count[some][is_open].sum()), int(count[some][~is_open].sum())


def _holders(canonical: Canonical, need: Need) -> Indices:
    if isinstance(need.wants, Skill):
        return canonical.skilled[need.wants.competence][0] if need.wants.competence in canonical.skilled else _NOBODY
    types = [code for code in (need.wants.type, *sorted(need.wants.substitutes)) if code in canonical.typed]
    return np.concatenate([canonical.typed[code] for code in types]) if types else _NOBODY


_NOBODY = np.zeros(0, dtype=np.intp)
