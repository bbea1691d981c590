"""Texts that people type, and how a refusal says them again."""

import pytest

from planblanc.domain import numbers, texts
from planblanc.domain.errors import BadInput


@pytest.mark.parametrize("text", ["deux\nlignes", "deux\u2028lignes", "deux\u2029lignes", "un\u202emot", "un\x07mot", "", "x" * 201])
def test_a_line_is_one_line_of_what_can_be_read(text: str) -> None:
    with pytest.raises(BadInput) as refused:
        texts.line(text, ("name",))

    assert refused.value.path == ("name",)


@pytest.mark.parametrize(
    ("text", "told"),
    [("UFO", "« UFO »"), ("a\u202eb\n", "« a\ufffdb\ufffd »"), ("é" * 61, f"« {'é' * 60}… »"), ("x" * 60, f"« {'x' * 60} »")],
)
def test_what_is_said_again_is_bounded_and_hides_nothing(text: str, told: str) -> None:
    assert texts.quoted(text) == told


@pytest.mark.parametrize(
    ("least", "most", "told"),
    [(1, 1, "Ce nombre doit valoir 1 (reçu : 0)."), (1, 10_000, "Ce nombre doit être compris entre 1 et 10\u202f000 (reçu : 0).")],
)
def test_the_bounds_of_a_number_are_said(least: int, most: int, told: str) -> None:
    with pytest.raises(BadInput, match=r"^Ce nombre") as refused:
        numbers.within(0, ("capacity",), least=least, most=most)

    assert refused.value.message == told
