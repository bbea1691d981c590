"""Verifies an exported main courante by itself: this file, Python and the package `cryptography` are all that it takes.

    python verify_journal.py main-courante.jsonl --key <clé publique, 64 chiffres hexadécimaux>

A file that is what was signed holds every line ever written in its chain, in order, up to its signed end.
"""

import argparse
import hashlib
import hmac
import json
import sys
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

FORMAT = "planblanc/export/1"
# What the first line of every chain holds as the hash of the line before it.
GENESIS = bytes(32)
_LINE_TAG, _HEAD_TAG, _EXPORT_TAG = b"planblanc/log/1", b"planblanc/head/1", b"planblanc/export/1"

_KEYS = {
    "header": {"part", "format", "kind", "key", "title", "exported_at", "exported_by", "public_key"},
    "line": {"part", "sequence", "line", "hash"},
    "head": {"part", "sequence", "hash", "signed_at", "public_key", "signature"},
    "seal": {"part", "sequence", "hash", "sha256", "signature"},
}
_SHOWN_FAULTS = 20
_INTACT, _FAULTY, _UNREADABLE, _KEY_TO_COMPARE = 0, 1, 2, 3


class NotAnExport(ValueError):
    """Ce fichier n'est pas l'export d'une main courante."""


@dataclass
class Verdict:
    """What was found; `is_intact` needs a key that was given, and not only the one that the file shows."""

    faults: list[str] = field(default_factory=list)
    chain: str = ""
    lines: int = 0
    erased: int = 0
    heads: int = 0
    public_key: str = ""
    key_is_given: bool = False

    @property
    def is_coherent(self) -> bool:
        """Whether nothing was edited, dropped, swapped, cut or inserted since the key that the file shows signed it."""
        return not self.faults

    @property
    def is_intact(self) -> bool:
        """Whether it is, besides, the key that one trusts."""
        return self.is_coherent and self.key_is_given


def seal(kind: str, key: str, sequence: int, line: bytes, previous: bytes) -> bytes:
    """SHA-256(tag ‖ previous ‖ line), where the tag names the chain and the number; the database computes the same."""
    return hashlib.sha256(_tagged(_LINE_TAG, kind, key, str(sequence)) + previous + line).digest()


def head_message(kind: str, key: str, sequence: int, hashed: bytes, signed_at: str) -> bytes:
    """What is signed of the end of a chain: which chain, how long it is, the hash of its last line, and when."""
    return _tagged(_HEAD_TAG, kind, key, str(sequence), signed_at) + hashed


def export_message(kind: str, key: str, sequence: int, hashed: bytes, content_sha256: bytes) -> bytes:
    """What is signed of an export: which chain, its end, and every byte before the signature."""
    return _tagged(_EXPORT_TAG, kind, key, str(sequence)) + hashed + content_sha256


def verify(content: bytes, trusted_key: str | None = None) -> Verdict:
    """Every fault of an export, told in French; `trusted_key` is the public key that the reader knows, in hexadecimal."""
    verdict = Verdict(key_is_given=trusted_key is not None)
    try:
        rows = _rows(content)
        header, lines, heads, end = _parts(rows)
        verdict.chain, verdict.public_key = f"{header['kind']} {header['key']}", header["public_key"]
        if trusted_key is not None and header["public_key"] != trusted_key.replace(" ", "").lower():
            verdict.faults.append("Le fichier est signé par une autre clé que celle qui est attendue.")
        hashes = _check_lines(verdict, header, lines)
        _check_heads(verdict, header, heads, hashes)
        _check_seal(verdict, header, end, hashes, content[: content.rindex(b"\n", 0, -1) + 1])
    except NotAnExport as error:
        verdict.faults.append(str(error))
    return verdict


