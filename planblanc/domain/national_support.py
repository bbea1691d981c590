"""What CERT Santé was asked for and did, so that yearly figures can be compared with the published ones."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from planblanc.domain.errors import BadInput
from planblanc.domain.identity import IncidentId


class SupportKind(StrEnum):
    """What CERT Santé is asked for."""

    ADVICE = "ADVICE"
    INVESTIGATION = "INVESTIGATION"
    REMEDIATION = "REMEDIATION"


KIND_WORDS: Mapping[SupportKind, str] = {
    SupportKind.ADVICE: "conseil",
    SupportKind.INVESTIGATION: "investigation",
    SupportKind.REMEDIATION: "remédiation",
}


@dataclass(frozen=True)
class SupportTold:
    """What is known of a support: what is left empty does not change; a new one was asked for now, unless it says when."""

    kind: SupportKind
    requested_at: datetime | None = None
    accepted_at: datetime | None = None
    started_at: datetime | None = None
    ended_at: datetime | None = None
    note: str | None = None


@dataclass(frozen=True)
class NationalSupport:
    """One support for one incident: asked for, then accepted, begun and ended; one that ends before it began was declined."""

    id: UUID
    incident: IncidentId
    kind: SupportKind
    requested_at: datetime
    recorded_name: str
    accepted_at: datetime | None = None
    started_at: datetime | None = None
    ended_at: datetime | None = None
    note: str = ""

    @property
    def words(self) -> str:
        """How far it has come, in a few French words."""
        if self.ended_at is not None:
            return "terminé" if self.started_at is not None else "sans suite"
        if self.started_at is not None:
            return "en cours"
        return "accepté" if self.accepted_at is not None else "demandé"


@dataclass(frozen=True)
class SupportCount:
    """Supports of one kind in one region that were asked for in a span of time, and how far they came."""

    region: str
    kind: SupportKind
    incidents: int
    requested: int
    accepted: int
    started: int
    ended: int


def check(support: NationalSupport, now: datetime) -> None:
    """Refuse times that are yet to come, or that do not follow one another."""
    steps = {
        "requested_at": support.requested_at,
        "accepted_at": support.accepted_at,
        "started_at": support.started_at,
        "ended_at": support.ended_at,
    }
    before: datetime | None = None
    for name, at in steps.items():
        if at is None:
            continue
        if at > now:
            raise BadInput("Cette date est dans le futur.", (name,))
        if before is not None and at < before:
            raise BadInput("Les étapes de l'appui national doivent se suivre : demandé, accepté, commencé, terminé.", (name,))
        before = at
