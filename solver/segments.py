"""A pair cut where its units differ: arrived, released, asked for, pinned, new."""

from dataclasses import dataclass

import numpy as np

from solver.arrays import Flags, Indices, Whole
from solver.candidates import Candidates
from solver.canonical import Canonical


@dataclass(frozen=True, eq=False)
class Segments:
    """Parts of pairs, in the order of the pairs; `lower` to `most` units pass by each.

    The parts of a pair are filled from the first: pins and what has arrived are at its beginning.
    """

    pair: Indices
    lower: Whole
    most: Whole
    is_pinned: Flags
    is_under_way: Flags
    is_asked: Flags


def segments(canonical: Canonical, pairs: Candidates) -> Segments:
    """Cut every pair; one that nobody has engaged nor pinned stays whole."""
    plain = Segments(
        np.arange(len(pairs)), np.zeros_like(pairs.most), pairs.most, *(np.zeros(len(pairs), dtype=np.bool_) for _ in range(3))
    )
    special = _special(canonical, pairs)
    if not special:
        return plain
    rows = [row for index in special for row in _cut(canonical, pairs, index)]
    pair, lower, most, pinned, under_way, asked = (np.array(column) for column in zip(*rows, strict=True))
    kept = np.ones(len(pairs), dtype=np.bool_)
    kept[special] = False
    order = np.argsort(np.concatenate([plain.pair[kept], pair]), kind="stable")
    return Segments(
        np.concatenate([plain.pair[kept], pair])[order],
        np.concatenate([plain.lower[kept], lower])[order],
        np.concatenate([plain.most[kept], most])[order],
        np.concatenate([plain.is_pinned[kept], pinned])[order],
        np.concatenate([plain.is_under_way[kept], under_way])[order],
        np.concatenate([plain.is_asked[kept], asked])[order],
    )


def _special(canonical: Canonical, pairs: Candidates) -> list[int]:
    """The pairs that are engaged or pinned."""
    problem = canonical.problem
    named = {(engagement.need, engagement.resource) for engagement in problem.planned}
    named |= {(pin.need, pin.resource) for pin in problem.pins}
    row = {need.id: index for index, need in enumerate(canonical.needs)}
    keys = pairs.need * len(canonical.resources) + pairs.resource
    wanted = np.array([row[need] * len(canonical.resources) + canonical.index_of[resource] for need, resource in named], dtype=np.int64)
    return [int(index) for index in np.flatnonzero(np.isin(keys, wanted))]


def _cut(canonical: Canonical, pairs: Candidates, index: int) -> list[tuple[int, int, int, bool, bool, bool]]:
    problem = canonical.problem
    key = (canonical.needs[pairs.need[index]].id, canonical.resources[pairs.resource[index]].id)
    most = int(pairs.most[index])
    locked, under_way = problem.locked[key], problem.under_way[key]
    asked = under_way + problem.asked[key]
    pinned = problem.pinned[key]
    cuts = sorted({cut for cut in (locked, under_way, asked, pinned, most) if 0 < cut <= most})
    return [
        (index, (end - start) * (end <= locked), end - start, end <= pinned, end <= under_way, under_way < end <= asked)
        for start, end in zip([0, *cuts], cuts, strict=False)
    ]
