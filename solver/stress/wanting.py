"""Where one unit more would cover one more: the lines that could use it, if only by letting someone go to a line that lacks."""

from dataclasses import dataclass, field

from solver.stress.plan import Plan


@dataclass(frozen=True)
class Wanting:
    """Line, or places whose floors keep someone back, → the criticality of the unit that one more there would cover.

    The places that keep the same person back are told together: one more must count in all of them.
    """

    lines: dict[int, int] = field(default_factory=dict)
    places: dict[tuple[int, ...], int] = field(default_factory=dict)


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
    if plan.units.get(resource, 0) >= plan.ranking.capacity[resource]:
        return list(plan.serves[resource])
    full = plan.full(resource)
    if resource in plan.closed or not full or full in found.places:
        return []
    found.places[full] = criticality
    return [line for other in plan.at.get(full[0], ()) for line in plan.serves[other]]
