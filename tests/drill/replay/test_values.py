"""Paths, texts and picks of a scenario."""

import pytest

from planblanc.domain.errors import BadInput
from planblanc.drill.replay import values

SCOPE = {
    "plan": {
        "at": "2021-02-09T01:40:00+00:00",
        "lines": [
            {"lender": "CH COTE BASQUE", "quantity": 12, "km": 43.53, "need": {"code": "A"}},
            {"lender": "ALPI", "quantity": 25, "km": 48.0, "need": {"code": "A"}},
            {"lender": "Ville de Dax", "quantity": 1, "km": 0.5, "need": None},
        ],
    },
    "wanted": ["A"],
    "phone": "+33536490201",
}


def test_a_text_that_is_one_path_is_the_value_itself() -> None:
    assert values.filled("{plan.lines.0.quantity}", SCOPE) == 12
    assert values.filled({"deep": ["{plan.lines.1.km}"]}, SCOPE) == {"deep": [48.0]}


@pytest.mark.parametrize(
    ("template", "said"),
    [
        ("{plan.at|time}", "02:40"),
        ("le {plan.at|moment}", "le 9 février 2021 à 02 h 40"),
        ("{plan.lines.0.km|km}", "43,5 km"),
        ("{plan.lines.0.lender|name}", "CH Cote Basque"),
        ("{plan.lines.2.lender|name}", "Ville de Dax"),
        ("{plan.lines|count} lignes", "3 lignes"),
        ("de {wanted}", "de A"),
        ("{phone|phone}", "05 36 49 02 01"),
        ("{wanted|lines}", "- A"),
    ],
)
def test_values_are_told_as_french_says_them(template: str, said: str) -> None:
    assert values.text(template, SCOPE) == said


@pytest.mark.parametrize(("minutes", "said"), [(51, "51 min"), (60, "1 h 00"), (192, "3 h 12")])
def test_a_duration_is_told_in_hours_and_minutes(minutes: int, said: str) -> None:
    assert values.text("{lasts|duration}", {"lasts": minutes}) == said


def test_flags_are_told_in_words() -> None:
    assert values.text("{flags|flags}", {"flags": ["SYNTHETIC", "ASSUMED_DELAY", "TO_CONFIRM"]}) == "à confirmer, synthétique"


def test_a_list_is_summed_counted_and_read() -> None:
    of_a = {"of": "plan.lines", "where": {"need.code": "{wanted}"}}

    assert values.picked(of_a | {"sum": "quantity"}, SCOPE) == 37
    assert values.picked(of_a | {"count": True}, SCOPE) == 2
    assert values.picked(of_a | {"first": "lender"}, SCOPE) == "CH COTE BASQUE"
    assert values.picked(of_a | {"each": ["lender", "quantity"]}, SCOPE) == [["ALPI", 25], ["CH COTE BASQUE", 12]]


def test_a_value_may_be_any_but_one() -> None:
    of_others = {"of": "plan.lines", "where": {"lender": {"not": ["ALPI", "Ville de Dax"]}}}

    assert values.picked(of_others | {"each": "lender"}, SCOPE) == ["CH COTE BASQUE"]
    assert not values.holds(SCOPE, "plan.nowhere", {"not": "A"})


def test_what_is_not_there_is_named() -> None:
    with pytest.raises(BadInput, match=r"plan\.lines\.7\.km"):
        values.filled("{plan.lines.7.km}", SCOPE)
    with pytest.raises(BadInput, match="rien n'y répond"):
        values.picked({"of": "plan.lines", "where": {"lender": "Pau"}, "first": "km"}, SCOPE)


def test_a_misspelt_word_is_named() -> None:
    with pytest.raises(BadInput, match="sums"):
        values.picked({"of": "plan.lines", "sums": "quantity"}, SCOPE)
    with pytest.raises(BadInput, match="hour"):
        values.text("{plan.at|hour}", SCOPE)
