"""A value that GraphQL itself refuses, before any rule of ours, said in French with the path of its field."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from planblanc.domain import texts

_VARIABLE = re.compile(r"Variable '\$(?P<name>\w+)' has invalid value(?: at (?P<path>[.\w\[\]]+))?: (?P<why>.*)", re.DOTALL)
_STEP = re.compile(r"\w+")
# What the library says of a value; `value`, `type` and `field` are what it quotes.
_WORDS: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern, re.DOTALL), told)
    for pattern, told in (
        (r"Value '(?P<value>.*)' does not exist in '(?P<type>\w+)' enum\..*", "{value} n'est pas une valeur de {type}."),
        (
            r"Enum '(?P<type>\w+)' cannot represent non-(?:string|enum) value: (?P<value>.*?)\.(?: Did .*)?",
            "{value} n'est pas une valeur de {type}.",
        ),
        (r"Int cannot represent non-integer value: (?P<value>.*)", "{value} n'est pas un nombre entier."),
        (r"Int cannot represent non 32-bit signed integer value: (?P<value>.*)", "{value} est un nombre trop grand."),
        (r"Float cannot represent non numeric value: (?P<value>.*)", "{value} n'est pas un nombre."),
        (r"String cannot represent a non string value: (?P<value>.*)", "{value} n'est pas un texte."),
        (r"ID cannot represent (?:a non-string and non-integer )?value: (?P<value>.*)", "{value} n'est pas un identifiant."),
        (r"Boolean cannot represent a non boolean value: (?P<value>.*)", "{value} n'est ni vrai ni faux."),
        (r"Expected a? ?value of non-null type '\S+' (?:to be provided|not to be None)\.", "Une valeur est nécessaire."),
        (r"Expected value of type '\S+' to include required field '(?P<field>\w+)', found: .*", "Ce champ est nécessaire."),
        (r"Expected value of type '\S+' not to include unknown field '(?P<field>\w+)'.*", "Ce champ n'existe pas."),
        (r"Expected value of type '\S+' to be an object, found: (?P<value>.*)\.", "{value} n'est pas un objet."),
    )
)


@dataclass(frozen=True)
class ValueFault:
    """What is wrong with a value, and the path of its field, empty when the library does not say it."""

    message: str
    path: tuple[str, ...]


def told(message: str) -> ValueFault | None:
    """The fault that a message of the library tells of a value; nothing when it tells of something else."""
    variable = _VARIABLE.fullmatch(message)
    if variable is None:
        return _worded(message)
    found = _worded(variable["why"]) or ValueFault(variable["why"], ())
    within = tuple(_STEP.findall(variable["path"] or ""))
    return ValueFault(found.message, (*within, *found.path) or (variable["name"],))


def _worded(why: str) -> ValueFault | None:
    return next(_matching(why), None)


def _matching(why: str) -> Iterator[ValueFault]:
    for pattern, words in _WORDS:
        found = pattern.fullmatch(why)
        if found is not None:
            said = found.groupdict()
            value = texts.quoted(said["value"].strip("'\"")) if "value" in said else ""
            yield ValueFault(words.format(value=value, type=said.get("type")), (said["field"],) if "field" in said else ())
