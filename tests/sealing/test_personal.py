"""Personal text is proved by its salt, and by nothing else."""

import pytest

from planblanc.sealing.personal import is_the_text, seal_text

SALT, OTHER_SALT = bytes(range(16)), bytes(16)


def test_the_text_and_its_salt_prove_the_hash() -> None:
    sealed = seal_text("Rappelez le directeur de garde", salt=SALT)

    assert is_the_text("Rappelez le directeur de garde", salt=SALT, sealed=sealed)
    assert not is_the_text("Rappelez le directeur de garde.", salt=SALT, sealed=sealed)
    assert not is_the_text("Rappelez le directeur de garde", salt=OTHER_SALT, sealed=sealed)


def test_the_same_text_twice_does_not_show() -> None:
    assert seal_text("même texte", salt=SALT) != seal_text("même texte", salt=OTHER_SALT)


def test_a_short_salt_is_refused() -> None:
    with pytest.raises(ValueError, match="16 bytes"):
        seal_text("texte", salt=b"court")
