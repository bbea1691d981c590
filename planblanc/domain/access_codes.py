"""One-use codes: printed on paper for the day when nothing else works, or read out by whoever has called a director back."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from uuid import UUID

from planblanc.domain.errors import BadInput
from planblanc.domain.identity import EstablishmentId

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # nobody takes one of these for another
SECRET_BYTES = 10
CODES_A_BATCH = 10
MANY_TRIES = 5  # codes that open nothing within an hour: nobody mistypes so often
PAPER_STANDS_FOR = timedelta(days=365)
CALL_BACK_STANDS_FOR = timedelta(hours=1)
CALLED_BACK_WITHIN = timedelta(hours=24)
_SYMBOLS = 16
_LOOKS_LIKE = str.maketrans(
    {"O": "0", "I": "1", "L": "1", "-": None, " ": None, "\u00a0": None, "\u2010": None, "\u2011": None, "\u2013": None}
)
_REDUCED = 0b100101  # x⁵ + x² + 1: doubling in the field of 32 elements


class CodeKind(StrEnum):
    """How a code is handed over."""

    PAPER = "PAPER"
    CALL_BACK = "CALL_BACK"


class CodeOutcome(StrEnum):
    """What a code that is shown opens."""

    OPENED = "OPENED"
    UNKNOWN = "UNKNOWN"
    USED = "USED"
    EXPIRED = "EXPIRED"
    REVOKED = "REVOKED"
    TOO_MANY = "TOO_MANY"


REFUSALS: Mapping[CodeOutcome, str] = {
    CodeOutcome.UNKNOWN: "Ce code n'ouvre rien pour cet établissement : vérifiez le numéro FINESS et le code.",
    CodeOutcome.USED: "Ce code a déjà servi : prenez le suivant de l'enveloppe, et rayez celui-ci.",
    CodeOutcome.EXPIRED: "Ce code est périmé : demandez-en d'autres à votre ARS.",
    CodeOutcome.REVOKED: "Ce code a été remplacé : prenez l'enveloppe la plus récente, ou appelez votre ARS.",
    CodeOutcome.TOO_MANY: "Cinq essais n'ont pas abouti depuis une heure : attendez, ou appelez votre ARS.",
}
KIND_WORDS: Mapping[CodeKind, str] = {
    CodeKind.PAPER: "code papier",
    CodeKind.CALL_BACK: "code remis par contre-appel",
}


@dataclass(frozen=True)
class AccessCode:
    """A code as it is kept: never what it is made of. Every moment here is the real clock's."""

    id: UUID
    establishment: EstablishmentId
    region: str
    kind: CodeKind
    issued_by: UUID
    issued_name: str
    issued_at: datetime
    expires_at: datetime


def written(secret: bytes) -> str:
    """Eighty bits as people read them, in four groups; the last character checks the others."""
    if len(secret) != SECRET_BYTES:
        raise ValueError("a code is made of ten bytes")
    number = int.from_bytes(secret)
    symbols = "".join(ALPHABET[number >> 5 * place & 31] for place in reversed(range(_SYMBOLS)))
    return _grouped(symbols + ALPHABET[_check(symbols)])


def read(typed: str) -> str:
    """A code as it is kept by its digest, however it was typed; `BadInput` where it cannot be one, which costs no try."""
    found = typed.upper().translate(_LOOKS_LIKE)
    path = ("code",)
    if len(found) != _SYMBOLS + 1:
        raise BadInput(f"Un code a {_SYMBOLS + 1} caractères, sans compter les tirets : recopiez-le en entier.", path)
    if any(symbol not in ALPHABET for symbol in found):
        raise BadInput("Ce code a un caractère qu'aucun code n'a : recopiez-le (ni U, ni accent).", path)
    if _check(found[:-1]) != ALPHABET.index(found[-1]):
        raise BadInput("Ce code a une faute de frappe : recopiez-le. Aucun essai n'est compté.", path)
    return _grouped(found)


def digest(site: EstablishmentId, code: str) -> bytes:
    """By what the code of a site is known: it is kept nowhere."""
    return hashlib.sha256(b"planblanc code\x00" + site.bytes + code.encode()).digest()


def address_digest(address: str) -> bytes:
    """By what the address of whoever tries is known, for an hour."""
    return hashlib.sha256(b"planblanc address\x00" + address.encode()).digest()


def _check(symbols: str) -> int:
    """Finds each character that is mistaken, and any two neighbours that are swapped."""
    found = 0
    for symbol in symbols:
        found = _doubled(found ^ ALPHABET.index(symbol))
    return found


def _doubled(value: int) -> int:
    value <<= 1
    return value ^ _REDUCED if value > 31 else value


def _grouped(symbols: str) -> str:
    return "-".join((symbols[:4], symbols[4:8], symbols[8:12], symbols[12:]))
