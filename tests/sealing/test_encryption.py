"""What is sealed opens in its place alone, with keys that rotate and never stand beside it."""

import stat
from pathlib import Path

import pytest

from planblanc.sealing import encryption
from planblanc.sealing.encryption import BadKeys, CannotOpen, KeyRing

NUMBER, HERE = "06 00 00 04 21", encryption.place("responder_phone", "phone", "1")


@pytest.fixture
def file(tmp_path: Path) -> Path:
    encryption.make(tmp_path / "keys")
    return tmp_path / "keys"


@pytest.fixture
def ring(file: Path) -> KeyRing:
    return encryption.named(file)


def test_what_is_sealed_opens_again_and_shows_nothing(ring: KeyRing) -> None:
    sealed = ring.seal(NUMBER, HERE)

    assert ring.open(sealed, HERE) == NUMBER
    assert NUMBER.encode() not in sealed
    assert sealed != ring.seal(NUMBER, HERE)


@pytest.mark.parametrize("place", [("responder_phone", "phone", "2"), ("call_back", "phone", "1"), ("responder_phone", "number", "1")])
def test_a_value_moved_to_another_place_does_not_open(ring: KeyRing, place: tuple[str, str, str]) -> None:
    sealed = ring.seal(NUMBER, HERE)

    with pytest.raises(CannotOpen, match="déplacée"):
        ring.open(sealed, encryption.place(*place))


@pytest.mark.parametrize("byte", [0, 3, 12, 25, -1])
def test_a_changed_byte_is_refused(ring: KeyRing, byte: int) -> None:
    changed = bytearray(ring.seal(NUMBER, HERE))
    changed[byte] ^= 1

    with pytest.raises(CannotOpen):
        ring.open(bytes(changed), HERE)


def test_what_is_cut_short_is_refused(ring: KeyRing) -> None:
    with pytest.raises(CannotOpen, match="forme"):
        ring.open(ring.seal(NUMBER, HERE)[:10], HERE)


def test_a_key_that_is_added_seals_and_the_one_before_still_opens(file: Path) -> None:
    before = encryption.named(file)
    sealed = before.seal(NUMBER, HERE)

    encryption.add(file)
    after = encryption.named(file)

    assert after.names[1:] == before.names
    assert after.open(sealed, HERE) == NUMBER
    assert (after.is_current(sealed), after.is_current(after.seal(NUMBER, HERE))) == (False, True)


def test_a_key_that_is_gone_is_named_and_nothing_is_opened(ring: KeyRing, tmp_path: Path) -> None:
    encryption.make(tmp_path / "other")

    with pytest.raises(CannotOpen, match=ring.names[0]):
        encryption.named(tmp_path / "other").open(ring.seal(NUMBER, HERE), HERE)


def test_the_file_is_its_owners_alone_and_is_drawn_once(file: Path) -> None:
    drawn = file.read_text()
    encryption.make(file)
    assert file.read_text() == drawn

    encryption.add(file)
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


@pytest.mark.parametrize("content", ["", "abc\n", "0123456789abcdef short\n", "é\n", "0123456789ABCDEF " + "A" * 43 + "=\n"])
def test_a_file_that_holds_no_key_is_refused_without_being_quoted(tmp_path: Path, content: str) -> None:
    (tmp_path / "keys").write_text(content)

    with pytest.raises(BadKeys) as refused:
        encryption.named(tmp_path / "keys")
    assert "short" not in str(refused.value)


def test_two_keys_of_one_name_are_refused(file: Path) -> None:
    file.write_text(file.read_text() * 2)

    with pytest.raises(BadKeys, match="nom"):
        encryption.named(file)


def test_production_without_keys_is_refused() -> None:
    with pytest.raises(BadKeys, match="PLANBLANC_DATA_KEYS"):
        encryption.found(None, None)


def test_a_demonstration_draws_its_own(tmp_path: Path) -> None:
    drawn = encryption.found(None, tmp_path / "home")

    assert encryption.found(None, tmp_path / "home").names == drawn.names
