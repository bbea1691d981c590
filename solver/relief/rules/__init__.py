"""The hard rules of a roster, one a file, in the order in which a refusal is told."""

from solver.relief.rules import (
    at_most_48_hours_a_week,
    can_travel_there,
    crews_hand_over,
    engaged_stay,
    every_crew_has_its_lead,
    granted_leave_holds,
    holds_the_competence,
    is_available,
    no_day_after_a_night,
    no_more_than_asked,
    no_run_is_too_long,
    nobody_is_in_two_places,
    rests_between_shifts,
    travels_after_resting,
)
from solver.relief.rules.rule import Capacity, CrewRule, Filter, Succession

FILTERS: tuple[Filter, ...] = (
    holds_the_competence.RULE,
    can_travel_there.RULE,
    is_available.RULE,
    granted_leave_holds.RULE,
    engaged_stay.RULE,
)

SUCCESSIONS: tuple[Succession, ...] = (
    nobody_is_in_two_places.RULE,
    rests_between_shifts.RULE,
    travels_after_resting.RULE,
    no_day_after_a_night.RULE,
)

CAPACITIES: tuple[Capacity, ...] = (
    at_most_48_hours_a_week.CAPACITY,
    no_run_is_too_long.CAPACITY,
)

CREW_RULES: tuple[CrewRule, ...] = (
    every_crew_has_its_lead.RULE,
    crews_hand_over.RULE,
    no_more_than_asked.RULE,
)

RULES: tuple[Filter | Succession | Capacity | CrewRule, ...] = FILTERS + SUCCESSIONS + CAPACITIES + CREW_RULES
