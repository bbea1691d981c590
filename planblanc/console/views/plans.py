"""A plan as its page shows it: need by need, where those who come are, what may be done by hand, and which calls come next."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from planblanc.console.views import incidents
from planblanc.domain import french
from planblanc.domain.perimeter import AUTHORISING, HOME, LADDER

Found = Mapping[str, Any]
_GRAVITY = ("VITAL", "HIGH", "NORMAL")


@dataclass(frozen=True)
class Need:
    """One need with who comes for it, who else could, and what the next closed rung would add."""

    at: int
    said: Found
    need: Found
    lines: tuple[Found, ...]
    others: tuple[Found, ...]
    offers: tuple[Found, ...]

    @property
    def label(self) -> str:
        """What is needed."""
        return _label(self.need)

    @property
    def is_procedure(self) -> bool:
        """Whether it is looked up, rather than sent."""
        return bool(self.need["kind"] == "PROCEDURE")

    @property
    def choices(self) -> list[tuple[str, str]]:
        """Who else could be sent, each with the rule that speaks against it."""
        return [(one["resource"], _choice(one)) for one in self.others]


@dataclass(frozen=True)
class Wider:
    """A rung beyond the home perimeter: the act that opens it, and whether it is open."""

    rung: str
    act: str
    is_open: bool


def decided(data: Found) -> Found:
    """What the page of an incident's plan is given besides."""
    incident = data["incident"]
    plan, asked = incident["plan"], incident["lastPlanAsked"]
    part = next(iter(plan["incidents"]), None) if plan else None
    lines = part["lines"] if part else ()
    opened = {rung["rung"] for rung in incident["rungs"] if rung["isOpen"]}
    return {
        "part": part,
        "needs": needs_of(part),
        "lacks": sum(need["missing"] for need in part["needs"]) if part else 0,
        "under_way": asked if asked and asked["state"] == "REQUESTED" else None,
        "failed": asked if asked and asked["state"] == "FAILED" else None,
        "to_verify": [request for request in incident["requests"] if request["toVerify"]],
        "points": [_victim(incident), *_places(lines)],
        "routes": _routes(incident, lines),
        "wider": [Wider(rung.value, AUTHORISING[rung].name, rung.value in opened) for rung in LADDER if rung not in HOME],
        "by_hand": _by_hand(plan, part),
        "plans_before": [edge["node"] for edge in data["plans"]["edges"]] if data["plans"] else [],
    }


def recorded(data: Found) -> Found:
    """What the page of one plan, whatever became of it, is given besides."""
    plan = data["plan"]
    parts = plan["incidents"] if plan else ()
    return {"parts": [(part, needs_of(part)) for part in parts]}


def called(data: Found) -> Found:
    """The calls that are still to be made, and those that were answered."""
    calls = data["callList"]["calls"] if data["callList"] else ()
    return {"to_make": [call for call in calls if call["isToMake"]], "made": [call for call in calls if not call["isToMake"]]}


def needs_of(part: Found | None) -> list[Need]:
    """The needs of a plan for one incident, what lacks most first within the gravest."""
    found = [said for said in part["needs"] if said["need"] is not None] if part else []
    ordered = sorted(found, key=lambda said: (_GRAVITY.index(said["need"]["criticality"]), not said["missing"], _label(said["need"])))
    return [_need(at, said, part) for at, said in enumerate(ordered, 1) if part]


def _need(at: int, said: Found, part: Found) -> Need:
    key = said["need"]["id"]
    others = [said["runnerUp"], *said.get("rejected", ())]
    return Need(
        at,
        said,
        said["need"],
        tuple(line for line in part["lines"] if line["need"] is not None and line["need"]["id"] == key),
        tuple(one for one in others if one is not None and one.get("resource")),
        tuple(offer for offer in part["nextRung"]["offers"] if offer["need"] is not None and offer["need"]["id"] == key),
    )


def _by_hand(plan: Found | None, part: Found | None) -> list[tuple[Found, Found | None]]:
    """Each choice made by hand that stands, with what the plan made of it."""
    kept = {one["adjustment"]: one for one in plan["byHand"]} if plan else {}
    return [(made, kept.get(made["id"])) for made in part["adjustments"] if made["isStanding"]] if part else []


def _victim(incident: Found) -> Found:
    return {
        "kind": "incident",
        "name": french.name(incident["victim"]["name"]),
        "position": incidents.position(incident),
        "key": incident["id"],
        "says": "",
    }


def _places(lines: Iterable[Found]) -> list[Found]:
    """One point a lender, with all that comes from it."""
    return [
        {
            "kind": "hospital" if group[0]["lender"]["establishment"] else "lender",
            "name": french.name(group[0]["lenderName"]),
            "position": group[0]["lender"]["position"],
            "key": key,
            "says": f"{french.listed([_what(line) for line in group])}, {_far(group)}",
            "engaged": all("KEPT" in line["flags"] for line in group),
        }
        for key, group in _by_lender(lines).items()
    ]


def _routes(incident: Found, lines: Iterable[Found]) -> list[Found]:
    return [
        {"from": key, "to": incident["id"], "minutes": min(line["journey"]["totalMinutes"] for line in group)}
        for key, group in _by_lender(lines).items()
    ]


def _by_lender(lines: Iterable[Found]) -> dict[str, list[Found]]:
    found: dict[str, list[Found]] = {}
    for line in lines:
        if line["lender"] is not None and line["journey"] is not None:
            found.setdefault(line["lender"]["id"], []).append(line)
    return found


def _far(group: Sequence[Found]) -> str:
    return f"{min(line['journey']['distanceKm'] for line in group):.1f}".replace(".", ",") + "\u00a0km"


def _what(line: Found) -> str:
    return f"{line['quantity']} × {line['label']}"


def _choice(one: Found) -> str:
    said = f"{french.name(one['lenderName'])}, {one['label']}"
    return f"{said} ({one['title'][:1].lower()}{one['title'][1:]})" if one["title"] else f"{said} (le suivant)"


def _label(need: Found) -> str:
    thing = need["equipmentType"] or need["competence"] or need["serviceDomain"]
    return str(thing["label"]) if thing is not None else "Besoin sans précision"
