"""The preferences, one a file, in their lexicographic order."""

from solver.goals import (
    asked_stay,
    confirmed_first,
    cover_fairly,
    engaged_stay,
    fewest_lenders,
    least_excess,
    own_group_first,
    pins_first,
    soon_exactly,
    soon_in_tens,
    spread_over_lenders,
    stay_home,
    tie_break,
)
from solver.goals.goal import Goal

GOALS: tuple[Goal, ...] = (
    pins_first.GOAL,
    cover_fairly.GOAL,
    engaged_stay.GOAL,
    stay_home.GOAL,
    confirmed_first.GOAL,
    soon_in_tens.VITAL,
    soon_in_tens.HIGH,
    soon_in_tens.NORMAL,
    own_group_first.GOAL,
    soon_exactly.GOAL,
    spread_over_lenders.GOAL,
    least_excess.GOAL,
    asked_stay.GOAL,
    fewest_lenders.GOAL,
    tie_break.GOAL,
)

__all__ = ["GOALS", "Goal"]
