"""Standard Webhooks signatures: over the raw bytes, five minutes either way on the real clock, several secrets while one is replaced.

The published library checks text; here the bytes are checked, since a signed body that is no UTF-8 must be kept too.
"""

import base64
import binascii
import hashlib
import hmac
import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime, timedelta

from planblanc.domain.errors import PlanblancError

TOLERANCE = timedelta(minutes=5)
_ID = re.compile(r"[!-~]{1,200}")
_SECONDS = re.compile(r"[0-9]{1,11}")
_LEAST_SECRET_BYTES = 24  # the least that the specification allows


class BadSignature(PlanblancError):
    """La signature du message est absente, fausse ou trop ancienne."""


class BadSecret(PlanblancError):
    """Un secret du portail n'a pas la forme attendue : « whsec_ » suivi d'au moins 24 octets en base 64."""


def read_secrets(text: str) -> tuple[bytes, ...]:
    """The keys of a secret file, one `whsec_…` a line: while one is replaced, the old and the new both hold."""
    keys = tuple(_key(line.strip()) for line in text.splitlines() if line.strip())
    if not keys:
        raise BadSecret
    return keys


def verify(body: bytes, headers: Mapping[str, str], secrets: Sequence[bytes], now: datetime) -> str:
    """The webhook id of a message that one of the secrets signed within five minutes of `now`; else `BadSignature`."""
    webhook_id = headers.get("webhook-id", "")
    seconds = headers.get("webhook-timestamp", "")
    if not _ID.fullmatch(webhook_id) or not _SECONDS.fullmatch(seconds):
        raise BadSignature
    if abs(now.timestamp() - int(seconds)) > TOLERANCE.total_seconds():
        raise BadSignature
    given = tuple(_signatures(headers.get("webhook-signature", "")))
    for secret in secrets:
        expected = signature(secret, webhook_id, int(seconds), body)
        if any(hmac.compare_digest(expected, each) for each in given):
            return webhook_id
    raise BadSignature


def signed_headers(secret: bytes, webhook_id: str, now: datetime, body: bytes) -> dict[str, str]:
    """The three headers that go with a message sent at `now`."""
    seconds = int(now.timestamp())
    signed = base64.b64encode(signature(secret, webhook_id, seconds, body)).decode()
    return {"webhook-id": webhook_id, "webhook-timestamp": str(seconds), "webhook-signature": f"v1,{signed}"}


def signature(secret: bytes, webhook_id: str, seconds: int, body: bytes) -> bytes:
    """HMAC-SHA-256 of `id.timestamp.body`."""
    return hmac.new(secret, f"{webhook_id}.{seconds}.".encode() + body, hashlib.sha256).digest()


def _signatures(header: str) -> Iterator[bytes]:
    for versioned in header.split():
        version, _, encoded = versioned.partition(",")
        if version == "v1":
            yield _decoded(encoded)


def _decoded(encoded: str) -> bytes:
    try:
        return base64.b64decode(encoded, validate=True)
    except (binascii.Error, ValueError):
        return b""


def _key(line: str) -> bytes:
    try:
        key = base64.b64decode(line.removeprefix("whsec_") + "==")
    except (binascii.Error, ValueError) as error:
        raise BadSecret from error
    if not line.startswith("whsec_") or len(key) < _LEAST_SECRET_BYTES:
        raise BadSecret
    return key
