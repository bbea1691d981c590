"""How a replay reads: times on the left, a hundred columns, lines of a plan in columns."""

import re
import textwrap
from collections.abc import Callable, Sequence

WIDTH = 100
_MARGIN = " " * 9
_GAP = "  "
_NUMBER = re.compile(r"^[+\d]")
# A line never begins with a mark that French sets off by a space, nor is a number cut from its unit.
_FRENCH = re.compile(r" (?=[:;!?»%])|(?<=«) |(?<=\d) (?=\w)")
_NO_BREAK = "\u00a0"


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
        """Lines in columns, numbers to the right; the widest column gives way to the margin."""
        columns = list(zip(*rows, strict=True))
        widths = _fitted([max(map(len, column)) for column in columns])
        to_right = [all(_NUMBER.match(cell) for cell in column) for column in columns]
        for row in rows:
            cells = [_cell(cell, width, right=right) for cell, width, right in zip(row, widths, to_right, strict=True)]
            self._write(f"{_MARGIN}  {_GAP.join(cells)}".rstrip())

    def then(self, text: str) -> None:
        """What is said after the lines."""
        self._wrap(text, _MARGIN)

    def page(self, text: str) -> None:
        """A document as it is, its lines cut between words where they are too long."""
        for line in text.splitlines():
            indent = _MARGIN + "│ " + " " * (len(line) - len(line.lstrip()))
            wrapped = textwrap.wrap(line.strip(), WIDTH - len(indent), break_on_hyphens=False, break_long_words=False)
            for part in wrapped or [""]:
                self._write(f"{indent}{part}".rstrip())

    def space(self) -> None:
        """A line to breathe."""
        self._write("")

    def _wrap(self, text: str, begin: str) -> None:
        kept = _FRENCH.sub(lambda space: space[0].replace(" ", _NO_BREAK), text)
        wrapper = textwrap.TextWrapper(
            WIDTH, initial_indent=begin, subsequent_indent=_MARGIN, break_on_hyphens=False, break_long_words=False
        )
        for line in wrapper.wrap(kept):
            self._write(line.replace(_NO_BREAK, " "))


def _fitted(widths: list[int]) -> list[int]:
    excess = len(_MARGIN) + len(_GAP) * len(widths) + sum(widths) - WIDTH
    if excess <= 0:
        return widths
    widest = widths.index(max(widths))
    return [width - excess if place == widest else width for place, width in enumerate(widths)]


def _cell(text: str, width: int, *, right: bool) -> str:
    short = text if len(text) <= width else f"{text[: width - 1].rstrip()}…"
    return short.rjust(width) if right else short.ljust(width)