def _check_lines(verdict: Verdict, header: dict[str, Any], lines: list[dict[str, Any]]) -> list[bytes]:
    previous, hashes = GENESIS, []
    for place, row in enumerate(lines, start=1):
        line, said = _bytes(row["line"]), _object(row["line"])
        if row["sequence"] != place:
            verdict.faults.append(f"Ligne {place} : son numéro n'est pas celui attendu ({row['sequence']}).")
        if seal(header["kind"], header["key"], place, line, previous) != _hex(row["hash"], 32):
            verdict.faults.append(f"Ligne {place} : elle n'est plus ce qui a été scellé, ou ne suit plus celle d'avant.")
        _check_text(verdict, place, said.get("personal_sha256"), row.get("text"))
        previous = _hex(row["hash"], 32)
        hashes.append(previous)
    verdict.lines = len(lines)
    return hashes


def _check_text(verdict: Verdict, place: int, sealed: object, text: dict[str, Any] | None) -> None:
    if text is None:
        verdict.erased += sealed is not None
        return
    found = hmac.new(_hex(text["salt"], 16), _bytes(text["body"]), hashlib.sha256).hexdigest()
    if found != sealed:
        verdict.faults.append(f"Ligne {place} : son texte n'est pas celui qui a été scellé.")


def _check_heads(verdict: Verdict, header: dict[str, Any], heads: list[dict[str, Any]], hashes: list[bytes]) -> None:
    for row in heads:
        sequence, hashed = row["sequence"], _hex(row["hash"], 32)
        if not 1 <= sequence <= len(hashes) or hashes[sequence - 1] != hashed:
            verdict.faults.append(f"Fin signée à la ligne {sequence} : ce n'est pas cette ligne qui a été signée.")
        message = head_message(header["kind"], header["key"], sequence, hashed, row["signed_at"])
        if not _is_signed(row["public_key"], row["signature"], message):
            verdict.faults.append(f"Fin signée à la ligne {sequence} : sa signature n'est pas valable.")
    verdict.heads = len(heads)


def _check_seal(verdict: Verdict, header: dict[str, Any], end: dict[str, Any], hashes: list[bytes], before: bytes) -> None:
    if end["sequence"] != len(hashes) or _hex(end["hash"], 32) != (hashes[-1] if hashes else GENESIS):
        verdict.faults.append(f"La main courante ne s'arrête pas à sa fin signée (ligne {end['sequence']}).")
    digest = hashlib.sha256(before).digest()
    if digest != _hex(end["sha256"], 32):
        verdict.faults.append("Le fichier n'est plus, octet pour octet, celui qui a été exporté.")
    message = export_message(header["kind"], header["key"], end["sequence"], _hex(end["hash"], 32), digest)
    if not _is_signed(header["public_key"], end["signature"], message):
        verdict.faults.append("La signature du fichier n'est pas valable.")


def _rows(content: bytes) -> list[dict[str, Any]]:
    if not content.endswith(b"\n"):
        raise NotAnExport("Le fichier est coupé : sa dernière ligne n'est pas entière.")
    try:
        return [_object(line) for line in content.decode("utf-8", "strict")[:-1].split("\n")]
    except UnicodeDecodeError as error:
        raise NotAnExport("Le fichier n'est pas un texte en UTF-8.") from error


def _parts(rows: list[dict[str, Any]]) -> tuple[dict[str, Any], list[dict[str, Any]], list[dict[str, Any]], dict[str, Any]]:
    """The header, the lines, the heads and the seal: in this order, each with its fields and no other."""
    for place, row in enumerate(rows, start=1):
        _require_fields(place, row)
    lines = [row for row in rows if row["part"] == "line"]
    heads = [row for row in rows if row["part"] == "head"]
    order = [row["part"] for row in rows]
    if order != ["header", *["line"] * len(lines), *["head"] * len(heads), "seal"] or rows[0]["format"] != FORMAT:
        raise NotAnExport("Le fichier est incomplet ou dans le désordre : en-tête, lignes, fins signées et sceau sont attendus.")
    return rows[0], lines, heads, rows[-1]


