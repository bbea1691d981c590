"""Forms that send a file, as browsers write them (RFC 7578): bounded, strict, from a page of ours."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from starlette.requests import Request

from planblanc.api import bodies
from planblanc.auth import callers
from planblanc.console import acts
from planblanc.console.site import Site, Visit
from planblanc.console.typed import MOST_FIELDS, Fields
from planblanc.domain.errors import BadInput

_BOUNDARY = re.compile(r'boundary="?([0-9A-Za-z\'()+_,./:=? -]{1,70})"?')
_NAME = re.compile(r'[; ]name="([^"]*)"')
_FILE_NAME = re.compile(r'[; ]filename="([^"]*)"')
_SECONDS_TO_SEND = 60.0
_UNREADABLE = "Ce formulaire ne peut pas être lu : rouvrez la page, puis recommencez."


@dataclass(frozen=True)
class File:
    """A file that somebody chose: what it is called, what the browser says that it is, and its bytes."""

    name: str
    media_type: str
    content: bytes


@dataclass(frozen=True)
class Sent:
    """What a form says, with its file where one was chosen."""

    fields: Fields
    file: File | None

    def said(self, name: str) -> str:
        """One field."""
        return self.fields.get(name, ("",))[-1]


async def read(site: Site, request: Request, most: int) -> Sent:
    """A form of so many bytes at most, of somebody who is known; `BadInput` for what no page of ours sends."""
    await site.visit(request)  # nobody else has us hold what they send
    with site.files.entered():
        return await _read(request, most)


async def _read(request: Request, most: int) -> Sent:
    found = _BOUNDARY.search(request.headers.get("content-type", ""))
    if found is None:
        raise BadInput(_UNREADABLE)
    try:
        body = await bodies.bounded(request.stream(), most=most, seconds=_SECONDS_TO_SEND)
    except bodies.BadRequest as refused:
        raise BadInput(refused.message, ("file",)) from None
    fields: dict[str, list[str]] = {}
    file = None
    for head, content in _parts(body, found[1].strip().encode()):
        name, file_name = _NAME.search(head), _FILE_NAME.search(head)
        if name is None:
            raise BadInput(_UNREADABLE)
        if file_name is None:
            fields.setdefault(name[1], []).append(_text(content).replace("\r\n", "\n"))
        elif file_name[1]:
            file = File(file_name[1].rpartition("\\")[2].replace("%22", '"'), _media_type(head), content)
    return Sent(fields, file)


async def visit(site: Site, request: Request, sent: Sent) -> Visit:
    """Who sends it, at the page to go back to; `CrossSite` for a form that is not of a page of ours."""
    who = (await site.visit(request)).at(acts.local(sent.said("back")))
    if not callers.is_same_origin(request, site.public_url):
        raise callers.CrossSite
    await site.callers.identify(replace(callers.shown_by(request, site.public_url), authorization=None, csrf=sent.said("csrf")))
    return who


def _parts(body: bytes, boundary: bytes) -> Iterator[tuple[str, bytes]]:
    """Each part of a body: its head, and its bytes as they came."""
    pieces = (b"\r\n" + body).split(b"\r\n--" + boundary)
    if len(pieces) > MOST_FIELDS or not pieces[-1].startswith(b"--"):
        raise BadInput(_UNREADABLE)
    for piece in pieces[1:-1]:
        head, ended, content = piece.removeprefix(b"\r\n").partition(b"\r\n\r\n")
        if not ended:
            raise BadInput(_UNREADABLE)
        yield " " + _text(head), content


def _media_type(head: str) -> str:
    found = re.search(r"^content-type:\s*(\S+)", head, re.IGNORECASE | re.MULTILINE)
    return found[1] if found else "application/octet-stream"


def _text(content: bytes) -> str:
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        raise BadInput(_UNREADABLE) from None
