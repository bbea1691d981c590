"""The best proposal by trying them all: plain Python, the rules' `broken`, and leximin as it is defined."""

from collections.abc import Iterator
from fractions import Fraction
from itertools import product

from solver import check, goals, rules
from solver.goals import cover_fairly
from solver.needs import Criticality
from solver.pool import Person, Stock
from solver.problem import Problem
from solver.proposal import Assignment, Proof, Proposal, Unmet

Score = tuple[object, ...]
Sent = dict[tuple[str, str], int]


def best(problem: Problem) -> Score:
    """The least score of all the proposals that break no rule."""
    return min(score(problem, proposal) for proposal in proposals(problem))


def score(problem: Problem, proposal: Proposal) -> Score:
    """What each preference gives, in order, coverage being told as leximin by criticality; the tie-break left out."""
    measured: list[object] = []
    for goal in goals.GOALS[:-1]:
        is_coverage = goal is cover_fairly.GOAL
        measured.append(_leximin(problem, proposal) if is_coverage else goal.measure(problem, proposal))
    return tuple(measured)


def _leximin(problem: Problem, proposal: Proposal) -> Score:
    """By criticality, the parts received from the worst served up; the higher the better, so told as negative."""
    lacking = {unmet.need: unmet.quantity for unmet in proposal.unmet}
    told = []
    for criticality in Criticality:
        asked: dict[tuple[str, int, bool], int] = {}
        received: dict[tuple[str, int, bool], int] = {}
        for need in problem.needs:
            if need.criticality == criticality:
                group = cover_fairly.group_of(need)
                got = sum(quantity for (identity, _), quantity in proposal.sent.items() if identity == need.id)
                most = max(need.quantity, got)
                asked[group] = asked.get(group, 0) + most
                received[group] = received.get(group, 0) + most - lacking.get(need.id, 0)
        told.append(tuple(sorted(Fraction(received[group], asked[group]) for group in asked)))
    return tuple(tuple(-part for part in parts) for parts in told)


def proposals(problem: Problem) -> Iterator[Proposal]:
    """Every proposal that breaks no rule."""
    choices = [list(_spreads(problem, resource)) for resource in problem.resources]
    for chosen in product(*choices):
        sent = {pair: quantity for spread in chosen for pair, quantity in spread.items()}
        proposal = proposal_of(problem, sent)
        if not check.breaches(problem, proposal):
            yield proposal


def proposal_of(problem: Problem, sent: Sent) -> Proposal:
    """The proposal that sends this, with what it lacks told as it is."""
    assignments = tuple(
        Assignment(need, resource, quantity, problem.reach.rung_of(problem.need[need].establishment, problem.resource[resource].site))
        for (need, resource), quantity in sorted(sent.items())
    )
    lacks = {need.id: need.quantity - sum(got for (identity, _), got in sent.items() if identity == need.id) for need in problem.needs}
    unmet = tuple(Unmet(need, lack) for need, lack in sorted(lacks.items()) if lack > 0)
    unkept = tuple(pin for pin in problem.pins if sent.get((pin.need, pin.resource), 0) < pin.quantity)
    return Proposal(assignments, unmet, (), Proof.NOT_REACHED, unkept)


def _spreads(problem: Problem, resource: Person | Stock) -> Iterator[Sent]:
    """Every way to share the units of a resource between the needs that the filters let it serve."""
    most = {need.id: _most(problem, need.id, resource) for need in problem.needs}
    for amounts in product(*(range(limit + 1) for limit in most.values())):
        if sum(amounts) <= max(resource.units, problem.locked_units[resource.id]):
            yield {(need, resource.id): amount for need, amount in zip(most, amounts, strict=True) if amount}


def _most(problem: Problem, need: str, resource: Person | Stock) -> int:
    locked = problem.locked[need, resource.id]
    for amount in range(max(min(resource.units, problem.need[need].quantity), locked), 0, -1):
        proposal = proposal_of(problem, {(need, resource.id): amount})
        if not any(True for rule in rules.FILTERS for _ in rule.broken(problem, proposal)):
            return amount
    return 0
