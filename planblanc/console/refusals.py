"""Why a form was refused, with what lets its person go on: all that was typed, and what has happened since the page was read."""

import re
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any, TypeAlias

from planblanc.console.typed import Fields

Ask: TypeAlias = Callable[[str, Mapping[str, Any]], Awaitable[dict[str, Any]]]

STATUS = {
    "LOOKING": 200,  # nothing was refused: the page of a call, with what was looked for
    "NOT_FOUND": 404,
    "FORBIDDEN": 403,
    "BAD_INPUT": 400,
    "UNAVAILABLE": 503,
    "ACCESS_SUSPENDED": 401,
    "UNAUTHENTICATED": 401,
}
# What a form says of itself; all the rest is for its mutation.
OF_THE_FORM = frozenset({"csrf", "nonce", "form", "back", "then", "zone", "shown_at"})
# Refused for what was typed or for who asks, whatever has happened meanwhile.
_WHATEVER_HAPPENS = frozenset({"BAD_INPUT", "STEP_UP_REQUIRED", "FORBIDDEN", "STALE_FORM"})
_LINES = """
query Depuis($incident: ID!) { incident(id: $incident) { latestEntries { recordedAt actorName text } } }
"""
_CODE = re.compile(r"[A-Za-z0-9+/=_-]{20,}|[A-Z][A-Z0-9_]+|[A-Za-z]+:[A-Za-z0-9_-]+")


@dataclass(frozen=True)
class Refusal:
    """Why a form was refused; `changes` are lines of the journal, the latest first."""

    code: str
    message: str
    path: tuple[str, ...] = ()
    act: str = ""
    form: str = ""
    typed: Fields = field(default_factory=dict)
    changes: Sequence[Mapping[str, Any]] = ()
    is_homeless: bool = False  # its form is no longer on the page

    @property
    def status(self) -> int:
        """What a browser is answered."""
        return STATUS.get(self.code, 409)

    @property
    def read_at(self) -> str | None:
        """When the page of the form was read, if it says so."""
        said = self.typed.get("shown_at", ("",))[-1]
        return said if _moment(said) else None

    @property
    def texts(self) -> list[str]:
        """What somebody typed, for whoever wants to write it elsewhere."""
        return texts(self.typed)


def texts(fields: Fields) -> list[str]:
    """What somebody typed in a form, without what the form says of itself and what its lists and buttons stand for."""
    said = [value.strip() for name, values in fields.items() if name not in OF_THE_FORM | {"do"} for value in values]
    return [value for value in said if value and not _CODE.fullmatch(value)]


def kept(refusal: Refusal | None) -> Callable[[str, str, Any], Any]:
    """What was typed in a refused form, else what the page says."""

    def said(form: str, name: str, default: Any = "") -> Any:
        if refusal is None or refusal.form != form or name not in refusal.typed:
            return "" if default is None else default
        return refusal.typed[name][-1]

    return said


async def with_changes(refusal: Refusal, thing: Any, ask: Ask) -> Refusal:
    """The refusal with what the journal of the page's incident says since the page was read, where that may be the reason."""
    incident, since = _incident_of(thing), _moment(refusal.typed.get("shown_at", ("",))[-1])
    if refusal.code in _WHATEVER_HAPPENS or incident is None or since is None:
        return refusal
    answer = await ask(_LINES, {"incident": incident})
    lines = ((answer["data"] or {}).get("incident") or {}).get("latestEntries") or []
    return replace(refusal, changes=[line for line in lines if datetime.fromisoformat(line["recordedAt"]) >= since])


def _incident_of(data: Any) -> str | None:
    """The incident that a page shows, or whose plan, engagement or request it shows."""
    for thing in [data, *(value for value in data.values() if isinstance(value, Mapping))]:
        found = thing.get("incident")
        if found is not None:
            return found.get("id") if isinstance(found, Mapping) else str(found)
    return None


def _moment(written: str) -> datetime | None:
    try:
        found = datetime.fromisoformat(written)
    except ValueError:
        return None
    return found if found.tzinfo else None
