"""Who would come if the last chosen could not, and the preference that put them second."""

import numpy as np

from solver import goals
from solver.arrays import Indices
from solver.canonical import Canonical
from solver.explanation import RunnerUp
from solver.goals import cover_fairly, soon_in_tens, spread_over_lenders
from solver.goals.goal import Goal
from solver.judgement import Judgement
from solver.needs import Need
from solver.pool import Person, Rung, Stock
from solver.problem import Problem
from solver.proposal import Assignment, Proposal
from solver.standing import Standing

# One unit for another leaves coverage as it is.
_COMPARED = tuple(goal for goal in goals.GOALS if goal is not cover_fairly.GOAL)


def runner_up(canonical: Canonical, proposal: Proposal, left: Standing, need: Need, judged: Judgement) -> RunnerUp | None:
    """The best of the idle who may serve the need, against the last of the chosen; None where nobody is idle.

    Nobody may join a team that does not go whole: those of it who are on their way have no runner-up.
    """
    last = _last_chosen(canonical.problem, proposal, need)
    if last is None or _is_of_broken_team(canonical.problem, proposal, need):
        return None
    chosen = canonical.problem.resource[last.resource]
    idle = _best_idle(canonical, left, need, judged, chosen)
    if not idle:
        return None
    best = min(idle, key=lambda one: _costs(left, need, one, chosen))
    before, after = _costs(left, need, chosen, chosen), _costs(left, need, best, chosen)
    for goal, here, there in zip(_COMPARED, before, after, strict=True):
        if here != there:
            return RunnerUp(best.id, chosen.id, goal.name, there - here)
    return None


def _is_of_broken_team(problem: Problem, proposal: Proposal, need: Need) -> bool:
    lines = {line.id for line in problem.teams.get(need.team, ())} if need.team is not None else set()
    return any(unmet.need in lines for unmet in proposal.unmet)


def _last_chosen(problem: Problem, proposal: Proposal, need: Need) -> Assignment | None:
    """The one of the movable chosen that the preferences like least."""
    movable = [sent for sent in proposal.assignments if sent.need == need.id and sent.quantity > problem.locked[sent.need, sent.resource]]
    return max(movable, key=lambda sent: _unit_costs(problem, need, problem.resource[sent.resource]), default=None)


def _best_idle(canonical: Canonical, left: Standing, need: Need, judged: Judgement, chosen: Person | Stock) -> list[Person | Stock]:
    """The idle candidates that the preferences by rung, freshness and minutes put first, equal ones together."""
    eligible = judged.candidates[~judged.rejects.any(axis=0)]
    keys = _keys(canonical, need, eligible)
    found: list[Person | Stock] = []
    best: tuple[int, ...] | None = None
    for place in np.lexsort(keys[::-1]):
        key = tuple(int(value) for value in keys[:, place])
        if best is not None and key != best:
            break
        resource = canonical.resources[eligible[place]]
        if need.id not in left.needs_of.get(resource.id, ()) and left.blocked_by(resource, chosen) is None:
            found.append(resource)
            best = key
    return found


def _keys(canonical: Canonical, need: Need, some: Indices) -> np.ndarray:
    rung = canonical.rungs_to(need, some).astype(np.int64)
    minutes = canonical.minutes_to(need, some).astype(np.int64)
    return np.stack([rung > Rung.REGION, canonical.is_stale[some], minutes // soon_in_tens.CLASS, rung != Rung.OWN_GROUP, minutes])


def _costs(left: Standing, need: Need, resource: Person | Stock, chosen: Person | Stock) -> tuple[int, ...]:
    """What each preference counts for one unit of the resource in the place of one unit of the chosen."""
    return tuple(_cost(goal, left, need, resource, chosen) for goal in _COMPARED)


def _cost(goal: Goal, left: Standing, need: Need, resource: Person | Stock, chosen: Person | Stock) -> int:
    if goal.unit is not None:
        return goal.unit(left.problem, need, resource)
    if goal is spread_over_lenders.GOAL:
        return left.load_with(resource, chosen)
    return left.deliveries_with(need.id, resource, chosen)


def _unit_costs(problem: Problem, need: Need, resource: Person | Stock) -> tuple[int, ...]:
    return tuple(goal.unit(problem, need, resource) for goal in _COMPARED if goal.unit is not None)
