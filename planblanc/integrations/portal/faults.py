"""What breaks the schema of a message, each fault in French with its path."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from json import loads
from typing import Any, cast

from jsonschema import Draft202012Validator, FormatChecker, ValidationError

from planblanc import shipped

_TYPES = {
    "object": "un objet",
    "array": "une liste",
    "string": "un texte",
    "integer": "un nombre entier",
    "boolean": "vrai ou faux",
}
_BOUNDS = {
    "maxLength": "Texte trop long : {} caractères au plus.",
    "minLength": "Texte vide.",
    "minimum": "Nombre trop petit : au moins {}.",
    "maximum": "Nombre trop grand : au plus {}.",
    "maxItems": "Liste trop longue : {} éléments au plus.",
    "uniqueItems": "Un élément est répété.",
    "format": "Cette date n'existe pas.",
}
_FORMATS = FormatChecker(formats=())


@dataclass(frozen=True, order=True)
class Fault:
    """One thing that is wrong, and where: `data.perimeter.systems[2].state`."""

    path: str
    message: str


def faults_of(message: object, schema: str) -> tuple[Fault, ...]:
    """Every fault of a message against `schema/messages/<schema>.schema.json`, in the order of their paths."""
    found = (fault for error in _validator(schema).iter_errors(message) for fault in _told(error))
    return tuple(sorted(set(found)))


@cache
def _validator(schema: str) -> Draft202012Validator:
    file = shipped.schema_dir() / "messages" / f"{schema}.schema.json"
    return Draft202012Validator(loads(file.read_text("utf-8")), format_checker=_FORMATS)


@_FORMATS.checks("date-time", raises=ValueError)
def _is_a_moment(value: object) -> bool:
    return not isinstance(value, str) or datetime.fromisoformat(value).tzinfo is not None


def _told(error: ValidationError) -> Iterator[Fault]:
    path, limit, instance = error.absolute_path, cast("Any", error.validator_value), cast("Any", error.instance)
    schema = cast("dict[str, Any]", error.schema)
    match error.validator:
        case "required":
            yield from (_at((*path, name), "Cette rubrique est obligatoire.") for name in limit if name not in instance)
        case "additionalProperties":
            yield from (_at((*path, name), "Cette rubrique n'existe pas.") for name in instance if name not in schema["properties"])
        case "type":
            yield _at(path, f"Valeur attendue : {_TYPES[limit]}.")
        case "const":
            yield _at(path, f"Le seul texte accepté ici est {limit}.")
        case "enum":
            yield _at(path, f"Valeurs acceptées : {', '.join(limit)}.")
        case keyword:
            said = _BOUNDS.get(str(keyword), "Valeur mal formée.").format(limit)
            expected = schema.get("description")
            yield _at(path, f"{said} Attendu : {expected}" if expected else said)


def _at(parts: Iterable[str | int], message: str) -> Fault:
    return Fault(_path(parts), message)


def _path(parts: Iterable[str | int]) -> str:
    steps = (f"[{part}]" if isinstance(part, int) else f".{_shown(part)}" for part in parts)
    return "".join(steps).removeprefix(".")


def _shown(name: str) -> str:
    # A key is the sender's: what cannot be printed is escaped, so that it hides nothing in an answer or a log.
    shown = "".join(character if character.isprintable() else f"\\u{ord(character):04x}" for character in name)
    return shown if len(shown) <= 60 else f"{shown[:60]}…"
