"""What a scenario expects is checked, and what differs is said."""

import pytest

from planblanc.drill.replay import expectations
from planblanc.drill.replay.expectations import NotAsExpected

SCOPE = {"sent": 60, "km": 104.6, "lenders": ["ALPI", "Ville de Dax"], "kept": 60, "nobody": None}


@pytest.mark.parametrize(
    "expected",
    [
        {"sent": 60, "km": {"near": 105, "within": 1}},
        {"sent": "{kept}"},
        {"sent": {"least": 60, "most": 60}},
        {"lenders": {"has": "ALPI"}},
        {"lenders": {"has": ["ALPI", "Ville de Dax"]}},
        {"nobody": None},
    ],
)
def test_what_holds_passes(expected: dict[str, object]) -> None:
    expectations.require("plan", expected, SCOPE)


@pytest.mark.parametrize(
    ("expected", "said"),
    [
        ({"sent": 90}, "sent : attendu 90, obtenu 60"),
        ({"km": {"near": 103, "within": 1}}, "km : attendu 103 à 1 près, obtenu 104.6"),
        ({"sent": {"least": 61}}, "sent : attendu au moins 61, obtenu 60"),
        ({"sent": {"most": 59}}, "sent : attendu au plus 59, obtenu 60"),
        ({"lenders": {"has": "Pau"}}, "qui contienne 'Pau'"),
        ({"sent": {"about": 60}}, "seuls has, least, most, near, within existent"),
    ],
)
def test_what_does_not_hold_is_said_with_its_step(expected: dict[str, object], said: str) -> None:
    with pytest.raises(NotAsExpected) as refused:
        expectations.require("plan", expected, SCOPE)

    assert said in str(refused.value)


def test_all_that_differs_is_said_at_once() -> None:
    with pytest.raises(NotAsExpected, match=r"Étape « plan » : sent : .* ; kept : .*\."):
        expectations.require("plan", {"sent": 1, "km": 104.6, "kept": 2}, SCOPE)
