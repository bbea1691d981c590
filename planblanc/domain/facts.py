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
class SolicitationIssued(Fact):
    """A lender is to be asked, for all that an approval counts on it for."""

    incident_id: UUID
    solicitation_id: UUID


@dataclass(frozen=True)
class SolicitationAnswered(Fact):
    """A lender, or a person who is to go, has answered."""

    incident_id: UUID
    solicitation_id: UUID


@dataclass(frozen=True)
class CoverageLost(Fact):
    """Something that an approved plan counts on will not come."""

    incident_id: UUID


@dataclass(frozen=True)
class OfferMade(Fact):
    """Somebody offers help that nobody asked for."""

    offer_id: UUID


@dataclass(frozen=True)
class ObligationDue(Fact):
    """The limit of a legal clock comes near, or has passed."""

    incident_id: UUID
    obligation_id: UUID


@dataclass(frozen=True)
class EngagementAlerted(Fact):
    """Both consents are there: whoever was asked is to go."""

    incident_id: UUID
    engagement_id: UUID


@dataclass(frozen=True)
class EngagementAdvanced(Fact):
    """An engagement departed, arrived, was completed or returned, or is expected at another hour."""

    incident_id: UUID
    engagement_id: UUID
    state: str


@dataclass(frozen=True)
class EngagementChanged(Fact):
    """An engagement lasts longer, was bought, or has more hours."""

    incident_id: UUID
    engagement_id: UUID


@dataclass(frozen=True)
class ReturnRequested(Fact):
    """A lender wants back what it lends: the officer in charge is to decide."""

    incident_id: UUID
    engagement_id: UUID


@dataclass(frozen=True)
class EngagementCancelled(Fact):
    """A person ended an engagement before its time: whoever was to come, or is there, must be told."""

    incident_id: UUID
    engagement_id: UUID


@dataclass(frozen=True)
class EngagementReplaced(Fact):
    """Somebody goes in the place of one who fell ill: the lender is to be asked."""

    incident_id: UUID
    engagement_id: UUID


@dataclass(frozen=True)
class ReceiptConfirmed(Fact):
    """The receiving establishment said how many came, of how many."""

    incident_id: UUID
    engagement_id: UUID
    received: int
    awaited: int


@dataclass(frozen=True)
class ReportPointSaid(Fact):
    """Whoever comes is told where to report."""

    incident_id: UUID


@dataclass(frozen=True)
class LoanChanged(Fact):
    """Things of an engagement went out, came back, were lost, or are counted otherwise."""

    incident_id: UUID
    engagement_id: UUID


@dataclass(frozen=True)
class LoanOverdue(Fact):
    """A loan should have come back: its lender and the officer are reminded, once a day."""

    incident_id: UUID
    loan_id: UUID


@dataclass(frozen=True)
class AgreementSaved(Fact):
    """A mutual aid agreement was kept, or changed."""

    agreement_id: UUID
