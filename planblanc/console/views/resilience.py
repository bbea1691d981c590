"""What a stress test found, as a page shows it: one staffing at a time, each site on the map by what would lack."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from planblanc.domain import french

_UNDER_WAY = frozenset({"REQUESTED", "RUNNING"})
_STALE = timedelta(days=30)
# From which part covered a site is called well, or hardly covered.
_WELL, _HARDLY = 1.0, 0.75
# How a site is called, its colour, its size on the map.
_LACKS_FOR_LIVES = ("il manque pour des vies", "alert", 2)
_IS_HARDLY_COVERED = ("moins des trois quarts couverts", "warn", 2)
_IS_PARTLY_COVERED = ("couvert en partie", "warn", 1)
_IS_COVERED = ("couvert en entier", "ok", 0)
_CLASSES = (_LACKS_FOR_LIVES, _IS_HARDLY_COVERED, _IS_PARTLY_COVERED, _IS_COVERED)
_TABLES = ("alone", "groups", "pairs", "shortages", "losses", "gains")


@dataclass(frozen=True)
class Class:
    """Sites that are covered alike: how it is said, its colour, its size on the map, and how many they are."""

    words: str
    tone: str
    weight: int
    count: int


def last(data: Mapping[str, Any]) -> Mapping[str, Any]:
    """What the page of a region is given besides: the last test that found something, and the one under way."""
    done = [edge["node"] for edge in data["last"]["edges"]]
    tests = [edge["node"] for edge in data["tests"]["edges"]]
    return {
        "under_way": next((test for test in tests if test["state"] in _UNDER_WAY), None),
        "names": {edge["node"]["code"]: edge["node"]["name"] for edge in data["regions"]["edges"]},
        **(found(done[0], data["now"]) if done else {"test": None}),
    }


def one(data: Mapping[str, Any]) -> Mapping[str, Any]:
    """What the page of one test is given besides."""
    return found(data["stressTest"], data["now"])


def found(test: Mapping[str, Any], now: str) -> Mapping[str, Any]:
    """A test, the staffing of its tables, their rows, its sites on the map, and whether it is old."""
    staffing = _staffing(test)
    rows = {table: [edge["node"] for edge in test[table]["edges"] if edge["node"]["staffing"] == staffing] for table in _TABLES}
    read_at = test["readAt"]
    return {
        "test": test,
        "staffing": staffing,
        "rows": rows,
        "points": [_point(site) for site in test["fragility"]],
        "classes": _classes(test["fragility"]),
        "is_old": read_at is not None and datetime.fromisoformat(now) - datetime.fromisoformat(read_at) > _STALE,
        "percent": percent,
        "has_more": any(test[table]["pageInfo"]["hasNextPage"] for table in _TABLES),
    }


def _staffing(test: Mapping[str, Any]) -> str:
    """The staffing that was asked for: that of the rows that came; the first of the test when there is none."""
    came = next((edge["node"]["staffing"] for table in _TABLES for edge in test[table]["edges"]), None)
    return str(came or test["staffings"][0])


def _point(site: Mapping[str, Any]) -> Mapping[str, Any]:
    asked, covered = site["asked"], site["covered"]
    vital = asked["vital"] - covered["vital"]
    lacks = asked["total"] - covered["total"]
    words = french.counted(lacks, "unité manque", "unités manquent") if lacks else "rien ne manque"
    _, tone, weight = _class_of(site)
    return {
        "kind": "hospital",
        "name": french.name(site["victim"]["name"]),
        "position": site["position"],
        "href": f"/etablissements/{site['victim']['finess']}",
        "says": f"{percent(site['coverage'])} couvert, {words}" + (f", dont {vital} pour des vies" if vital else ""),
        "tone": tone,
        "weight": weight,
    }


def _classes(sites: Sequence[Mapping[str, Any]]) -> tuple[Class, ...]:
    """The classes that there are, the worst first."""
    told = [_class_of(site) for site in sites]
    return tuple(Class(*one, count=told.count(one)) for one in _CLASSES if one in told)


def _class_of(site: Mapping[str, Any]) -> tuple[str, str, int]:
    if site["covered"]["vital"] < site["asked"]["vital"]:
        return _LACKS_FOR_LIVES
    if site["coverage"] < _HARDLY:
        return _IS_HARDLY_COVERED
    if site["coverage"] < _WELL:
        return _IS_PARTLY_COVERED
    return _IS_COVERED


def percent(part: float) -> str:
    """A part of the whole: "82 %"; never 100 when something lacks."""
    return f"{min(99, round(part * 100)) if part < 1 else 100} %"
