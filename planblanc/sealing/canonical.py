"""The one way of writing a value as bytes (RFC 8785), so that a hash never depends on who wrote it."""

from collections.abc import Mapping, Sequence
from typing import TypeAlias

import rfc8785

Json: TypeAlias = "bool | int | str | float | Sequence[Json] | Mapping[str, Json] | None"


def canonical_bytes(content: Mapping[str, Json]) -> bytes:
    """The canonical UTF-8 bytes of a JSON object; `ValueError` for what JSON cannot say exactly.

    Moments enter as ISO 8601 text, whole numbers stay within 2^53.
    """
    return rfc8785.dumps(content)
