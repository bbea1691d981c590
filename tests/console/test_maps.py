"""A map holds its region, is small, and is kept by browsers until it changes."""

import csv
import gzip
import re
from itertools import pairwise

import pytest
from starlette.applications import Starlette
from starlette.routing import Route
from starlette.testclient import TestClient

from planblanc import shipped
from planblanc.console import doors, maps, outlines
from planblanc.console.maps import NATIONAL

CODES = [*sorted(outlines.region_names()), NATIONAL]
SQUARE = ((0.0, 0.0), (0.0, 1.0), (1.0, 1.0), (1.0, 0.0))
BESIDE = ((1.0, 0.0), (1.0, 1.0), (2.0, 1.0), (2.0, 0.0))


@pytest.fixture
def client() -> TestClient:
    return TestClient(Starlette(routes=[Route("/cartes/{code}.svg", doors.outlines)]))


def sites() -> list[tuple[str, float, float]]:
    with (shipped.seeds_dir() / "establishments.csv").open(encoding="utf-8", newline="") as file:
        return [(row["region_code"], float(row["latitude"]), float(row["longitude"])) for row in csv.DictReader(file) if row["latitude"]]


@pytest.mark.parametrize("code", CODES)
def test_a_map_is_an_image_under_sixty_kilobytes(code: str) -> None:
    drawn = dict(re.findall(r'<path id="(\w+)" vector-effect="non-scaling-stroke" d="([^"]*)"/>', maps.svg(code)))

    assert set(drawn) == {"around", "land", "inner", "border", "frames"}
    assert drawn["land"].startswith("M")
    assert len(gzip.compress(maps.svg(code).encode())) < 60_000


def test_every_site_stands_on_the_map_of_its_region_and_on_that_of_the_country() -> None:
    placed = [(maps.drawing_of(region).place(*at), maps.drawing_of(NATIONAL).place(*at)) for region, *at in sites()]

    assert len(placed) > 1900
    assert [pair for pair in placed if None in pair] == []


def test_what_lies_overseas_stands_in_its_own_inset() -> None:
    country = maps.drawing_of(NATIONAL)
    frames = {frame.name: frame for frame in country.frames}

    for name, latitude, longitude in (("La Réunion", -21.1, 55.5), ("Guyane", 4.9, -52.3), ("Mayotte", -12.8, 45.2)):
        point = frames[name].place(latitude, longitude)
        assert point is not None
        assert country.place(latitude, longitude) == point
    assert country.place(48.85, 2.35) == frames[None].place(48.85, 2.35)


def test_insets_do_not_cover_each_other() -> None:
    insets = [frame for frame in maps.drawing_of(NATIONAL).frames if frame.name]

    assert len(insets) == 6
    assert all(left.left + left.width <= right.left for left, right in pairwise(insets))


def test_a_place_out_of_the_map_has_no_point() -> None:
    assert maps.drawing_of("75").place(50.69, 2.88) is None


def test_a_line_between_two_shapes_is_within_and_the_others_bound_them() -> None:
    assert {frozenset(line) for line in outlines.shared([SQUARE, BESIDE])} == {frozenset({(1.0, 0.0), (1.0, 1.0)})}
    assert len(outlines.bounds([SQUARE, BESIDE])) == 1
    assert set(outlines.bounds([SQUARE, BESIDE])[0]) == set(SQUARE) | set(BESIDE)


def test_an_address_with_a_version_is_kept(client: TestClient) -> None:
    kept = client.get(maps.drawing_of("75").address)
    asked_again = client.get("/cartes/75.svg")

    assert kept.headers["cache-control"].endswith("immutable")
    assert kept.headers["content-type"].startswith("image/svg+xml")
    assert kept.text == asked_again.text == maps.svg("75")
    assert asked_again.headers["cache-control"] == "no-cache"


def test_there_is_no_map_of_what_is_no_region(client: TestClient) -> None:
    assert client.get("/cartes/99.svg").status_code == 404
