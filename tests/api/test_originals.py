"""The original file of a procedure: sent, checked by its content, kept with its draft, given back as it came to who may read it."""

import hashlib
import io
import zipfile
from collections.abc import AsyncIterator
from typing import Any

import httpx2
import pytest

from planblanc.api import nodes
from planblanc.domain import originals
from planblanc.domain.errors import BadInput
from tests.api.client import Client

PDF = b"%PDF-1.7\n1 0 obj << >> endobj\ntrailer << >>\n%%EOF\n"
TEXT = "text/plain; charset=utf-8"
ODT_TYPE = "application/vnd.oasis.opendocument.text"
DOCX_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
DRAFT = {
    "code": "fiche-original",
    "edition": "1",
    "title": "Fiche",
    "kind": "REFLEX",
    "serviceDomain": "PHARMACY",
    "scope": "ESTABLISHMENT",
    "establishmentFiness": "400000105",
    "businessOwner": "Pharmacien chef",
    "body": "Agir.",
}
SAVE = """mutation ($input: SaveProcedureInput!, $key: String!) { done: saveProcedure(input: $input, idempotencyKey: $key) {
  ... on Procedure { id version original { fileName } } ... on Refusal { code message } } }"""
PUBLISH = """mutation ($input: PublishProcedureInput!, $key: String!) { done: publishProcedure(input: $input, idempotencyKey: $key) {
  ... on Procedure { id version original { fileName mediaType size sha256 addedBy path } } ... on Refusal { code message } } }"""


def zipped(*parts: tuple[str, bytes]) -> bytes:
    """A ZIP file of these parts, none of them compressed."""
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w") as archive:
        for name, content in parts:
            archive.writestr(name, content)
    return written.getvalue()


DOCX = zipped(("[Content_Types].xml", b"<Types/>"), ("word/document.xml", b"<document/>"))
ODT = zipped(("mimetype", ODT_TYPE.encode()), ("content.xml", b"<office/>"))
MACRO = zipped(("[Content_Types].xml", b"<Types/>"), ("word/document.xml", b"<document/>"), ("word/vbaProject.bin", b"macro"))


async def draft(client: Client, **changes: Any) -> dict[str, Any]:
    found = await client.data(SAVE, as_="ch-dax", input=DRAFT | changes, key=f"save {changes}")
    return dict(found["done"])


async def send(
    client: Client,
    procedure: str,
    content: bytes | AsyncIterator[bytes],
    *,
    name: str = "fiche.pdf",
    kind: str = "application/pdf",
    as_: str = "ch-dax",
) -> httpx2.Response:
    headers = {"Authorization": f"Bearer {client.token(as_)}", "Content-Type": kind}
    return await client.http.post(path(procedure), params={"name": name}, content=content, headers=headers)


async def fetch(client: Client, procedure: str, as_: str) -> httpx2.Response:
    return await client.http.get(path(procedure), headers={"Authorization": f"Bearer {client.token(as_)}"})


def path(procedure: str) -> str:
    return f"/documents/procedure/{nodes.uuid_of(procedure, 'Procedure')}/original"


@pytest.mark.parametrize(
    ("name", "kind", "content"),
    [
        ("fiche.pdf", "application/pdf", PDF),
        ("Fiche réflexe n° 1.odt", ODT_TYPE, ODT),
        ("fiche.DOCX", DOCX_TYPE, DOCX),
        ("fiche.txt", TEXT, "Prévenir l'astreinte.\n".encode()),
        ("fiche.md", "text/markdown", b"# Prevenir\n"),
    ],
)
async def test_a_file_is_given_back_as_it_came_and_shown_by_nobody(client: Client, name: str, kind: str, content: bytes) -> None:
    procedure = (await draft(client))["id"]

    sent = await send(client, procedure, content, name=name, kind=kind)
    given = await fetch(client, procedure, "ch-dax")

    assert (sent.status_code, sent.json()["original"]["sha256"]) == (201, hashlib.sha256(content).hexdigest())
    assert (given.status_code, given.content) == (200, content)
    assert given.headers["content-disposition"].startswith("attachment; filename*=UTF-8''")
    assert "sandbox" in given.headers["content-security-policy"]
    assert given.headers["x-content-type-options"] == "nosniff"


async def test_it_is_published_with_its_edition_and_gone_with_it(client: Client) -> None:
    first = await draft(client)
    await send(client, first["id"], PDF)
    shown = (await client.data(PUBLISH, as_="ch-dax", input={"procedure": first["id"], "version": 1}, key="p1"))["done"]
    next_one = await draft(client, id=shown["id"], version=shown["version"], edition="2")
    await send(client, next_one["id"], b"Second.", name="deux.txt", kind=TEXT)
    second = (await client.data(PUBLISH, as_="ch-dax", input={"procedure": next_one["id"], "version": 1}, key="p2"))["done"]
    last_one = await draft(client, id=shown["id"], version=second["version"], edition="3")
    third = (await client.data(PUBLISH, as_="ch-dax", input={"procedure": last_one["id"], "version": 1}, key="p3"))["done"]

    assert shown["original"]["sha256"] == hashlib.sha256(PDF).hexdigest()
    assert shown["original"]["path"] == path(shown["id"])
    assert (second["id"], second["original"]["fileName"], third["original"]) == (shown["id"], "deux.txt", None)


