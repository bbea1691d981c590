"""Solve a problem: the best proposal in the order of the preferences, with the proof of each."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from solver import certificate, check, flows, goals
from solver.arrays import Whole
from solver.canonical import Canonical
from solver.goals.goal import Goal
from solver.network import Network, network
from solver.problem import Problem
from solver.proposal import Certificate, Proof, Proposal, StageValue
from solver.stages import EFFORT, Stages


@dataclass(frozen=True)
class Limits:
    """How much work a search may do; counts, since the solver has no clock.

    `runs`: of the flow engine. `effort`: of the one stage that is no network, in deterministic seconds of CP-SAT.
    """

    runs: int = 500
    effort: float = EFFORT


class RuleBroken(AssertionError):
    """A proposal of the search breaks a rule: a fault of the solver, never sent out."""


def solve(problem: Problem, limits: Limits | None = None, on_better: Callable[[Proposal], None] | None = None) -> Proposal:
    """The best proposal, `OPTIMAL` with its certificate unless a limit ended the search before the last preference.

    `on_better` receives each better proposal on the way, checked like the last one. Raises `SearchFailed` if the engine
    fails, and `RuleBroken` if `check` finds a breach.
    """
    limits = limits or Limits()
    built = network(Canonical.of(problem))
    stages = Stages(built, effort=limits.effort)
    while len(stages.potentials) < len(goals.GOALS) and stages.runs < limits.runs:
        proven = stages.improve(goals.GOALS[len(stages.potentials) :])
        if proven and on_better is not None:
            on_better(_checked(problem, _proposal(built, stages)))
    proposal = _proposal(built, stages)
    if proposal.proof is not Proof.NOT_REACHED:
        certificate.verify_on(built, proposal)
    return _checked(problem, proposal)


def searched(built: Network, limits: Limits, known: Whole) -> Proposal:
    """The best on a network that was built already, from a circulation thought to be the best; each stage is proven, no rule checked."""
    stages = Stages(built, effort=limits.effort, known=known)
    while len(stages.potentials) < len(goals.GOALS) and stages.runs < limits.runs:
        stages.improve(goals.GOALS[len(stages.potentials) :])
    return _proposal(built, stages)


def _proposal(built: Network, stages: Stages) -> Proposal:
    problem = built.canonical.problem
    draft = Proposal(
        assignments=flows.assignments(built, stages.flow),
        unmet=flows.unmet(built, stages.flow),
        stages=(),
        proof=Proof.NOT_REACHED,
        certificate=Certificate(tuple(stages.potentials)),
    )
    unkept = tuple(pin for pin in problem.pins if draft.sent.get((pin.need, pin.resource), 0) < pin.quantity)
    values = tuple(_value(draft, goal, stages, place) for place, goal in enumerate(goals.GOALS))
    worst = max((stage.proof for stage in values), key=_FROM_BEST.index)
    return replace(draft, stages=values, proof=worst, unkept_pins=unkept)


_FROM_BEST = (Proof.OPTIMAL, Proof.GAP, Proof.NOT_REACHED)


def _value(draft: Proposal, goal: Goal, stages: Stages, place: int) -> StageValue:
    value = goal.measure(stages.network.canonical.problem, draft)
    if place >= len(stages.potentials):
        return StageValue(goal.name, goal.title, value, bound=0, proof=Proof.NOT_REACHED)
    bound = stages.bounds.get(goal.name, value)
    return StageValue(goal.name, goal.title, value, bound, Proof.OPTIMAL if value == bound else Proof.GAP)


def _checked(problem: Problem, proposal: Proposal) -> Proposal:
    broken = check.breaches(problem, proposal)
    if broken:
        raise RuleBroken("; ".join(broken))
    return proposal
