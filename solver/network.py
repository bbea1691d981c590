"""The dispatch as a circulation: base → lender → site → resource → need → group → base.

The flow of an arc is a number of units. A group is what coverage is shared fairly between: an establishment, a
criticality, and people or things, which have no common measure. All rules are in the arcs and in their capacities, so
that every whole circulation is a proposal that breaks none.
"""

from dataclasses import dataclass

import numpy as np

from solver.arrays import Indices, Whole, sum_by
from solver.candidates import Candidates, candidates
from solver.canonical import Canonical
from solver.segments import Segments, segments

BASE = 0


@dataclass(frozen=True, eq=False)
class Network:
    """Arcs as arrays; the segments of the candidates come first, then the slices that are named.

    `lower`, `upper`: what an arc must and may carry. `group_need`: units asked for by each coverage arc's group, and
    `group_criticality` its criticality. `lender_load`: how many people of each lender arc are out already.
    `feeding`: the sections of arcs from base to resources, in the order of a path. `reachable`: no more units than that
    can be sent in all.
    """

    canonical: Canonical
    pairs: Candidates
    parts: Segments
    nodes: int
    tail: Indices
    head: Indices
    lower: Whole
    upper: Whole
    coverage: slice
    lending: slice
    group_need: Whole
    group_criticality: Whole
    lender_load: Whole
    feeding: tuple[slice, ...]
    reachable: int

    @property
    def sending(self) -> slice:
        """The arcs from a resource to a need."""
        return slice(0, len(self.parts.pair))


def network(canonical: Canonical) -> Network:
    """Build the network of the problem."""
    return network_of(canonical, candidates(canonical))


def network_of(canonical: Canonical, pairs: Candidates) -> Network:
    """The same when it is known already who may go where."""
    parts = segments(canonical, pairs)
    arcs = _Arcs(nodes=1)
    needs = arcs.add_nodes(len(canonical.needs))
    used, node_of_pair = np.unique(pairs.resource, return_inverse=True)
    resources = arcs.add_nodes(len(used))
    arcs.add(resources + node_of_pair[parts.pair], needs + pairs.need[parts.pair], parts.lower, parts.most)
    coverage, group_need, group_criticality = _add_coverage(arcs, canonical, needs, parts, pairs)
    feeding, load = _add_lending(arcs, canonical, used, resources)
    tail, head, lower, upper = arcs.arrays()
    return Network(
        canonical=canonical,
        pairs=pairs,
        parts=parts,
        nodes=arcs.nodes,
        tail=tail,
        head=head,
        lower=lower,
        upper=upper,
        coverage=coverage,
        lending=feeding[0],
        group_need=group_need,
        group_criticality=group_criticality,
        lender_load=load,
        feeding=feeding,
        reachable=int(upper[feeding[2]].sum() + upper[feeding[3]].sum()),
    )


class _Arcs:
    """Arcs as they are added, section after section."""

    def __init__(self, nodes: int) -> None:
        self.nodes = nodes
        self.count = 0
        self._sections: list[tuple[Whole, Whole, Whole, Whole]] = []

    def add_nodes(self, count: int) -> int:
        """Make room for nodes; the first of them is given back."""
        self.nodes += count
        return self.nodes - count

    def add(self, tail: Whole, head: Whole, lower: Whole, upper: Whole) -> slice:
        """Add arcs; where they stand is given back."""
        self._sections.append((tail, head, lower, upper))
        self.count += len(tail)
        return slice(self.count - len(tail), self.count)

    def arrays(self) -> tuple[Whole, Whole, Whole, Whole]:
        """Tail, head, lower and upper bound of every arc."""
        tail, head, lower, upper = (np.concatenate(column).astype(np.int64) for column in zip(*self._sections, strict=True))
        return tail, head, lower, upper


def _add_coverage(arcs: _Arcs, canonical: Canonical, first_need: int, parts: Segments, pairs: Candidates) -> tuple[slice, Whole, Whole]:
    """Need → group → base; a need may receive more than it asks for only where more have arrived."""
    locked = sum_by(pairs.need[parts.pair], parts.lower, len(canonical.needs))
    asked = np.array([need.quantity for need in canonical.needs], dtype=np.int64)
    most = np.maximum(asked, locked)
    keys = [(need.establishment, need.criticality.value, need.wants_people) for need in canonical.needs]
    groups = sorted(set(keys))
    rank = {key: index for index, key in enumerate(groups)}
    group = np.array([rank[key] for key in keys], dtype=np.int64)
    first_group = arcs.add_nodes(len(groups))
    needs = first_need + np.arange(len(keys))
    arcs.add(needs, first_group + group, np.zeros_like(most), most)
    total = sum_by(group, most, len(groups))
    everyone = first_group + np.arange(len(groups))
    coverage = arcs.add(everyone, np.full(len(groups), BASE), np.zeros_like(total), total)
    return coverage, total, np.array([criticality for _, criticality, _ in groups], dtype=np.int64)


def _add_lending(arcs: _Arcs, canonical: Canonical, used: Indices, first: int) -> tuple[tuple[slice, ...], Whole]:
    """Base → lender → site → person, and base → stock; who is out already passes beside the floor of the site."""
    units = np.maximum(np.minimum(canonical.left, canonical.spare_things), canonical.locked)[used]
    nodes = first + np.arange(len(used))
    within = canonical.is_person[used] & ~canonical.is_out[used]
    columns, site = np.unique(canonical.column[used[within]], return_inverse=True)
    sites = arcs.add_nodes(len(columns))
    lenders = sorted({canonical.lender_of_column[column] for column in columns})
    rank = {lender: index for index, lender in enumerate(lenders)}
    lender = np.array([rank[canonical.lender_of_column[column]] for column in columns], dtype=np.int64)
    first_lender = arcs.add_nodes(len(lenders))
    available = sum_by(site, units[within], len(columns))
    most = np.minimum(canonical.spare_heads[columns], available)
    of_lender = sum_by(lender, most, len(lenders))
    zeros = np.zeros_like
    feeding = (
        arcs.add(np.full(len(lenders), BASE), first_lender + np.arange(len(lenders)), zeros(of_lender), of_lender),
        arcs.add(first_lender + lender, sites + np.arange(len(columns)), zeros(most), most),
        arcs.add(sites + site, nodes[within], zeros(units[within]), units[within]),
        arcs.add(np.full((~within).sum(), BASE), nodes[~within], zeros(units[~within]), units[~within]),
    )
    return feeding, np.array([canonical.problem.heads_out[lender] for lender in lenders], dtype=np.int64)
