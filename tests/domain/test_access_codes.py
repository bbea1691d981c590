"""A code is read as it was written, and a mistake of one character or a swap is found before it costs a try."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planblanc.domain import access_codes
from planblanc.domain.access_codes import ALPHABET
from planblanc.domain.errors import BadInput
from planblanc.domain.identity import establishment_id

SECRET = bytes(range(1, 11))
CODE = access_codes.written(SECRET)
SECRETS = st.binary(min_size=10, max_size=10)


@given(SECRETS)
def test_a_code_is_read_as_it_was_written(secret: bytes) -> None:
    code = access_codes.written(secret)

    assert access_codes.read(code) == code
    assert access_codes.read(code.lower().replace("-", " ").replace("0", "o").replace("1", "l")) == code


def test_eighty_bits_give_as_many_codes() -> None:
    codes = {access_codes.written(bytes(place) + bytes([1 << bit]) + bytes(9 - place)) for place in range(10) for bit in range(8)}

    assert len(codes) == 80


@given(SECRETS, st.integers(0, 16), st.sampled_from(ALPHABET))
def test_a_character_that_is_mistaken_is_found(secret: bytes, place: int, other: str) -> None:
    symbols = access_codes.written(secret).replace("-", "")
    mistaken = symbols[:place] + other + symbols[place + 1 :]

    if mistaken != symbols:
        with pytest.raises(BadInput, match="faute de frappe"):
            access_codes.read(mistaken)


@given(SECRETS, st.integers(0, 14))
def test_two_neighbours_that_are_swapped_are_found(secret: bytes, place: int) -> None:
    symbols = access_codes.written(secret).replace("-", "")
    swapped = symbols[:place] + symbols[place + 1] + symbols[place] + symbols[place + 2 :]

    if swapped != symbols:
        with pytest.raises(BadInput, match="faute de frappe"):
            access_codes.read(swapped)


@pytest.mark.parametrize(
    "typed", ["", CODE[:-1], CODE + "0", "U" + CODE[1:], "é" + CODE[1:]], ids=["empty", "short", "long", "u", "accent"]
)
def test_what_cannot_be_a_code_is_refused(typed: str) -> None:
    with pytest.raises(BadInput) as refused:
        access_codes.read(typed)

    assert refused.value.path == ("code",)


def test_a_secret_of_another_length_makes_no_code() -> None:
    with pytest.raises(ValueError, match="ten bytes"):
        access_codes.written(b"short")


def test_the_code_of_one_site_is_not_known_for_another() -> None:
    dax, bayonne = establishment_id("400000105"), establishment_id("640000162")

    assert access_codes.digest(dax, CODE) != access_codes.digest(bayonne, CODE)
