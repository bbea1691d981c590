"""What every fact is."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Fact:
    """Something that happened, in the region that it concerns (INSEE code), or the nation."""

    region: str | None
