"""A person as it is looked for in what is kept: its name and numbers, however they were written."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from planblanc.domain import texts
from planblanc.domain.errors import BadInput

ERASED = "Personne effacée"
_LEAST_DIGITS = 6
_LEAST_LETTERS = 5
_BETWEEN_DIGITS = "[ .()/-]*"
_FRANCE = re.compile(r"^(?:\+33|0033|0)([1-9][0-9]{8})$")
_IS_NUMBER = re.compile(r"^\+?[0-9 .()/-]+$")


@dataclass(frozen=True)
class Sought:
    """Whom to look for: `pattern` is read alike by PostgreSQL and by Python, without regard to capitals."""

    words: tuple[str, ...]
    pattern: str

    def is_in(self, text: str) -> bool:
        """Whether a text names the person, or gives one of its numbers."""
        return re.search(self.pattern, text, re.IGNORECASE) is not None

    def erased_from(self, text: str) -> str:
        """The text without the person."""
        return re.sub(self.pattern, ERASED, text, flags=re.IGNORECASE)


def sought(words: Sequence[str]) -> Sought:
    """Whom these names and numbers mean; `BadInput` for one so short that it would mean others too."""
    told = tuple(dict.fromkeys(texts.line(word, ("person",)) for word in words))
    return Sought(told, "|".join(_number(word) if _IS_NUMBER.fullmatch(word) else _name(word) for word in told))


def _number(word: str) -> str:
    """The number with or without its spaces, its dots and the code of France."""
    compact = re.sub(r"[ .()/-]", "", word)
    french = _FRANCE.fullmatch(compact)
    digits = french[1] if french else compact.removeprefix("+")
    if len(digits) < _LEAST_DIGITS:
        raise BadInput(f"Le numéro {texts.quoted(word)} est trop court : il serait trouvé dans d'autres.", ("person",))
    before = rf"(?:\+33|0033|0){_BETWEEN_DIGITS}(?:0{_BETWEEN_DIGITS})?" if french else r"\+?"
    return rf"(?<![0-9]){before}{_BETWEEN_DIGITS.join(digits)}(?![0-9])"


def _name(word: str) -> str:
    """The name as a whole word, however many spaces stand in it."""
    if len(word) < _LEAST_LETTERS:
        raise BadInput(f"Le nom {texts.quoted(word)} est trop court : il serait trouvé dans d'autres mots.", ("person",))
    whole = r"\s+".join("".join(map(_letter, part)) for part in word.split())
    return rf"(?<!\w){whole}(?!\w)"


def _letter(letter: str) -> str:
    """A letter with its capital: a database may know those of English alone."""
    if letter.isascii():
        return letter if letter.isalnum() else f"\\{letter}"
    return f"[{letter.lower()}{letter.upper()}]" if letter.isalpha() and len(letter.upper()) == 1 else letter
