"""What a scenario expects of its answers, and how it is said when it does not hold."""

from collections.abc import Iterator, Mapping
from typing import Any

from planblanc.domain.errors import PlanblancError
from planblanc.drill.replay import values
from planblanc.drill.replay.values import Scope

_WORDS = {"near", "within", "least", "most", "has"}


class NotAsExpected(PlanblancError):
    """Le rejeu ne donne pas ce qui était attendu."""


def require(step: str, expected: Mapping[str, Any], scope: Scope) -> None:
    """Raise `NotAsExpected`, naming the step and all that differs, unless every path has the value that is expected."""
    differing = list(_differing(expected, scope))
    if differing:
        raise NotAsExpected(f"Étape « {step} » : " + " ; ".join(differing) + ".")


def _differing(expected: Mapping[str, Any], scope: Scope) -> Iterator[str]:
    for path, wanted in expected.items():
        found, wanted_value = values.find(scope, path), values.filled(wanted, scope)
        said = _said(wanted_value)
        if not _holds(found, wanted_value):
            yield f"{path} : attendu {said}, obtenu {found!r}"


def _holds(found: Any, wanted: Any) -> bool:
    if not isinstance(wanted, Mapping):
        return bool(found == wanted)
    if not wanted or set(wanted) - _WORDS:
        raise NotAsExpected(f"Le scénario attend {dict(wanted)} : seuls {', '.join(sorted(_WORDS))} existent.")
    held = (
        "near" not in wanted or abs(found - wanted["near"]) <= wanted["within"],
        "least" not in wanted or found >= wanted["least"],
        "most" not in wanted or found <= wanted["most"],
        "has" not in wanted or all(part in found for part in _listed(wanted["has"])),
    )
    return all(held)


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def _said(wanted: Any) -> str:
    if not isinstance(wanted, Mapping):
        return repr(wanted)
    parts = {
        "near": f"{wanted.get('near')} à {wanted.get('within')} près",
        "least": f"au moins {wanted.get('least')}",
        "most": f"au plus {wanted.get('most')}",
        "has": f"qui contienne {wanted.get('has')!r}",
    }
    return " et ".join(said for word, said in parts.items() if word in wanted)
