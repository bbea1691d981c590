"""The page on which a call is taken: the reports that may be of the same event, and whom one may choose."""

from collections.abc import Mapping, Sequence
from typing import Any

from planblanc.domain import texts


def view(data: Mapping[str, Any]) -> dict[str, Any]:
    """What the page computes: the reports of the same event, and how much of what is asked could come."""
    forecasts = data.get("needForecasts") or []
    return {
        "establishment": data.get("establishment"),
        "needForecasts": forecasts,
        "reports": reports(data.get("establishment"), _nodes(data.get("incidents"))),
        "lacking_needs": [one for one in forecasts if one["covered"] < one["quantity"]],
        "services": _nodes(data.get("serviceDomains")),
        "competences": _nodes(data.get("competences")),
        "types": _nodes(data.get("equipmentTypes")),
    }


def reports(site: Mapping[str, Any] | None, incidents: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """The open incidents that may tell of the same event: of the site first (`isSame`), then of its entity or its town."""
    if site is None:
        return []
    mates = {mate["finess"] for mate in (site.get("legalEntity") or {}).get("establishments", ())}
    told = [{**one, "isSame": one["victim"]["finess"] == site["finess"]} for one in incidents]
    alike = [one for one in told if one["isSame"] or one["victim"]["finess"] in mates or _is_of_town(one, site["commune"])]
    return sorted(alike, key=lambda one: not one["isSame"])


def _is_of_town(incident: Mapping[str, Any], commune: str) -> bool:
    town = incident["victim"]["town"]
    return bool(town) and texts.searchable(town) == texts.searchable(commune)


def _nodes(connection: Mapping[str, Any] | None) -> list[Mapping[str, Any]]:
    return [edge["node"] for edge in (connection or {}).get("edges", ())]
