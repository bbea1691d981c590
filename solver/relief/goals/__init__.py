"""The preferences of relief, one a file, in their lexicographic order."""

from solver.relief.goals import (
    cover_fairly,
    engaged_serve,
    least_travel,
    one_place_each,
    place_is_known,
    share_the_load,
    wished_leave,
)
from solver.relief.goals.goal import Goal

GOALS: tuple[Goal, ...] = (
    cover_fairly.VITAL,
    cover_fairly.HIGH,
    cover_fairly.NORMAL,
    engaged_serve.GOAL,
    place_is_known.GOAL,
    one_place_each.GOAL,
    wished_leave.GOAL,
    least_travel.GOAL,
    share_the_load.HOURS,
    share_the_load.NIGHTS,
)

__all__ = ["GOALS", "Goal"]
