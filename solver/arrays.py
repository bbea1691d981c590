"""Arrays as the solver writes them, and two sums that NumPy has no word for."""

import numpy as np
from numpy.typing import NDArray

Indices = NDArray[np.intp]
Flags = NDArray[np.bool_]
Whole = NDArray[np.int64]


def sum_by(key: Indices, values: Whole | Flags, count: int) -> Whole:
    """The sum of the values of each key in 0..count-1; exact below 2^53."""
    return np.bincount(key, weights=values, minlength=count).astype(np.int64)


def place_in_run(keys: Indices) -> Whole:
    """How many equal keys stand before each one, the keys being sorted."""
    starts = np.flatnonzero(np.diff(keys, prepend=-1))
    return np.arange(len(keys)) - np.repeat(starts, np.diff(np.append(starts, len(keys))))


def among(some: Indices, ordered: Indices) -> tuple[Flags, Indices]:
    """Whether each of these is in a sorted array without doubles, and where it stands there if it is."""
    if not len(ordered):
        return np.zeros(len(some), dtype=np.bool_), np.zeros(len(some), dtype=np.intp)
    places = np.minimum(np.searchsorted(ordered, some), len(ordered) - 1)
    return ordered[places] == some, places
