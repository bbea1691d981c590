"""The key of an incident as its documents have it."""

import base64
from collections.abc import Mapping
from typing import Any


def exported(_: Mapping[str, Any]) -> Mapping[str, Any]:
    """With what a page builds the address of an export."""
    return {"uuid": key_of}


def key_of(global_id: str) -> str:
    """The key that a global identifier holds."""
    return base64.b64decode(global_id).decode().partition(":")[2]
