"""What the next closed rung that holds anyone new would add to a plan, incident by incident."""

from collections import Counter, defaultdict
from dataclasses import replace

import numpy as np

from solver import search
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


def widenings(problem: Problem, proposal: Proposal) -> tuple[Widening, ...]:
    """For each incident, by id: what the plan still lacks is looked for in the next rung, and nothing is moved."""
    canonical = Canonical(problem)
    left = standing(problem, proposal)
    lacks = {unmet.need: unmet.quantity for unmet in proposal.unmet}
    needs_of: defaultdict[str, list[Need]] = defaultdict(list)
    for need in canonical.needs:
        needs_of[need.incident].append(need)
    return tuple(_widening(canonical, left, incident, needs_of[incident], lacks) for incident in sorted(needs_of))


def _widening(canonical: Canonical, left: Standing, incident: str, needs: list[Need], lacks: dict[str, int]) -> Widening:
    lacking = [need for need in needs if need.id in lacks]
    new = _new_by_rung(canonical, left, lacking or needs)
    closed = [rung for rung in Rung if rung not in canonical.problem.rungs_open_to(incident)]
    empty: list[Rung] = []
    for rung in closed:
        if rung in new:
            wanted = tuple(replace(need, quantity=lacks[need.id]) for need in lacking)
            return Widening(incident, rung, _gains(canonical, left, wanted, rung, new[rung]), tuple(empty))
        empty.append(rung)
    return Widening(incident, None, (), tuple(empty))


def _new_by_rung(canonical: Canonical, left: Standing, needs: list[Need]) -> dict[Rung, set[int]]:
    """Closed rung → the idle resources that nothing but the rung keeps from one of these needs."""
    new: defaultdict[Rung, set[int]] = defaultdict(set)
    for need in needs:
        judged = judge(canonical, need)
        alone = judged.candidates[judged.rejects[_RUNG] & (judged.rejects.sum(axis=0) == 1)]
        for index, rung in zip(alone, canonical.rungs_to(need, alone), strict=True):
            if left.blocked_by(canonical.resources[index]) is None:
                new[Rung(int(rung))].add(int(index))
    return new


def _gains(canonical: Canonical, left: Standing, wanted: tuple[Need, ...], rung: Rung, new: set[int]) -> tuple[Gain, ...]:
    if not wanted:
        return ()
    problem = _remainder(canonical, left, wanted, np.array(sorted(new), dtype=np.intp))
    problem = replace(problem, open_rungs={wanted[0].incident: frozenset({rung})})
    units: Counter[tuple[str, str]] = Counter()
    for sent in search.solve(problem).assignments:
        units[sent.need, problem.resource[sent.resource].site] += sent.quantity
    return tuple(Gain(need, site, problem.site[site].lender, quantity) for (need, site), quantity in sorted(units.items()))


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
    )


def _sites(problem: Problem, left: Standing, people: tuple[Person, ...]) -> tuple[Site, ...]:
    """The sites, each letting go as many of these people as its floor leaves after the plan."""
    heads: Counter[str] = Counter()
    for one in people:
        if not problem.is_out(one):
            heads[one.site] += one.count
    spare = {site.id: problem.heads_to_spare[site.id] - left.taken[site.id] for site in problem.sites}
    return tuple(replace(site, people_floor=max(heads[site.id] - spare[site.id], 0)) for site in problem.sites)
