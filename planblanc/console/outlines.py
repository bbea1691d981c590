"""The outlines of the territory, as they are shipped: lines of departments, and what bounds a region."""

import csv
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from math import hypot, pi
from typing import TypeAlias

from planblanc import shipped

Point: TypeAlias = tuple[float, float]
Line: TypeAlias = tuple[Point, ...]
Step: TypeAlias = tuple[Point, Point]

# Degrees around.
_LONGEST_SLIVER = 1.5
_SHORTEST = 0.12
# Of a disc, which is 1; a hole is an enclave when it is rounder.
_THINNEST = 0.15
_THINNEST_HOLE = 0.45


@dataclass(frozen=True)
class Department:
    """A department: its region, and its closed lines of longitudes and latitudes (the first point is said once), the largest first."""

    code: str
    region: str
    rings: tuple[Line, ...]


@cache
def departments() -> tuple[Department, ...]:
    """Every department that has an outline."""
    rings: dict[str, list[Line]] = {}
    for row in _rows("outlines"):
        rings.setdefault(row["department_code"], []).append(_line(row["points"]))
    region_of = {row["code"]: row["region_code"] for row in _rows("departments")}
    return tuple(Department(code, region_of[code], tuple(found)) for code, found in rings.items())


@cache
def region_names() -> Mapping[str, str]:
    """The regions, by code."""
    return {row["code"]: row["name"] for row in _rows("regions")}


def bounds(rings: Iterable[Line]) -> tuple[Line, ...]:
    """What bounds all these shapes together: the closed lines that are left once those that two of them share are taken away."""
    steps = {step for ring in rings for step in _steps(ring)}
    onward: dict[Point, list[Point]] = {}
    for start, end in sorted(step for step in steps if (step[1], step[0]) not in steps):
        onward.setdefault(start, []).append(end)
    closed = []
    while onward:
        line = [min(onward)]
        while line[-1] in onward:
            line.append(onward[line[-1]].pop())
            if not onward[line[-2]]:
                del onward[line[-2]]
        closed.append(tuple(line[:-1]))
    outward = max(map(_turned, closed), key=abs, default=0.0)
    return tuple(line for line in closed if not _is_sliver(line, outward))


def shared(rings: Iterable[Line]) -> tuple[Line, ...]:
    """The lines between two of these shapes, each once."""
    shapes = tuple(rings)
    steps = {step for ring in shapes for step in _steps(ring)}
    drawn: set[Step] = set()
    lines: list[list[Point]] = []
    for ring in shapes:
        for start, end in _steps(ring):
            if (end, start) not in steps or (end, start) in drawn:
                continue
            drawn.add((start, end))
            if lines and lines[-1][-1] == start:
                lines[-1].append(end)
            else:
                lines.append([start, end])
    return tuple(tuple(line) for line in lines)


def _is_sliver(line: Line, outward: float) -> bool:
    """Whether a closed line is but a gap between borders of the source that meet badly: turned inward, or long for what it holds."""
    area, length = _turned(line), sum(hypot(end[0] - start[0], end[1] - start[1]) for start, end in _steps(line))
    thinnest = _THINNEST_HOLE if area * outward < 0 else _THINNEST
    return length < _SHORTEST or (length < _LONGEST_SLIVER and 4 * pi * abs(area) < thinnest * length**2)


def _turned(line: Line) -> float:
    """The area within a closed line, of the sign of the way it turns."""
    return sum(start[0] * end[1] - end[0] * start[1] for start, end in _steps(line)) / 2


def _steps(ring: Line) -> Iterator[Step]:
    return pairwise((*ring, ring[0]))


def _line(points: str) -> Line:
    numbers = [float(text) for text in points.split()]
    return tuple(zip(numbers[::2], numbers[1::2], strict=True))


def _rows(name: str) -> Iterator[dict[str, str]]:
    with (shipped.seeds_dir() / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)
