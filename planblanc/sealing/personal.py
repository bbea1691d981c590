"""Personal text enters the journal as a salted hash: erase salt and text, and the chain still holds."""

import hashlib
import hmac

SALT_BYTES = 16


def seal_text(text: str, *, salt: bytes) -> bytes:
    """The HMAC-SHA-256 of a text under its own salt of 16 bytes, drawn anew for each text.

    Without the salt, a name or a number cannot be found again by trying them all.
    """
    if len(salt) != SALT_BYTES:
        raise ValueError(f"a salt has {SALT_BYTES} bytes")
    return hmac.new(salt, text.encode(), hashlib.sha256).digest()


def is_the_text(text: str, *, salt: bytes, sealed: bytes) -> bool:
    """Whether this is the text that was sealed."""
    return hmac.compare_digest(seal_text(text, salt=salt), sealed)