def _require_fields(place: int, row: dict[str, Any]) -> None:
    part = row.get("part")
    text = row.get("text") if part == "line" else None
    given = row.keys() - {"text"} if text is not None else row.keys()
    number = row.get("sequence", 0)
    words = [value for name, value in row.items() if name not in {"sequence", "text"}]
    if text is not None:
        words += [text.get("salt"), text.get("body")] if isinstance(text, dict) and text.keys() == {"salt", "body"} else [None]
    if not isinstance(part, str) or given != _KEYS.get(part) or not all(isinstance(word, str) for word in words):
        raise NotAnExport(f"Rang {place} du fichier : ce n'est pas une ligne d'export.")
    if type(number) is not int or not 0 <= number < 2**53:
        raise NotAnExport(f"Rang {place} du fichier : son numéro n'en est pas un.")


def _object(written: str) -> dict[str, Any]:
    try:
        found = json.loads(written, object_pairs_hook=_without_repeats)
    except (ValueError, RecursionError) as error:
        raise NotAnExport("Une ligne du fichier n'est pas lisible.") from error
    if not isinstance(found, dict):
        raise NotAnExport("Une ligne du fichier n'est pas lisible.")
    return found


def _without_repeats(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError("a field is there twice")
    return found


def _is_signed(public_key: str, signature: str, message: bytes) -> bool:
    try:
        Ed25519PublicKey.from_public_bytes(_hex(public_key, 32)).verify(_hex(signature, 64), message)
    except InvalidSignature:
        return False
    return True


def _hex(written: str, length: int) -> bytes:
    if len(written) != 2 * length or any(digit not in "0123456789abcdef" for digit in written):
        raise NotAnExport("Une empreinte ou une signature du fichier n'en est pas une.")
    return bytes.fromhex(written)


def _tagged(*parts: "bytes | str") -> bytes:
    return b"\0".join([_bytes(part) if isinstance(part, str) else part for part in parts] + [b""])


def _bytes(written: str) -> bytes:
    # Half a character can be written in JSON, and was never sealed: it must be found wrong, not stop the reading.
    return written.encode("utf-8", "surrogatepass")


def told(verdict: Verdict) -> list[str]:
    """The verdict, in French, a sentence a line."""
    if not verdict.is_coherent:
        more = len(verdict.faults) - _SHOWN_FAULTS
        rest = [f"… et {more} autres défauts."] if more > 0 else []
        return ["Main courante ALTÉRÉE :", *(f"  {fault}" for fault in verdict.faults[:_SHOWN_FAULTS]), *rest]
    found = [
        f"Chaîne {verdict.chain} : {verdict.lines} lignes, aucune modifiée, retirée, déplacée ni ajoutée.",
        f"Fins de chaîne signées : {verdict.heads}. Textes effacés ou non communiqués : {verdict.erased}.",
        f"Clé de signature : {verdict.public_key}",
    ]
    if verdict.is_intact:
        return ["Main courante intacte.", *found]
    return ["Main courante cohérente, mais sa clé reste à comparer (--key) avec celle que le service publie.", *found]


def main(arguments: "list[str] | None" = None) -> int:
    """Verify a file: 0 intact, 1 altered, 2 unreadable, 3 coherent with a key that nobody compared."""
    parser = argparse.ArgumentParser(description="Vérifie l'export d'une main courante.")
    parser.add_argument("file", type=Path, help="le fichier .jsonl exporté")
    parser.add_argument("--key", help="la clé publique du service, en hexadécimal")
    given = parser.parse_args(arguments)
    try:
        verdict = verify(given.file.read_bytes(), given.key)
    except OSError as error:
        sys.stderr.write(f"Le fichier ne peut pas être lu : {error.strerror}.\n")
        return _UNREADABLE
    sys.stdout.write("\n".join(told(verdict)) + "\n")
    if not verdict.is_coherent:
        return _FAULTY
    return _INTACT if verdict.is_intact else _KEY_TO_COMPARE


if __name__ == "__main__":
    sys.exit(main())
