"""What the next closed rung that holds anyone new would add to a plan, incident by incident.

All the incidents are answered at once, each with its own next rung: what one is told it would gain, no other is told too.
"""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from solver import search, travel
from solver.arrays import Indices
from solver.canonical import Canonical
from solver.explanation import Gain, Widening
from solver.judgement import NAMES, judge
from solver.needs import Need
from solver.pool import Person, Rung, Site, Stock
from solver.problem import Problem
from solver.proposal import Proposal
from solver.rules import rung_is_open
from solver.standing import Standing, standing

_RUNG = NAMES.index(rung_is_open.RULE.name)


@dataclass(frozen=True)
class _Next:
    """The next closed rung of an incident that holds anyone new, those who are, and the closed rungs before it."""

    incident: str
    rung: Rung | None
    new: frozenset[int]
    empty: tuple[Rung, ...]


def widenings(problem: Problem, proposal: Proposal) -> tuple[Widening, ...]:
    """For each incident, by id: what the plan still lacks is looked for in the next rungs, and nothing is moved."""
    canonical = Canonical.of(problem)
    left = standing(problem, proposal)
    lacks = {unmet.need: unmet.quantity for unmet in proposal.unmet}
    needs_of: defaultdict[str, list[Need]] = defaultdict(list)
    for need in canonical.needs:
        needs_of[need.incident].append(need)
    found = [_next(canonical, left, incident, needs_of[incident], lacks) for incident in sorted(needs_of)]
    gains = _gains(canonical, left, found, lacks)
    return tuple(
        Widening(one.incident, one.rung, tuple(gain for gain in gains if problem.need[gain.need].incident == one.incident), one.empty)
        for one in found
    )


def _next(canonical: Canonical, left: Standing, incident: str, needs: list[Need], lacks: dict[str, int]) -> _Next:
    lacking = [need for need in needs if need.id in lacks]
    barred = [_barred(canonical, need) for need in lacking or needs]
    empty: list[Rung] = []
    for rung in sorted(set(Rung) - canonical.problem.rungs_open_to(incident)):
        new = _idle(canonical, left, barred, rung)
        if new:
            return _Next(incident, rung, frozenset(new), tuple(empty))
        empty.append(rung)
    return _Next(incident, None, frozenset(), tuple(empty))


def _barred(canonical: Canonical, need: Need) -> tuple[Indices, NDArray[np.int8]]:
    """The resources that nothing but their rung keeps from the need, and their rungs."""
    judged = judge(canonical, need)
    alone = judged.candidates[judged.rejects[_RUNG] & (judged.rejects.sum(axis=0) == 1)]
    return alone, canonical.rungs_to(need, alone)


def _idle(canonical: Canonical, left: Standing, barred: list[tuple[Indices, NDArray[np.int8]]], rung: Rung) -> set[int]:
    """Those of this rung that the plan leaves idle."""
    there = {int(index) for some, rungs in barred for index in some[rungs == rung]}
    return {index for index in there if left.blocked_by(canonical.resources[index]) is None}


def _gains(canonical: Canonical, left: Standing, found: Sequence[_Next], lacks: dict[str, int]) -> tuple[Gain, ...]:
    """What the idle of all those rungs would bring to all that is lacking, none of them twice."""
    rungs = {one.incident: frozenset({one.rung}) for one in found if one.rung is not None}
    wanted = _led(tuple(replace(need, quantity=lacks[need.id]) for need in canonical.needs if need.id in lacks and need.incident in rungs))
    if not wanted:
        return ()
    new = frozenset[int]().union(*(one.new for one in found))
    problem = _remainder(canonical, left, wanted, np.array(sorted(new), dtype=np.intp))
    problem = replace(problem, open_rungs=rungs)
    units: Counter[tuple[str, str]] = Counter()
    minutes: defaultdict[tuple[str, str], int] = defaultdict(int)
    for sent in search.solve(problem).assignments:
        resource = problem.resource[sent.resource]
        units[sent.need, resource.site] += sent.quantity
        taken = travel.minutes(problem, problem.need[sent.need], resource)
        minutes[sent.need, resource.site] = max(minutes[sent.need, resource.site], taken)
    return tuple(
        Gain(need, site, problem.site[site].lender, quantity, minutes[need, site]) for (need, site), quantity in sorted(units.items())
    )


def _led(lines: tuple[Need, ...]) -> tuple[Need, ...]:
    """The lines with what is left of a team led by its first, where its lead is on the way already."""
    led = {line.team for line in lines if line.is_lead}
    first = {line.team: line.id for line in reversed(lines)}
    return tuple(replace(line, is_lead=True) if line.team not in led | {None} and first[line.team] == line.id else line for line in lines)


def _remainder(canonical: Canonical, left: Standing, wanted: tuple[Need, ...], new: Indices) -> Problem:
    """The problem that what the plan lacks makes with what the plan leaves of these resources."""
    problem = canonical.problem
    idle = [canonical.resources[index] for index in new]
    people = tuple(replace(one, count=problem.left(one) - left.sent[one.id]) for one in idle if isinstance(one, Person))
    stocks = tuple(
        replace(one, quantity=min(problem.left(one), problem.things_to_spare(one)) - left.sent[one.id], floor=0)
        for one in idle
        if isinstance(one, Stock)
    )
    named = {one.id for one in people if problem.resource[one.id].is_named}
    return replace(
        problem,
        needs=wanted,
        people=people,
        stocks=stocks,
        sites=_sites(problem, left, people),
        engagements=tuple(engagement for engagement in problem.elsewhere if engagement.resource in named),
        pins=(),
        floor_overrides={},
        competence_floor_overrides={},
    )


def _sites(problem: Problem, left: Standing, people: tuple[Person, ...]) -> tuple[Site, ...]:
    """The sites, each letting go as many of these people, and of those who hold a competence, as its floors leave after the plan."""
    heads: Counter[str] = Counter()
    holders: Counter[tuple[str, str]] = Counter()
    for one in people:
        if not problem.is_out(one):
            heads[one.site] += one.count
        for kept in problem.holders.kept_of.get(one.id, ()):
            holders[kept] += one.count
    floors: defaultdict[str, dict[str, int]] = defaultdict(dict)
    for site, competence in problem.holders.floors:
        spare = problem.holders.to_spare[site, competence] - left.holders[site, competence]
        floors[site][competence] = max(holders[site, competence] - spare, 0)
    free = {site.id: problem.heads_to_spare[site.id] - left.taken[site.id] for site in problem.sites}
    return tuple(
        replace(site, people_floor=max(heads[site.id] - free[site.id], 0), competence_floors=floors[site.id]) for site in problem.sites
    )
