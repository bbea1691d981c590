"""Personal text enters the journal as a salted hash: erase salt and text, and the chain still holds."""

import hashlib
import hmac

SALT_BYTES = 32


def salted_hash(text: str, salt: bytes) -> str:
    """The hexadecimal HMAC-SHA-256 of a text under its own salt of 32 bytes.

    The salt is drawn anew for each text: without it, a name or a number cannot be found again by trying them all.
    """
    if len(salt) != SALT_BYTES:
        raise ValueError(f"a salt has {SALT_BYTES} bytes")
    return hmac.new(salt, text.encode(), hashlib.sha256).hexdigest()


def is_the_text(text: str, salt: bytes, sealed: str) -> bool:
    """Whether this is the text that was sealed."""
    return hmac.compare_digest(salted_hash(text, salt), sealed)
