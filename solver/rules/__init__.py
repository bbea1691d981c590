"""The hard rules, one a file, in the order in which a rejection is told."""

from solver.rules import (
    arrived_stay,
    has_what_is_asked,
    is_available,
    is_no_victim,
    is_pris_qualified,
    is_there_in_time,
    lender_keeps_its_stock,
    manager_is_no_analyst,
    no_more_than_asked,
    nobody_is_in_two_places,
    pins_are_kept,
    rung_is_open,
    shares_no_fate,
    site_keeps_its_competences,
    site_keeps_its_people,
    team_goes_whole,
    was_not_refused,
    within_longest_deployment,
)
from solver.rules.rule import Filter, Rule

FILTERS: tuple[Filter, ...] = (
    has_what_is_asked.RULE,
    is_pris_qualified.RULE,
    is_no_victim.RULE,
    shares_no_fate.RULE,
    rung_is_open.RULE,
    was_not_refused.RULE,
    is_available.RULE,
    within_longest_deployment.RULE,
    is_there_in_time.RULE,
    nobody_is_in_two_places.RULE,
    manager_is_no_analyst.RULE,
    site_keeps_its_people.RULE,
    site_keeps_its_competences.RULE,
    lender_keeps_its_stock.RULE,
)

CAPACITIES: tuple[Rule, ...] = (
    nobody_is_in_two_places.CAPACITY,
    site_keeps_its_people.CAPACITY,
    site_keeps_its_competences.CAPACITY,
    lender_keeps_its_stock.CAPACITY,
    team_goes_whole.CAPACITY,
    no_more_than_asked.CAPACITY,
    arrived_stay.CAPACITY,
    pins_are_kept.CAPACITY,
)

RULES: tuple[Filter | Rule, ...] = FILTERS + CAPACITIES
