"""Relief: what can be asked for, and what approving a roster would do."""

from collections.abc import Mapping
from typing import Any


def asking(data: Mapping[str, Any]) -> Mapping[str, Any]:
    """The competences that a post may want."""
    return {"choices": [(edge["node"]["code"], edge["node"]["label"]) for edge in (data["competences"] or {}).get("edges", ())]}


def roster(data: Mapping[str, Any]) -> Mapping[str, Any]:
    """How many shifts would be promised, to how many people of how many lenders, and how many posts stay empty."""
    shifts = [shift for site in data["reliefRoster"]["sites"] for shift in site["shifts"]]
    turns = [turn for shift in shifts for turn in shift["crew"] if not turn["isOnSite"]]
    people = data["reliefRoster"]["people"]
    return {
        "promised": len(turns),
        "lenders": len({turn["lenderName"] for turn in turns}),
        "people": len(people),
        "empty_posts": sum(vacancy["quantity"] for shift in shifts for vacancy in shift["vacancies"]),
        "empty_shifts": sum(1 for shift in shifts if shift["vacancies"]),
        "shifts": len(shifts),
    }
