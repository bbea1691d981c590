"""The outlines are thinner than their source, and neighbours still share their borders."""

from typing import Any, TypeAlias

import pytest

from planblanc.integrations import outlines
from planblanc.integrations.outlines import UnknownOutline

Ring: TypeAlias = list[list[float]]

WEST: Ring = [[0, 0], [0, 4], [2, 4], [2.001, 3], [2, 2], [2, 0], [0, 0]]
EAST: Ring = [[2, 0], [2, 2], [2.001, 3], [2, 4], [4, 4], [4, 0], [2, 0]]
ISLAND: Ring = [[6, 0], [6, 1], [6.5, 1.0001], [7, 1], [7, 0], [6, 0]]
CODES = {"Ouest": "01", "Est": "02"}


def feature(name: str, *rings: Ring) -> dict[str, Any]:
    return {"properties": {"name": name}, "geometry": {"type": "MultiPolygon", "coordinates": [[ring] for ring in rings]}}


def test_a_shared_border_is_thinned_once_for_both() -> None:
    west, east = outlines.derive([feature("Ouest", WEST), feature("Est", EAST)], CODES)

    assert west.ring == ((0, 0), (0, 4), (2, 4), (2, 0))
    assert set(west.ring) & set(east.ring) == {(2, 0), (2, 4)}


def test_an_island_keeps_its_corners_and_loses_what_hardly_bends() -> None:
    mainland, island = outlines.derive([feature("Est", EAST, ISLAND)], CODES)

    assert set(island.ring) == {(6, 0), (6, 1), (7, 1), (7, 0)}
    assert (mainland.department, island.department) == ("02", "02")


def test_a_shape_that_no_table_names_stops_the_derivation() -> None:
    with pytest.raises(UnknownOutline, match="Nord"):
        outlines.derive([feature("Nord", WEST)], CODES)
