"""Attacks whose best plan would take more of a competence from a site than it must keep.

Floors by competence that cross one another are no network: the plans of a stress test are the best ones without them. One that
takes nothing beyond them is then the best with them too; one that does says only what is covered at most.
"""

from collections import Counter

from solver.holders import Kept
from solver.stress.attacks import Attacks
from solver.stress.plan import Plan


def beyond_floors(attacks: Attacks) -> frozenset[str]:
    """The establishments that, attacked alone, are covered at most as told."""
    crossing = attacks.ranking.places.crossing
    return frozenset(name for name in attacks.stress.target if crossing and _is_beyond(attacks.alone[name, True], crossing))


def _is_beyond(plan: Plan, crossing: frozenset[Kept]) -> bool:
    canonical, away = plan.ranking.canonical, Counter[Kept]()
    holders = canonical.problem.holders
    for _, resource, units in plan.sent():
        for kept in holders.kept_of.get(canonical.resources[resource].id, ()):
            away[kept] += units
    return any(away[kept] > holders.to_spare[kept] for kept in crossing)
