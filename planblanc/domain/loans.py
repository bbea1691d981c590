"""Loans: equipment out, by lots or serials, until it is back and wiped, or lost."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from typing import NewType
from uuid import UUID

from planblanc.domain import french
from planblanc.domain.errors import BadInput, TransitionRefused
from planblanc.domain.identity import EngagementId, IncidentId, LenderId, StockId
from planblanc.domain.missions import AHEAD

LoanId = NewType("LoanId", UUID)


class LoanState(StrEnum):
    """OUT → RECEIVED → RETURNED | LOST; what was never received may come back or be lost too."""

    OUT = "OUT"
    RECEIVED = "RECEIVED"
    RETURNED = "RETURNED"
    LOST = "LOST"


TRANSITIONS: Mapping[LoanState, frozenset[LoanState]] = {
    LoanState.OUT: frozenset({LoanState.RECEIVED, LoanState.RETURNED, LoanState.LOST}),
    LoanState.RECEIVED: frozenset({LoanState.RETURNED, LoanState.LOST}),
    LoanState.RETURNED: frozenset(),
    LoanState.LOST: frozenset(),
}

STATE_WORDS: Mapping[LoanState, str] = {
    LoanState.OUT: "sorti",
    LoanState.RECEIVED: "reçu",
    LoanState.RETURNED: "rendu",
    LoanState.LOST: "perdu",
}

OUTSTANDING = frozenset({LoanState.OUT, LoanState.RECEIVED})


@dataclass(frozen=True)
class Lot:
    """Things that go together: so many, their serial numbers one by one or none, the mark of the lot, their condition."""

    quantity: int
    serials: tuple[str, ...] = ()
    mark: str = ""
    condition: str = ""

    def __post_init__(self) -> None:
        if self.quantity < 1 or len(self.serials) not in (0, self.quantity):
            raise ValueError("a lot has at least one thing, and each of them its serial number, or none")


@dataclass(frozen=True)
class Back:
    """How it came back: when, in which condition, wiped as which certificate says."""

    at: datetime
    condition: str
    wiping_certificate: str | None


@dataclass(frozen=True)
class Loan:
    """One lot that is out, or was; nobody has described its things yet when `is_described` is false."""

    id: LoanId
    engagement_id: EngagementId
    incident_id: IncidentId
    region: str
    stock_id: StockId
    lender_id: LenderId
    exercise: bool
    label: str
    holds_data: bool
    lot: Lot
    is_described: bool
    state: LoanState
    out_at: datetime
    due_at: datetime
    received_at: datetime | None = None
    back: Back | None = None
    lost_at: datetime | None = None
    lost_reason: str | None = None
    overdue_at: datetime | None = None
    version: int = 1

    @property
    def is_outstanding(self) -> bool:
        """Whether the lender still waits for it."""
        return self.state in OUTSTANDING

    def is_late(self, now: datetime) -> bool:
        """Whether it should have come back."""
        return self.is_outstanding and self.due_at < now

    @property
    def told(self) -> str:
        """The loan in a sentence: "28 × Poste de travail"."""
        return f"{self.lot.quantity} × {self.label}"


def require_next(loan: Loan, wanted: LoanState) -> None:
    """Refuse with `TransitionRefused` a step that the table does not have."""
    if wanted not in TRANSITIONS[loan.state]:
        raise TransitionRefused(f"Ce prêt est {STATE_WORDS[loan.state]} : il ne peut pas devenir {STATE_WORDS[wanted]}.", ("loan",))


def divided(loan: Loan, quantity: int, serials: tuple[str, ...], key: LoanId) -> tuple[Loan, Loan | None]:
    """The part of a loan that is spoken of, and what is left of it under a new key; nothing when all of it is meant.

    Refused with `BadInput` when more is meant than is out, or when the serial numbers are not some of the lot's.
    """
    if not 1 <= quantity <= loan.lot.quantity:
        is_out = french.counted(loan.lot.quantity, "unité est dehors", "unités sont dehors")
        raise BadInput(f"La quantité dépasse ce prêt : {is_out}.", ("quantity",))
    if quantity == loan.lot.quantity and not serials:
        return loan, None
    if loan.lot.serials:
        if len(set(serials)) != quantity or not set(serials) <= set(loan.lot.serials):
            raise BadInput("Indiquez les numéros de série concernés, parmi ceux de ce prêt, autant que d'unités.", ("serials",))
    elif serials:
        raise BadInput("Ce prêt n'a pas de numéros de série.", ("serials",))
    left = tuple(serial for serial in loan.lot.serials if serial not in serials)
    rest = loan.lot.quantity - quantity
    part = replace(loan, lot=replace(loan.lot, quantity=quantity, serials=serials))
    if rest == 0:
        return part, None
    return part, replace(loan, id=key, lot=replace(loan.lot, quantity=rest, serials=left), version=1)


def received(loan: Loan, at: datetime) -> Loan:
    """The loan once the establishment has it."""
    require_next(loan, LoanState.RECEIVED)
    return replace(loan, state=LoanState.RECEIVED, received_at=max(at, loan.out_at))


def returned(loan: Loan, back: Back, now: datetime) -> Loan:
    """The loan once it is back; what held data of a hospital comes back wiped, with a certificate."""
    require_next(loan, LoanState.RETURNED)
    if back.at > now + AHEAD:
        raise BadInput("Cette heure est dans le futur.", ("returned_at",))
    if back.at < (loan.received_at or loan.out_at):
        raise BadInput("Ce retour est avant la sortie ou la réception du prêt.", ("returned_at",))
    if loan.holds_data and loan.received_at is not None and back.wiping_certificate is None:
        raise BadInput("Ce matériel a contenu des données : indiquez le certificat d'effacement.", ("wiping_certificate",))
    return replace(loan, state=LoanState.RETURNED, back=back)


def lost(loan: Loan, reason: str, now: datetime) -> Loan:
    """The loan once it is known that it will not come back."""
    require_next(loan, LoanState.LOST)
    return replace(loan, state=LoanState.LOST, lost_at=max(now, loan.out_at), lost_reason=reason)
