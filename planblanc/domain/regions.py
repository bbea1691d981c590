"""The territory: regions with their agencies, departments, defence zones."""

from collections.abc import Mapping
from dataclasses import dataclass

_MAINLAND = "Europe/Paris"
# The clocks of the regions overseas, by INSEE code: IANA time zone database, public domain.
_OVERSEAS: Mapping[str, str] = {
    "01": "America/Guadeloupe",
    "02": "America/Martinique",
    "03": "America/Cayenne",
    "04": "Indian/Reunion",
    "06": "Indian/Mayotte",
}


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


def time_zone(region: str | None) -> str:
    """The IANA zone by which a region (INSEE code) reads its clocks; that of Paris for none."""
    return _OVERSEAS.get(region or "", _MAINLAND)
