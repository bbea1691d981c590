"""How a replay reads: times on the left, a hundred columns, lines of a plan in columns."""

import re
import textwrap
import unicodedata
from collections.abc import Callable, Sequence

WIDTH = 100
_MARGIN = " " * 9
_NUMBER = re.compile(r"^[+\d]")


class Teller:
    """Writes a replay with `write`, one line at a time."""

    def __init__(self, write: Callable[[str], None]) -> None:
        self._write = write
        self._time = ""

    def title(self, text: str) -> None:
        """What is about to be replayed."""
        self._write("")
        self._write(f"  {text}")
        self._write("")

    def day(self, text: str) -> None:
        """A day that begins."""
        self._time = ""
        self._write(f"  {text}")
        self._write("")

    def step(self, time: str, text: str) -> None:
        """What happened at this time; the time is said once."""
        said = "" if time == self._time else time
        self._time = time
        for number, paragraph in enumerate(text.split("\n")):
            begin = f"  {said:<7}" if number == 0 else _MARGIN
            self._wrap(paragraph, begin)

    def rows(self, rows: Sequence[Sequence[str]]) -> None:
        """Lines in columns, numbers to the right."""
        columns = list(zip(*rows, strict=True))
        widths = [max(map(_width, column)) for column in columns]
        to_right = [all(_NUMBER.match(cell) for cell in column) for column in columns]
        for row in rows:
            cells = [_padded(cell, width, right=right) for cell, width, right in zip(row, widths, to_right, strict=True)]
            self._write(f"{_MARGIN}  {'  '.join(cells)}".rstrip())

    def then(self, text: str) -> None:
        """What is said after the lines."""
        self._wrap(text, _MARGIN)

    def space(self) -> None:
        """A line to breathe."""
        self._write("")

    def _wrap(self, text: str, begin: str) -> None:
        for line in textwrap.wrap(text, WIDTH, initial_indent=begin, subsequent_indent=_MARGIN, break_on_hyphens=False):
            self._write(line)


def _width(text: str) -> int:
    return sum(0 if unicodedata.combining(character) else 1 for character in text)


def _padded(text: str, width: int, *, right: bool) -> str:
    gap = " " * (width - _width(text))
    return gap + text if right else text + gap
