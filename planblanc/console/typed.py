"""The fields of a form, or of an address, as the variables of a document: each one as the API's own types want it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, TypeAlias
from urllib.parse import parse_qsl
from zoneinfo import ZoneInfo

from graphql import GraphQLInputObjectType, GraphQLInputType, GraphQLList, GraphQLNonNull, get_named_type

from planblanc.domain.errors import BadInput

Fields: TypeAlias = Mapping[str, Sequence[str]]
Path: TypeAlias = tuple[str, ...]

MOST_FIELDS = 3000
_YES = frozenset({"oui", "on", "true", "1"})
_NO = frozenset({"non", "off", "false", "0"})
_MINUTES, _LOCAL = "~minutes", "~local"
_LONGEST_NUMBER = 12
_TAKEN_AWAY = "~out"
_MOST_MINUTES = 525_600
_DEEPEST = 12
_UNREADABLE = "Ce formulaire ne peut pas être lu : rouvrez la page, puis recommencez."


@dataclass(frozen=True)
class When:
    """The time of the crisis, and the zone in which a page writes its hours."""

    now: datetime
    zone: ZoneInfo


def moment_of(now: str, zone: ZoneInfo) -> When:
    """The time that the API says it is, read in this zone."""
    return When(datetime.fromisoformat(now), zone)


def read(encoded: str) -> dict[str, list[str]]:
    """The fields of a form or of an address, each with all that is said of it; `BadInput` for what no page of ours sends."""
    found: dict[str, list[str]] = {}
    try:
        told = parse_qsl(encoded, keep_blank_values=True, max_num_fields=MOST_FIELDS)
    except ValueError:
        raise BadInput(_UNREADABLE) from None
    for name, value in told:
        found.setdefault(name, []).append(value.replace("\r\n", "\n"))
    return found


def variables(types: Mapping[str, GraphQLInputType], fields: Fields, when: When) -> dict[str, Any]:
    """The variables of these types that the fields say something of; `BadInput` names the field that cannot be read."""
    grown = _grown(fields, when)
    said = {name: _value(wanted, grown[name], (name,)) for name, wanted in types.items() if name in grown}
    return {name: value for name, value in said.items() if value is not None}


def of_input(wanted: GraphQLInputType, fields: Fields, when: When) -> dict[str, Any]:
    """The input of a mutation; `BadInput` names the field that cannot be read, or that nobody asked for."""
    return _value(wanted, _grown(fields, when), ()) or {}


def _grown(fields: Fields, when: When) -> dict[str, Any]:
    """The fields as a tree, by the dots of their names; the hours that are told as a delay, or by the clock on the wall, as moments."""
    tree: dict[str, Any] = {}
    for name, said in fields.items():
        plain, texts = _moments(name, said, when)
        place = tree
        *above, last = plain.split(".", _DEEPEST)
        if "." in last:
            raise BadInput(_UNREADABLE)
        for part in above:
            place = place.setdefault(part, {})
            if not isinstance(place, dict):
                raise BadInput(_UNREADABLE)
        place[last] = texts
    return tree


def _moments(name: str, said: Sequence[str], when: When) -> tuple[str, list[str]]:
    plain, path = name.partition("~")[0], tuple(name.partition("~")[0].split("."))
    if name.endswith(_MINUTES):
        return plain, [(when.now + timedelta(minutes=_minutes(text, path))).isoformat() for text in said if text.strip()]
    if name.endswith(_LOCAL):
        return plain, [_local(text, when.zone, path) for text in said if text.strip()]
    return name, list(said)


def _minutes(text: str, path: Path) -> int:
    text = text.strip()
    if not text.isdecimal() or len(text) > _LONGEST_NUMBER or int(text) > _MOST_MINUTES:
        raise BadInput("Écrivez un nombre de minutes.", path)
    return int(text)


def _local(text: str, zone: ZoneInfo, path: Path) -> str:
    try:
        written = datetime.fromisoformat(text.strip())
    except ValueError:
        raise BadInput("Écrivez un jour et une heure.", path) from None
    return (written if written.tzinfo else written.replace(tzinfo=zone)).isoformat()


def _value(wanted: Any, said: Any, path: Path) -> Any:
    if isinstance(wanted, GraphQLNonNull):
        value = _value(wanted.of_type, said, path)
        is_empty_text = value is None and isinstance(said, list) and get_named_type(wanted).name in {"String", "ID"}
        if isinstance(wanted.of_type, GraphQLList):
            return [] if value is None and isinstance(said, list) else value  # a list that is told to be empty
        return "" if is_empty_text else value
    if isinstance(wanted, GraphQLList):
        return _list(wanted.of_type, said, path)
    if isinstance(wanted, GraphQLInputObjectType):
        return _object(wanted, said, path)
    if not isinstance(said, list):
        raise BadInput(_UNREADABLE, path)
    return _leaf(get_named_type(wanted).name, said[-1], path) if said else None


def _list(wanted: Any, said: Any, path: Path) -> list[Any] | None:
    if isinstance(said, dict):
        told = {key: row for key, row in said.items() if key.isdecimal() and len(key) < _LONGEST_NUMBER and _is_told(row)}
        rows = sorted((int(key), row) for key, row in told.items())
        values = [_value(wanted, row, (*path, str(position))) for position, row in rows]
    else:
        values = [_value(wanted, [text], path) for text in said if text.strip()]
    return [value for value in values if value is not None] or None


def _is_told(row: Any) -> bool:
    """Whether anything is said in a row of a form: an empty one is not given, nor one that its box takes away."""
    if not isinstance(row, dict):
        return any(text.strip() for text in row)
    return not any(text.strip() for text in row.get(_TAKEN_AWAY, ())) and any(_is_told(one) for one in row.values())


def _object(wanted: GraphQLInputObjectType, said: Any, path: Path) -> dict[str, Any] | None:
    if not isinstance(said, dict) or (unknown := said.keys() - wanted.fields.keys() - {_TAKEN_AWAY}):
        named = f" (« {min(unknown)} »)" if isinstance(said, dict) else ""
        raise BadInput(f"Ce formulaire dit ce que le service ne connaît pas{named} : rouvrez la page, puis recommencez.", path)
    values = {name: _value(wanted.fields[name].type, one, (*path, name)) for name, one in said.items() if name != _TAKEN_AWAY}
    return {name: value for name, value in values.items() if value is not None} or None


def _leaf(scalar: str, text: str, path: Path) -> Any:
    if not text.strip():
        return None
    if scalar == "Boolean":
        return _claim(text.strip().lower(), path)
    if scalar in {"Int", "Float"}:
        return _number(text.strip().replace("\u202f", "").replace("\u00a0", "").replace(" ", "").replace(",", "."), scalar, path)
    return text


def _claim(text: str, path: Path) -> bool:
    if text in _YES | _NO:
        return text in _YES
    raise BadInput("Répondez par oui ou par non.", path)


def _number(text: str, scalar: str, path: Path) -> int | float:
    try:
        if len(text) <= _LONGEST_NUMBER and text.isascii():
            return int(text) if scalar == "Int" else float(text)
    except ValueError:
        pass  # told below, as what is too long
    raise BadInput("Écrivez un nombre entier." if scalar == "Int" else "Écrivez un nombre.", path)
