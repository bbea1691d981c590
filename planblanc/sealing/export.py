"""A chain as one file that proves itself: its lines, its signed ends, the public key, and a signature over every byte before it."""

import hashlib
import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from planblanc.sealing.chain import Head, SealedLine
from planblanc.sealing.signing import SignedHead, Signer, moment
from planblanc.sealing.verify_journal import FORMAT, GENESIS, export_message


@dataclass(frozen=True)
class KeptText:
    """The text that a person typed, with the salt that proves it."""

    salt: bytes
    body: str


@dataclass(frozen=True)
class Title:
    """What the export is of, for people; who made it, and when."""

    kind: str
    key: str
    title: str
    exported_by: str
    exported_at: datetime


@dataclass(frozen=True)
class ExportedLine:
    """One line, with its text where there is one that is given out."""

    sealed: SealedLine
    text: KeptText | None = None


def written(title: Title, lines: Sequence[ExportedLine], heads: Iterable[SignedHead], signer: Signer) -> bytes:
    """The export as JSON lines, its end signed now; the lines are those of the whole chain, from the first."""
    end = lines[-1].sealed if lines else SealedLine(0, b"", GENESIS)
    last = signer.sign_head(title.kind, title.key, Head(end.sequence, end.hash), title.exported_at)
    content = b"".join(map(_row, _rows(title, lines, (*heads, *([last] if lines else [])), signer)))
    digest = hashlib.sha256(content).digest()
    signature = signer.sign(export_message(title.kind, title.key, end.sequence, end.hash, digest))
    sealed = {"part": "seal", "sequence": end.sequence, "hash": end.hash.hex(), "sha256": digest.hex(), "signature": signature.hex()}
    return content + _row(sealed)


def _rows(title: Title, lines: Sequence[ExportedLine], heads: Iterable[SignedHead], signer: Signer) -> Iterator[dict[str, object]]:
    yield {
        "part": "header",
        "format": FORMAT,
        "kind": title.kind,
        "key": title.key,
        "title": title.title,
        "exported_at": moment(title.exported_at),
        "exported_by": title.exported_by,
        "public_key": signer.public_key.hex(),
    }
    yield from map(_line, lines)
    yield from map(_head, heads)


def _line(line: ExportedLine) -> dict[str, object]:
    sealed = line.sealed
    row: dict[str, object] = {"part": "line", "sequence": sealed.sequence, "line": sealed.line.decode(), "hash": sealed.hash.hex()}
    return row if line.text is None else {**row, "text": {"salt": line.text.salt.hex(), "body": line.text.body}}


def _head(signed: SignedHead) -> dict[str, object]:
    return {
        "part": "head",
        "sequence": signed.head.sequence,
        "hash": signed.head.hash.hex(),
        "signed_at": moment(signed.signed_at),
        "public_key": signed.public_key.hex(),
        "signature": signed.signature.hex(),
    }


def _row(told: dict[str, object]) -> bytes:
    return json.dumps(told, ensure_ascii=False).encode() + b"\n"
