"""Solve a problem: the best proposal in the order of the preferences, with the proof of each."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from solver import certificate, check, flows, goals
from solver.canonical import Canonical
from solver.goals.goal import Goal
from solver.network import Network, network
from solver.problem import Problem
from solver.proposal import Certificate, Proof, Proposal, StageValue
from solver.stages import Stages


@dataclass(frozen=True)
class Limits:
    """How much work a search may do; a count, since the solver has no clock. `runs`: of the flow engine."""

    runs: int = 500


class RuleBroken(AssertionError):
    """A proposal of the search breaks a rule: a fault of the solver, never sent out."""


def solve(problem: Problem, limits: Limits | None = None, on_better: Callable[[Proposal], None] | None = None) -> Proposal:
    """The best proposal, `OPTIMAL` with its certificate unless a limit ended the search before the last preference.

    `on_better` receives each better proposal on the way, checked like the last one. Raises `SearchFailed` if the engine
    fails, and `RuleBroken` if `check` finds a breach.
    """
    limits = limits or Limits()
    built = network(Canonical(problem))
    stages = Stages(built)
    while len(stages.potentials) < len(goals.GOALS) and stages.runs < limits.runs:
        proven = stages.improve(goals.GOALS[len(stages.potentials) :])
        if proven and on_better is not None:
            on_better(_checked(problem, _proposal(built, stages)))
    proposal = _proposal(built, stages)
    if proposal.proof is Proof.OPTIMAL:
        certificate.verify_on(built, proposal)
    return _checked(problem, proposal)


def _proposal(built: Network, stages: Stages) -> Proposal:
    problem = built.canonical.problem
    proven = len(stages.potentials)
    draft = Proposal(
        assignments=flows.assignments(built, stages.flow),
        unmet=flows.unmet(built, stages.flow),
        stages=(),
        proof=Proof.OPTIMAL if proven == len(goals.GOALS) else Proof.NOT_REACHED,
        certificate=Certificate(tuple(stages.potentials)),
    )
    unkept = tuple(pin for pin in problem.pins if draft.sent.get((pin.need, pin.resource), 0) < pin.quantity)
    values = tuple(_value(problem, draft, goal, place < proven) for place, goal in enumerate(goals.GOALS))
    return replace(draft, stages=values, unkept_pins=unkept)


def _value(problem: Problem, draft: Proposal, goal: Goal, is_proven: bool) -> StageValue:
    value = goal.measure(problem, draft)
    proof = Proof.OPTIMAL if is_proven else Proof.NOT_REACHED
    return StageValue(goal.name, goal.title, value, bound=value if is_proven else 0, proof=proof)


def _checked(problem: Problem, proposal: Proposal) -> Proposal:
    broken = check.breaches(problem, proposal)
    if broken:
        raise RuleBroken("; ".join(broken))
    return proposal
