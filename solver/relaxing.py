"""Prices for rows, and whole circulations that keep them, on what is still free; a caller of HiGHS by SciPy."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, OptimizeResult, linprog, milp
from scipy.sparse import coo_array, csr_array, hstack, vstack

from solver.arrays import Flags, Indices, Whole, sum_by
from solver.face import Costs, Face
from solver.leaves import Leaf
from solver.network import BASE, Network
from solver.rows import Rows
from solver.subgraph import Subgraph

# The prices are quotients of small numbers: these multiples make them whole.
SCALES = (1, 2, 3, 4, 6, 12, 60)
CLOSE = 1e-6
# Nodes of the search for a whole circulation on a face, counted by HiGHS.
MOST_NODES = 500
# SciPy takes sparse tables, which its published types leave out.
_minimise: Callable[..., OptimizeResult] = linprog


@dataclass(frozen=True, eq=False)
class Free:
    """The arcs of people that may still change, units of a ladder alone: which arc, its room, its cost.

    `conserve`, `balance`: every node but the base gives what it receives. `table`, `room`: the rows, and what they leave
    beyond what the arcs must carry.
    """

    arc: Indices
    room: Whole
    cost: Whole
    conserve: csr_array
    balance: Whole
    table: csr_array
    left: Whole


def free_arcs(rows: Rows, face: Face, subgraph: Subgraph, costs: Costs) -> Free:
    """Those that the subgraph looks at."""
    arc, room, cost = subgraph.listed(costs)
    concerned = _of_people(rows.network)[arc]
    arc = arc[concerned]
    return Free(arc, room[concerned], cost[concerned], *_conservation(rows.network, face, arc), *_row_table(rows, face, arc))


def row_prices(leaf: Leaf, free: Free) -> tuple[Whole, int, bool]:
    """Prices of the rows, times a scale that makes them whole, and whether the rows can be kept at all.

    Where they cannot, the prices are those of the least breach, the arcs costing nothing.
    """
    prices = _relaxed(leaf.tight, free, free.cost, csr_array((len(free.left), 0)))
    if prices is not None:
        return *_whole(prices), True
    beyond, short = -np.eye(len(free.left)), np.eye(len(free.left))[:, leaf.tight]
    breach = csr_array(np.concatenate([beyond, short], axis=1))
    prices = _relaxed(leaf.tight, free, np.zeros(len(free.arc)), breach)
    return *(_whole(prices) if prices is not None else (np.zeros(len(free.left), dtype=np.int64), 1)), False


def _relaxed(tight: Flags, free: Free, cost: np.ndarray, breach: csr_array) -> np.ndarray | None:
    """The prices of the rows at the least cost, a unit of breach costing one; None where nothing is feasible."""
    more = breach.shape[1]
    table = csr_array(hstack([free.table, breach]))
    conserve = csr_array(hstack([free.conserve, csr_array((len(free.balance), more))]))
    most = np.append(free.room, np.full(more, np.inf))
    told = _minimise(
        np.append(cost, np.ones(more)),
        A_ub=table[np.flatnonzero(~tight)],
        b_ub=free.left[~tight],
        A_eq=vstack([conserve, table[np.flatnonzero(tight)]]),
        b_eq=np.concatenate([free.balance, free.left[tight]]),
        bounds=np.stack([np.zeros(len(most)), most], axis=1),
        method="highs",
    )
    if told.status != 0:
        return None
    prices = np.zeros(len(tight))
    prices[~tight] = np.maximum(-told.ineqlin.marginals, 0)
    prices[tight] = -told.eqlin.marginals[len(free.balance) :]
    return prices


def _of_people(network: Network) -> Flags:
    """Whether each arc is one that people pass by."""
    resource = network.pairs.resource[network.parts.pair]
    is_thing = np.zeros(network.nodes, dtype=np.bool_)
    for ends in (network.tail, network.head):
        is_thing[ends[network.sending][~network.canonical.is_person[resource]]] = True
    grouping = slice(network.sending.stop, network.coverage.start)
    is_thing[network.head[grouping][is_thing[network.tail[grouping]]]] = True
    return ~(is_thing[network.tail] | is_thing[network.head])


def _whole(prices: np.ndarray) -> tuple[Whole, int]:
    for scale in SCALES:
        rounded = np.rint(prices * scale)
        if (np.abs(rounded - prices * scale) <= CLOSE * np.maximum(np.abs(rounded), 1)).all():
            return rounded.astype(np.int64), scale
    return np.rint(prices * SCALES[-1]).astype(np.int64), SCALES[-1]


def _conservation(network: Network, face: Face, arc: Indices) -> tuple[csr_array, Whole]:
    """Every node but the base gives what it receives, beyond what the arcs must carry."""
    tail, head = network.tail[arc], network.head[arc]
    touched = np.zeros(network.nodes, dtype=np.bool_)
    touched[tail] = touched[head] = True
    touched[BASE] = False
    number = np.cumsum(touched) - 1
    column = np.arange(len(arc))
    out, into = touched[tail], touched[head]
    table = coo_array(
        (
            np.concatenate([np.ones(out.sum()), -np.ones(into.sum())]),
            (np.concatenate([number[tail[out]], number[head[into]]]), np.concatenate([column[out], column[into]])),
        ),
        shape=(int(touched.sum()), len(arc)),
    )
    entering = sum_by(network.head, face.lower, network.nodes) - sum_by(network.tail, face.lower, network.nodes)
    return table.tocsr(), entering[touched]


def _row_table(rows: Rows, face: Face, arc: Indices) -> tuple[csr_array, Whole]:
    """The rows on these arcs, and how much each leaves beyond what the arcs must carry."""
    column = np.full(len(face.lower), -1)
    column[arc] = np.arange(len(arc))
    there = column[rows.arc] >= 0
    table = coo_array((np.ones(there.sum()), (rows.row[there], column[rows.arc[there]])), shape=(len(rows.most), len(arc)))
    return table.tocsr(), rows.most - rows.taken(face.lower)


def whole_circulation(rows: Rows, leaf: Leaf, free: Free, flow: Whole) -> Whole | None:
    """A whole circulation of the leaf that keeps the rows and parts no team, if one is found; things stay as they flow."""
    of_teams, team_least = team_table(rows, leaf.face, free)
    teams = len(rows.teams)
    count = len(free.arc) + teams
    if not count:
        return None
    conserve = hstack([free.conserve, csr_array((len(free.balance), teams))])
    table = hstack([free.table, csr_array((len(free.left), teams))])
    found = milp(
        np.zeros(count),
        constraints=[
            LinearConstraint(conserve, free.balance, free.balance),
            LinearConstraint(table, np.where(leaf.tight, free.left, -np.inf), free.left),
            LinearConstraint(of_teams, team_least, np.inf),
        ],
        integrality=np.ones(count, dtype=np.int64),
        bounds=Bounds(np.zeros(count), np.append(free.room, np.ones(teams))),
        options={"node_limit": MOST_NODES},
    )
    if found.x is None:
        return None
    lower = leaf.face.lower
    people = lower + sum_by(free.arc, np.rint(found.x[: len(free.arc)]).astype(np.int64), len(lower))
    flow = np.where(_of_people(rows.network), people, flow)
    return flow if rows.are_kept(flow, leaf.tight) and not rows.parted(flow) else None


def team_table(rows: Rows, face: Face, free: Free) -> tuple[csr_array, np.ndarray]:
    """A line receives what it asks for where its team goes, and nobody joins where it does not: rows of at least so much."""
    column = np.full(len(face.lower), -1)
    column[free.arc] = np.arange(len(free.arc))
    entries: list[tuple[int, int, float]] = []
    least: list[float] = []
    for number, team in enumerate(rows.teams):
        goes = len(free.arc) + number
        for line, asked in zip(team.lines.tolist(), team.asked.tolist(), strict=True):
            entries += [(len(least), goes, -float(asked)), *([(len(least), int(column[line]), 1.0)] if column[line] >= 0 else [])]
            least.append(-float(face.lower[line]))
        entries += [(len(least), int(column[arc]), -1.0) for arc in team.joining.tolist() if column[arc] >= 0]
        entries.append((len(least), goes, float(face.upper[team.joining].sum())))
        least.append(float(face.lower[team.joining].sum()))
    row, place, value = (np.array(part) for part in zip(*entries, strict=True)) if entries else (np.zeros(0, dtype=int),) * 3
    table = coo_array((value, (row, place)), shape=(len(least), len(free.arc) + len(rows.teams)))
    return table.tocsr(), np.array(least)
