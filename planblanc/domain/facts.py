"""What has happened and others act on: each one is a row of the outbox, written with what it tells."""

from dataclasses import dataclass
from uuid import UUID

from planblanc.domain.fact import Fact
from planblanc.domain.mission_facts import (
    AgreementSaved,
    CoverageLost,
    EngagementAdvanced,
    EngagementAlerted,
    EngagementCancelled,
    EngagementChanged,
    EngagementReduced,
    EngagementReplaced,
    LoanChanged,
    LoanOverdue,
    OfferMade,
    ReceiptConfirmed,
    ReportPointSaid,
    ReturnRequested,
    SolicitationAnswered,
    SolicitationIssued,
)
from planblanc.domain.security_facts import SecurityStateChanged

# Those that are told elsewhere are facts like the others.
__all__ = [
    "AgreementSaved",
    "CoverageLost",
    "EngagementAdvanced",
    "EngagementAlerted",
    "EngagementCancelled",
    "EngagementChanged",
    "EngagementReduced",
    "EngagementReplaced",
    "Fact",
    "LoanChanged",
    "LoanOverdue",
    "OfferMade",
    "ReceiptConfirmed",
    "ReportPointSaid",
    "ReturnRequested",
    "SecurityStateChanged",
    "SolicitationAnswered",
    "SolicitationIssued",
]


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
class IncidentRevised(Fact):
    """More is known of the incident, or something else."""

    incident_id: UUID


@dataclass(frozen=True)
class IncidentDismissed(Fact):
    """The incident was none."""

    incident_id: UUID


@dataclass(frozen=True)
class IncidentMerged(Fact):
    """Two reports were of one event: the merged one lives on in the incident that is kept."""

    incident_id: UUID
    merged_id: UUID


@dataclass(frozen=True)
class IncidentStabilised(Fact):
    """The worst is over; help may still be there."""

    incident_id: UUID


@dataclass(frozen=True)
class IncidentReactivated(Fact):
    """A stabilised incident flared up again."""

    incident_id: UUID


@dataclass(frozen=True)
class HandOverOffered(Fact):
    """The officer in charge wants to hand over: somebody is to read and accept."""

    incident_id: UUID


@dataclass(frozen=True)
class PlanBlancRecorded(Fact):
    """A plan blanc was begun or ended."""

    incident_id: UUID


@dataclass(frozen=True)
class ServicesUpdated(Fact):
    """The state of services of the victim has changed."""

    incident_id: UUID


@dataclass(frozen=True)
class ServiceReassessmentDue(Fact):
    """The hour has come to say again how some services of the victim go."""

    incident_id: UUID


@dataclass(frozen=True)
class LinkCut(Fact):
    """A link between the victim and a partner was cut."""

    incident_id: UUID
    link_id: UUID


@dataclass(frozen=True)
class LinkRestored(Fact):
    """A link with a partner was restored, and somebody attested that it may be."""

    incident_id: UUID
    link_id: UUID


@dataclass(frozen=True)
class LenderAttested(Fact):
    """A lender that shares the victim's fate was attested clean, or is no longer."""

    incident_id: UUID
    lender_id: UUID


@dataclass(frozen=True)
class NationalSupportRecorded(Fact):
    """What CERT Santé is asked for or does has changed."""

    incident_id: UUID


@dataclass(frozen=True)
class SituationReported(Fact):
    """A situation report was issued, of an incident or of the whole region."""

    report_id: UUID
    incident_id: UUID | None


@dataclass(frozen=True)
class FloorOverridden(Fact):
    """A lender's floor was lowered for an incident."""

    incident_id: UUID
    override_id: UUID


@dataclass(frozen=True)
class FloorRestored(Fact):
    """A lender has its floor back."""

    incident_id: UUID
    override_id: UUID


@dataclass(frozen=True)
class RungAuthorised(Fact):
    """A wider rung of the ladder was opened for the incident."""

    incident_id: UUID
    rung: str


@dataclass(frozen=True)
class RungRevoked(Fact):
    """A rung of the ladder was closed again."""

    incident_id: UUID
    rung: str


@dataclass(frozen=True)
class HelpRequested(Fact):
    """A request for help was opened or grew."""

    incident_id: UUID
    request_id: UUID


@dataclass(frozen=True)
class RequestVerified(Fact):
    """A call-back confirmed the request."""

    incident_id: UUID
    request_id: UUID


@dataclass(frozen=True)
class RequestCancelled(Fact):
    """A request, or some of its needs, is no longer wanted."""

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


@dataclass(frozen=True)
class ReliefRequested(Fact):
    """Somebody wants weeks of relief."""

    roster_id: UUID


@dataclass(frozen=True)
class ReliefProposed(Fact):
    """A roster can be read."""

    roster_id: UUID


@dataclass(frozen=True)
class ReliefApproved(Fact):
    """A person approved a roster: its lenders are to be asked."""

    roster_id: UUID


@dataclass(frozen=True)
class StressTestRequested(Fact):
    """Somebody wants a region's pool to be tested."""

    run_id: UUID


@dataclass(frozen=True)
class StressTestEnded(Fact):
    """A stress test is done, or will find nothing, or was stopped."""

    run_id: UUID


@dataclass(frozen=True)
class ObligationDue(Fact):
    """The limit of a legal clock comes near, or has passed."""

    incident_id: UUID
    obligation_id: UUID
