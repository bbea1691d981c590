"""Draws the territory: a region and what surrounds it, or the whole country with what lies overseas beside it."""

import hashlib
import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from planblanc.console import outlines
from planblanc.console.outlines import Department, Line, Point

NATIONAL = "france"

_WIDTH = 480.0
_TALLEST = 560.0
_AROUND_KM = 40.0
_KM_A_DEGREE = 111.2
_GAP = 8.0
_INSET_HEIGHT = 76.0
_INSET_INK = 4.0
_CORSE = "94"
_NORTHERN_ISLANDS = frozenset({"977", "978"})
# Overseas, in the order of their insets: what each is called, and its departments.
_OVERSEAS: tuple[tuple[str, frozenset[str]], ...] = (
    ("Îles du Nord", _NORTHERN_ISLANDS),
    ("Guadeloupe", frozenset({"971"})),
    ("Martinique", frozenset({"972"})),
    ("Guyane", frozenset({"973"})),
    ("La Réunion", frozenset({"974"})),
    ("Mayotte", frozenset({"976"})),
)
_FAR = frozenset(code for _, codes in _OVERSEAS for code in codes)


@dataclass(frozen=True)
class Frame:
    """A rectangle of the drawing on which a rectangle of the globe stands, by Mercator's projection; an inset has a name."""

    left: float
    top: float
    width: float
    height: float
    west: float
    north: float
    scale: float
    name: str | None = None

    def place(self, latitude: float, longitude: float) -> Point | None:
        """Where a point of the globe stands in the drawing; nothing outside of the frame."""
        x, y = self.at((longitude, latitude))
        return (x, y) if 0 <= x - self.left <= self.width and 0 <= y - self.top <= self.height else None

    def at(self, point: Point) -> Point:
        """Longitude and latitude, as the drawing's own units."""
        return self.left + (point[0] - self.west) * self.scale, self.top + (self.north - _northing(point[1])) * self.scale


@dataclass(frozen=True)
class Drawing:
    """A map without its points: its size, its frames, and what is drawn in each."""

    code: str
    width: float
    height: float
    frames: tuple[Frame, ...]

    def place(self, latitude: float, longitude: float) -> Point | None:
        """Where a point of the globe stands, insets first; nothing when it is not on this map."""
        found = (frame.place(latitude, longitude) for frame in reversed(self.frames))
        return next((point for point in found if point is not None), None)

    @property
    def address(self) -> str:
        """Where it is served: another address whenever it changes, so that browsers may keep it."""
        return f"/cartes/{self.code}.svg?v={hashlib.sha256(svg(self.code).encode()).hexdigest()[:12]}"


def known(code: str) -> bool:
    """Whether there is a map of this code: a region's INSEE code, or the country."""
    return code == NATIONAL or code in outlines.region_names()


@cache
def drawing_of(code: str) -> Drawing:
    """The map of a region (INSEE code) or of the country; it must be known."""
    if code == NATIONAL:
        return _national()
    ours = [one for one in outlines.departments() if one.region == code]
    near = [one for one in ours if one.code not in _NORTHERN_ISLANDS]
    frame = _fitted(near, around_km=_AROUND_KM if not _FAR & {one.code for one in near} else _AROUND_KM / 4)
    islands = [one for one in ours if one.code in _NORTHERN_ISLANDS]
    insets = (_inset("Îles du Nord", islands, left=_GAP, top=_GAP),) if islands else ()
    return Drawing(code, frame.width, frame.height, (frame, *insets))


@cache
def svg(code: str) -> str:
    """The outlines as a file: its parts are named for pages to use them, and take the colours of whoever does."""
    drawing = drawing_of(code)
    parts = {"around": "", "land": "", "inner": "", "border": "", "frames": ""}
    for frame in drawing.frames:
        for name, path in _parts_of(drawing, frame).items():
            parts[name] += path
    drawn = "".join(f'<path id="{name}" vector-effect="non-scaling-stroke" d="{path}"/>' for name, path in parts.items())
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {drawing.width:g} {drawing.height:g}">{drawn}</svg>'


def _parts_of(drawing: Drawing, frame: Frame) -> dict[str, str]:
    shown = [one for one in outlines.departments() if _meets(one, frame)]
    ours = [one for one in shown if drawing.code in {NATIONAL, one.region}]
    around = [one for one in shown if one not in ours]
    return {
        "around": _path(frame, outlines.bounds(_rings(around))),
        "land": _path(frame, outlines.bounds(_rings(ours))),
        "inner": _path(frame, outlines.shared(_rings(ours)), close=False),
        "border": _path(frame, _borders(ours)),
        "frames": f"M{frame.left:g} {frame.top:g}h{frame.width:g}v{frame.height:g}h{-frame.width:g}Z" if frame.name else "",
    }


