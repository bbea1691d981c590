"""Personal text is proved by its salt, and by nothing else."""

import pytest

from planblanc.sealing.personal import is_the_text, salted_hash

SALT, OTHER_SALT = bytes(range(32)), bytes(32)


def test_the_text_and_its_salt_prove_the_hash() -> None:
    sealed = salted_hash("Rappelez le directeur de garde", SALT)

    assert is_the_text("Rappelez le directeur de garde", SALT, sealed)
    assert not is_the_text("Rappelez le directeur de garde.", SALT, sealed)
    assert not is_the_text("Rappelez le directeur de garde", OTHER_SALT, sealed)


def test_the_same_text_twice_does_not_show() -> None:
    assert salted_hash("même texte", SALT) != salted_hash("même texte", OTHER_SALT)


def test_a_short_salt_is_refused() -> None:
    with pytest.raises(ValueError, match="32 bytes"):
        salted_hash("texte", b"court")
