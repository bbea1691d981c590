"""Where incidents stand on a map, and to which page each thing that waits leads."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from planblanc.console.views.engagements import likely
from planblanc.domain import french

# The part of an incident's pages where each thing is done; what is of no incident has a page of its own.
_PARTS = {
    "NOBODY_IN_CHARGE": "",
    "HAND_OVER": "/releve-de-poste",
    "REQUEST_TO_VERIFY": "/plan",
    "PLAN_TO_APPROVE": "/plan",
    "CALL_PAST_DUE": "/appels",
    "REASSESSMENT_DUE": "#services",
    "LOAN_OVERDUE": "/prets?late=oui",
}
_ELSEWHERE = {"MESSAGE_TO_MATCH": "/messages", "OFFER_TO_DECIDE": "/aides", "CONTACT_EDIT_TO_DECIDE": "/acces"}

_OPEN = frozenset({"REPORTED", "ACTIVE", "STABILISED"})
_COMING = ("DEPARTED", "ALERTED", "PROPOSED", "ARRIVED")
_FEW = 5


def watch(data: Mapping[str, Any]) -> Mapping[str, Any]:
    """What the home page is given besides: points, where what waits leads, the needs to look at first, the limits that run."""
    clocks = [edge["node"] for edge in data["obligations"]["edges"]]
    due = [one for one in clocks if one["state"] == "RUNNING"] + [one for one in clocks if one["state"] == "NO_DEADLINE"]
    return {**listed(data), "where": where, "most": most, "due": due}


def listed(data: Mapping[str, Any]) -> Mapping[str, Any]:
    """What a page that lists incidents is given besides: the points of those that are open."""
    return {"points": points(edge["node"] for edge in data["incidents"]["edges"] if edge["node"]["state"] in _OPEN)}


def one(data: Mapping[str, Any]) -> Mapping[str, Any]:
    """What the page of one incident is given besides: its own point, and who comes, the next one first."""
    going = [{**edge["node"], "likely_at": likely(edge["node"])} for edge in data["engagements"]["edges"]]
    return {"points": points([data["incident"]]), "coming": sorted(going, key=_arrival)}


def most(cover: Sequence[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    """The needs to look at first: those that lack something, else those that are not there yet; a few."""
    lacking = [need for need in cover if need["missing"]]
    return (lacking or [need for need in cover if need["onSite"] < need["wanted"]])[:_FEW]


def points(incidents: Iterable[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """One diamond an incident, at its site, else where its first request says, else nowhere."""
    return [
        {
            "kind": "incident",
            "name": ("Exercice : " if incident.get("exercise") else "") + french.name(incident["victim"]["name"]),
            "position": position(incident),
            "href": f"/incidents/{incident['id']}",
            "says": french.counted(sum(need["missing"] for need in incident["cover"]), "unité manque", "unités manquent"),
            "key": incident["id"],
        }
        for incident in incidents
    ]


def position(incident: Mapping[str, Any]) -> Mapping[str, Any] | None:
    """Where an incident is, if anybody said."""
    site = incident["victim"]["establishment"]
    told = [request["position"] for request in incident["requests"]]
    found: Mapping[str, Any] | None = site["position"] if site is not None else next(iter(told), None)
    return found


def where(thing: Mapping[str, Any]) -> str:
    """The page where a thing that waits is done."""
    if thing["kind"] in _PARTS and thing["incident"] is not None:
        return f"/incidents/{thing['incident']}{_PARTS[thing['kind']]}"
    return _ELSEWHERE.get(thing["kind"], "/veille")


def _arrival(engagement: Mapping[str, Any]) -> tuple[Any, ...]:
    expected = engagement["etaAt"] or engagement["likely_at"]
    return (
        _COMING.index(engagement["state"]),
        expected is None,
        datetime.fromisoformat(expected).timestamp() if expected else 0,
        engagement["id"],
    )


def _instant(written: str | None) -> float:
    return datetime.fromisoformat(written).timestamp() if written else 0.0
