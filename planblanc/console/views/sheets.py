"""The texts of procedures as blocks, and what the page of a site is made of."""

from collections.abc import Mapping
from typing import Any

from planblanc.api import nodes
from planblanc.console.views import pool
from planblanc.documents import blocks

Data = Mapping[str, Any]


def procedure(data: Data) -> Mapping[str, Any]:
    """The text of a procedure."""
    sheet = data["procedure"]
    text = blocks.read(sheet["body"]) if sheet else []
    return {**pool.lists(data), "text": text}


def pack(data: Data) -> Mapping[str, Any]:
    """The texts that hold in a site, one after the other."""
    return {"packed": [_sheet(one) for one in data["holdingProcedures"] or ()]}


def site(data: Data) -> Mapping[str, Any]:
    """The numbers that can be called back, and the printed pack of each of its incidents."""
    found = data["establishment"] or {}
    numbers = [(one["number"], f"{one['number']}, {one['label']}") for one in found.get("directory") or ()]
    incidents = [edge["node"] for edge in (data["incidents"] or {"edges": ()})["edges"]]
    packs = [{**one, "pack": f"/documents/degraded-pack/{nodes.uuid_of(one['id'], 'Incident')}.pdf"} for one in incidents]
    return {**pool.lists(data), "call_numbers": numbers, "open_incidents": packs}


def _sheet(one: Data) -> Mapping[str, Any]:
    service = one["serviceDomain"]
    return {**one, "text": blocks.read(one["body"]), "service": service["label"] if service else ""}
