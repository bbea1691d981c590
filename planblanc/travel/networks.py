"""Between two road networks there is no road: a fixed door-to-door overhead and a flight, as data."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import timedelta


@dataclass(frozen=True)
class NetworkLink:
    """How long it takes from a door of one network to a door of another.

    `confirmed` is false for the defaults that nobody of the field has checked: they are shown as such.
    """

    origin: str
    destination: str
    overhead: timedelta
    flight: timedelta
    confirmed: bool = False

    def __post_init__(self) -> None:
        if self.origin == self.destination:
            raise ValueError("a link joins two different road networks")
        if min(self.overhead, self.flight) < timedelta(0):
            raise ValueError("a journey never takes less than no time")

    @property
    def duration(self) -> timedelta:
        """From door to door."""
        return self.overhead + self.flight


NetworkLinks = Mapping[tuple[str, str], NetworkLink]


def linked(links: Iterable[NetworkLink]) -> NetworkLinks:
    """The links by origin and destination; one that is told in one direction only serves in both."""
    table: dict[tuple[str, str], NetworkLink] = {}
    for link in links:
        table[link.origin, link.destination] = link
        table.setdefault((link.destination, link.origin), link)
    return table
