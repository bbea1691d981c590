"""Every department has its outline under its own code."""

import csv
import unicodedata
from collections import Counter

from planblanc import shipped
from planblanc.console import outlines
from planblanc.console.outlines import Line

# What the source calls otherwise than the INSEE does.
OTHERWISE = {
    "54": "Meurhe-et-Moselle",
    "68": "Haute-Rhin",
    "77": "Seien-et-Marne",
    "973": "Guyane française",
    "977": "Saint Barthélemy",
    "978": "St. Martin",
}
# Sites on a shore, whose department the thinned line may leave on the wrong side.
LEAST_WITHIN = 0.95


def rows(name: str) -> list[dict[str, str]]:
    with (shipped.seeds_dir() / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def holds(ring: Line, longitude: float, latitude: float) -> bool:
    """Whether a point stands within a closed line."""
    crossed = 0
    for (x, y), (next_x, next_y) in zip(ring, (*ring[1:], ring[0]), strict=True):
        if (y > latitude) != (next_y > latitude) and longitude < (next_x - x) * (latitude - y) / (next_y - y) + x:
            crossed += 1
    return crossed % 2 == 1


def test_the_hundred_and_one_departments_and_two_collectivities_have_one_outline() -> None:
    drawn = [one.code for one in outlines.departments()]

    assert Counter(drawn) == Counter(row["code"] for row in rows("departments"))
    assert len(set(drawn) - {"977", "978"}) == 101


def test_each_name_of_the_source_is_that_of_its_department() -> None:
    named = {row["department_code"]: row["source_name"] for row in rows("outline_names")}

    assert len(named) == len(rows("outline_names")) == 103
    official = {row["code"]: row["name"] for row in rows("departments")} | OTHERWISE
    assert {code: unicodedata.normalize("NFC", name) for code, name in named.items()} == official


def test_the_sites_of_a_department_stand_in_its_outline() -> None:
    shapes = {one.code: one.rings for one in outlines.departments()}
    sites: Counter[str] = Counter()
    within: Counter[str] = Counter()
    for row in rows("establishments"):
        code = row["department_code"]
        if code in shapes and row["latitude"]:
            sites[code] += 1
            within[code] += any(holds(ring, float(row["longitude"]), float(row["latitude"])) for ring in shapes[code])

    assert sum(within.values()) >= LEAST_WITHIN * sum(sites.values())
    assert [code for code, count in sites.items() if within[code] < count / 2] == []


def test_no_line_is_open_or_empty() -> None:
    rings = [ring for one in outlines.departments() for ring in one.rings]

    assert all(len(set(ring)) >= 3 and ring[0] != ring[-1] for ring in rings)
