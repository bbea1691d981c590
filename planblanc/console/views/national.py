"""All regions at once: how many incidents each has, what lacks, how its last stress test ended."""

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from planblanc.console.views import incidents
from planblanc.console.views.resilience import percent


@dataclass(frozen=True)
class Row:
    """One region: its open incidents, real ones first, what they lack, and its last stress test."""

    region: Mapping[str, Any]
    incidents: tuple[Mapping[str, Any], ...]
    exercises: int
    missing: int
    vital: int
    unattended: int
    test: Mapping[str, Any] | None


def listed(data: Mapping[str, Any]) -> Mapping[str, Any]:
    """What the national page is given besides: a row a region, the busiest first, and the points of its map."""
    found = [edge["node"] for edge in data["incidents"]["edges"]]
    tests = {test["region"]: test for test in data["latestStressTests"]}
    rows = [_row(edge["node"], found, tests) for edge in data["regions"]["edges"]]
    return {
        "rows": sorted(rows, key=lambda row: (-row.vital, -row.missing, -len(row.incidents), _sorted_by(row.region["name"]))),
        "points": incidents.points(found),
        "placeless": [one for one in found if one["region"] is None],
        "percent": percent,
    }


def _sorted_by(name: str) -> str:
    """A name without its accents: Île-de-France stands between Hauts-de-France and La Réunion."""
    return unicodedata.normalize("NFD", name).encode("ascii", "ignore").decode()


def _row(region: Mapping[str, Any], found: list[Mapping[str, Any]], tests: Mapping[str, Mapping[str, Any]]) -> Row:
    here = [one for one in found if one["region"] is not None and one["region"]["code"] == region["code"]]
    real = [one for one in here if not one["exercise"]]
    needs = [need for one in real for need in one["cover"]]
    return Row(
        region=region,
        incidents=tuple(real),
        exercises=len(here) - len(real),
        missing=sum(need["missing"] for need in needs),
        vital=sum(need["missing"] for need in needs if need["criticality"] == "VITAL"),
        unattended=sum(one["officer"] is None for one in real),
        test=tests.get(region["code"]),
    )
