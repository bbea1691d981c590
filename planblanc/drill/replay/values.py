"""What a scenario says of values: paths into what was answered, texts with values in them, picks from lists.

`{plan.requestedAt|time}` stands for a value of an earlier answer, told as a time of the day. A text that is one such
path and nothing else is the value itself.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import Any

from planblanc.domain import french
from planblanc.domain.errors import BadInput

Scope = Mapping[str, Any]

_HOLE = re.compile(r"\{([\w.]+)(?:\|(\w+))?\}")
_NOT_THERE = object()
_PICKS = {"of", "where", "sum", "count", "first", "each"}
_FLAGS = {"KEPT": "déjà demandé", "TO_CONFIRM": "à confirmer", "TO_ATTEST": "à attester", "SYNTHETIC": "synthétique"}


def find(scope: Any, path: str) -> Any:
    """The value at `plan.incidents.0.state`; `BadInput` when it is not there."""
    found = _found(scope, path)
    if found is _NOT_THERE:
        raise BadInput(f"Le scénario cherche « {path} », qui n'est pas là.")
    return found


def holds(scope: Any, path: str, wanted: Any) -> bool:
    """Whether the value at this path is there already, and is what is wanted or one of a list of it."""
    found = _found(scope, path)
    return found is not _NOT_THERE and _is(found, wanted)


def filled(value: Any, scope: Scope) -> Any:
    """The value with every path in its texts replaced, however deep."""
    if isinstance(value, str):
        whole = _HOLE.fullmatch(value)
        if whole and whole[2] is None:
            return find(scope, whole[1])
        return _HOLE.sub(lambda hole: _told(find(scope, hole[1]), hole[2]), value)
    if isinstance(value, Mapping):
        return {name: filled(each, scope) for name, each in value.items()}
    if isinstance(value, list):
        return [filled(each, scope) for each in value]
    return value


def text(template: str, scope: Scope) -> str:
    """A text, even when it is one path and nothing else."""
    return _HOLE.sub(lambda hole: _told(find(scope, hole[1]), hole[2]), template)


def chosen(items: Sequence[Any], where: Mapping[str, Any], scope: Scope) -> list[Any]:
    """The items whose fields are what is wanted: a value, one of a list of values, or {"not": …} any other."""
    wanted = filled(where, scope)
    return [item for item in items if all(holds(item, path, value) for path, value in wanted.items())]


def picked(pick: Any, scope: Scope) -> Any:
    """The value of a pick: a text with paths, or the sum, the number, the first or each of the items of a list."""
    if not isinstance(pick, Mapping) or "of" not in pick:
        return filled(pick, scope)
    if set(pick) - _PICKS:
        raise BadInput(f"Le scénario choisit avec {', '.join(sorted(set(pick) - _PICKS))} : seuls {', '.join(sorted(_PICKS))} existent.")
    items = chosen(find(scope, pick["of"]), pick.get("where", {}), scope)
    if "count" in pick:
        return len(items)
    if "sum" in pick:
        return sum(find(item, pick["sum"]) for item in items)
    if "each" in pick:
        return sorted(_fields(item, pick["each"]) for item in items)
    if "first" in pick:
        if not items:
            raise BadInput(f"Le scénario cherche dans « {pick['of']} » : rien n'y répond à {filled(pick.get('where', {}), scope)}.")
        return _fields(items[0], pick["first"])
    return items


def _found(scope: Any, path: str) -> Any:
    found = scope
    for part in path.split("."):
        try:
            found = found[int(part)] if isinstance(found, list) else found[part]
        except (KeyError, IndexError, ValueError, TypeError):
            return _NOT_THERE
    return found


def _fields(item: Any, wanted: str | Sequence[str]) -> Any:
    if isinstance(wanted, str):
        return find(item, wanted) if wanted else item
    return [find(item, path) for path in wanted]


def _is(found: Any, wanted: Any) -> bool:
    if isinstance(wanted, Mapping) and set(wanted) == {"not"}:
        return not _is(found, wanted["not"])
    return found in wanted if isinstance(wanted, list) else bool(found == wanted)


def _told(value: Any, filter_name: str | None) -> str:
    if filter_name is not None:
        if filter_name not in _FILTERS:
            raise BadInput(f"Le scénario dit une valeur par « {filter_name} » : seuls {', '.join(_FILTERS)} existent.")
        return _FILTERS[filter_name](value)
    if isinstance(value, list):
        return french.listed([str(each) for each in value])
    return str(value)


def _time(value: str) -> str:
    return f"{datetime.fromisoformat(value).astimezone(french.PARIS):%H:%M}"


def _moment(value: str) -> str:
    return french.moment(datetime.fromisoformat(value))


def _kilometres(value: float) -> str:
    return f"{value:.1f} km".replace(".", ",")


def _duration(minutes: int) -> str:
    hours, left = divmod(minutes, 60)
    return f"{hours} h {left:02}" if hours else f"{left} min"


def _phone(value: str) -> str:
    """A French number by pairs, as it is dictated."""
    national = re.sub(r"^\+33", "0", value)
    return " ".join(re.findall(r"..", national)) if re.fullmatch(r"0\d{9}", national) else value


def _flags(values: list[str]) -> str:
    return ", ".join(word for flag, word in _FLAGS.items() if flag in values)


def _lower(value: str) -> str:
    return value[:1].lower() + value[1:]


_FILTERS: Mapping[str, Callable[[Any], str]] = {
    "time": _time,
    "moment": _moment,
    "km": _kilometres,
    "duration": _duration,
    "name": french.name,
    "lower": _lower,
    "phone": _phone,
    "lines": lambda values: "\n".join(f"- {each}" for each in values),
    "flags": _flags,
    "names": lambda values: french.listed([french.name(each) for each in dict.fromkeys(values)]),
    "count": lambda values: str(len(values)),
}
