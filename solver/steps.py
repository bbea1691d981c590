"""How a stage of the search with rows went, in numbers that another can check."""

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

# Leaves bounded in one stage before the gap is told instead.
MOST_LEAVES = 300


@dataclass(frozen=True)
class Split:
    """A team goes whole, or nobody joins it; or, with no team, an arc carries more than `at` units, or at most that."""

    team: int | None
    arc: int = 0
    at: int = 0


@dataclass(frozen=True, eq=False)
class Prices:
    """Potentials of the nodes and prices of the rows, for costs taken `scale` times; whole numbers.

    `shows_nothing_there`: they prove, the costs being left out, that the leaf holds no circulation that keeps the rows.
    """

    potentials: NDArray[np.int64]
    of_rows: NDArray[np.int64]
    scale: int = 1
    shows_nothing_there: bool = False


@dataclass(frozen=True, eq=False)
class Step:
    """How one stage went: the splits, by the number of the leaf that each cut, and the prices of every leaf that was not cut.

    Leaves are numbered from nought, those the stage began with first; a split adds its two at the end. `is_closed`: whether
    the prices bound all that is left from below by a value that is reached, and tell what reaches it.
    """

    is_closed: bool
    splits: tuple[tuple[int, Split], ...] = ()
    prices: Mapping[int, Prices] = field(default_factory=dict)
