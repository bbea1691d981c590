"""Notices: what is told to whom, once, by which channels in which order, and how each try ends."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from uuid import UUID

from planblanc.domain.contacts import ContactChannel
from planblanc.domain.identity import EstablishmentId, IncidentId, LenderId

# After how many failed tries another channel is tried, where there is one.
TRIES_BEFORE_NEXT = 3
_LONGEST_DELAY = timedelta(minutes=5)


class NoticeKind(StrEnum):
    """What a notice tells; each one has its text in `documents/notices/`."""

    ALERT = "ALERT"
    UNREACHABLE = "UNREACHABLE"
    ARRIVALS = "ARRIVALS"
    HAND_OVER_OFFERED = "HAND_OVER_OFFERED"
    SOLICITATION = "SOLICITATION"
    SOLICITATION_OVERDUE = "SOLICITATION_OVERDUE"
    SOLICITATION_ANSWERED = "SOLICITATION_ANSWERED"
    POOL_DRAWN_ON = "POOL_DRAWN_ON"
    PLAN_CHANGED = "PLAN_CHANGED"
    OFFER_MADE = "OFFER_MADE"
    ENGAGEMENT_CANCELLED = "ENGAGEMENT_CANCELLED"
    ENGAGEMENT_REDUCED = "ENGAGEMENT_REDUCED"
    RECEIPT_SHORT = "RECEIPT_SHORT"
    RETURN_REQUESTED = "RETURN_REQUESTED"
    LOAN_OVERDUE = "LOAN_OVERDUE"
    OBLIGATION_DUE = "OBLIGATION_DUE"
    SERVICE_REASSESSMENT_DUE = "SERVICE_REASSESSMENT_DUE"
    SITUATION_REPORTED = "SITUATION_REPORTED"
    FLOOR_LOWERED = "FLOOR_LOWERED"
    SECURITY_CHANGED = "SECURITY_CHANGED"
    CODE_USED = "CODE_USED"
    GLASS_BROKEN = "GLASS_BROKEN"


class RecipientKind(StrEnum):
    """To whom a notice may go: always a function, a duty number or a box."""

    LENDER = "LENDER"
    ESTABLISHMENT = "ESTABLISHMENT"
    REGION_DUTY = "REGION_DUTY"
    OFFICER = "OFFICER"
    CALL_BACK = "CALL_BACK"


class NoticeState(StrEnum):
    """How a notice ends; that of an exercise tells nobody real."""

    PENDING = "PENDING"
    DELIVERED = "DELIVERED"
    FAILED = "FAILED"
    EXPIRED = "EXPIRED"
    EXERCISE = "EXERCISE"


class DeliveryState(StrEnum):
    """How one try of a channel, or one message to a program, ends."""

    PENDING = "PENDING"
    DELIVERED = "DELIVERED"
    FAILED = "FAILED"
    EXPIRED = "EXPIRED"


@dataclass(frozen=True)
class Recipient:
    """Whom to tell; the officer in charge is reached as the region's duty is, and the call-back number is the incident's."""

    kind: RecipientKind
    id: UUID | None = None
    region: str | None = None
    rank: int = 1

    @classmethod
    def lender(cls, lender: LenderId) -> "Recipient":
        """A lender, by its duty contacts."""
        return cls(RecipientKind.LENDER, lender)

    @classmethod
    def establishment(cls, establishment: EstablishmentId) -> "Recipient":
        """A site, by its contact points."""
        return cls(RecipientKind.ESTABLISHMENT, establishment)

    @classmethod
    def region_duty(cls, region: str, rank: int = 1) -> "Recipient":
        """Whoever is on duty for the region's ARS, that rank first and then the next ones."""
        return cls(RecipientKind.REGION_DUTY, region=region, rank=rank)

    @classmethod
    def officer(cls) -> "Recipient":
        """Whoever holds the notice's incident: the duty of its region."""
        return cls(RecipientKind.OFFICER)

    @classmethod
    def call_back(cls) -> "Recipient":
        """The victim of the notice's incident, at the number on which it is called back."""
        return cls(RecipientKind.CALL_BACK)


@dataclass(frozen=True)
class Notice:
    """Something to tell once: two notices of one `key` are one.

    `said` fills the text of the kind beside what is known by itself (`victim`, `region`, `recipient`): things, places and
    quantities, never a person nor a phone number. An undelivered notice is dropped, and says so, after `valid_for`.
    """

    key: str
    kind: NoticeKind
    recipient: Recipient
    region: str
    incident: IncidentId | None = None
    said: Mapping[str, str] = field(default_factory=dict)
    valid_for: timedelta = timedelta(hours=24)


@dataclass(frozen=True)
class Way:
    """One way of reaching a recipient."""

    channel: ContactChannel
    address: str
    label: str


@dataclass(frozen=True)
class Tried:
    """A way that was tried and did not deliver; refused for good when `is_final`."""

    channel: ContactChannel
    address: str
    is_final: bool


@dataclass(frozen=True)
class KnownNotice:
    """A notice as it is kept."""

    id: UUID
    kind: NoticeKind
    recipient: Recipient
    region: str
    incident: IncidentId | None
    recipient_name: str
    subject: str
    body: str
    created_at: datetime
    expires_at: datetime
    state: NoticeState


def next_way(ways: Sequence[Way], tried: Sequence[Tried]) -> Way | None:
    """The way to try now: the first one not tried yet, else the one tried least; nothing once each refused for good."""
    refused = {(one.channel, one.address) for one in tried if one.is_final}
    left = [way for way in ways if (way.channel, way.address) not in refused]
    times = [(one.channel, one.address) for one in tried]
    return min(left, key=lambda way: times.count((way.channel, way.address)), default=None)


def has_another(ways: Sequence[Way], tried: Sequence[Tried], now_tried: tuple[ContactChannel, str]) -> bool:
    """Whether something else than what is being tried may still be tried."""
    refused = {(one.channel, one.address) for one in tried if one.is_final}
    return any((way.channel, way.address) not in refused | {now_tried} for way in ways)


def delay(attempts: int) -> timedelta:
    """How long to wait after so many failed tries: 10 s, doubled each time, 5 minutes at most."""
    return min(timedelta(seconds=10) * (1 << min(max(attempts - 1, 0), 10)), _LONGEST_DELAY)


def is_of(domain: str, address: str) -> bool:
    """Whether a mailbox is of this domain or of one under it."""
    of = address.rpartition("@")[2].casefold().rstrip(".")
    wanted = domain.casefold().strip(".")
    return of == wanted or of.endswith(f".{wanted}")
