"""Columns that hold a person's number or a secret are sealed, with keys that stand in a file and never in the database."""

import base64
import re
import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from planblanc.domain.errors import PlanblancError, Unavailable
from planblanc.sealing import secret_files

FILE = "data-keys"
_FORMAT = b"\x01"
_TAG = b"planblanc/data/1\x00"
_NAME_BYTES, _NONCE_BYTES, _KEY_BYTES = 8, 12, 32
_LINE = re.compile(r"^([0-9a-f]{16}) ([A-Za-z0-9+/]{43}=)$")


class BadKeys(PlanblancError):
    """Le fichier des clés de chiffrement ne peut pas être lu."""


class CannotOpen(Unavailable):
    """Une donnée chiffrée ne peut pas être lue avec les clés de cette installation."""


@dataclass(frozen=True)
class _Key:
    name: bytes
    cipher: AESGCM


class KeyRing:
    """Seals with its first key, and opens what any of its keys has sealed (AES-256-GCM)."""

    def __init__(self, keys: Iterable[tuple[str, bytes]]) -> None:
        self._keys = [_Key(bytes.fromhex(name), AESGCM(key)) for name, key in keys]
        if not self._keys or len({key.name for key in self._keys}) != len(self._keys):
            raise BadKeys("Les clés de chiffrement ont chacune leur nom, et il en faut une au moins.")

    @property
    def names(self) -> tuple[str, ...]:
        """The names of the keys; the first one seals."""
        return tuple(key.name.hex() for key in self._keys)

    def seal(self, text: str, context: str) -> bytes:
        """A text that opens again with this very context alone: a value moved to another row, or another column, does not."""
        first, nonce = self._keys[0], secrets.token_bytes(_NONCE_BYTES)
        return _FORMAT + first.name + nonce + first.cipher.encrypt(nonce, text.encode(), _bound(first.name, context))

    def open(self, sealed: bytes, context: str) -> str:
        """The text that was sealed; `CannotOpen` when its key is not here, or when this is not what was sealed there."""
        name, nonce, rest = _parts(sealed)
        key = next((one for one in self._keys if one.name == name), None)
        if key is None:
            raise CannotOpen(f"La clé de chiffrement {name.hex()} manque : remettez-la dans PLANBLANC_DATA_KEYS.")
        try:
            return key.cipher.decrypt(nonce, rest, _bound(name, context)).decode()
        except InvalidTag as error:
            raise CannotOpen("Une donnée chiffrée a été altérée ou déplacée : elle ne s'ouvre pas à sa place.") from error

    def is_current(self, sealed: bytes) -> bool:
        """Whether the key that seals today has sealed this."""
        return _parts(sealed)[0] == self._keys[0].name


def place(table: str, column: str, key: object) -> str:
    """The context of a value: where it stands."""
    return f"{table}.{column}/{key}"


def found(file: Path | None, demonstration: Path | None) -> KeyRing:
    """The keys of the file that is named, else those of the demonstration whose folder is given; `BadKeys` when there is neither."""
    if file is not None:
        return named(file)
    if demonstration is None:
        raise BadKeys("Indiquez PLANBLANC_DATA_KEYS, le fichier des clés de chiffrement (planblanc data-keys --make FICHIER en tire une).")
    return demonstrated(demonstration)


def named(file: Path) -> KeyRing:
    """The keys of a file: one a line, its name and its 32 bytes in base64, the first one seals; `BadKeys` when it cannot be read."""
    try:
        lines = [line for line in file.read_text(encoding="ascii").splitlines() if line.strip() and not line.startswith("#")]
    except (OSError, UnicodeDecodeError) as error:
        raise BadKeys(f"Le fichier des clés de chiffrement ne peut pas être lu : {file}.") from error
    return KeyRing([_read(line, file) for line in lines])


def demonstrated(folder: Path) -> KeyRing:
    """The keys of a demonstration, made on first use."""
    file = folder / FILE
    if not file.exists():
        folder.mkdir(parents=True, exist_ok=True)
        make(file)
    return named(file)


def make(file: Path) -> None:
    """Draw a first key into a file that its owner alone reads, unless there is one already."""
    secret_files.write_once(file, _drawn().encode())


def add(file: Path) -> None:
    """Draw one more key, which seals from now on; those before still open what they sealed."""
    named(file)
    secret_files.replace(file, (_drawn() + file.read_text(encoding="ascii")).encode())


def _drawn() -> str:
    return f"{secrets.token_hex(_NAME_BYTES)} {base64.b64encode(secrets.token_bytes(_KEY_BYTES)).decode()}\n"


def _read(line: str, file: Path) -> tuple[str, bytes]:
    """The name and the key of a line; the refusal does not quote it."""
    told = _LINE.fullmatch(line.strip())
    if told is None:
        raise BadKeys(f"Une ligne du fichier {file} n'est pas une clé : un nom de 16 chiffres hexadécimaux, une espace, la clé en base64.")
    return told[1], base64.b64decode(told[2])


def _parts(sealed: bytes) -> tuple[bytes, bytes, bytes]:
    at = len(_FORMAT) + _NAME_BYTES
    if not sealed.startswith(_FORMAT) or len(sealed) < at + _NONCE_BYTES:
        raise CannotOpen("Une donnée chiffrée n'a pas la forme attendue.")
    return sealed[len(_FORMAT) : at], sealed[at : at + _NONCE_BYTES], sealed[at + _NONCE_BYTES :]


def _bound(name: bytes, context: str) -> bytes:
    return _TAG + name + context.encode()
