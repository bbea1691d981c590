"""How far every site is from every establishment in need: road, kilometres, rung of the ladder."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from solver.pool import Rung
from solver.refusal import require

NO_WAY = np.inf


@dataclass(frozen=True, eq=False)
class Reach:
    """Matrices of establishments (rows) × sites (columns).

    `road_minutes`: from door to door, without alert nor preparation; `NO_WAY` where there is none.
    `km`: as the crow flies, only told. `rung`: the rung of the site as seen from the establishment.
    """

    establishments: tuple[str, ...]
    sites: tuple[str, ...]
    road_minutes: NDArray[np.float64]
    km: NDArray[np.float64]
    rung: NDArray[np.int8]

    def __post_init__(self) -> None:
        shape = (len(self.establishments), len(self.sites))
        for name in ("road_minutes", "km", "rung"):
            found = getattr(self, name).shape
            require(found == shape, f"reach.{name}", f"its shape is {found}, not establishments × sites {shape}")
        require(len(set(self.establishments)) == shape[0], "reach.establishments", "one is named twice")
        require(len(set(self.sites)) == shape[1], "reach.sites", "one is named twice")
        require(not np.isnan(self.road_minutes).any(), "reach.road_minutes", "a value is not a number")
        require(bool((self.road_minutes >= 0).all()), "reach.road_minutes", "a journey takes less than no time")
        known = np.isin(self.rung, [rung.value for rung in Rung])
        require(bool(known.all()), "reach.rung", "a value is no rung of the ladder")

    @cached_property
    def row_of(self) -> dict[str, int]:
        """Establishment → row."""
        return {establishment: row for row, establishment in enumerate(self.establishments)}

    @cached_property
    def column_of(self) -> dict[str, int]:
        """Site → column."""
        return {site: column for column, site in enumerate(self.sites)}

    def rung_of(self, establishment: str, site: str) -> Rung:
        """The rung of one site as seen from one establishment."""
        return Rung(int(self.rung[self.row_of[establishment], self.column_of[site]]))

    def road_of(self, establishment: str, site: str) -> float:
        """Minutes of road between one site and one establishment; infinite where there is no way."""
        return float(self.road_minutes[self.row_of[establishment], self.column_of[site]])


def no_reach(establishments: Sequence[str] = ()) -> Reach:
    """The reach of a pool that holds no site."""
    shape = (len(establishments), 0)
    return Reach(tuple(establishments), (), np.zeros(shape), np.zeros(shape), np.zeros(shape, dtype=np.int8))
