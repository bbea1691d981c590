"""The territory: regions with their agencies, departments, defence zones."""

from dataclasses import dataclass


@dataclass(frozen=True)
class DefenceZone:
    """A defence zone, by its code."""

    code: str
    name: str


@dataclass(frozen=True)
class Region:
    """A region (INSEE code), its agencies, its defence zone."""

    code: str
    name: str
    ars_name: str
    grades_name: str | None
    grades_confirmed: bool
    zone: DefenceZone


@dataclass(frozen=True)
class Department:
    """A department (INSEE code) of a region."""

    code: str
    name: str
    region_code: str
