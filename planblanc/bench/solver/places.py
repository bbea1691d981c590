"""The real hospitals as arrays: where they are, and what they are to each other."""

import csv
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from functools import cached_property
from pathlib import Path

import numpy as np

from planblanc import shipped
from planblanc.travel.journeys import DocumentedEstimate
from planblanc.travel.networks import NetworkLink, NetworkLinks, linked
from planblanc.travel.places import Place
from solver.arrays import Indices
from solver.pool import Rung
from solver.reach import Reach

Row = dict[str, str]


@dataclass(frozen=True, eq=False)
class Places:
    """The establishments of the seeds, in the order of FINESS; each lends from where it is."""

    rows: Sequence[Row]
    zone_of_region: dict[str, str]
    neighbours: frozenset[tuple[str, str]]
    links: NetworkLinks

    def __len__(self) -> int:
        return len(self.rows)

    def of_regions(self, regions: Sequence[str], most: int) -> "Places":
        """The first hospitals of these regions, region after region."""
        found = [row for region in regions for row in self.rows if row["region_code"] == region]
        return replace(self, rows=sorted(found[:most], key=lambda row: row["finess"]))

    def some(self, indices: Indices) -> "Places":
        """These hospitals alone."""
        return replace(self, rows=[self.rows[index] for index in indices])

    @cached_property
    def finess(self) -> tuple[str, ...]:
        """Their numbers."""
        return tuple(row["finess"] for row in self.rows)

    @cached_property
    def _places(self) -> list[Place]:
        return [Place(float(row["latitude"]), float(row["longitude"]), row["road_network_code"]) for row in self.rows]

    def reach(self, struck: Indices) -> Reach:
        """The way from every hospital to each of these."""
        victims = [self._places[index] for index in struck]
        journeys = DocumentedEstimate(self.links).journeys(victims, self._places)
        return Reach(
            establishments=tuple(self.finess[index] for index in struck),
            sites=self.finess,
            road_minutes=journeys.minutes,
            km=journeys.km,
            rung=np.stack([self._rungs(self.rows[index]) for index in struck]),
        )

    def _rungs(self, victim: Row) -> np.ndarray:
        rungs = [self._rung(victim, row) for row in self.rows]
        return np.array(rungs, dtype=np.int8)

    def _rung(self, victim: Row, lender: Row) -> int:
        home, other = victim["region_code"], lender["region_code"]
        if home == other:
            if lender["legal_entity_finess"] == victim["legal_entity_finess"]:
                return Rung.OWN_GROUP
            return Rung.DEPARTMENT if lender["department_code"] == victim["department_code"] else Rung.REGION
        if (home, other) in self.neighbours:
            return Rung.ADJACENT_REGION
        return Rung.ZONE if self.zone_of_region[home] == self.zone_of_region[other] else Rung.NATIONAL


def read() -> Places:
    """The hospitals of the seeds."""
    seeds = shipped.seeds_dir()
    adjacent = {(row["region_code"], row["neighbour_code"]) for row in _rows(seeds / "region_adjacency.csv")}
    return Places(
        rows=sorted(_rows(seeds / "establishments.csv"), key=lambda row: row["finess"]),
        zone_of_region={row["code"]: row["zone_code"] for row in _rows(seeds / "regions.csv")},
        neighbours=frozenset(adjacent | {(other, one) for one, other in adjacent}),
        links=linked(_link(row) for row in _rows(seeds / "network_travel.csv")),
    )


def _rows(path: Path) -> list[Row]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _link(row: Row) -> NetworkLink:
    overhead, flight = (timedelta(minutes=int(row[name])) for name in ("overhead_minutes", "flight_minutes"))
    return NetworkLink(row["from_code"], row["to_code"], overhead, flight)
