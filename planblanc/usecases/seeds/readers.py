"""How a written cell is read; one that is wrong is refused in French, without its place, which the sheet adds."""

import re
from collections.abc import Callable
from datetime import date, datetime, time
from typing import TypeAlias

from planblanc.domain import texts
from planblanc.domain.errors import BadInput
from planblanc.domain.identity import is_finess

Cell: TypeAlias = "str | int | float | bool | None"
Reader: TypeAlias = Callable[[str], Cell]


def text(written: str) -> str:
    """One line of text."""
    return texts.line(written, ())


def long_text(written: str) -> str:
    """Text of up to 2,000 characters."""
    return texts.paragraphs(written, (), most=2000)


def optional(reader: Reader) -> Reader:
    """The same, or nothing when the cell is empty."""
    return lambda written: reader(written) if written else None


def whole(least: int = 0, most: int = 1_000_000) -> Reader:
    """A whole number within bounds."""

    def read_whole(written: str) -> int:
        if not re.fullmatch(r"-?[0-9]{1,9}", written) or not least <= int(written) <= most:
            raise BadInput(f"« {written} » n'est pas un nombre entier de {least} à {most}.")
        return int(written)

    return read_whole


def decimal(least: float, most: float) -> Reader:
    """A number within bounds."""

    def read_decimal(written: str) -> float:
        if not re.fullmatch(r"-?[0-9]{1,9}(\.[0-9]{1,12})?", written) or not least <= float(written) <= most:
            raise BadInput(f"« {written} » n'est pas un nombre de {least:g} à {most:g}.")
        return float(written)

    return read_decimal


MINUTES = whole(0, 10_080)
LATITUDE = decimal(-90, 90)
LONGITUDE = decimal(-180, 180)


def one_of(*words: str) -> Reader:
    """One of these words."""

    def read_word(written: str) -> str:
        if written not in words:
            raise BadInput(f"« {written} » n'est pas l'une des valeurs {', '.join(words)}.")
        return written

    return read_word


def words_of(*words: str) -> Reader:
    """Some of these words, apart by one space; none when the cell is empty."""

    def read_words(written: str) -> str:
        for word in written.split(" ") if written else ():
            one_of(*words)(word)
        return written

    return read_words


def boolean(written: str) -> bool:
    """`true` or `false`."""
    return one_of("true", "false")(written) == "true"


def code(written: str) -> str:
    """A stable code: letters, digits, hyphens and underscores."""
    if not re.fullmatch(r"[A-Za-z0-9][A-Za-z0-9_-]{0,63}", written):
        raise BadInput(f"« {written} » n'est pas un code.")
    return written


def finess(written: str) -> str:
    """A FINESS number by its form; its key is not judged here."""
    if not is_finess(written):
        raise BadInput(f"« {written} » n'a pas la forme d'un numéro FINESS.")
    return written


def day(written: str) -> str:
    """A date, 2021-02-09."""
    return _iso(date.fromisoformat, written, "une date (2021-02-09)")


def clock(written: str) -> str:
    """An hour of the day, 08:00."""
    return _iso(time.fromisoformat, written, "une heure (08:00)")


def moment(written: str) -> str:
    """A moment with its zone, 2021-02-09T02:00:00+01:00."""
    told = "un instant avec son fuseau (2021-02-09T02:00:00+01:00)"
    if not re.search(r"(Z|[+-][0-9]{2}:[0-9]{2})$", written):
        raise BadInput(f"« {written} » n'est pas {told}.")
    return _iso(datetime.fromisoformat, written, told)


def _iso(parse: Callable[[str], object], written: str, told: str) -> str:
    try:
        parse(written)
    except ValueError:
        raise BadInput(f"« {written} » n'est pas {told}.") from None
    return written
