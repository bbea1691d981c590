"""How a crisis stands at one moment, in data: of one incident, or of a whole region; what a situation report is made of."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TypeAlias
from uuid import UUID

from planblanc.domain.incidents import IncidentState, Origin, Severity, Tlp
from planblanc.domain.services import DOWN_STATES, ServiceState


@dataclass(frozen=True)
class NeedFigures:
    """What is wanted under one label, and how far it has come: each unit counts once, at the furthest it has reached.

    `received`: what the receiving establishment confirmed, of what is on site.
    """

    label: str
    criticality: str
    wanted: int
    asked: int = 0
    promised: int = 0
    on_the_way: int = 0
    on_site: int = 0
    received: int = 0

    @property
    def missing(self) -> int:
        """What nobody was asked for yet, or refused."""
        return max(0, self.wanted - self.asked - self.promised - self.on_the_way - self.on_site)


@dataclass(frozen=True)
class ServiceLine:
    """The state of one service, and when it is looked at again."""

    code: str
    label: str
    state: ServiceState
    since: datetime
    reassess_at: datetime | None = None

    @property
    def is_down(self) -> bool:
        """Whether it cannot work as usual."""
        return self.state in DOWN_STATES


@dataclass(frozen=True)
class LinkLine:
    """A link with a partner, cut, or restored since."""

    key: str
    told: str
    cut_at: datetime
    restored_at: datetime | None = None


@dataclass(frozen=True)
class ObligationLine:
    """A legal clock, and how it stands, in French."""

    code: str
    label: str
    standing: str


@dataclass(frozen=True)
class Loans:
    """Things out, and those that should be back already or never will be."""

    out: int = 0
    overdue: int = 0
    lost: int = 0


@dataclass(frozen=True)
class IncidentSituation:
    """How one incident stands; `decisions` are the open rungs and lowered floors, `support` what CERT Santé does, in French."""

    incident: UUID
    victim: str
    state: IncidentState
    origin: Origin
    severity: Severity
    tlp: Tlp
    declared_at: datetime
    awareness_at: datetime | None
    officer: str | None
    plan_blanc: str | None
    services: tuple[ServiceLine, ...] = ()
    needs: tuple[NeedFigures, ...] = ()
    loans: Loans = Loans()
    links: tuple[LinkLine, ...] = ()
    support: tuple[str, ...] = ()
    decisions: tuple[str, ...] = ()
    obligations: tuple[ObligationLine, ...] = ()

    @property
    def services_down(self) -> int:
        """How many services cannot work as usual."""
        return sum(service.is_down for service in self.services)


@dataclass(frozen=True)
class RegionSituation:
    """How a region stands: its open incidents, the gravest first."""

    name: str
    incidents: tuple[IncidentSituation, ...] = ()


Situation: TypeAlias = IncidentSituation | RegionSituation


@dataclass(frozen=True)
class Scope:
    """Of what a report tells: of one incident, or of a region, its exercises apart."""

    region: str
    exercise: bool
    incident: UUID | None = None


@dataclass(frozen=True)
class Issued:
    """When and by whom a report was issued, and the hash of its bytes."""

    id: UUID
    at: datetime
    by: str
    sha256: str


@dataclass(frozen=True)
class SituationReport:
    """One report; a draft until it is issued. `changes`: what changed since the one before, in French, and nothing in the first."""

    scope: Scope
    number: int
    told_at: datetime
    situation: Situation
    changes: tuple[str, ...]
    previous_at: datetime | None = None
    issued: Issued | None = None


def total(needs: Sequence[NeedFigures]) -> NeedFigures:
    """All these needs together."""
    return NeedFigures(
        label="",
        criticality="",
        wanted=sum(need.wanted for need in needs),
        asked=sum(need.asked for need in needs),
        promised=sum(need.promised for need in needs),
        on_the_way=sum(need.on_the_way for need in needs),
        on_site=sum(need.on_site for need in needs),
        received=sum(need.received for need in needs),
    )
