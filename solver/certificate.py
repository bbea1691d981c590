"""Whether a proposal is what it claims to be, found out again from the problem and its prices alone; no search, no engine."""

from fractions import Fraction
from math import ceil

from solver import cycles, dual, flows, goals, optimality
from solver.arrays import Whole
from solver.canonical import Canonical
from solver.face import Costs, Face
from solver.goals import fewest_lenders
from solver.goals.goal import Goal
from solver.leaves import Leaf, nodes_of, root, total
from solver.network import Network, network
from solver.optimality import NotProven
from solver.pieces import PIECES, free_somewhere, pieces_of, settled
from solver.problem import Problem
from solver.proposal import Proof, Proposal
from solver.rows import Rows, rows
from solver.steps import Prices


def verify(problem: Problem, proposal: Proposal) -> None:
    """Build the network again and check every stage; `NotProven` says what does not hold."""
    verify_on(network(Canonical(problem)), proposal)


def verify_on(built: Network, proposal: Proposal) -> None:
    """The same on a network that was built already."""
    if proposal.certificate is not None and proposal.certificate.steps:
        _verify_with_rows(rows(built), proposal)
        return
    potentials = () if proposal.certificate is None else proposal.certificate.potentials
    if len(potentials) != len(goals.GOALS):
        raise NotProven(f"{len(potentials)} of {len(goals.GOALS)} stages have their prices")
    flow = _flow_of(built, proposal)
    face = Face(built.lower, built.upper)
    for goal, stage, prices in zip(goals.GOALS, proposal.stages, potentials, strict=True):
        value = goal.measure(built.canonical.problem, proposal)
        bound = _fewest_deliveries(built, face, flow) if goal.costs is None else value
        proof = Proof.OPTIMAL if value == bound else Proof.GAP
        if (stage.name, stage.value, stage.bound, stage.proof) != (goal.name, value, bound, proof):
            raise NotProven(f"{goal.name}: {stage} is told, {value} is reached and {bound} proven")
        face = _next_face(built, face, goal, prices, flow)


def proven(beyond: Rows, proposal: Proposal) -> dict[str, int]:
    """Goal → the least that its measure can be, for every goal that the steps of the certificate reach; `NotProven` if one lies."""
    flow, steps = _flow_of(beyond.network, proposal), () if proposal.certificate is None else proposal.certificate.steps
    alive: tuple[Leaf, ...] = (root(beyond),)
    bounds: dict[str, int] = {}
    for piece, step in zip(PIECES, steps, strict=False):
        value = piece.goal.measure(beyond.network.canonical.problem, proposal)
        if piece.costs is None:
            bounds[piece.goal.name] = _fewest_deliveries(beyond.network, alive[0].face, flow)
            alive = settled(beyond, alive, flow)
            continue
        costs = piece.costs(beyond.network, free_somewhere(beyond.network, alive))
        nodes = nodes_of(beyond, alive, step)
        if nodes.keys() - step.prices.keys():
            raise NotProven(f"{piece.goal.name}: a leaf has no prices")
        least = {number: _least(beyond, leaf, costs, step.prices[number]) for number, leaf in nodes.items()}
        here = total(beyond.network, costs, flow)
        lowest = min((found for found in least.values() if found is not None), default=Fraction(here))
        if not step.is_closed:
            bounds[piece.goal.name] = max(value - (here - ceil(lowest)), 0) if len(pieces_of(piece.goal)) == 1 else 0
            break
        if lowest != here:
            raise NotProven(f"{piece.goal.name}: {here} is reached and {lowest} proven")
        alive = tuple(dual.best(beyond, leaf, costs, step.prices[number]) for number, leaf in nodes.items() if least[number] == lowest)
        bounds[piece.goal.name] = value
    told = {piece.goal.name for piece in PIECES[len(steps) :]}
    return {name: bound for name, bound in bounds.items() if name not in told or not steps[-1].is_closed}


def _least(beyond: Rows, leaf: Leaf, costs: Costs, prices: Prices) -> Fraction | None:
    """The least that the leaf can reach; None where nothing is there."""
    least = dual.bound(beyond, leaf, costs, prices)
    if not prices.shows_nothing_there:
        return Fraction(least, prices.scale)
    if least <= 0:
        raise NotProven("a leaf is said to hold nothing, and its prices do not show it")
    return None


def _verify_with_rows(beyond: Rows, proposal: Proposal) -> None:
    bounds = proven(beyond, proposal)
    for goal, stage in zip(goals.GOALS, proposal.stages, strict=True):
        value = goal.measure(beyond.network.canonical.problem, proposal)
        bound = bounds.get(goal.name)
        proof = Proof.NOT_REACHED if bound is None else Proof.OPTIMAL if value == bound else Proof.GAP
        if (stage.name, stage.value, stage.bound, stage.proof) != (goal.name, value, bound or 0, proof):
            raise NotProven(f"{goal.name}: {stage} is told, {value} is reached and {bound} proven")


def _flow_of(built: Network, proposal: Proposal) -> Whole:
    try:
        return flows.of_proposal(built, proposal)
    except KeyError as pair:
        raise NotProven(f"no rule lets {pair} be sent") from pair


def _fewest_deliveries(built: Network, face: Face, flow: Whole) -> int:
    return fewest_lenders.bound(built, cycles.tight(built, face, flow))


def _next_face(built: Network, face: Face, goal: Goal, prices: Whole, flow: Whole) -> Face:
    if goal.costs is None:
        return fewest_lenders.settle(built, face, flow)
    if len(prices) != built.nodes:
        raise NotProven(f"{goal.name}: {len(prices)} prices for {built.nodes} nodes")
    return optimality.restrict(built, face, goal.costs(built, face.is_free[built.sending]), prices, flow)
