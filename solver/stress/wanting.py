"""Where one unit more would cover one more: the lines that could use it, if only by letting someone go to a line that lacks."""

from dataclasses import dataclass, field

from solver.stress.plan import Plan
from solver.stress.ranking import NO_SITE


@dataclass(frozen=True)
class Wanting:
    """Line, or place whose floor keeps someone back, → the criticality of the unit that one more there would cover."""

    lines: dict[int, int] = field(default_factory=dict)
    places: dict[int, int] = field(default_factory=dict)


def wanting(plan: Plan, groups: list[int]) -> Wanting:
    """Walk back from each group that lacks units, the most critical first, along the exchanges that the plan of an attack alone allows.

    They stay within the group, or a less critical unit would have been given up: none of its lines that lack is missed.
    """
    found = Wanting()
    for group in groups:
        if plan.covered.get(group, 0) < len(plan.ranking.worth[group]):
            criticality = plan.ranking.canonical.needs[plan.ranking.lines_of_group[group][0]].criticality.value
            _walk(plan, group, criticality, found)
    return found


def _walk(plan: Plan, group: int, criticality: int, found: Wanting) -> None:
    waiting = plan.lacking(group)
    while waiting:
        line = waiting.pop()
        if line not in found.lines:
            found.lines[line] = criticality
            for resource in plan.ranking.candidates[line]:
                waiting += _holders(plan, resource, criticality, found)


def _holders(plan: Plan, resource: int, criticality: int, found: Wanting) -> list[int]:
    """The lines that keep the resource, or that keep the place that keeps it."""
    site = plan.ranking.site[resource]
    if plan.units.get(resource, 0) >= plan.ranking.capacity[resource]:
        return list(plan.serves[resource])
    if resource in plan.closed or site == NO_SITE or not plan.is_full(site) or site in found.places:
        return []
    found.places[site] = criticality
    return [line for other in plan.at.get(site, ()) for line in plan.serves[other]]
