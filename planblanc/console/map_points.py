"""What stands on a map: each point with its shape, its name where there is room for it, and what could not be placed."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from math import cos, hypot, sin
from typing import Any, TypeAlias

from planblanc.console import maps
from planblanc.console.maps import NATIONAL, Drawing
from planblanc.console.outlines import Point
from planblanc.console.words import lasting

# Left, top, right, bottom.
Box: TypeAlias = tuple[float, float, float, float]

_KINDS = ("incident", "hospital", "lender", "person")
_HALF = 7.0
_RING = 11.0
_LETTER = 7.4
_LINE = 15.0
_GAP = 4.0
_MOST_NAMED = 12
_MOST_NUMBERED = 40
# A name is cut shorter before it gives way to a number.
_LENGTHS = (28, 16)
_ROOM = 96.0
_NEAREST = 4.0
# Points that stand nearer than this are drawn side by side; in a crowd, only those that would hide each other.
_NEAR = 12.0
_NEAR_IN_A_CROWD = 5.0
_GOLDEN_ANGLE = 2.4
# Where along a route its minutes may stand, the middle first.
_ALONG = (0.5, 0.6, 0.4, 0.7, 0.3)


@dataclass(frozen=True)
class Label:
    """A text of the map: where it stands, from its start, its middle or its end."""

    text: str
    x: float
    y: float
    anchor: str

    @property
    def box(self) -> Box:
        """What it covers."""
        width = _LETTER * len(self.text)
        left = self.x - {"start": 0.0, "middle": width / 2, "end": width}[self.anchor]
        return (left, self.y - _LINE * 0.8, left + width, self.y + _LINE * 0.25)


@dataclass(frozen=True)
class Placed:
    """A point of the map; `number` is that of its line in the table."""

    number: int
    kind: str
    name: str
    x: float
    y: float
    says: str
    href: str | None
    engaged: bool
    tone: str
    weight: int
    key: Any
    label: Label | None = None

    @property
    def box(self) -> Box:
        """What its shape covers."""
        half = _RING if self.engaged else _HALF * self.size
        return (self.x - half, self.y - half, self.x + half, self.y + half)

    @property
    def size(self) -> float:
        """How much larger than the usual its shape is."""
        return (0.75, 1.0, 1.25, 1.5)[self.weight]


@dataclass(frozen=True)
class Route:
    """A line from one point to another, with its minutes where there is room for them."""

    start: Placed
    end: Placed
    minutes: int | None
    label: Label | None


@dataclass(frozen=True)
class Listed:
    """What is not on the map: told beside it."""

    name: str
    says: str
    href: str | None

    @classmethod
    def of(cls, said: Mapping[str, Any]) -> "Listed":
        """A point, without its place."""
        return cls(said["name"], said.get("says") or "", said.get("href"))


@dataclass(frozen=True)
class Closeness:
    """How near a map is looked at: what it is enlarged by, and the corner from which it is seen."""

    scale: float = 1.0
    left: float = 0.0
    top: float = 0.0

    def at(self, point: Point) -> Point:
        """Where a point of the drawing is seen."""
        return (point[0] - self.left) * self.scale, (point[1] - self.top) * self.scale

    @property
    def transform(self) -> str:
        """The same, of the outlines."""
        return f"scale({self.scale:.3g}) translate({-self.left:.1f} {-self.top:.1f})"


@dataclass(frozen=True)
class Picture:
    """A map with its points, ready to be written."""

    drawing: Drawing
    closeness: Closeness
    points: tuple[Placed, ...]
    routes: tuple[Route, ...]
    beyond: tuple[Listed, ...]
    unplaced: tuple[Listed, ...]

    @property
    def kinds(self) -> tuple[str, ...]:
        """The shapes that the legend has to tell; a page tells the tones that it gives."""
        return tuple(kind for kind in _KINDS if any(one.kind == kind and not one.tone for one in self.points))

    @property
    def drawn(self) -> tuple[Placed, ...]:
        """The points in the order in which they are drawn: nothing covers an incident."""
        return tuple(sorted(self.points, key=lambda one: one.kind == "incident"))

    @property
    def has_engaged(self) -> bool:
        """Whether a ring has to be told."""
        return any(one.engaged for one in self.points)


def picture(code: str | None, points: Sequence[Mapping[str, Any]], routes: Sequence[Mapping[str, Any]] = ()) -> Picture:
    """The map of a region (INSEE code; the country for none) with these points; where there are routes, as near as they let it be."""
    drawing = maps.drawing_of(code if code and maps.known(code) else NATIONAL)
    located = [(said, _on(drawing, said["position"])) for said in points if said.get("position") is not None]
    here = [(said, at) for said, at in located if at is not None]
    closeness = _closeness(drawing, [at for _, at in here]) if routes else Closeness()
    near = _NEAR if len(here) <= _MOST_NUMBERED else _NEAR_IN_A_CROWD
    placed: list[Placed] = []
    for number, (said, at) in enumerate(here, 1):
        placed.append(_placed(said, _apart(closeness.at(at), placed, near), number))
    named, drawn = _written(placed, routes, drawing)
    return Picture(
        drawing=drawing,
        closeness=closeness,
        points=named,
        routes=drawn,
        beyond=tuple(Listed.of(said) for said, at in located if at is None),
        unplaced=tuple(Listed.of(said) for said in points if said.get("position") is None),
    )


def _on(drawing: Drawing, position: Mapping[str, Any]) -> Point | None:
    return drawing.place(position["latitude"], position["longitude"])


def _closeness(drawing: Drawing, seen: Sequence[Point]) -> Closeness:
    """As near as all that is seen, and room for its names, still stands on the map; insets are never enlarged."""
    if not seen or any(frame.name for frame in drawing.frames):
        return Closeness()
    xs, ys = zip(*seen, strict=True)
    scale = min(drawing.width / (max(xs) - min(xs) + _ROOM), drawing.height / (max(ys) - min(ys) + _ROOM), _NEAREST)
    if scale <= 1:
        return Closeness()
    width, height = drawing.width / scale, drawing.height / scale
    left = min(max(0.0, (min(xs) + max(xs) - width) / 2), drawing.width - width)
    top = min(max(0.0, (min(ys) + max(ys) - height) / 2), drawing.height - height)
    return Closeness(scale, left, top)


def _placed(said: Mapping[str, Any], at: Point, number: int) -> Placed:
    return Placed(
        number=number,
        kind=said["kind"],
        name=said["name"],
        x=round(at[0], 1),
        y=round(at[1], 1),
        says=said.get("says") or "",
        href=said.get("href"),
        engaged=bool(said.get("engaged")),
        tone=said.get("tone") or "",
        weight=min(3, max(0, said.get("weight", 1))),
        key=said.get("key", number),
    )


def _apart(at: Point, placed: Sequence[Placed], near: float) -> Point:
    """The same place, or close by when another point stands there already: around it, each a little further."""
    here = at
    turn = 0
    while any(hypot(here[0] - one.x, here[1] - one.y) < near for one in placed) and turn < len(placed):
        turn += 1
        away = near * (1 + turn / 6)
        here = (at[0] + away * cos(turn * _GOLDEN_ANGLE), at[1] + away * sin(turn * _GOLDEN_ANGLE))
    return here


def _joined(placed: Sequence[Placed], routes: Iterable[Mapping[str, Any]]) -> list[tuple[Placed, Placed, int | None]]:
    by_key = {one.key: one for one in placed}
    return [
        (by_key[route["from"]], by_key[route["to"]], route.get("minutes"))
        for route in routes
        if route["from"] in by_key and route["to"] in by_key
    ]


def _written(
    placed: Sequence[Placed], routes: Iterable[Mapping[str, Any]], drawing: Drawing
) -> tuple[tuple[Placed, ...], tuple[Route, ...]]:
    """The points and the routes, named as far as there is room: incidents, minutes, the ends of routes, the nearest."""
    joined = _joined(placed, routes)
    taken = [one.box for one in placed]
    ends = {one.number for start, end, _ in joined for one in (start, end)}
    incidents = [one for one in placed if one.kind == "incident"]
    labels = _labels(incidents, len(placed), taken, drawing)
    drawn = tuple(Route(start, end, minutes, _minutes(start, end, minutes, taken, drawing)) for start, end, minutes in joined)

    def matters(one: Placed) -> tuple[bool, float]:
        return one.number not in ends, min((hypot(one.x - other.x, one.y - other.y) for other in incidents), default=0.0)

    labels |= _labels(sorted((one for one in placed if one.kind != "incident"), key=matters), len(placed), taken, drawing)
    return tuple(replace(one, label=labels.get(one.number)) for one in placed), drawn


def _minutes(start: Placed, end: Placed, minutes: int | None, taken: list[Box], drawing: Drawing) -> Label | None:
    if minutes is None:
        return None
    across, down = end.x - start.x, end.y - start.y
    wanted = (Label(lasting(minutes), start.x + across * part, start.y + down * part + _LINE / 4, "middle") for part in _ALONG)
    return _first_free(wanted, taken, drawing)


def _labels(wanted: Sequence[Placed], shown: int, taken: list[Box], drawing: Drawing) -> dict[int, Label]:
    """Names for the first of these, where they fit; the number in the table for the others, unless there are too many."""
    labels: dict[int, Label] = {}
    for one in wanted:
        texts = [_short(one.name, length) for length in _LENGTHS] if len(labels) < _MOST_NAMED else []
        texts += [str(one.number)] if shown <= _MOST_NUMBERED else []
        found = next((label for text in texts if (label := _first_free(_beside(one, text), taken, drawing))), None)
        if found is not None:
            labels[one.number] = found
    return labels


def _beside(one: Placed, text: str) -> Iterator[Label]:
    left, top, right, bottom = one.box
    yield Label(text, right + _GAP, one.y + _LINE / 3, "start")
    yield Label(text, left - _GAP, one.y + _LINE / 3, "end")
    yield Label(text, one.x, top - _GAP, "middle")
    yield Label(text, one.x, bottom + _LINE, "middle")


def _first_free(wanted: Iterable[Label], taken: list[Box], drawing: Drawing) -> Label | None:
    """The first label that stands on the map and covers nothing; it takes its place."""
    for label in wanted:
        left, top, right, bottom = label.box
        inside = left >= 0 and top >= 0 and right <= drawing.width and bottom <= drawing.height
        if inside and not any(left < box[2] and right > box[0] and top < box[3] and bottom > box[1] for box in taken):
            taken.append(label.box)
            return replace(label, x=round(label.x, 1), y=round(label.y, 1))
    return None


def _short(name: str, length: int) -> str:
    return name if len(name) <= length else name[: length - 1].rstrip() + "…"
