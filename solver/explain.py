"""Explain a proposal from the rules and preferences that made it, so that neither can contradict the other."""

import numpy as np

from solver.canonical import Canonical
from solver.explanation import NeedExplained, Obstacle, Rejection
from solver.judgement import Judgement, judge
from solver.needs import Need
from solver.problem import Problem
from solver.proposal import Proposal
from solver.rules import team_goes_whole
from solver.runner_up import runner_up
from solver.standing import Standing, standing

NEAREST_TOLD = 20
OBSTACLES_TOLD = 5


def explain(problem: Problem, proposal: Proposal, most: int | None = NEAREST_TOLD) -> tuple[NeedExplained, ...]:
    """Explain every need, by id; at most `most` rejected candidates are told by need, all of them with None."""
    canonical = Canonical.of(problem)
    left = standing(problem, proposal)
    return tuple(_explain(canonical, proposal, left, need, most) for need in canonical.needs)


def _explain(canonical: Canonical, proposal: Proposal, left: Standing, need: Need, most: int | None) -> NeedExplained:
    judged = judge(canonical, need)
    lacks = any(unmet.need == need.id for unmet in proposal.unmet)
    return NeedExplained(
        need=need.id,
        runner_up=runner_up(canonical, proposal, left, need, judged),
        rejected=_rejected(canonical, proposal, need, judged, most),
        rejected_by=judged.counts(near=True),
        beyond=judged.counts(near=False),
        obstacles=_obstacles(canonical, left, need, judged) if lacks else (),
    )


def _rejected(canonical: Canonical, proposal: Proposal, need: Need, judged: Judgement, most: int | None) -> tuple[Rejection, ...]:
    found: list[Rejection] = []
    for place in np.flatnonzero(judged.is_near & judged.rejects.any(axis=0)):
        if most is not None and len(found) == most:
            break
        resource = canonical.resources[judged.candidates[place]].id
        if (need.id, resource) not in proposal.sent:
            names = judged.names(int(place))
            found.append(Rejection(resource, names[0], names[1:]))
    return tuple(found)


def _waits_for(need: Need) -> str | None:
    """What keeps back whoever is free and may go: a team that lacks someone else."""
    return team_goes_whole.CAPACITY.name if need.team is not None else None


def _obstacles(canonical: Canonical, left: Standing, need: Need, judged: Judgement) -> tuple[Obstacle, ...]:
    found: list[Obstacle] = []
    for place, index in enumerate(judged.candidates):
        resource = canonical.resources[index]
        names = judged.names(place)
        rule = names[0] if names else left.blocked_by(resource) or _waits_for(need)
        needs = tuple(left.needs_of.get(resource.id, ()))
        if rule is not None and needs != (need.id,):
            found.append(Obstacle(resource.id, rule, () if names else needs, names[1:]))
        if len(found) == OBSTACLES_TOLD:
            break
    return tuple(found)
