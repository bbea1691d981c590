"""Texts as they are searched."""

from planblanc.domain import search_text


def test_accents_ligatures_case_and_hyphens_do_not_matter() -> None:
    assert search_text.folded("CHU Pellegrin – L’Œuvre Sacré-Cœur, Évreux") == "chu pellegrin l oeuvre sacre coeur evreux"


def test_each_word_is_looked_for_whatever_stands_between() -> None:
    assert search_text.patterns(" Saint-Étienne  CHU ") == ["%saint%", "%etienne%", "%chu%"]


def test_signs_of_patterns_are_not_words() -> None:
    assert search_text.patterns("100%_\\") == ["%100%"]
