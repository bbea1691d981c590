"""What the form of a call says, as the fields of each mutation that comes of it; pure."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from planblanc.console.refusals import Refusal
from planblanc.console.typed import Fields
from planblanc.domain.errors import BadInput

UNLISTED = "-"
_FINESS = re.compile(r"^[0-9][0-9AB][0-9]{7}$")
_ROW = re.compile(r"^needs\.([0-9]{1,2})\.what$")
_MOST_DECLARED = 100  # as many as one cause may have
_NOBODY_SAID = "Appelant, fonction non précisée"
_CONTACT = "Appelant"
# Where a refusal of an act names a field, the field of the form at which it is to be read.
_FIELDS: Mapping[str, str] = {
    "victim": "text",
    "contacts": "number",
    "services": "closed",
    "summary": "note",
    "call.callbackNumber": "number",
    "call.onBehalfOf": "who",
    "cause": "cause",
    "sites": "others",
    "awarenessAt": "awarenessAt",
}


@dataclass(frozen=True)
class Call:
    """A call, as it was told."""

    fields: Fields
    site: str
    name: str
    others: tuple[str, ...]
    rows: tuple[int, ...]

    @property
    def declared(self) -> tuple[str, ...]:
        """The incidents that a first sending has declared already."""
        return tuple(one for one in self.fields.get("declared", ()) if one)

    @property
    def joined(self) -> str:
        """The incident that this call tells more of."""
        return self.said("join")

    @property
    def is_of_somebody(self) -> bool:
        """Whether it is known whom the call is about."""
        is_unlisted = bool(self.name) and (self.said("choice") == UNLISTED or self.said("site") == UNLISTED)
        return bool(self.declared or self.joined or self.site or is_unlisted)

    def said(self, name: str) -> str:
        """One field, without the blanks around it."""
        return self.fields.get(name, ("",))[-1].strip()

    def services(self) -> dict[str, list[str]]:
        """The state of the services that were named; down wins over degraded."""
        closed = [code for code in self.fields.get("closed", ()) if code]
        degraded = [code for code in self.fields.get("degraded", ()) if code and code not in closed]
        told = [(code, "CLOSED") for code in closed] + [(code, "DEGRADED") for code in degraded]
        return _numbered("services", [{"domain": code, "state": state} for code, state in told])

    def incident(self, region: str | None) -> dict[str, list[str]]:
        """The fields of `declareIncident`."""
        return {**_under("victim", self._victim(region)), **self._contact(), **self.services(), **self._known()}

    def common_cause(self, region: str | None) -> dict[str, list[str]]:
        """The fields of `declareCommonCause`: the structure that calls first, then the others."""
        first = {**_under("victim", self._victim(region)), **self._contact(), **self.services()}
        sites = [first, *(_under("victim", _named(one, region)) for one in self.others)]
        told = {f"sites.{rank}.{name}": values for rank, one in enumerate(sites) for name, values in one.items()}
        return {**told, **self._known(), "cause": [self.said("cause")]}

    def in_order(self, incidents: Sequence[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
        """The incidents of a common cause, that of the structure that calls first."""
        return sorted(incidents, key=lambda one: (self.site or self.name) not in {one["victim"]["finess"], one["victim"]["name"]})

    def request(self, incident: str, *, is_first: bool) -> dict[str, list[str]]:
        """The fields of `requestHelp`: packs for each incident, the lines for the first."""
        told = {
            "incident": [incident],
            "packs": list(self.fields.get("packs", ())),
            "call.onBehalfOf": [self.said("who") or _NOBODY_SAID],
            "call.callbackNumber": [self.said("number")],
            "note": [self.said("note")],
        }
        return {**told, **self.needs()} if is_first else told

    def needs(self) -> dict[str, list[str]]:
        """The lines, as the API's own inputs name them."""
        return _numbered("needs", [self._need(row) for row in self.rows])

    def at_its_field(self, refusal: Refusal) -> Refusal:
        """A refusal of an act, at the field of the form that says it."""
        path = refusal.path
        if path[:1] == ("needs",) and len(path) > 1 and path[1].isdecimal() and int(path[1]) < len(self.rows):
            field = path[2] if path[2:3] and path[2] in {"quantity", "wantedBy"} else "what"
            return replace(refusal, path=("needs", str(self.rows[int(path[1])]), field))
        whole = ".".join(path)
        if path[:2] == ("sites", "0"):
            whole = ".".join(path[2:])
        found = next((ours for name, ours in _FIELDS.items() if whole == name or whole.startswith(f"{name}.")), None)
        return replace(refusal, path=(found,) if found else path)

    def _need(self, row: int) -> dict[str, str]:
        kind, _, code = self.said(f"needs.{row}.what").partition(":")
        return {kind: code, "quantity": self.said(f"needs.{row}.quantity"), "wantedBy": self.said(f"needs.{row}.wantedBy")}

    def _victim(self, region: str | None) -> dict[str, str]:
        if self.site:
            return {"finess": self.site}
        return {"name": self.name, "town": self.said("town"), "department": self.said("department"), "region": region or ""}

    def _contact(self) -> dict[str, list[str]]:
        if not self.said("number"):
            return {}
        return _under("contacts.0", {"name": self.said("who") or _CONTACT, "phone": self.said("number"), "position": self.said("who")})

    def _known(self) -> dict[str, list[str]]:
        """What is told of the event itself."""
        return {
            "byPhone": ["oui"],
            "origin": [self.said("origin")],
            "summary": [self.said("note")],
            "awarenessAt~local": [self.said("awarenessAt~local")],
            "exercise": [self.said("exercise")],
        }


def read(fields: Fields) -> Call:
    """The call that a form tells; a FINESS number that was typed whole is a structure that was chosen."""

    def said(name: str) -> str:
        return fields.get(name, ("",))[-1].strip()

    if len(fields.get("declared", ())) > _MOST_DECLARED:
        raise BadInput(f"Un appel concerne {_MOST_DECLARED} structures au plus.", ("others",))
    chosen = said("choice") or said("site")
    written = said("text").replace(" ", "").upper()
    finess = chosen if _FINESS.fullmatch(chosen) else written if _FINESS.fullmatch(written) else ""
    rows = sorted(int(found[1]) for name in fields if (found := _ROW.fullmatch(name)) and said(name))
    others = tuple(line.strip() for line in said("others").split("\n") if line.strip())
    return Call(fields, finess, said("text"), others, tuple(rows))


def looked_for(fields: Fields, *, is_searching: bool) -> dict[str, list[str]]:
    """The address of the page for what was typed: the structures that are looked for, or what could come to the one that is known."""
    call = read(fields)
    if is_searching and call.name:
        return {"text": [call.name], "searching": ["oui"]}
    if not call.site:
        return {}
    needs = call.needs()
    return {"site": [call.site], "hasSite": ["oui"], "packs": list(fields.get("packs", ())), **needs}


def _named(line: str, region: str | None) -> dict[str, str]:
    """A structure on a line of its own: by the number that begins it, or else by its name."""
    first = line.partition(" ")[0].upper()
    return {"finess": first} if _FINESS.fullmatch(first) else {"name": line, "region": region or ""}


def _under(place: str, told: Mapping[str, str]) -> dict[str, list[str]]:
    return {f"{place}.{name}": [value] for name, value in told.items()}


def _numbered(place: str, rows: Sequence[Mapping[str, str]]) -> dict[str, list[str]]:
    return {f"{place}.{rank}.{name}": [value] for rank, row in enumerate(rows) for name, value in row.items()}
