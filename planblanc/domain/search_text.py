"""What people type to find a thing by its words."""

from planblanc.domain import texts
from planblanc.domain.errors import BadInput

_MOST_WORDS = 10


def patterns(text: str, path: tuple[str, ...] = ("text",)) -> list[str]:
    """One LIKE pattern for each word, as searchable texts are written: a row must hold them all, in any order."""
    words = texts.searchable(texts.line(text, path)).split()
    if not 1 <= len(words) <= _MOST_WORDS:
        raise BadInput(f"Cherchez de 1 à {_MOST_WORDS} mots (reçus : {len(words)}).", path)
    return [f"%{word}%" for word in words]