async def test_a_draft_s_file_is_for_its_keepers_and_a_published_one_for_all(client: Client) -> None:
    procedure = (await draft(client))["id"]
    await send(client, procedure, PDF)
    hidden = [(await fetch(client, procedure, who)).status_code for who in ("ch-dax", "ars-75", "ars-76", "ch-tarbes", "samu-40")]
    shown = (await client.data(PUBLISH, as_="ch-dax", input={"procedure": procedure, "version": 1}, key="p"))["done"]["id"]
    seen = [(await fetch(client, shown, who)).status_code for who in ("ch-dax", "ars-76", "samu-40")]

    assert (hidden, seen) == ([200, 200, 404, 404, 404], [200, 200, 200])


async def test_a_neighbour_cannot_put_a_file(client: Client) -> None:
    procedure = (await draft(client))["id"]

    refused = [(await send(client, procedure, PDF, as_=who)).status_code for who in ("ars-76", "ch-tarbes", "samu-40", "cert-sante")]

    assert refused == [404, 404, 403, 403]
    assert (await fetch(client, procedure, "ch-dax")).status_code == 404


async def test_what_is_published_is_not_changed_by_a_file(client: Client) -> None:
    procedure = (await draft(client))["id"]
    shown = (await client.data(PUBLISH, as_="ch-dax", input={"procedure": procedure, "version": 1}, key="p"))["done"]["id"]

    refused = await send(client, shown, PDF)

    assert (refused.status_code, refused.json()["errors"][0]["extensions"]["code"]) == (400, "TRANSITION_REFUSED")


async def test_a_file_too_large_is_cut_off_while_it_comes(client: Client) -> None:
    procedure = (await draft(client))["id"]
    sent = 0

    async def endless() -> AsyncIterator[bytes]:
        nonlocal sent
        while sent < 100_000_000:
            sent += 65_536
            yield b" " * 65_536

    streamed = await send(client, procedure, endless(), name="a.txt", kind=TEXT)
    announced = await send(client, procedure, b" " * (originals.LARGEST + 1), name="a.txt", kind=TEXT)

    assert (streamed.status_code, announced.status_code) == (413, 413)


@pytest.mark.parametrize(
    ("name", "kind", "content", "status"),
    [
        ("fiche.pdf", "text/html", PDF, 415),
        ("fiche.pdf", "", PDF, 415),
        ("fiche.html", "application/pdf", PDF, 400),
        ("fiche.pdf", "application/pdf", b"<script>alert(1)</script>", 400),
        ("fiche.pdf", "application/pdf", b"%PDF-1.7 cut short", 400),
        ("fiche.pdf", "application/pdf", b"", 400),
        ("", "application/pdf", PDF, 400),
        ("../fiche.pdf", "application/pdf", PDF, 400),
        (".fiche.pdf", "application/pdf", PDF, 400),
        ("fiche\u202efdp.pdf", "application/pdf", PDF, 400),
        ("f" * 200 + ".pdf", "application/pdf", PDF, 400),
        ("fiche.docx", DOCX_TYPE, MACRO, 400),
        ("fiche.exe", "application/octet-stream", b"MZ\x00\x01", 400),
        ("fiche.txt", TEXT, b"\x1b]0;title\x07", 400),
        ("fiche.svg", "image/svg+xml", b"<svg onload='x'/>", 400),
    ],
)
async def test_what_is_not_such_a_file_is_refused(client: Client, name: str, kind: str, content: bytes, status: int) -> None:
    procedure = (await draft(client))["id"]

    assert (await send(client, procedure, content, name=name, kind=kind)).status_code == status
    assert (await fetch(client, procedure, "ch-dax")).status_code == 404


def unfolded(size: int) -> bytes:
    """A small document that would fill a disk once unfolded."""
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", b"<Types/>")
        archive.writestr("word/document.xml", b"0" * size)
    return written.getvalue()


def encrypted(content: bytes) -> bytes:
    """The same file, whose parts say that they are encrypted."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        place = archive.start_dir
    return content[: place + 8] + b"\x01" + content[place + 9 :]


@pytest.mark.parametrize(
    "content",
    [
        unfolded(201 * 1024 * 1024),
        encrypted(DOCX),
        zipped(("[Content_Types].xml", b""), ("word/document.xml", b""), ("../../etc/passwd", b"")),
        zipped(("[Content_Types].xml", b""), ("word/document.xml", b""), *((f"part{n:05}", b"") for n in range(6000))),
        DOCX[:-30],
        b"PK\x03\x04" + b"\x00" * 100,
        b"PK\x03\x04" + b"PK\x05\x06" + b"\xff" * 18,
        zipped(("mimetype", b"application/x-evil"), ("content.xml", b"")),
    ],
    ids=["bomb", "encrypted", "leaves", "thousands", "cut", "empty", "lies", "other kind"],
)
def test_a_document_that_is_a_trap_is_refused_unopened(content: bytes) -> None:
    with pytest.raises(BadInput):
        originals.checked("fiche.docx", content)
