"""Texts that people type: bounded, and free of characters that hide, reverse or break what is read."""

import unicodedata

from planblanc.domain import french
from planblanc.domain.errors import BadInput

# Marks that change the direction of what follows: a name could be read backwards, an address disguised.
_DIRECTION_MARKS = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
_LAYOUT = frozenset("\n\r\t")
_LINE_ENDS = _LAYOUT | frozenset("\u2028\u2029")
_MOST_QUOTED = 60


def line(text: str, path: tuple[str, ...], *, most: int = 200, may_be_empty: bool = False) -> str:
    """The text on one line, trimmed, of 1 to `most` characters; `BadInput` names the field by its path."""
    trimmed = _checked(text, path, most=most, may_be_empty=may_be_empty)
    if _LINE_ENDS & set(trimmed):
        raise BadInput("Ce texte doit tenir sur une seule ligne.", path)
    return trimmed


def paragraphs(text: str, path: tuple[str, ...], *, most: int = 20_000, may_be_empty: bool = False) -> str:
    """The text, trimmed, of 1 to `most` characters, on as many lines as wanted; `BadInput` names the field by its path."""
    return _checked(text, path, most=most, may_be_empty=may_be_empty)


def _checked(text: str, path: tuple[str, ...], *, most: int, may_be_empty: bool) -> str:
    # Length first: a megabyte is refused before it is walked.
    if len(text) > most:
        raise BadInput(f"Ce texte est trop long : {french.number(len(text))} caractères, {french.number(most)} au plus.", path)
    trimmed = text.strip()
    if not trimmed and not may_be_empty:
        raise BadInput("Ce texte ne peut pas être vide.", path)
    for character in trimmed:
        _refuse_hidden(character, path)
    return trimmed


def _refuse_hidden(character: str, path: tuple[str, ...]) -> None:
    if character in _DIRECTION_MARKS:
        raise BadInput("Ce texte contient un caractère invisible qui change le sens de lecture.", path)
    category = unicodedata.category(character)
    if category == "Cs":
        raise BadInput("Ce texte contient un caractère Unicode incomplet.", path)
    if category == "Cc" and character not in _LAYOUT:
        raise BadInput("Ce texte contient un caractère de contrôle.", path)


def quoted(text: str) -> str:
    """What somebody typed, as a refusal says it again: bounded, and with nothing in it that hides or reverses the sentence."""
    shown = "".join(character if character.isprintable() else "\ufffd" for character in text[:_MOST_QUOTED])
    return f"« {shown}… »" if len(text) > _MOST_QUOTED else f"« {shown} »"


def searchable(*parts: str | None) -> str:
    """What a free-text search reads: lower case, no accents, no ligatures, words apart by one space."""
    together = " ".join(part for part in parts if part).casefold().replace("œ", "oe").replace("æ", "ae")
    plain = "".join(mark for mark in unicodedata.normalize("NFKD", together) if not unicodedata.combining(mark))
    return " ".join("".join(character if character.isalnum() else " " for character in plain).split())
