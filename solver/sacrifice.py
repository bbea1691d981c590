"""What giving a resource to one victim costs another: the choice that the plan made between two needs, said aloud.

A need that lacks someone, or waits for someone far away, could have what a need of another incident received. Each answer is the
plan that would be if a coordinator gave it: solved again with the resource pinned there, so that teams and floors are counted.
"""

from dataclasses import replace

from solver import candidates, search, travel
from solver.candidates import FARTHEST
from solver.canonical import Canonical
from solver.engaged import Pin
from solver.explanation import Sacrifice
from solver.needs import Need
from solver.problem import Problem
from solver.proposal import Assignment, Proposal
from solver.search import Limits

# The second solve only tells; it may not take as long as the plan itself.
WORK = Limits(runs=200, leaves=60)
# A help that comes sooner by less than that is no reason to take it from another.
WORTH_TELLING = 60


def sacrifices(problem: Problem, proposal: Proposal, limit: int) -> tuple[Sacrifice, ...]:
    """At most so many: first for the needs that lack someone, then for those that wait, the most urgent first.

    Needs of one incident do not compete. What would cost the other need nothing is no sacrifice.
    """
    found: dict[tuple[str, str], Sacrifice] = {}
    for to, sent in _competing(problem, proposal):
        sides = _side(to), _side(problem.need[sent.need])
        told = None if sides in found else _told(problem, proposal, to, sent)
        if told is not None:
            found[sides] = told
        if len(found) == limit:
            break
    return tuple(found.values())


def _side(need: Need) -> str:
    """A team is one side, whichever of its lines is looked at."""
    return need.id if need.team is None else need.team


def _competing(problem: Problem, proposal: Proposal) -> list[tuple[Need, Assignment]]:
    """Each need with the nearest that every other incident's need received and that would be of use to it."""
    canonical = Canonical.of(problem)
    found = []
    for to in sorted(canonical.needs, key=lambda need: (_lacking(proposal, need) == 0, need.criticality, need.id)):
        eligible = {canonical.resources[index].id for index in candidates.allowed(canonical, to)}
        within = _of_use_within(problem, proposal, to)
        nearest: dict[str, tuple[int, Assignment]] = {}
        for sent in proposal.assignments:
            if sent.resource not in eligible or not _is_movable(problem, to, sent):
                continue
            minutes = travel.minutes(problem, to, problem.resource[sent.resource])
            if minutes <= within and (sent.need not in nearest or minutes < nearest[sent.need][0]):
                nearest[sent.need] = minutes, sent
        found += [(to, sent) for _, sent in sorted(nearest.values(), key=lambda one: (one[0], one[1].need))]
    return found


def _of_use_within(problem: Problem, proposal: Proposal, to: Need) -> int:
    """How soon another resource must be there to be of use: at any time where someone lacks, else well before the last."""
    last = _last(problem, proposal, to)
    return FARTHEST if _lacking(proposal, to) or last is None else last - WORTH_TELLING


def _is_movable(problem: Problem, to: Need, sent: Assignment) -> bool:
    return problem.need[sent.need].incident != to.incident and sent.quantity > problem.locked[sent.need, sent.resource]


def _told(problem: Problem, proposal: Proposal, to: Need, sent: Assignment) -> Sacrifice | None:
    """The sacrifice as the plan with the resource pinned has it; none where no rule lets it be."""
    gives = problem.need[sent.need]
    units = min(sent.quantity - problem.locked[sent.need, sent.resource], _lacking(proposal, to) or 1)
    pin = Pin(to.id, sent.resource, units + proposal.sent.get((to.id, sent.resource), 0))
    others = tuple(one for one in problem.pins if (one.need, one.resource) != (pin.need, pin.resource))
    other = search.solve(replace(problem, pins=(*others, pin)), WORK)
    if pin in other.unkept_pins:
        return None
    lacks = _lacking(other, gives) - _lacking(proposal, gives)
    before, after = _last(problem, proposal, gives), _last(problem, other, gives)
    had, has = _last(problem, proposal, to), _last(problem, other, to)
    delay = after - before if lacks <= 0 and before is not None and after is not None else None
    if lacks <= 0 and (delay or 0) <= 0:
        return None
    return Sacrifice(
        gives=gives.id,
        to=to.id,
        resource=sent.resource,
        units=units,
        delay_minutes=delay,
        lacks=max(lacks, 0),
        gains=_lacking(proposal, to) - _lacking(other, to),
        sooner_minutes=had - has if had is not None and has is not None else None,
    )


def _lacking(proposal: Proposal, need: Need) -> int:
    return sum(unmet.quantity for unmet in proposal.unmet if unmet.need == need.id)


def _last(problem: Problem, proposal: Proposal, need: Need) -> int | None:
    """When the last help is there, in minutes from the call; none where nothing comes."""
    minutes = [travel.minutes(problem, need, problem.resource[sent.resource]) for sent in proposal.assignments if sent.need == need.id]
    return max(minutes, default=None)
