"""An export made of lines of a test's own, as the service writes one."""

from datetime import UTC, datetime

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from planblanc.sealing.canonical import Json, canonical_bytes
from planblanc.sealing.chain import Head, SealedLine
from planblanc.sealing.export import ExportedLine, KeptText, Title, written
from planblanc.sealing.personal import seal_text
from planblanc.sealing.signing import Signer
from planblanc.sealing.verify_journal import GENESIS, seal

NOW = datetime(2021, 2, 9, 2, 40, 1, 234_567, tzinfo=UTC)
SIGNER = Signer(Ed25519PrivateKey.from_private_bytes(bytes(range(32))))
KEY = SIGNER.public_key.hex()
SALT = bytes(range(16))


def lines(count: int) -> list[ExportedLine]:
    """Lines of a chain; every third one holds what a person typed, and every sixth had it erased."""
    made: list[ExportedLine] = []
    for number in range(1, count + 1):
        text = KeptText(SALT, f"Monsieur Untel n° {number}, rappelé à 3 h.") if number % 3 == 0 else None
        said: dict[str, Json] = {"act": "test.noted", "text": f"Ligne {number}.", "recorded_at": NOW.isoformat(), "declared_at": "x"}
        if text is not None:
            said["personal_sha256"] = seal_text(text.body, salt=SALT).hex()
        line = canonical_bytes(said)
        hashed = seal("REGION", "75", number, line, made[-1].sealed.hash if made else GENESIS)
        made.append(ExportedLine(SealedLine(number, line, hashed), None if number % 6 == 0 else text))
    return made


def export(count: int = 12) -> bytes:
    """A whole export, an end of which was signed half-way."""
    made = lines(count)
    half = made[count // 2 - 1].sealed if count > 1 else None
    heads = [SIGNER.sign_head("REGION", "75", Head(half.sequence, half.hash), NOW)] if half else []
    return written(Title("REGION", "75", "Région Nouvelle-Aquitaine", "ARS", NOW), made, heads, SIGNER)
