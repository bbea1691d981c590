"""Gives the enums of the domain their French descriptions, value by value."""

from collections.abc import Mapping
from enum import Enum
from typing import TypeVar

import strawberry
from strawberry.types.enum import StrawberryEnumDefinition

E = TypeVar("E", bound=Enum)


def describe(enum: type[E], description: str, meanings: Mapping[E, str]) -> None:
    """Make a domain enum known to the API under its own name; a value without a meaning is a `KeyError` at import."""
    strawberry.enum(enum, description=description)
    definition: StrawberryEnumDefinition = vars(enum)["__strawberry_definition__"]
    for value in definition.values:
        value.description = meanings[enum(value.value)]
