"""The least costly assignment of resources to lines, on arrays, with the prices that prove it; a caller of SciPy's matching.

A resource serves one unit of one line at most; a unit that nobody serves costs the line's shortage. Give each resource a
price and each line what a unit is worth to it. An assignment is the least costly if and only if there are some under
which nothing is left to gain: an arc costs, its resource's price added, no less than the unit is worth, and exactly that
where it is used; a shortage costs no less than the unit is worth, and exactly that where there is one; no price is
negative, and an idle resource has none.
"""

from dataclasses import dataclass

import numpy as np
from scipy.sparse import csr_array
from scipy.sparse.csgraph import min_weight_full_bipartite_matching

from solver.arrays import Flags, Indices, Whole, place_in_run, sum_by
from solver.circulation import SearchFailed
from solver.refusal import require

# Arcs of a line looked at first, beside as many times the units it asks for; so many times more where a price says so.
NEAREST = 6
TIMES_ASKED = 2
WIDENED = 4
# The matching adds costs along paths in floating point: exact below 2^53.
LARGEST_SUM = 2**53


@dataclass(frozen=True, eq=False)
class Offers:
    """What each line asks for, what a unit that it lacks costs, and who may serve it at what cost.

    `asked`, `shortage`: one entry a line. `line`, `resource`, `cost`: one entry an arc, no pair twice.
    """

    asked: Whole
    shortage: Whole
    line: Indices
    resource: Indices
    cost: Whole

    def __post_init__(self) -> None:
        require(len(self.asked) == len(self.shortage), "offers", "a line has no shortage, or a shortage no line")
        require(len(self.line) == len(self.resource) == len(self.cost), "offers", "arcs have ends and costs of different numbers")
        for name in ("asked", "shortage", "line", "resource", "cost"):
            require(bool((getattr(self, name) >= 0).all()), f"offers.{name}", "a value is negative")
        require(int(self.line.max(initial=-1)) < len(self.asked), "offers.line", "an arc is of no line")

    @property
    def resources(self) -> int:
        """How many resources there are; their numbers begin at nought."""
        return int(self.resource.max(initial=-1)) + 1


@dataclass(frozen=True, eq=False)
class Assigned:
    """The arcs that are used, what one more unit is worth to each line, and the price of each resource."""

    used: Flags
    worth: Whole
    price: Whole


class NotProven(ValueError):
    """The prices do not prove the assignment the least costly."""


def least_costly(offers: Offers) -> Assigned:
    """The least costly assignment, searched for among the cheapest arcs of each line, and proven over all of them.

    `SearchFailed` where the costs are too large to be added exactly.
    """
    units = int(offers.asked.sum())
    largest = int(max(offers.cost.max(initial=0), offers.shortage.max(initial=0))) + 1
    if largest * (units + 1) >= LARGEST_SUM:
        raise SearchFailed(f"costs of {largest} for {units} units are not exact in floating point")
    order = np.lexsort((offers.cost, offers.line))
    place = np.empty(len(order), dtype=np.int64)
    place[order] = place_in_run(offers.line[order])
    reach = NEAREST + TIMES_ASKED * offers.asked
    while True:
        seen = np.flatnonzero(place < reach[offers.line])
        used = np.zeros(len(place), dtype=np.bool_)
        used[seen] = _matched(offers, seen)
        worth, price = _prices(offers, seen, used)
        gains = offers.cost + price[offers.resource] < worth[offers.line]
        if not gains.any():
            assigned = Assigned(used, worth, price)
            verify(offers, assigned)
            return assigned
        reach[np.unique(offers.line[gains])] *= WIDENED


def total(offers: Offers, used: Flags) -> int:
    """What the used arcs and the shortages cost."""
    lacking = offers.asked - sum_by(offers.line[used], used[used], len(offers.asked))
    return int(offers.cost[used].sum() + (lacking * offers.shortage).sum())


def verify(offers: Offers, assigned: Assigned) -> None:
    """Check by the prices alone that nothing costs less; `NotProven` says what does not hold."""
    used, worth, price = assigned.used, assigned.worth, assigned.price
    served = sum_by(offers.line[used], used[used], len(offers.asked))
    busy = sum_by(offers.resource[used], used[used], len(price))
    left = offers.cost + price[offers.resource] - worth[offers.line]
    claims = {
        "a line receives more than it asks for": (served > offers.asked).any(),
        "a resource serves twice": (busy > 1).any(),
        "an arc that is not used costs less than it brings": (left < 0).any(),
        "an arc that is used costs more than it brings": (left[used] != 0).any(),
        "a shortage costs less than a unit is worth": (worth > offers.shortage).any(),
        "a shortage costs more than a unit is worth": (worth < offers.shortage)[served < offers.asked].any(),
        "a price is negative": (price < 0).any(),
        "an idle resource has a price": (price[busy == 0] != 0).any(),
    }
    broken = [claim for claim, is_broken in claims.items() if is_broken]
    if broken:
        raise NotProven("; ".join(broken))


def _matched(offers: Offers, seen: Indices) -> Flags:
    """Which of these arcs the least costly assignment uses: each unit is a row that takes one arc, or its shortage."""
    known, column = np.unique(offers.resource[seen], return_inverse=True)
    first = np.cumsum(offers.asked) - offers.asked
    line = offers.line[seen]
    copies = offers.asked[line]
    arc = np.repeat(np.arange(len(seen)), copies)
    unit = first[line[arc]] + np.arange(len(arc)) - np.repeat(np.cumsum(copies) - copies, copies)
    units = int(offers.asked.sum())
    everyone = np.arange(units)
    weight = np.concatenate([offers.cost[seen][arc], np.repeat(offers.shortage, offers.asked)]) + 1  # nought would be no arc
    rows = np.concatenate([unit, everyone])
    columns = np.concatenate([column[arc], len(known) + everyone])
    table = csr_array((weight.astype(np.float64), (rows, columns)), shape=(units, len(known) + units))
    row, taken = min_weight_full_bipartite_matching(table)
    line_of = np.repeat(np.arange(len(offers.asked)), offers.asked)
    served = taken < len(known)
    pairs = line_of[row[served]] * len(known) + taken[served]
    return np.isin(line * len(known) + column, pairs)


def _prices(offers: Offers, seen: Indices, used: Flags) -> tuple[Whole, Whole]:
    """The greatest worths and their prices: the shortest paths between lines, by way of the resources they use."""
    lines = len(offers.asked)
    holder = np.full(offers.resources, lines)
    paid = np.zeros(offers.resources, dtype=np.int64)
    holder[offers.resource[used]] = offers.line[used]
    paid[offers.resource[used]] = offers.cost[used]
    by, to = holder[offers.resource[seen]], offers.line[seen]
    length = offers.cost[seen] - paid[offers.resource[seen]]
    order = np.argsort(to, kind="stable")
    by, to, length = by[order], to[order], length[order]
    first = np.flatnonzero(np.diff(to, prepend=-1))
    worth = np.append(offers.shortage, 0)  # the last stands for whoever holds nothing: free to take
    for _ in range(lines + 1):
        least = np.minimum.reduceat(worth[by] + length, first) if len(first) else worth[:0]
        if (least >= worth[to[first]]).all():
            price = np.where(holder < lines, worth[holder] - paid, 0)
            return worth[:-1], price
        worth[to[first]] = np.minimum(worth[to[first]], least)
    raise SearchFailed("the assignment is not the least costly: a round of exchanges costs less than nothing")
