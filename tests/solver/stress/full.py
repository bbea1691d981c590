"""The plans of a stress test as proposals of the dispatch, beside what a full solve proposes."""

from collections.abc import Sequence
from dataclasses import replace

from solver import check, travel
from solver.engaged import Refused
from solver.needs import Criticality
from solver.pool import Person, Stock
from solver.problem import Problem
from solver.proposal import Proposal
from solver.search import solve
from solver.stress.attacks import KINDS, Attacks
from solver.stress.pairs import conflicting, joint_plan
from solver.stress.plan import Plan
from solver.stress.problem import StressProblem
from tests.solver import brute

# From pins_first to soon_exactly: who is covered, from where and how soon. Later preferences only choose between equals.
PREFERENCES = 10


def proposal(attacks: Attacks, problem: Problem, plans: Sequence[Plan]) -> Proposal:
    """What the plans send, as a proposal for the same dispatch."""
    needs, resources = attacks.ranking.canonical.needs, attacks.ranking.canonical.resources
    sent = {(needs[line].id, resources[resource].id): units for plan in plans for line, resource, units in plan.sent()}
    return brute.proposal_of(problem, sent)


def assert_equals_a_full_solve(attacks: Attacks, victims: tuple[str, ...], plans: Sequence[Plan] | None = None) -> Proposal:
    """As good in every preference up to the minutes, breaking no rule; the proposal of the full solve is given back."""
    problem = attacks.stress.attack(attacks.staffing, victims)
    ours = proposal(attacks, problem, plans or [attacks.plan(victims, people=kind) for kind in KINDS])
    theirs = solve(problem)

    assert check.breaches(problem, ours) == ()
    assert brute.score(problem, ours)[:PREFERENCES] == brute.score(problem, theirs)[:PREFERENCES]
    return theirs


def plans_of_pair(attacks: Attacks, one: str, other: str) -> list[Plan]:
    """The plans that the outcome of a pair is told from: joint where the two alone conflict, else those alone."""
    names = list(attacks.stress.target)
    place = names.index(one), names.index(other)
    plans: list[Plan] = []
    for kind in KINDS:
        is_joint = conflicting(attacks, people=kind)[place]
        plans += [joint_plan(attacks, (one, other), people=kind)] if is_joint else [attacks.alone[name, kind] for name in (one, other)]
    return plans


def times(problem: Problem, plan: Proposal) -> tuple[int | None, int | None]:
    """Minutes to the first person on site, and to the last unit where nothing lacks."""
    minutes = [(travel.minutes(problem, problem.need[sent.need], problem.resource[sent.resource]), sent) for sent in plan.assignments]
    first = min((soon for soon, sent in minutes if isinstance(problem.resource[sent.resource], Person)), default=None)
    return first, None if plan.unmet else max((soon for soon, _ in minutes), default=0)


def covered_with(
    stress: StressProblem,
    place: str,
    *,
    people: tuple[Person, ...] = (),
    stocks: tuple[Stock, ...] = (),
    refused: frozenset[Refused] = frozenset(),
) -> tuple[int, ...]:
    """Units that a full solve covers when one place is attacked, by criticality, with these more and these refused."""
    problem = stress.attack(stress.staffings[0], (place,))
    problem = replace(problem, people=problem.people + people, stocks=problem.stocks + stocks, refused=refused)
    lacking = {unmet.need: unmet.quantity for unmet in solve(problem).unmet}
    return tuple(
        sum(need.quantity - lacking.get(need.id, 0) for need in problem.needs if need.criticality == criticality)
        for criticality in Criticality
    )
