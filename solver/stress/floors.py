"""Attacks whose best plan would take more of a competence from a site than it must keep.

Floors by competence are no network: the plans of a stress test are the best ones without them. One that takes nothing beyond
them is then the best with them too; one that does says only what is covered at most.
"""

from collections import Counter

from solver.pool import Person
from solver.stress.attacks import Attacks
from solver.stress.plan import Plan

_Kept = tuple[str, str]


def beyond_floors(attacks: Attacks) -> frozenset[str]:
    """The establishments that, attacked alone, are covered at most as told."""
    room = _room(attacks)
    return frozenset(name for name in attacks.stress.target if room and _is_beyond(attacks.alone[name, True], room))


def _room(attacks: Attacks) -> dict[_Kept, int]:
    """(site, competence) → how many who hold it may leave, where some must stay."""
    problem = attacks.ranking.canonical.problem
    floors = {(site.id, code): floor for site in problem.sites for code, floor in site.competence_floors.items() if floor}
    heads: Counter[_Kept] = Counter()
    for person in problem.people:
        for code in person.competences:
            heads[person.site, code] += person.count
    return {key: max(0, heads[key] - floor) for key, floor in floors.items()}


def _is_beyond(plan: Plan, room: dict[_Kept, int]) -> bool:
    away: Counter[_Kept] = Counter()
    for _, resource, units in plan.sent():
        person = plan.ranking.canonical.resources[resource]
        if isinstance(person, Person):
            for code in person.competences:
                away[person.site, code] += units
    return any(away[key] > most for key, most in room.items())
