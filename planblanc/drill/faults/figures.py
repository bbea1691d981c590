"""What a drill found of each promise, and the table that tells it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from planblanc.domain import french


@dataclass(frozen=True)
class Figure:
    """One promise in French, what was measured of it, and whether it is kept."""

    promise: str
    measured: str
    is_kept: bool


def lines(title: str, figures: Sequence[Figure]) -> Iterator[str]:
    """The lines of the table of one drill: promise, measured, kept or NOT KEPT."""
    yield title
    for figure in figures:
        yield f"  {figure.promise:<64} {figure.measured:<34} {'tenu' if figure.is_kept else 'NON TENU'}"


def counted(number: int) -> str:
    """A number as it is read in French."""
    return french.number(number)


def seconds(value: float) -> str:
    """A duration: milliseconds below a second."""
    return f"{value * 1000:.0f} ms" if value < 1 else f"{value:.1f} s".replace(".", ",")
