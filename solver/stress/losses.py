"""The person or the stock that everyone counts on: what would be uncovered if it could not come.

Whoever cannot come still counts among those that its site keeps. So an attack whose best plan does without them has the same
best plan, and only those that use them are looked at again.
"""

from collections import defaultdict
from dataclasses import dataclass

from solver.stress import paths
from solver.stress.attacks import Attacks
from solver.stress.outcome import ByCriticality, added
from solver.stress.plan import Plan


@dataclass(frozen=True)
class Loss:
    """What all the attacks alone of one staffing lose without one resource.

    `uncovered`: units, by criticality, more than with it; negative where someone less wanted of the same site, kept back by its
    floor, may then go. `victims`: where the coverage changes. `used_by`: how many attacks
    count on it, most of which may find another.
    """

    staffing: str
    resource: str
    uncovered: ByCriticality
    victims: tuple[str, ...]
    used_by: int


def losses(attacks: Attacks) -> tuple[Loss, ...]:
    """Every resource that is missed somewhere, the one whose loss uncovers most first: vital needs, then high, then normal."""
    lost: defaultdict[int, dict[str, ByCriticality]] = defaultdict(dict)
    for (establishment, _), plan in attacks.alone.items():
        before = covered(plan)
        for resource, lines in plan.serves.items():
            if lines:
                without = _without(attacks, plan, resource, establishment)
                lost[resource][establishment] = _fewer(before, covered(without))
    found = [_loss(attacks, resource, by_victim) for resource, by_victim in lost.items()]
    return tuple(sorted((loss for loss in found if loss.victims), key=_rank))


def covered(plan: Plan) -> ByCriticality:
    """Units covered, by criticality."""
    units = [0, 0, 0]
    for line, got in plan.got.items():
        units[plan.ranking.canonical.needs[line].criticality - 1] += got
    return units[0], units[1], units[2]


def _without(attacks: Attacks, plan: Plan, resource: int, establishment: str) -> Plan:
    """From the plan, one path a unit; from nothing where their site let nobody more go, since it then lets another go."""
    closed = plan.closed | {resource}
    if plan.full(resource):
        return attacks.plan((establishment,), people=True, closed=closed)
    other = plan.copy(closed)
    paths.do_without(other, resource)
    return other


def _fewer(before: ByCriticality, after: ByCriticality) -> ByCriticality:
    return before[0] - after[0], before[1] - after[1], before[2] - after[2]


def _loss(attacks: Attacks, resource: int, by_victim: dict[str, ByCriticality]) -> Loss:
    return Loss(
        staffing=attacks.staffing.name,
        resource=attacks.ranking.canonical.resources[resource].id,
        uncovered=added(*by_victim.values()),
        victims=tuple(victim for victim, units in by_victim.items() if any(units)),
        used_by=len(by_victim),
    )


def _rank(loss: Loss) -> tuple[int, int, int, str]:
    vital, high, normal = loss.uncovered
    return -vital, -high, -normal, loss.resource
