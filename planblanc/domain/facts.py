"""What has happened and others act on: each one is a row of the outbox, written with what it tells."""

from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True)
class Fact:
    """Something that happened, in the region that it concerns (INSEE code), or the nation."""

    region: str | None


@dataclass(frozen=True)
class PortalMessageReceived(Fact):
    """A signed message of the national portal is in the inbox."""

    message_id: UUID


@dataclass(frozen=True)
class IncidentDeclared(Fact):
    """An incident is known to the service."""

    incident_id: UUID


@dataclass(frozen=True)
class IncidentTakenInCharge(Fact):
    """An officer is in charge of the incident."""

    incident_id: UUID
    officer_name: str


@dataclass(frozen=True)
class IncidentClosed(Fact):
    """The incident is over."""

    incident_id: UUID


@dataclass(frozen=True)
class HelpRequested(Fact):
    """A request for help was opened or grew."""

    incident_id: UUID
    request_id: UUID


@dataclass(frozen=True)
class PlanRequested(Fact):
    """Somebody wants a plan."""

    plan_id: UUID


@dataclass(frozen=True)
class PlanProposed(Fact):
    """A plan can be read."""

    plan_id: UUID


@dataclass(frozen=True)
class PlanApproved(Fact):
    """A person approved the plan for one incident: its lenders are to be asked."""

    plan_id: UUID
    incident_id: UUID
