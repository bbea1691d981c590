"""The key that signs where a chain ends: it stands in a file, never in the database that it vouches for."""

from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from planblanc.domain.errors import PlanblancError
from planblanc.sealing import secret_files
from planblanc.sealing.chain import Head
from planblanc.sealing.verify_journal import head_message

FILE = "journal-key.pem"


class BadKey(PlanblancError):
    """Le fichier de la clé de la main courante ne peut pas être lu."""


@dataclass(frozen=True)
class SignedHead:
    """The end of a chain as it was signed: `public_key` (32 bytes) proves `signature` (64 bytes)."""

    head: Head
    signed_at: datetime
    public_key: bytes
    signature: bytes


class Signer:
    """Signs with one private key."""

    def __init__(self, key: Ed25519PrivateKey) -> None:
        self._key = key
        self.public_key: bytes = key.public_key().public_bytes_raw()

    def sign(self, message: bytes) -> bytes:
        """The Ed25519 signature of a message."""
        return self._key.sign(message)

    def sign_head(self, kind: str, key: str, head: Head, at: datetime) -> SignedHead:
        """Vouch for where a chain ends at a moment, kept to the millisecond."""
        signed_at = at.replace(microsecond=at.microsecond // 1000 * 1000)
        message = head_message(kind, key, head.sequence, head.hash, moment(signed_at))
        return SignedHead(head, signed_at, self.public_key, self.sign(message))


def moment(at: datetime) -> str:
    """A moment as it is signed and exported: ISO 8601 in UTC, to the millisecond."""
    return at.astimezone(UTC).isoformat(timespec="milliseconds")


def found(file: Path | None, demonstration: Path | None) -> Signer | None:
    """The key of the file that is named, else that of the demonstration whose folder is given; else none."""
    if file is not None:
        return named(file)
    return demonstrated(demonstration) if demonstration is not None else None


def named(file: Path) -> Signer:
    """The key of a PEM file (PKCS #8); `BadKey` when it cannot be read."""
    try:
        key = serialization.load_pem_private_key(file.read_bytes(), password=None)
    except (OSError, ValueError, TypeError) as error:
        raise BadKey(f"Le fichier de la clé de la main courante ne peut pas être lu : {file}.") from error
    if not isinstance(key, Ed25519PrivateKey):
        raise BadKey(f"Le fichier {file} ne contient pas une clé Ed25519.")
    return Signer(key)


def demonstrated(folder: Path) -> Signer:
    """The key of a demonstration, made on first use."""
    file = folder / FILE
    if not file.exists():
        folder.mkdir(parents=True, exist_ok=True)
        make(file)
    return named(file)


def make(file: Path) -> None:
    """Draw a key into a file that its owner alone reads, unless there is one already."""
    drawn = Ed25519PrivateKey.generate().private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    secret_files.write_once(file, drawn)
