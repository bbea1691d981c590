"""The peers of the assignment on arrays: each gets the same arcs, and gives what the least costly assignment costs."""

from collections.abc import Callable, Mapping
from importlib.util import find_spec

import numpy as np
import pandas as pd
from ortools.graph.python import min_cost_flow
from ortools.linear_solver.python import model_builder
from scipy.sparse import csc_array

from planblanc.bench.visitor import NotMeasured
from solver.assignment import Offers

HIGHS = "HiGHS, programme linéaire sur tableaux"
FLOW = "OR-Tools, flot sur tableaux"
MODEL = "OR-Tools, ModelBuilder et GLOP"


def peers() -> Mapping[str, Callable[[Offers], int]]:
    """The peers that are installed here."""
    found = {FLOW: flow, MODEL: model}
    return {HIGHS: linear_programme, **found} if find_spec("highspy") else found


def flow(offers: Offers) -> int:
    """Source → resource → line, and source → line for what is lacking, by cost scaling."""
    lines, resources = len(offers.asked), offers.resources
    source = lines + resources
    tail = np.concatenate([lines + offers.resource, np.full(resources + lines, source)])
    head = np.concatenate([offers.line, lines + np.arange(resources), np.arange(lines)])
    room = np.concatenate([np.ones(len(offers.line) + resources, dtype=np.int64), offers.asked])
    cost = np.concatenate([offers.cost, np.zeros(resources, dtype=np.int64), offers.shortage])
    engine = min_cost_flow.SimpleMinCostFlow()
    engine.add_arcs_with_capacity_and_unit_cost(tail.astype(np.int32), head.astype(np.int32), room, cost)
    ends = np.append(np.arange(lines), source).astype(np.int32)
    engine.set_nodes_supplies(ends, np.append(-offers.asked, offers.asked.sum()))
    if engine.solve() != engine.OPTIMAL:
        raise NotMeasured("Le flot d'OR-Tools n'a pas abouti.")
    return int(engine.optimal_cost())


def linear_programme(offers: Offers) -> int:
    """The same as a linear programme given whole, column by column, to HiGHS as it is delivered, on one thread."""
    import highspy  # noqa: PLC0415  a peer that only the bench of a checkout has

    lines, resources, arcs = len(offers.asked), offers.resources, len(offers.line)
    rows = np.concatenate([offers.line, lines + offers.resource, np.arange(lines)])
    columns = np.concatenate([np.arange(arcs), np.arange(arcs), arcs + np.arange(lines)])
    table = csc_array((np.ones(len(rows)), (rows, columns)), shape=(lines + resources, arcs + lines))
    programme = highspy.HighsLp()
    programme.num_row_, programme.num_col_ = table.shape
    programme.col_cost_ = np.concatenate([offers.cost, offers.shortage]).astype(np.float64)
    programme.col_lower_ = np.zeros(arcs + lines)
    programme.col_upper_ = np.concatenate([np.ones(arcs), offers.asked])
    programme.row_lower_ = np.concatenate([offers.asked, np.full(resources, -highspy.kHighsInf)])
    programme.row_upper_ = np.concatenate([offers.asked, np.ones(resources)])
    programme.a_matrix_.format_ = highspy.MatrixFormat.kColwise
    programme.a_matrix_.start_, programme.a_matrix_.index_, programme.a_matrix_.value_ = table.indptr, table.indices, table.data
    engine = highspy.Highs()
    engine.silent()
    engine.setOptionValue("threads", 1)
    engine.passModel(programme)
    engine.run()
    if engine.getModelStatus() != highspy.HighsModelStatus.kOptimal:
        raise NotMeasured("HiGHS n'a pas abouti.")
    return round(engine.getObjectiveValue())


def model(offers: Offers) -> int:
    """The same by ModelBuilder, its vectorised calls, and GLOP."""
    built = model_builder.Model()
    sent = built.new_num_var_series("sent", pd.RangeIndex(len(offers.line)), 0, 1)
    asked = pd.Series(offers.asked.astype(np.float64))
    lacking = built.new_num_var_series("lacking", pd.RangeIndex(len(offers.asked)), 0, asked)
    sums = {line: arcs.sum() for line, arcs in sent.groupby(offers.line)}
    for line, units in enumerate(offers.asked):
        built.add(sums.get(line, 0) + lacking[line] == int(units))
    for _, arcs in sent.groupby(offers.resource):
        built.add(arcs.sum() <= 1)
    built.minimize(sent.dot(offers.cost.astype(np.float64)) + lacking.dot(offers.shortage.astype(np.float64)))
    engine = model_builder.Solver("glop")
    if engine.solve(built) != model_builder.SolveStatus.OPTIMAL:
        raise NotMeasured("GLOP n'a pas abouti.")
    return round(engine.objective_value)
