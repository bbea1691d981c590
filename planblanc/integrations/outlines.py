"""Outlines of the departments, derived from those of Natural Earth: fewer points, and borders that still meet."""

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

Point: TypeAlias = tuple[float, float]
Ring: TypeAlias = tuple[Point, ...]
Segment: TypeAlias = tuple[Point, Point]

# How far a line may move, as a part of the size of the smallest department that it bounds: so that Paris keeps its shape.
_FIDELITY = 0.003
_DECIMALS = 3  # a hundred metres
_LEAST_POINTS = 3


class UnknownOutline(Exception):
    """A shape whose department no table names."""


@dataclass(frozen=True)
class Outline:
    """One closed line (longitude, latitude; its first point is not said again) of a department (INSEE code)."""

    department: str
    ring: Ring


def derive(features: Iterable[Mapping[str, Any]], departments: Mapping[str, str]) -> tuple[Outline, ...]:
    """The outlines of GeoJSON features, by the department of their name, the largest ring of each first."""
    rings = [
        Outline(_department(feature, departments), ring) for feature in features for ring in _rings_of(feature["geometry"]) if len(ring) > 1
    ]
    kept = _kept(rings)
    drawn = [Outline(one.department, _rounded(point for point in one.ring if point in kept)) for one in rings]
    return tuple(sorted((one for one in drawn if len(one.ring) >= _LEAST_POINTS), key=lambda one: (one.department, -_extent([one.ring]))))


def _department(feature: Mapping[str, Any], departments: Mapping[str, str]) -> str:
    name = feature["properties"]["name"]
    if name not in departments:
        raise UnknownOutline(name)
    return departments[name]


def _rings_of(geometry: Mapping[str, Any]) -> list[Ring]:
    polygons = geometry["coordinates"] if geometry["type"] == "MultiPolygon" else [geometry["coordinates"]]
    return [tuple((x, y) for x, y in ring[:-1]) for polygon in polygons for ring in polygon]


def _kept(rings: Sequence[Outline]) -> set[Point]:
    """The points that stay: every line between two meeting points is thinned once, for both departments that it parts."""
    owners: defaultdict[Segment, set[str]] = defaultdict(set)
    for one in rings:
        for segment in _segments(one.ring):
            owners[segment].add(one.department)
    sizes: defaultdict[str, list[Ring]] = defaultdict(list)
    for one in rings:
        sizes[one.department].append(one.ring)
    extents = {department: _extent(all_of) for department, all_of in sizes.items()}
    return {
        point
        for line, bounded in _lines(owners)
        for point in _thinned(line, _FIDELITY * min(extents[department] for department in bounded))
    }


def _segments(ring: Ring) -> list[Segment]:
    return [(min(a, b), max(a, b)) for a, b in zip(ring, (*ring[1:], ring[0]), strict=True)]


def _lines(owners: Mapping[Segment, set[str]]) -> Iterable[tuple[Ring, set[str]]]:
    """Every line from one meeting point to the next; a ring that meets nothing is cut in two."""
    around: defaultdict[Point, list[Segment]] = defaultdict(list)
    for segment in owners:
        around[segment[0]].append(segment)
        around[segment[1]].append(segment)
    meeting = {point for point, met in around.items() if len(met) != 2 or owners[met[0]] != owners[met[1]]}
    left = dict.fromkeys(owners)
    for start in (*sorted(meeting), *sorted(around)):
        while found := next((segment for segment in around[start] if segment in left), None):
            line = _followed(start, found, around, meeting, left)
            half = len(line) // 2
            yield from ((part, owners[found]) for part in ((line[: half + 1], line[half:]) if line[0] == line[-1] else (line,)))


def _followed(
    start: Point, segment: Segment, around: Mapping[Point, list[Segment]], meeting: set[Point], left: dict[Segment, None]
) -> Ring:
    line = [start]
    following: Segment | None = segment
    while following is not None:
        del left[following]
        line.append(following[1] if following[0] == line[-1] else following[0])
        is_end = line[-1] in meeting or line[-1] == start
        following = None if is_end else next((one for one in around[line[-1]] if one in left), None)
    return tuple(line)


def _thinned(line: Ring, tolerance: float) -> Ring:
    """The line with no more points than it needs to stay within the tolerance (Douglas and Peucker)."""
    if len(line) < _LEAST_POINTS:
        return line
    distances = [_distance(point, line[0], line[-1]) for point in line[1:-1]]
    farthest = max(range(len(distances)), key=distances.__getitem__) + 1
    if distances[farthest - 1] <= tolerance:
        return (line[0], line[-1])
    return _thinned(line[: farthest + 1], tolerance)[:-1] + _thinned(line[farthest:], tolerance)


def _distance(point: Point, start: Point, end: Point) -> float:
    """How far a point stands from a segment, in degrees of latitude."""
    narrow = math.cos(math.radians(start[1]))
    x, y = (point[0] - start[0]) * narrow, point[1] - start[1]
    along_x, along_y = (end[0] - start[0]) * narrow, end[1] - start[1]
    length = along_x**2 + along_y**2
    part = min(1.0, max(0.0, (x * along_x + y * along_y) / length)) if length else 0.0
    return math.hypot(x - part * along_x, y - part * along_y)


def _extent(rings: Sequence[Ring]) -> float:
    """The diagonal of what the rings cover, in degrees of latitude."""
    xs, ys = zip(*(point for ring in rings for point in ring), strict=True)
    return math.hypot((max(xs) - min(xs)) * math.cos(math.radians(min(ys))), max(ys) - min(ys))


def _rounded(points: Iterable[Point]) -> Ring:
    rounded = [(round(x, _DECIMALS), round(y, _DECIMALS)) for x, y in points]
    return tuple(point for position, point in enumerate(rounded) if point != rounded[position - 1])
