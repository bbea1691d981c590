"""What has happened to what was asked of lenders: solicitations, engagements, receipts, loans, agreements."""

from dataclasses import dataclass
from uuid import UUID

from planblanc.domain.fact import Fact


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
class EngagementReduced(Fact):
    """A newer plan keeps fewer units of an engagement: its lender must know before they leave."""

    incident_id: UUID
    engagement_id: UUID
    before: int
    kept: int


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
