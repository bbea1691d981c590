"""A table brought into the pool of a lender: shown line by line, then done five hundred lines at a time, and stopped between two."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import NAMESPACE_OID, uuid5

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from planblanc.console import acts, files, site
from planblanc.console.files import Sent
from planblanc.console.refusals import Refusal
from planblanc.console.site import HEADERS, Site, Visit
from planblanc.domain.errors import BadInput
from planblanc.integrations.sheets import pool_table, tables
from planblanc.integrations.sheets.pool_table import PoolTable

AT_ONCE = 500
_MOST_SHOWN = 200
_MOST_BYTES = 6 * tables.LARGEST  # the same rows, told in full
_PREVIEW = """query Preview($table: PoolTableInput!) {
  poolImportPreview(table: $table) { previewToken rows { fate refusal { message path } } }
}"""
_IMPORT = """mutation Import($input: ImportPoolInput!, $key: String!) {
  done: importPool(input: $input, idempotencyKey: $key) { __typename ... on Refusal { code message path } }
}"""
_LENDER = """query Lender($id: ID!) {
  now viewer { id name role regions isFresh isConfined } lender: node(id: $id) { ... on Lender { id name } }
}"""
_SPOILT = "Ce fichier a changé en chemin : renvoyez-le."


@dataclass(frozen=True)
class Batch:
    """A part of a table, with the token under which it was shown."""

    kind: str
    rows: Sequence[Mapping[str, Any]]
    token: str | None = None


def routes(console: Site) -> list[Route]:
    """Where a table is shown, then brought in."""

    async def show(request: Request) -> Response:
        return await console.safely(request, lambda asked: _shown(console, asked))

    async def do(request: Request) -> Response:
        return await console.safely(request, lambda asked: _done(console, asked))

    path = "/vivier/preteurs/{id}/import"
    return [Route(path, show, methods=["POST"]), Route(f"{path}/lignes", do, methods=["POST"])]


def batches(table: PoolTable) -> list[Batch]:
    """A table in parts that the API takes at once."""
    kind = "stocks" if table.stocks else "capacities"
    rows = table.stocks or table.capacities
    return [Batch(kind, rows[start : start + AT_ONCE]) for start in range(0, len(rows), AT_ONCE)]


async def _shown(console: Site, request: Request) -> Response:
    """What each line of a file would do; nothing is changed."""
    sent = await files.read(console, request, _MOST_BYTES)
    visit = await files.visit(console, request, sent)
    lender = request.path_params["id"]
    try:
        table = pool_table.read(sent.file.content if sent.file else b"")
    except BadInput as refused:
        return await console.page_at(visit, Refusal(refused.code, refused.message, refused.path, "importPool", "import-file"))
    told: list[Mapping[str, Any]] = []
    parts: list[Batch] = []
    for part in batches(table):
        answer = await console.execute(visit.who.actor, _PREVIEW, {"table": {"lender": lender, part.kind: list(part.rows)}})
        if answer["errors"]:
            first = answer["errors"][0]
            return await console.page_at(visit, Refusal("BAD_INPUT", first["message"], (), "importPool", "import-file"))
        preview = answer["data"]["poolImportPreview"]
        told += preview["rows"]
        parts.append(Batch(part.kind, part.rows, preview["previewToken"]))
    rows = [
        {"line": number, "row": row, "fate": one["fate"], "why": (one["refusal"] or {}).get("message", "")}
        for number, row, one in zip(table.numbers, table.stocks or table.capacities, told, strict=True)
    ]
    return await _page(console, visit, lender, "pool_import", {**_summary(rows), "faults": table.faults, "batches": _written(parts)})


def _summary(rows: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    counts = {fate: sum(row["fate"] == fate for row in rows) for fate in ("ADDED", "CHANGED", "SAME", "REFUSED")}
    moving = [row for row in rows if row["fate"] != "SAME"]
    ordered = sorted(moving, key=lambda row: row["fate"] != "REFUSED")  # what stops all the rest stands first
    return {"counts": counts, "rows": ordered[:_MOST_SHOWN], "more": len(ordered) - _MOST_SHOWN, "total": len(rows)}


async def _done(console: Site, request: Request) -> Response:
    """Bring in the next part of a table that was shown; what is done stays done if one stops."""
    sent = await files.read(console, request, _MOST_BYTES)
    visit = await files.visit(console, request, sent)
    lender = request.path_params["id"]
    parts, place = _read(sent)
    part = parts[place]
    told = {"table": {"lender": lender, part.kind: list(part.rows)}, "previewToken": part.token}
    key = str(uuid5(NAMESPACE_OID, f"{sent.said('nonce')} {place}"))
    answer = await console.execute(visit.who.actor, _IMPORT, {"input": told, "key": key})
    refused = answer["errors"][0] if answer["errors"] else answer["data"]["done"]
    if answer["errors"] or refused["__typename"] == "Refusal":
        done = sum(len(one.rows) for one in parts[:place])
        kept = f" Les {done} premières lignes sont importées ; renvoyez le fichier pour voir ce qui reste." if done else ""
        return await console.page_at(visit, Refusal("CONFLICT", refused["message"] + kept, (), "importPool", "import-file"))
    if place + 1 == len(parts):
        return RedirectResponse(site.with_query(f"/vivier/preteurs/{lender}", fait="importPool"), 303, headers=HEADERS)
    counts = {"done": sum(len(one.rows) for one in parts[: place + 1]), "total": sum(len(one.rows) for one in parts)}
    shown = {**counts, "place": place + 1, "batches": sent.said("batches"), "nonce": sent.said("nonce")}
    return await _page(console, visit, lender, "pool_importing", shown)


def _written(parts: Sequence[Batch]) -> str:
    return json.dumps([[part.kind, part.token, list(part.rows)] for part in parts], ensure_ascii=False, separators=(",", ":"))


def _read(sent: Sent) -> tuple[list[Batch], int]:
    """The parts as the page held them, and which one is next."""
    try:
        parts = [Batch(str(kind), list(rows), token) for kind, token, rows in json.loads(sent.said("batches"))]
        place = int(sent.said("place")[:6])
    except (ValueError, TypeError, RecursionError):
        raise BadInput(_SPOILT) from None
    if not 0 <= place < len(parts) or any(part.kind not in {"stocks", "capacities"} for part in parts):
        raise BadInput(_SPOILT)
    return parts, place


async def _page(console: Site, visit: Visit, lender: str, template: str, shown: Mapping[str, Any]) -> Response:
    known = (await console.execute(visit.who.actor, _LENDER, {"id": lender}))["data"]
    back = acts.local(f"/vivier/preteurs/{lender}")
    return console.shown(visit.at(back), f"{template}.html", {**known, **shown})
