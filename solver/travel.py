"""The time to be on site of one resource for one need."""

import math

from solver.candidates import FARTHEST
from solver.needs import Need
from solver.pool import Person, Stock
from solver.problem import Problem


def minutes(problem: Problem, need: Need, resource: Person | Stock) -> int:
    """Whole minutes from the call to being on site: alert, preparation, road rounded up."""
    road = problem.reach.road_of(need.establishment, resource.site)
    if math.isinf(road):
        return FARTHEST
    return min(resource.delays.alert + resource.delays.preparation + math.ceil(road), FARTHEST)
