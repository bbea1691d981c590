"""The pool as tables for a spreadsheet: read through the API, page by page, and written while it is read."""

import csv
import io
from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import quote

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response, StreamingResponse
from starlette.routing import Route

from planblanc.console import acts, pages, typed
from planblanc.console.site import HEADERS, NoSuchPage, Site, Visit
from planblanc.domain.errors import Unavailable

_DOCUMENTS = Path(__file__).parent / "documents"
_LEVELS = {"BASIC": 1, "CONFIRMED": 2, "EXPERT": 3}
_FORMULA = ("=", "+", "-", "@", "\t", "\r")  # a spreadsheet would run what begins so
_BOM = "\ufeff"  # by which spreadsheets know UTF-8
Row = Mapping[str, Any]


@dataclass(frozen=True)
class Table:
    """One table: the document of the list that it is made of, its field, its columns, and the cells of a row; `None` is no row."""

    document: str
    field: str
    columns: Sequence[str]
    cells: Callable[[Row, bool], Sequence[Any] | None]


def _responder(row: Row, to_import: bool) -> Sequence[Any] | None:
    if to_import and row["named"]:
        return None  # a table inscribes no person: each one gives their consent
    held = " ".join(f"{one['code']}:{_LEVELS[one['level']]}" for one in row["competences"])
    return (
        row["label"], row["capacity"], held, _yes(row["onCall"]), row["longestDays"], row["confirmBy"] or "", _yes(row["named"]),
        row["commune"], (row["lender"] or {}).get("name", ""), _yes(row["active"]), _yes(row["synthetic"]),
    )  # fmt: skip


def _stock(row: Row, _: bool) -> Sequence[Any]:
    kind = row["equipmentType"] or {"code": "", "label": ""}
    return (
        kind["code"], row["quantity"], row["place"], row["floor"], row["confirmBy"] or "", kind["label"], row["commune"],
        (row["lender"] or {}).get("name", ""), _yes(row["active"]), _yes(row["synthetic"]),
    )  # fmt: skip


TABLES: Mapping[str, Table] = {
    "intervenants": Table(
        "exports/responders",
        "responders",
        ("libelle", "personnes", "competences", "astreinte", "jours", "a_confirmer_avant", "personne", "commune", "preteur", "actif",
         "synthetique"),
        _responder,
    ),
    "materiel": Table(
        "exports/stocks",
        "equipmentStocks",
        ("type", "quantite", "lieu", "plancher", "a_confirmer_avant", "materiel", "commune", "preteur", "actif", "synthetique"),
        _stock,
    ),
}  # fmt: skip


def routes(site: Site) -> list[Route]:
    """Where a table is asked for."""

    async def answer(request: Request) -> Response:
        return await site.safely(request, lambda asked: _given(site, asked))

    return [Route("/vivier/export/{name}.csv", answer, methods=["GET"])]


async def _given(site: Site, request: Request) -> Response:
    visit = await site.visit(request)
    table = TABLES.get(request.path_params["name"])
    if table is None:
        raise NoSuchPage
    if not visit.who.actor.fresh:
        return RedirectResponse(f"/connexion/confirmer?suite={quote(visit.here)}", 303, headers=HEADERS)
    document = (_DOCUMENTS / f"{table.document}.graphql").read_text("utf-8")
    asked = pages.asked(document, site.schema)
    told = typed.variables(asked, {name: values for name, values in visit.asked.items() if name in asked}, await acts.when(site, visit))
    reading = Reading(site, visit, document, table, told)
    first = await reading.page(None)  # what is refused is told as a page, not in the middle of a file
    headers = {**HEADERS, "Content-Disposition": f'attachment; filename="{request.path_params["name"]}.csv"'}
    return StreamingResponse(reading.lines(first), media_type="text/csv; charset=utf-8", headers=headers)


@dataclass(frozen=True)
class Reading:
    """One table on its way to one browser."""

    site: Site
    visit: Visit
    document: str
    table: Table
    told: Mapping[str, Any]

    async def page(self, after: str | None) -> Any:
        """A hundred rows; `Unavailable` when the API does not give them."""
        told = self.told if after is None else {**self.told, "after": after}
        answer = await self.site.execute(self.visit.who.actor, self.document, dict(told))
        if answer["errors"]:
            raise Unavailable(answer["errors"][0]["message"])
        return answer["data"][self.table.field]

    async def lines(self, page: Any) -> AsyncIterator[str]:
        """The head, then every row, written while the next ones are read."""
        yield _BOM + line(self.table.columns)
        while True:
            cells = [self.table.cells(edge["node"], "lender" in self.told) for edge in page["edges"]]
            yield "".join(line(row) for row in cells if row is not None)
            if not page["pageInfo"]["hasNextPage"]:
                return
            page = await self.page(page["pageInfo"]["endCursor"])


def line(cells: Sequence[Any]) -> str:
    """A line of a table; what a spreadsheet would run is written as text."""
    out = io.StringIO()
    csv.writer(out, delimiter=";", lineterminator="\r\n").writerow([_inert(cell) for cell in cells])
    return out.getvalue()


def _inert(cell: Any) -> Any:
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(_FORMULA) else cell


def _yes(claim: bool) -> str:
    return "oui" if claim else "non"
