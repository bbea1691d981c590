"""The state of the victim's services: what is open, degraded, closed or diverted, since when."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum

from planblanc.domain import texts
from planblanc.domain.errors import BadInput


class ServiceState(StrEnum):
    """How a service goes."""

    OPEN = "OPEN"
    DEGRADED = "DEGRADED"
    CLOSED = "CLOSED"
    DIVERTED = "DIVERTED"
    UNKNOWN = "UNKNOWN"


STATE_WORDS: Mapping[ServiceState, str] = {
    ServiceState.OPEN: "ouvert",
    ServiceState.DEGRADED: "en mode dégradé",
    ServiceState.CLOSED: "fermé",
    ServiceState.DIVERTED: "dérouté vers d'autres établissements",
    ServiceState.UNKNOWN: "état inconnu",
}

# How the hospitals of real crises did it: the state of each service is looked at again twice a day.
REASSESS_AFTER = timedelta(hours=12)

# A service in one of these states needs its degraded-mode procedures.
DOWN_STATES = frozenset({ServiceState.DEGRADED, ServiceState.CLOSED, ServiceState.DIVERTED})


@dataclass(frozen=True)
class Service:
    """The state of one service domain (by its code), as last said."""

    domain: str
    state: ServiceState
    since: datetime
    reassess_at: datetime | None = None
    note: str = ""

    @property
    def is_down(self) -> bool:
        """Whether the service cannot work as usual."""
        return self.state in DOWN_STATES

    def is_overdue(self, now: datetime) -> bool:
        """Whether the hour to say again how it goes has passed."""
        return self.reassess_at is not None and self.reassess_at <= now


def timed(service: Service, now: datetime) -> Service:
    """The service with the hour at which to look at it again: twelve hours from now unless it says otherwise, none once it is open."""
    if service.reassess_at is not None or service.state is ServiceState.OPEN:
        return service
    return replace(service, reassess_at=now + REASSESS_AFTER)


def check(services: tuple[Service, ...], now: datetime) -> None:
    """Refuse a service that is told twice, a state of the future, a next re-assessment that is not to come."""
    for index, service in enumerate(services):
        path = ("services", str(index))
        if service.domain in {other.domain for other in services[:index]}:
            raise BadInput(f"Le service {texts.quoted(service.domain)} est indiqué deux fois.", (*path, "domain"))
        if service.since > now:
            raise BadInput("Cette date est dans le futur.", (*path, "since"))
        if service.reassess_at is not None and service.reassess_at <= max(service.since, now):
            raise BadInput("La prochaine réévaluation doit être à venir.", (*path, "reassess_at"))
