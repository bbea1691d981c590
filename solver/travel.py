"""The time to be on site of what a proposal sends."""

import math

from solver.candidates import FARTHEST
from solver.problem import Problem
from solver.proposal import Assignment


def minutes(problem: Problem, sent: Assignment) -> int:
    """Whole minutes from the call to being on site: alert, preparation, road rounded up."""
    resource = problem.resource[sent.resource]
    road = problem.reach.road_of(problem.need[sent.need].establishment, resource.site)
    if math.isinf(road):
        return FARTHEST
    return min(resource.delays.alert + resource.delays.preparation + math.ceil(road), FARTHEST)
