"""Fewer lenders for the lines of equipment, searched for by CP-SAT on what is still free; a caller of OR-Tools."""

import numpy as np
from ortools.sat.python import cp_model

from solver.arrays import Indices, Whole
from solver.face import Face
from solver.goals import fewest_lenders
from solver.network import BASE, Network

# Beyond that the model alone would take longer than the rest of the search: the gap is told instead.
MOST_ARCS = 5_000


def fewest(network: Network, face: Face, flow: Whole, effort: float) -> Whole:
    """A circulation of the tight face with no more deliveries than this one; `effort` is CP-SAT's deterministic time."""
    model = cp_model.CpModel()
    moves = _moving_lines(network, np.flatnonzero(face.is_free))
    if not 0 < len(moves) <= MOST_ARCS:
        return flow
    units = [model.new_int_var(int(face.lower[arc]), int(face.upper[arc]), f"units {arc}") for arc in moves]
    _conserve(model, network, flow, moves, units)
    _count_deliveries(model, network, face, flow, dict(zip(moves.tolist(), units, strict=True)))
    for arc, unit in zip(moves, units, strict=True):
        model.add_hint(unit, int(flow[arc]))
    engine = cp_model.CpSolver()
    engine.parameters.num_workers = 1
    engine.parameters.random_seed = 1
    engine.parameters.max_deterministic_time = effort
    if engine.solve(model) not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
        return flow
    found = flow.copy()
    found[moves] = [engine.value(unit) for unit in units]
    return found


def _moving_lines(network: Network, movable: Indices) -> Indices:
    """The movable arcs that equipment passes by: from base to stocks, to needs, to their groups and back."""
    arcs, _ = fewest_lenders.deliveries(network)
    touched = np.zeros(network.nodes, dtype=np.bool_)
    touched[network.tail[arcs]] = touched[network.head[arcs]] = True
    grouping = slice(network.sending.stop, network.coverage.start)
    touched[network.head[grouping][touched[network.tail[grouping]]]] = True
    ends = (touched[network.tail[movable]] | (network.tail[movable] == BASE)) & (
        touched[network.head[movable]] | (network.head[movable] == BASE)
    )
    lines: Indices = movable[ends]
    return lines


def _conserve(model: cp_model.CpModel, network: Network, flow: Whole, moves: Indices, units: list[cp_model.IntVar]) -> None:
    """Every node but the base gives what it receives."""
    balance: dict[int, list[tuple[int, cp_model.IntVar, int]]] = {}
    for arc, unit in zip(moves.tolist(), units, strict=True):
        balance.setdefault(int(network.tail[arc]), []).append((1, unit, arc))
        balance.setdefault(int(network.head[arc]), []).append((-1, unit, arc))
    for node, terms in balance.items():
        if node != BASE:
            now = sum(sign * int(flow[arc]) for sign, _, arc in terms)
            model.add(sum(sign * unit for sign, unit, _ in terms) == now)


def _count_deliveries(model: cp_model.CpModel, network: Network, face: Face, flow: Whole, units: dict[int, cp_model.IntVar]) -> None:
    arcs, number = fewest_lenders.deliveries(network)
    made = {int(delivery) for arc, delivery in zip(arcs, number, strict=True) if int(arc) not in units and flow[arc]}
    is_made: dict[int, cp_model.IntVar] = {}
    for arc, delivery in zip(arcs.tolist(), number.tolist(), strict=True):
        if arc in units and delivery not in made:
            flag = is_made.setdefault(delivery, model.new_bool_var(f"delivery {delivery}"))
            model.add(units[arc] <= int(face.upper[arc]) * flag)
    model.minimize(sum(is_made.values()))
