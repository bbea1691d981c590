"""What became of each choice made by hand: kept or not, the rule that forbids it, and what it costs the plan."""

from collections.abc import Sequence
from dataclasses import replace

from planblanc.planning.by_hand import ABSENT, TAKEN, Choice, Outcome
from solver import rules, search
from solver.engaged import Pin
from solver.goals import cover_fairly, pins_first
from solver.problem import Problem
from solver.proposal import Proposal
from solver.rules.rule import exempt

# Each one that is priced is one more search: the latest are, the others are only told as kept or not.
MOST_PRICED = 8


def outcomes(problem: Problem, proposal: Proposal, wanted: Sequence[Choice]) -> tuple[Outcome, ...]:
    """What became of each choice in the proposal that answers the problem."""
    priced = {choice.id for choice in wanted[-MOST_PRICED:]}
    return tuple(_outcome(problem, proposal, choice, is_priced=choice.id in priced) for choice in wanted)


def _outcome(problem: Problem, proposal: Proposal, choice: Choice, *, is_priced: bool) -> Outcome:
    unkept = [pin for pin in choice.pins if pin in proposal.unkept_pins]
    obstacle = ABSENT if choice.is_absent else _obstacle(problem, unkept[0]) if unkept else None
    if not is_priced or (choice.is_absent and not choice.refused):
        return Outcome(choice.id, obstacle)
    preference, by = _price(problem, proposal, choice)
    return Outcome(choice.id, obstacle, preference, by)


def _obstacle(problem: Problem, pin: Pin) -> str:
    need, resource = problem.need[pin.need], problem.resource[pin.resource]
    for rule in rules.FILTERS:
        if not rule.allows(problem, need, resource) and exempt(rule, problem, pin.need, pin.resource) < pin.quantity:
            return rule.name
    return TAKEN


def _price(problem: Problem, proposal: Proposal, choice: Choice) -> tuple[str | None, int]:
    """Compare, preference by preference, with the plan that would be without this choice."""
    free = replace(
        problem,
        pins=tuple(pin for pin in problem.pins if pin not in choice.pins),
        refused=problem.refused - choice.refused,
    )
    found = search.solve(free)
    without = {stage.name: stage.value for stage in found.stages}
    for stage in proposal.stages:
        more = stage.value - without.get(stage.name, stage.value)
        if stage.name == pins_first.GOAL.name or more == 0:
            continue
        if more < 0:  # one of the two searches ended early
            return None, 0
        return stage.name, _unmet(proposal) - _unmet(found) if stage.name == cover_fairly.GOAL.name else more
    return None, 0


def _unmet(proposal: Proposal) -> int:
    return sum(one.quantity for one in proposal.unmet)
