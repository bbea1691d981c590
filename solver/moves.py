"""What a new proposal changes to the one before it, and why."""

from collections.abc import Mapping
from dataclasses import dataclass

from solver import goals, rules
from solver.problem import Problem
from solver.proposal import Assignment, Proof, Proposal, Unmet
from solver.rules.rule import exempt

GONE = "gone"


@dataclass(frozen=True)
class Move:
    """One resource whose units for one need change.

    `why`: `GONE` where the need or the resource is no longer there, the rule that rejects it now, or the first
    preference by which the new proposal is better than what is left of the old.
    """

    need: str
    resource: str
    before: int
    after: int
    why: str


def moves(problem: Problem, before: Proposal, after: Proposal) -> tuple[Move, ...]:
    """Every change, by need then by resource; `problem` is the one that `after` answers."""
    reason: str | None = None
    found = []
    for need, resource in sorted(set(before.sent) | set(after.sent)):
        was, now = before.sent.get((need, resource), 0), after.sent.get((need, resource), 0)
        if was == now:
            continue
        why = _rejected(problem, need, resource) if now < was else None
        if why is None:
            reason = reason or _preference(problem, before, after)
            why = reason
        found.append(Move(need, resource, was, now, why))
    return tuple(found)


def _rejected(problem: Problem, need: str, resource: str) -> str | None:
    if need not in problem.need or resource not in problem.resource:
        return GONE
    for rule in rules.FILTERS:
        allowed = rule.allows(problem, problem.need[need], problem.resource[resource])
        if not allowed and exempt(rule, problem, need, resource) == 0:
            return rule.name
    return None


def _preference(problem: Problem, before: Proposal, after: Proposal) -> str:
    """The first preference by which the two differ, what the rules reject now being left out of the old."""
    kept = {pair: quantity for pair, quantity in before.sent.items() if _rejected(problem, *pair) is None}
    old = _of(problem, kept)
    for goal in goals.GOALS:
        if goal.measure(problem, old) != goal.measure(problem, after):
            return goal.name
    return goals.GOALS[-1].name


def _of(problem: Problem, sent: Mapping[tuple[str, str], int]) -> Proposal:
    received = dict.fromkeys(problem.need, 0)
    assignments = []
    for (identity, resource), quantity in sent.items():
        received[identity] += quantity
        rung = problem.reach.rung_of(problem.need[identity].establishment, problem.resource[resource].site)
        assignments.append(Assignment(identity, resource, quantity, rung))
    lacking = ((need.id, need.quantity - received[need.id]) for need in problem.needs)
    unmet = tuple(Unmet(need, quantity) for need, quantity in lacking if quantity > 0)
    return Proposal(tuple(assignments), unmet, (), Proof.NOT_REACHED)
