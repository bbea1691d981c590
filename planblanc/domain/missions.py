"""A mission: an engagement with all that is known of its course, and what it is about."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from planblanc.domain import engagements, french
from planblanc.domain.agreements import Terms
from planblanc.domain.costs import Costs
from planblanc.domain.engagements import STEPS, EndKind, Engagement, EngagementState
from planblanc.domain.errors import BadInput, TransitionRefused
from planblanc.domain.identity import EngagementId, EstablishmentId
from planblanc.domain.incidents import OPEN_STATES, IncidentState, Tlp

# A clock that is a little ahead is no mistake of the caller's.
AHEAD = timedelta(minutes=5)


@dataclass(frozen=True)
class Consents:
    """The lender releases; the person accepts."""

    released_at: datetime | None = None
    released_by: str | None = None
    accepted_at: datetime | None = None


@dataclass(frozen=True)
class Receipt:
    """So many units came, as the receiving establishment says."""

    quantity: int
    at: datetime
    by: str


@dataclass(frozen=True)
class ReportPoint:
    """Where to go on arrival: an entrance, and whom to ask for, by function."""

    entrance: str
    report_to: str


@dataclass(frozen=True)
class ReturnAsked:
    """The lender wants it back, by when and why."""

    asked_at: datetime
    wanted_at: datetime
    reason: str


@dataclass(frozen=True)
class Purchase:
    """The victim approved what a paid lender will charge, under its own reference, up to an amount where one is set."""

    approved_at: datetime
    approved_by: str
    reference: str
    most_cents: int | None


@dataclass(frozen=True)
class End:
    """How a person ended it before its time."""

    kind: EndKind
    reason: str


@dataclass(frozen=True)
class Sheet:
    """What the engagement is about: who lends what, and who is helped where; `longest_days` of a responder."""

    lender_name: str
    lender_commune: str
    lender_establishment: EstablishmentId | None
    label: str
    is_named: bool
    longest_days: int | None
    equipment_type: str | None
    holds_data: bool
    site: EstablishmentId | None
    victim: str
    town: str | None
    incident_state: IncidentState
    tlp: Tlp
    report: ReportPoint | None


@dataclass(frozen=True)
class Mission:
    """An engagement as whoever follows it reads it; `times` are declared, step by step, and some steps may have none."""

    engagement: Engagement
    sheet: Sheet
    terms: Terms
    times: Mapping[EngagementState, datetime]
    consents: Consents = Consents()
    eta_at: datetime | None = None
    end: End | None = None
    receipt: Receipt | None = None
    awaits_more: bool = True
    back_quantity: int = 0
    return_asked: ReturnAsked | None = None
    purchase: Purchase | None = None
    costs: Costs | None = None
    version: int = 1

    @property
    def id(self) -> EngagementId:
        """The key of the engagement."""
        return self.engagement.id

    @property
    def is_wanted(self) -> bool:
        """Whether its incident goes on."""
        return self.sheet.incident_state in OPEN_STATES

    @property
    def state(self) -> EngagementState:
        """Where the engagement stands."""
        return self.engagement.state

    @property
    def missing(self) -> int:
        """How many units were awaited and not received, once a receipt was given."""
        return self.engagement.quantity - self.receipt.quantity if self.receipt else 0

    @property
    def told(self) -> str:
        """The engagement in a sentence, without a person: "30 × Poste de travail (CH de Bayonne)"."""
        what = "un intervenant" if self.sheet.is_named else f"{self.engagement.quantity} × {self.sheet.label}"
        return f"{what} ({self.sheet.lender_name})"


def stepped(mission: Mission, wanted: EngagementState, declared_at: datetime, now: datetime) -> Mission:
    """The mission at a later step; refused when the table has no such step, or its time is before the previous one's or to come."""
    engagements.require_next(mission.state, wanted)
    require_told_in_order(mission, wanted, declared_at, now)
    if wanted is not EngagementState.ALERTED:
        require_purchase_approved(mission)
    return replace(mission, engagement=replace(mission.engagement, state=wanted), times={**mission.times, wanted: declared_at})


def require_told_in_order(mission: Mission, wanted: EngagementState, declared_at: datetime, now: datetime) -> None:
    """Refuse with `BadInput` a declared time that is to come, or before that of a step that came first."""
    if declared_at > now + AHEAD:
        raise BadInput("Cette heure est dans le futur.", ("declared_at",))
    rank = STEPS.index(wanted)
    for step in STEPS[:rank]:
        told = mission.times.get(step)
        if told is not None and declared_at < told:
            when = french.moment(told)
            raise BadInput(f"Cette heure est avant l'étape précédente ({engagements.STATE_WORDS[step]} le {when}).", ("declared_at",))


def require_purchase_approved(mission: Mission) -> None:
    """Refuse with `TransitionRefused` the departure of a paid lender before the victim approved the purchase; an exercise costs nothing."""
    if mission.terms.is_paid and mission.purchase is None and not mission.engagement.exercise:
        told = f"« {mission.sheet.lender_name} » est payant : l'établissement aidé doit d'abord approuver l'achat."
        raise TransitionRefused(told, ("engagement",))


def require_open(mission: Mission) -> None:
    """Refuse with `TransitionRefused` what comes too late for an incident that has ended."""
    if not mission.is_wanted:
        raise TransitionRefused("L'incident est terminé : seuls la fin, le retour et les heures peuvent encore être dits.", ("engagement",))


def received(mission: Mission, receipt: Receipt) -> Mission:
    """The mission with what came: never less than was said before, never more than was promised."""
    if receipt.quantity > mission.engagement.quantity:
        awaited = french.counted(mission.engagement.quantity, "unité est attendue", "unités sont attendues")
        raise BadInput(f"La quantité reçue dépasse la quantité promise : {awaited}.", ("quantity",))
    if receipt.quantity < 1:
        raise BadInput("La quantité reçue doit être au moins 1.", ("quantity",))
    if mission.receipt is not None and receipt.quantity <= mission.receipt.quantity:
        raise BadInput(f"{mission.receipt.quantity} sont déjà reçus : indiquez le total reçu, qui ne peut que croître.", ("quantity",))
    return replace(mission, receipt=receipt)
