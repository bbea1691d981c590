"""What people keep elsewhere: the calendar of a responder, the original of a procedure."""

import json
from collections.abc import Mapping, MutableMapping
from typing import Any
from urllib.parse import urlencode

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from planblanc.api import nodes, originals
from planblanc.auth import callers
from planblanc.console import acts, files, site
from planblanc.console.acts import Acts, Form
from planblanc.console.files import File, Sent
from planblanc.console.refusals import Refusal
from planblanc.console.site import HEADERS, Site
from planblanc.domain import originals as domain
from planblanc.domain.availability import HoursKind
from planblanc.domain.errors import BadInput
from planblanc.integrations.sheets import calendars

_CALENDAR = "calendar-lines"
_ORIGINAL = "original-file"
_MOST_TOLD = 5
_MOST_FORM = 262_144
_NEW_LINE = ("kind", "startsAt", "endsAt", "dailyFrom", "dailyTo")
_READ = "query Calendar($id: ID!) { node(id: $id) { ... on Responder { calendar { kind startsAt endsAt dailyFrom dailyTo weekdays } } } }"


def routes(console: Site) -> list[Route]:
    """Where a calendar and an original are sent."""

    async def calendar(request: Request) -> Response:
        return await console.safely(request, lambda sent: _calendar(console, sent))

    async def original(request: Request) -> Response:
        return await console.safely(request, lambda sent: _original(console, sent))

    return [
        Route("/vivier/intervenants/{id}/calendrier", calendar, methods=["POST"]),
        Route("/procedures/{id}/original", original, methods=["POST"]),
    ]


async def _calendar(console: Site, request: Request) -> Response:
    """The calendar as the form leaves it: the lines that are kept, the one that is typed, those of a file."""
    sent = await files.read(console, request, calendars.LARGEST + _MOST_FORM)
    visit = await files.visit(console, request, sent)
    key = request.path_params["id"]
    known = (await console.execute(visit.who.actor, _READ, {"id": key}))["data"]["node"] or {}
    typed = {"form": [_CALENDAR], "nonce": [sent.said("nonce")], "responder": [key], "version": [sent.said("version")]}
    try:
        lines = [*_kept(known.get("calendar") or [], sent), *_typed(sent), *_of_file(sent)]
        fields = typed | {f"calendar.{place}.{name}": value for place, line in enumerate(lines) for name, value in line.items()}
        form = Form("saveAvailability", fields if lines else fields | {"calendar": []})
        done = await Acts(console).executed(visit, form, await acts.when(console, visit))
    except BadInput as refused:
        done = Refusal(refused.code, refused.message, refused.path)
    if isinstance(done, Refusal):
        # The line that was typed is the last but those of the file: what is wrong in it stands at its own field.
        field = done.path[2:] if done.path[:1] == ("calendar",) else done.path
        return await console.page_at(visit, Refusal(done.code, done.message, field, "saveAvailability", _CALENDAR, sent.fields))
    return RedirectResponse(site.with_query(visit.here, fait="saveAvailability"), 303, headers=HEADERS)


def _kept(calendar: list[Mapping[str, Any]], sent: Sent) -> list[dict[str, list[str]]]:
    ticked = set(sent.fields.get("keep", ()))
    lines = [line for place, line in enumerate(calendar) if str(place) in ticked]
    return [{name: value if isinstance(value, list) else [value or ""] for name, value in line.items()} for line in lines]


def _typed(sent: Sent) -> list[dict[str, list[str]]]:
    if not sent.said("startsAt") and not sent.said("endsAt"):
        return []
    line = {name: [sent.said(name)] for name in _NEW_LINE if sent.said(name)}
    moments = {f"{name}~local": line.pop(name) for name in ("startsAt", "endsAt") if name in line}
    return [{**line, **moments, "weekdays": list(sent.fields.get("weekdays", ()))}]


def _of_file(sent: Sent) -> list[dict[str, list[str]]]:
    if sent.file is None:
        return []
    kind = HoursKind.WINDOW if sent.said("fileKind") == HoursKind.WINDOW.value else HoursKind.ABSENCE
    found = calendars.read(sent.file.content, kind)
    if found.faults:
        told = " ; ".join(f"ligne {fault.line} : {fault.message}" for fault in found.faults[:_MOST_TOLD])
        raise BadInput(f"Cet agenda ne peut pas être repris : {told}", ("file",))
    return [{"kind": [one.kind.value], "startsAt": [one.starts_at.isoformat()], "endsAt": [one.ends_at.isoformat()]} for one in found.hours]


async def _original(console: Site, request: Request) -> Response:
    """The file of a draft, given to the same door of the API by which a program would."""
    sent = await files.read(console, request, domain.LARGEST + _MOST_FORM)
    visit = await files.visit(console, request, sent)
    key = nodes.uuid_of(request.path_params["id"], "Procedure", ("procedure",))
    message = "Choisissez un fichier." if sent.file is None else await _given(request, originals.path_of(key), sent.file, sent.said("csrf"))
    if message is not None:
        return await console.page_at(visit, Refusal("BAD_INPUT", message, ("file",), "procedureOriginal", _ORIGINAL))
    return RedirectResponse(site.with_query(visit.here, fait="procedureOriginal"), 303, headers=HEADERS)


async def _given(request: Request, path: str, file: File, csrf: str) -> str | None:
    """Why the API refuses a file, if it does."""
    told = {"content-type": file.media_type, "content-length": str(len(file.content)), callers.CSRF_HEADER: csrf}
    replaced = {name.encode(): value.encode("latin-1", "replace") for name, value in told.items()}
    headers = [(name, value) for name, value in request.scope["headers"] if name not in replaced] + list(replaced.items())
    asked = urlencode({"name": file.name}).encode()
    scope = {**request.scope, "path": path, "raw_path": path.encode(), "query_string": asked, "headers": headers}
    answer: dict[str, Any] = {"body": b""}

    async def receive() -> dict[str, Any]:
        return {"type": "http.request", "body": file.content, "more_body": False}

    async def send(message: MutableMapping[str, Any]) -> None:
        if message["type"] == "http.response.start":
            answer["status"] = message["status"]
        else:
            answer["body"] += message.get("body", b"")

    await request.app(scope, receive, send)
    if answer["status"] < 400:
        return None
    return str(json.loads(answer["body"])["errors"][0]["message"])
