"""Solve a problem: the best proposal in the order of the preferences, with the proof of each."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from itertools import zip_longest

from solver import certificate, check, flows, goals, late
from solver.arrays import Whole
from solver.canonical import Canonical
from solver.goals.goal import Goal
from solver.network import Network, network
from solver.problem import Problem
from solver.proposal import Certificate, Proof, Proposal, StageValue
from solver.rows import Rows, rows
from solver.stages import EFFORT, Stages
from solver.steps import MOST_LEAVES

Tell = Callable[[Proposal], None]


@dataclass(frozen=True)
class Limits:
    """How much work a search may do; counts, since the solver has no clock.

    `runs`: of the flow engine. `effort`: of the one stage that is no network, in deterministic seconds of CP-SAT. `leaves`: of
    each stage where floors by competence or teams bind.
    """

    runs: int = 500
    effort: float = EFFORT
    leaves: int = MOST_LEAVES


class RuleBroken(AssertionError):
    """A proposal of the search breaks a rule: a fault of the solver, never sent out."""


def solve(problem: Problem, limits: Limits | None = None, on_better: Tell | None = None) -> Proposal:
    """The best proposal, `OPTIMAL` with its certificate unless a limit ended the search before the last preference.

    Floors by competence and teams are no network: they are checked on the optimum of the network first, which is the best
    there is where none is broken, and searched for with it where one is. `on_better` receives each better proposal on the
    way, checked like the last one. Raises `SearchFailed` if the engine fails, and `RuleBroken` if `check` finds a breach.
    """
    limits = limits or Limits()
    built = network(Canonical.of(problem))
    beyond = rows(built)
    if not beyond.bind:
        return _checked(problem, _on_network(built, limits, on_better))
    proposal = _on_network(built, limits, None)
    if check.breaches(problem, proposal):
        proposal = _with_rows(beyond, limits, on_better)
    return _checked(problem, proposal)


def searched(built: Network, limits: Limits, known: Whole) -> Proposal:
    """The best on a network that was built already, from a circulation thought to be the best; each stage is proven, no rule checked."""
    stages = Stages(built, effort=limits.effort, known=known)
    while len(stages.potentials) < len(goals.GOALS) and stages.runs < limits.runs:
        stages.improve(goals.GOALS[len(stages.potentials) :])
    return _proposal(built, stages)


def _on_network(built: Network, limits: Limits, on_better: Tell | None) -> Proposal:
    stages = Stages(built, effort=limits.effort)
    while len(stages.potentials) < len(goals.GOALS) and stages.runs < limits.runs:
        proven = stages.improve(goals.GOALS[len(stages.potentials) :])
        if proven and on_better is not None:
            on_better(_checked(built.canonical.problem, _proposal(built, stages)))
    proposal = _proposal(built, stages)
    if proposal.proof is not Proof.NOT_REACHED:
        certificate.verify_on(built, proposal)
    return proposal


def _with_rows(beyond: Rows, limits: Limits, on_better: Tell | None) -> Proposal:
    problem = beyond.network.canonical.problem
    search = late.load(late.WITH_ROWS).WithRows(beyond, leaves=limits.leaves, effort=limits.effort)

    def tell() -> None:
        if on_better is not None:
            on_better(_checked(problem, _draft(beyond.network, search.flow, Certificate())))

    search.run(tell)
    draft = _draft(beyond.network, search.flow, Certificate(steps=tuple(search.steps)))
    bounds = certificate.proven(beyond, draft)
    return _with_stages(draft, tuple(_told(goal, goal.measure(problem, draft), bounds.get(goal.name)) for goal in goals.GOALS))


def _proposal(built: Network, stages: Stages) -> Proposal:
    draft = _draft(built, stages.flow, Certificate(tuple(stages.potentials)))
    values = [(goal, goal.measure(built.canonical.problem, draft)) for goal in goals.GOALS]
    reached = [stages.bounds.get(goal.name, value) for goal, value in values[: len(stages.potentials)]]
    return _with_stages(draft, tuple(_told(goal, value, bound) for (goal, value), bound in zip_longest(values, reached)))


def _draft(built: Network, flow: Whole, proof: Certificate) -> Proposal:
    """What a circulation sends, before the stages are told."""
    draft = Proposal(flows.assignments(built, flow), flows.unmet(built, flow), (), Proof.NOT_REACHED, certificate=proof)
    pins = built.canonical.problem.pins
    return replace(draft, unkept_pins=tuple(pin for pin in pins if draft.sent.get((pin.need, pin.resource), 0) < pin.quantity))


_FROM_BEST = (Proof.OPTIMAL, Proof.GAP, Proof.NOT_REACHED)


def _with_stages(draft: Proposal, values: tuple[StageValue, ...]) -> Proposal:
    worst = max((stage.proof for stage in values), key=_FROM_BEST.index)
    return replace(draft, stages=values, proof=worst)


def _told(goal: Goal, value: int, bound: int | None) -> StageValue:
    if bound is None:
        return StageValue(goal.name, goal.title, value, bound=0, proof=Proof.NOT_REACHED)
    return StageValue(goal.name, goal.title, value, bound, Proof.OPTIMAL if value == bound else Proof.GAP)


def _checked(problem: Problem, proposal: Proposal) -> Proposal:
    broken = check.breaches(problem, proposal)
    if broken:
        raise RuleBroken("; ".join(broken))
    return proposal