def _borders(shown: Sequence[Department]) -> tuple[Line, ...]:
    regions = sorted({one.region for one in shown})
    return tuple(line for region in regions for line in outlines.bounds(_rings(one for one in shown if one.region == region)))


def _national() -> Drawing:
    land = _fitted([one for one in outlines.departments() if one.code not in _FAR], around_km=0)
    by_code = {one.code: one for one in outlines.departments()}
    insets: list[Frame] = []
    width = (_WIDTH - _GAP * (len(_OVERSEAS) + 1)) / len(_OVERSEAS)
    for position, (name, codes) in enumerate(_OVERSEAS):
        left = _GAP + position * (width + _GAP)
        insets.append(_inset(name, [by_code[code] for code in sorted(codes)], left=left, top=land.height + _GAP, width=width))
    return Drawing(NATIONAL, _WIDTH, land.height + _INSET_HEIGHT + 2 * _GAP + _INSET_INK, (land, *insets))


def _fitted(shown: Sequence[Department], *, around_km: float) -> Frame:
    """The frame that holds all of these, with some room around them, as wide as a map is unless it would be too tall."""
    west, south, east, north = _extent(shown)
    around = around_km / _KM_A_DEGREE
    narrow = math.cos(math.radians((south + north) / 2))
    west, east = west - around / narrow, east + around / narrow
    top, bottom = _northing(north + around), _northing(south - around)
    scale = min(_WIDTH / (east - west), _TALLEST / (top - bottom))
    spare = (_WIDTH / scale - (east - west)) / 2
    return Frame(0, 0, _WIDTH, round((top - bottom) * scale), west - spare, top, scale)


def _inset(name: str, shown: Sequence[Department], *, left: float, top: float, width: float = _INSET_HEIGHT) -> Frame:
    """A small frame that holds all of these in its middle."""
    west, south, east, north = _extent(shown)
    ink = _INSET_INK * 2
    tall = _northing(north) - _northing(south)
    scale = min((width - 2 * ink) / (east - west), (_INSET_HEIGHT - 2 * ink) / tall)
    return Frame(
        left,
        top,
        width,
        _INSET_HEIGHT,
        (west + east - width / scale) / 2,
        (_northing(north) + _northing(south) + _INSET_HEIGHT / scale) / 2,
        scale,
        name,
    )


def _extent(shown: Sequence[Department]) -> tuple[float, float, float, float]:
    """West, south, east, north."""
    xs, ys = zip(*(point for one in shown for ring in one.rings for point in ring), strict=True)
    return min(xs), min(ys), max(xs), max(ys)


def _meets(one: Department, frame: Frame) -> bool:
    xs, ys = zip(*(frame.at(point) for point in one.rings[0]), strict=True)
    right, bottom = frame.left + frame.width, frame.top + frame.height
    return bool(max(xs) > frame.left and min(xs) < right and max(ys) > frame.top and min(ys) < bottom)


def _rings(shown: Iterable[Department]) -> list[Line]:
    return [ring for one in shown for ring in one.rings]


def _path(frame: Frame, lines: Iterable[Line], *, close: bool = True) -> str:
    """The lines as a path, in tenths that follow each other."""
    return "".join(_subpath([frame.at(point) for point in line], close) for line in lines)


def _subpath(points: Sequence[Point], close: bool) -> str:
    tenths = [(round(x * 10), round(y * 10)) for x, y in points]
    kept = [point for position, point in enumerate(tenths) if position == 0 or point != tenths[position - 1]]
    steps = [(x - left, y - top) for (left, top), (x, y) in pairwise(kept)]
    if len(steps) < 2 and close:
        return ""
    moves = " ".join(f"{x / 10:g} {y / 10:g}" for x, y in steps)
    return f"M{kept[0][0] / 10:g} {kept[0][1] / 10:g}" + (f"l{moves}" if moves else "") + ("Z" if close else "")


def _northing(latitude: float) -> float:
    """Degrees of latitude, as long as those of longitude are where they stand (Mercator)."""
    return math.degrees(math.log(math.tan(math.radians(45 + latitude / 2))))
