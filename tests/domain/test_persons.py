"""A person is found however its name and its numbers were written, and nobody else with it."""

import pytest

from planblanc.domain import persons
from planblanc.domain.errors import BadInput


@pytest.mark.parametrize(
    "written",
    [
        "06 12 34 56 78",
        "0612345678",
        "06.12.34.56.78",
        "06-12-34-56-78",
        "+33612345678",
        "+33 6 12 34 56 78",
        "+33 (0)6 12 34 56 78",
        "0033612345678",
    ],
)
@pytest.mark.parametrize("told", ["06 12 34 56 78", "+33612345678"])
def test_a_number_is_found_however_it_is_written(told: str, written: str) -> None:
    assert persons.sought([told]).is_in(f"Rappeler le {written}, vite")


@pytest.mark.parametrize("other", ["06 12 34 56 79", "106 12 34 56 78 1", "0612345678 9".replace(" ", ""), "07 12 34 56 78"])
def test_another_number_is_not_found(other: str) -> None:
    assert not persons.sought(["06 12 34 56 78"]).is_in(other)


def test_a_name_is_a_whole_word_whatever_its_capitals_and_spaces() -> None:
    person = persons.sought(["Jeanne d'Arçon-Petit"])

    assert person.is_in("vu avec JEANNE  d'arçon-petit hier")
    assert not person.is_in("vu avec Jeanne d'Arçon-Petits")
    assert person.erased_from("Jeanne d'Arçon-Petit rappelle") == "Personne effacée rappelle"


@pytest.mark.parametrize("word", ["Jean", "12 34", "", "a" * 300])
def test_what_would_mean_others_too_is_refused(word: str) -> None:
    with pytest.raises(BadInput):
        persons.sought([word])
