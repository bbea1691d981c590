"""The catalogues that everybody speaks by: services, competences, equipment, causes, groups of hospitals."""

from dataclasses import dataclass

from planblanc.domain.incidents import Origin


@dataclass(frozen=True)
class ServiceDomain:
    """A service of a hospital that can be down; `rank` is the order in which they are told."""

    code: str
    label: str
    rank: int


@dataclass(frozen=True)
class Competence:
    """What a person can do; `number` is its lane in the index of the nearest."""

    code: str
    number: int
    family: str
    label: str
    description: str
    pris_activity: str | None
    ecsf_role: str | None


@dataclass(frozen=True)
class EquipmentType:
    """A kind of thing that is lent, and how long it takes to be reached and made ready; `number` is its lane."""

    code: str
    number: int
    label: str
    unit: str
    indivisible: bool
    holds_data: bool
    alert_minutes_day: int
    alert_minutes_night: int
    preparation_minutes_day: int
    preparation_minutes_night: int
    delays_confirmed: bool
    substitutes: tuple[str, ...] = ()


@dataclass(frozen=True)
class IncidentCategory:
    """A cause, and what it says of its origin."""

    code: str
    label: str
    origin: Origin


@dataclass(frozen=True)
class HospitalGroup:
    """A GHT, by its code."""

    code: str
    short_name: str
    name: str
    region: str
