"""Global identifiers: one opaque `ID` names a thing of any type."""

import base64
import binascii
from collections.abc import Awaitable, Callable
from typing import TypeAlias
from uuid import UUID

import strawberry

from planblanc.api.operation import Operation
from planblanc.domain.errors import BadInput


@strawberry.interface(description="Chose qui porte un identifiant global, à relire par la requête node.")
class Node:
    id: strawberry.ID = strawberry.field(description="Identifiant global, opaque et stable.")


# How a type is read again by its key, with the rights of whoever asks; nothing when it is not theirs to see.
ReadNode: TypeAlias = Callable[[Operation, str], Awaitable[Node | None]]


def global_id(type_name: str, key: object) -> strawberry.ID:
    """The global identifier of the thing of this type that has this key."""
    return strawberry.ID(base64.urlsafe_b64encode(f"{type_name}:{key}".encode()).decode().rstrip("="))


def split(identifier: str, path: tuple[str, ...] = ("id",)) -> tuple[str, str]:
    """The type and the key that a global identifier holds; `BadInput` when it is not one."""
    try:
        padded = identifier + "=" * (-len(identifier) % 4)
        type_name, separator, key = base64.b64decode(padded.encode(), altchars=b"-_", validate=True).decode().partition(":")
    except (binascii.Error, ValueError):
        separator = ""
    if not separator:
        raise BadInput("Cet identifiant n'est pas valide.", path)
    return type_name, key


def key_of(identifier: str, type_name: str, path: tuple[str, ...] = ("id",)) -> str:
    """The key of a thing that must be of this type."""
    found, key = split(identifier, path)
    if found != type_name:
        raise BadInput(f"Cet identifiant désigne un autre type de chose ({found}) : un {type_name} est attendu.", path)
    return key


def uuid_of(identifier: str, type_name: str, path: tuple[str, ...] = ("id",)) -> UUID:
    """The UUID of a thing that must be of this type."""
    return as_uuid(key_of(identifier, type_name, path), path)


def as_uuid(key: str, path: tuple[str, ...] = ("id",)) -> UUID:
    """The UUID that a key must be: an identifier may be forged."""
    try:
        return UUID(key)
    except ValueError:
        raise BadInput("Cet identifiant n'est pas valide.", path) from None
