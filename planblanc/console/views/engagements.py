"""The board of engagements: a column a state, and what is late or lacks something."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

# The states in which something is still to be done, in the order of their course: alias of the document, state, next step, its verb.
_COLUMNS = (
    ("asked", "PROPOSED", "Demandés", None, ""),
    ("ready", "ALERTED", "Confirmés", "DEPARTED", "Parti"),
    ("moving", "DEPARTED", "En route", "ARRIVED", "Arrivé"),
    ("there", "ARRIVED", "Sur place", "COMPLETED", "Terminé"),
    ("over", "COMPLETED", "Terminés, à rendre", "RETURNED", "Rentré"),
)
_ON_THEIR_WAY = frozenset({"ALERTED", "DEPARTED"})


@dataclass(frozen=True)
class Flag:
    """A few words that call for attention, and how loudly: `alert`, `warn` or nothing."""

    words: str
    tone: str = ""


@dataclass(frozen=True)
class Card:
    """One engagement as the board shows it."""

    of: Mapping[str, Any]
    flags: tuple[Flag, ...]
    is_late: bool
    likely_at: str | None


@dataclass(frozen=True)
class Column:
    """A state: how many engagements and units are in it, and the first of them; `step`: what comes next, by which button."""

    state: str
    title: str
    engagements: int
    units: int
    cards: tuple[Card, ...]
    step: str | None
    verb: str

    @property
    def more(self) -> int:
        """How many the board does not show."""
        return self.engagements - len(self.cards)


def board(data: Mapping[str, Any]) -> Mapping[str, Any]:
    """The columns, how many have ended, and those whose hour of arrival has passed."""
    now = datetime.fromisoformat(data["now"])
    counted = {one["state"]: one for one in data["tallies"] or ()}
    columns = [
        Column(
            state=state,
            title=title,
            engagements=counted.get(state, {}).get("engagements", 0),
            units=counted.get(state, {}).get("units", 0),
            cards=tuple(_card(edge["node"], now) for edge in (data[alias] or {}).get("edges", ())),
            step=step,
            verb=verb,
        )
        for alias, state, title, step, verb in _COLUMNS
    ]
    ended = {state: counted[state]["engagements"] for state in ("RETURNED", "REFUSED", "CANCELLED") if state in counted}
    return {"columns": columns, "ended": ended, "late": [card.of for column in columns for card in column.cards if card.is_late]}


def one(data: Mapping[str, Any]) -> Mapping[str, Any]:
    """What calls for attention in the one engagement of a page, and who could go instead, by place."""
    engagement = data["engagement"]
    instead = [(one["id"], f"{one['label']}, {one['commune']}") for one in engagement["substitutes"]]
    card = _card(engagement, datetime.fromisoformat(data["now"]))
    return {"flags": card.flags, "likely_at": card.likely_at, "instead": instead}


def _card(engagement: Mapping[str, Any], now: datetime) -> Card:
    is_late = engagement["state"] in _ON_THEIR_WAY and engagement["etaAt"] is not None and datetime.fromisoformat(engagement["etaAt"]) < now
    likely_at = likely(engagement)
    is_past = likely_at is not None and engagement["state"] == "DEPARTED" and datetime.fromisoformat(likely_at) < now
    return Card(engagement, tuple(_flags(engagement, is_late, is_past)), is_late, likely_at)


def likely(engagement: Mapping[str, Any]) -> str | None:
    """When it should be there by the plan's own estimate, as long as nobody said when: from its confirmation, or else its departure, on."""
    if engagement["state"] not in _ON_THEIR_WAY or engagement["etaAt"] is not None or engagement["travelMinutes"] is None:
        return None
    begun = min((step["at"] for step in engagement["steps"]), default=None)
    return (datetime.fromisoformat(begun) + timedelta(minutes=engagement["travelMinutes"])).isoformat() if begun else None


def _flags(engagement: Mapping[str, Any], is_late: bool, is_past: bool) -> Iterator[Flag]:
    if is_late:
        yield Flag("heure d'arrivée passée", "alert")
    if is_past:
        yield Flag("heure estimée passée", "warn")
    if engagement["state"] == "PROPOSED" and engagement["releasedAt"] and engagement["isNamed"] and not engagement["acceptedAt"]:
        yield Flag("accord de la personne attendu", "warn")
    if engagement["terms"]["isPaid"] and engagement["purchase"] is None and engagement["state"] in {"PROPOSED", "ALERTED"}:
        yield Flag("achat à approuver", "warn")
    if engagement["returnAsked"] is not None and engagement["state"] not in {"RETURNED", "CANCELLED"}:
        yield Flag("retour demandé", "alert")
    receipt = engagement["receipt"]
    if receipt is not None and receipt["missing"]:
        awaited = receipt["quantity"] + receipt["missing"]
        yield Flag(f"reçu {receipt['quantity']} sur {awaited}" + (", la suite est attendue" if receipt["awaitsMore"] else ""), "warn")
    if engagement["replaces"] is not None:
        yield Flag("en remplacement")
