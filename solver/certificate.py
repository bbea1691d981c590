"""Whether a proposal is what it claims to be, found out again from the problem and its prices alone; no search, no engine."""

from solver import cycles, flows, goals, optimality
from solver.arrays import Whole
from solver.canonical import Canonical
from solver.face import Face
from solver.goals import fewest_lenders
from solver.goals.goal import Goal
from solver.network import Network, network
from solver.optimality import NotProven
from solver.problem import Problem
from solver.proposal import Proof, Proposal


def verify(problem: Problem, proposal: Proposal) -> None:
    """Build the network again and check every stage; `NotProven` says what does not hold."""
    verify_on(network(Canonical(problem)), proposal)


def verify_on(built: Network, proposal: Proposal) -> None:
    """The same on a network that was built already."""
    potentials = () if proposal.certificate is None else proposal.certificate.potentials
    if len(potentials) != len(goals.GOALS):
        raise NotProven(f"{len(potentials)} of {len(goals.GOALS)} stages have their prices")
    try:
        flow = flows.of_proposal(built, proposal)
    except KeyError as pair:
        raise NotProven(f"no rule lets {pair} be sent") from pair
    face = Face(built.lower, built.upper)
    for goal, stage, prices in zip(goals.GOALS, proposal.stages, potentials, strict=True):
        value = goal.measure(built.canonical.problem, proposal)
        bound = _fewest_deliveries(built, face, flow) if goal.costs is None else value
        proof = Proof.OPTIMAL if value == bound else Proof.GAP
        if (stage.name, stage.value, stage.bound, stage.proof) != (goal.name, value, bound, proof):
            raise NotProven(f"{goal.name}: {stage} is told, {value} is reached and {bound} proven")
        face = _next_face(built, face, goal, prices, flow)


def _fewest_deliveries(built: Network, face: Face, flow: Whole) -> int:
    return fewest_lenders.bound(built, cycles.tight(built, face, flow))


def _next_face(built: Network, face: Face, goal: Goal, prices: Whole, flow: Whole) -> Face:
    if goal.costs is None:
        return fewest_lenders.settle(built, face, flow)
    if len(prices) != built.nodes:
        raise NotProven(f"{goal.name}: {len(prices)} prices for {built.nodes} nodes")
    return optimality.restrict(built, face, goal.costs(built, face.is_free[built.sending]), prices, flow)
