"""What people type to find a thing."""

import pytest

from planblanc.domain import search_text
from planblanc.domain.errors import BadInput


def test_each_word_is_looked_for_without_accents_whatever_stands_between() -> None:
    assert search_text.patterns(" Saint-Étienne  CHU Cœur ") == ["%saint%", "%etienne%", "%chu%", "%coeur%"]


def test_signs_of_patterns_are_not_words() -> None:
    assert search_text.patterns("100%_\\") == ["%100%"]


@pytest.mark.parametrize("text", ["", " - ", "%", "a b c d e f g h i j k", "x" * 1_000_000, "a\x00b"])
def test_what_holds_no_words_or_too_many_is_refused(text: str) -> None:
    with pytest.raises(BadInput) as refused:
        search_text.patterns(text)

    assert refused.value.path == ("text",)
