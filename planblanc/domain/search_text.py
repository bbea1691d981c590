"""Texts as they are searched: no accents, lower case, nothing but words; the database folds them the same way."""

import unicodedata

_LIGATURES = str.maketrans({"œ": "oe", "æ": "ae", "ß": "ss"})


def folded(text: str) -> str:
    """The words of a text in lower case, without accents, ligatures opened, whatever parts them made one space."""
    lowered = text.lower().translate(_LIGATURES)
    letters = (character for character in unicodedata.normalize("NFKD", lowered) if not unicodedata.combining(character))
    return " ".join("".join(letter if letter.isalnum() else " " for letter in letters).split())


def patterns(text: str) -> list[str]:
    """One LIKE pattern for each word wanted: a row must hold them all, in any order."""
    return [f"%{word}%" for word in folded(text).split()]
