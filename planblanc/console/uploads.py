"""Reads the files that people keep elsewhere into what the API takes: nothing is kept, nothing is changed, nothing is shown as it came."""

from collections.abc import Callable
from dataclasses import asdict, dataclass
from functools import partial
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from planblanc.api import bodies, printed
from planblanc.api.bodies import BadRequest
from planblanc.api.crowd import Crowd
from planblanc.api.reach import Reach
from planblanc.domain.access import Actor
from planblanc.domain.availability import Hours, HoursKind
from planblanc.domain.errors import BadInput
from planblanc.integrations.sheets import calendars, pool_table, tables

_SECONDS_TO_SEND = 30.0
_MOST_AT_ONCE = 8


@dataclass(frozen=True)
class Kind:
    """One kind of file: where it is sent, what it is called, how large it may be, how it is read."""

    path: str
    media_types: frozenset[str]
    largest: int
    read: Callable[[bytes, Request], dict[str, Any]]


def _pool(content: bytes, _: Request) -> dict[str, Any]:
    found = pool_table.read(content)
    return {"stocks": found.stocks, "capacities": found.capacities, "faults": [asdict(fault) for fault in found.faults]}


def _calendar(content: bytes, request: Request) -> dict[str, Any]:
    kind = request.query_params.get("kind", HoursKind.WINDOW.value)
    if kind not in {HoursKind.WINDOW.value, HoursKind.ABSENCE.value}:
        raise BadInput("Dites ce que sont ces événements : kind=WINDOW (disponible) ou kind=ABSENCE (absent).", ("kind",))
    found = calendars.read(content, HoursKind(kind))
    return {"calendar": [_line(hours) for hours in found.hours], "faults": [asdict(fault) for fault in found.faults]}


def _line(hours: Hours) -> dict[str, str]:
    return {"kind": hours.kind.value, "startsAt": hours.starts_at.isoformat(), "endsAt": hours.ends_at.isoformat()}


KINDS = (
    Kind("/uploads/pool", frozenset({"text/csv", "application/vnd.ms-excel"}), tables.LARGEST, _pool),
    Kind("/uploads/calendar", frozenset({"text/calendar"}), calendars.LARGEST, _calendar),
)


@dataclass(frozen=True)
class Uploads:
    """Answers `POST /uploads/…`."""

    reach: Reach
    crowd: Crowd

    @classmethod
    def within(cls, reach: Reach) -> "Uploads":
        """The door, a few files at a time."""
        return cls(reach, Crowd(_MOST_AT_ONCE))

    def routes(self) -> list[Route]:
        """Where each kind of file is sent."""
        return [Route(kind.path, partial(self.answer, kind), methods=["POST"]) for kind in KINDS]

    async def answer(self, kind: Kind, request: Request) -> Response:
        """What a file says, as the API takes it, with what could not be read; never an exception."""

        async def read(_: Actor) -> Response:
            sent = request.headers.get("content-type", "").partition(";")[0].strip().lower()
            if sent not in kind.media_types:
                raise BadRequest(415, f"Envoyez ce fichier sous son type : {' ou '.join(sorted(kind.media_types))}.")
            with self.crowd.entered():
                content = await bodies.bounded(request.stream(), most=kind.largest, seconds=_SECONDS_TO_SEND)
            return JSONResponse(kind.read(content, request))

        return await printed.answered(self.reach, request, read)
