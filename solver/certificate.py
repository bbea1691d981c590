"""Whether a proposal is what it claims to be, found out again from the problem and its prices alone; no search, no engine."""

from solver import faces, flows, goals
from solver.canonical import Canonical
from solver.faces import NotProven
from solver.network import Network, network
from solver.problem import Problem
from solver.proposal import Proposal


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
    face = faces.whole(built)
    for goal, prices in zip(goals.GOALS, potentials, strict=True):
        if len(prices) != built.nodes:
            raise NotProven(f"{goal.name}: {len(prices)} prices for {built.nodes} nodes")
        face = faces.restrict(built, face, goal.costs(built, face.is_free[built.sending]), prices, flow)
    for goal, stage in zip(goals.GOALS, proposal.stages, strict=True):
        if stage.name != goal.name or stage.value != goal.measure(built.canonical.problem, proposal):
            raise NotProven(f"{stage.name}: {stage.value} is not what the proposal is worth")
