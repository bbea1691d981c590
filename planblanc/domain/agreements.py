"""Mutual aid agreements: who lends, to whom, at what cost, and whether the transfer is authorised beforehand."""

from dataclasses import dataclass
from datetime import date
from typing import NewType
from uuid import UUID

from planblanc.domain.costs import CostRule
from planblanc.domain.errors import BadInput
from planblanc.domain.identity import EstablishmentId, LenderId

AgreementId = NewType("AgreementId", UUID)
MOST_PARTIES = 200
MOST_RATE_CENTS = 100_000_000


@dataclass(frozen=True)
class Terms:
    """Under what an engagement stands: an agreement of its first day, or none; a company without one is paid."""

    agreement_id: UUID | None
    title: str | None
    preauthorised: bool
    rule: CostRule | None
    rate_cents: int | None
    is_paid: bool


@dataclass(frozen=True)
class Agreement:
    """One agreement; without beneficiaries, it is for every establishment of the region that keeps it."""

    id: AgreementId
    region: str
    title: str
    covers_people: bool
    covers_equipment: bool
    preauthorised: bool
    rule: CostRule
    rate_cents: int
    starts_on: date
    expires_on: date
    lenders: tuple[LenderId, ...]
    beneficiaries: tuple[EstablishmentId, ...] = ()
    ended: bool = False
    synthetic: bool = False
    version: int = 1


def require_sound(agreement: Agreement) -> None:
    """Refuse with `BadInput` an agreement that could not be applied."""
    if not (agreement.covers_people or agreement.covers_equipment):
        raise BadInput("Une convention couvre des personnes, du matériel, ou les deux.", ("covers_people",))
    if agreement.expires_on < agreement.starts_on:
        raise BadInput("L'échéance est avant l'entrée en vigueur.", ("expires_on",))
    if not 0 <= agreement.rate_cents <= MOST_RATE_CENTS:
        raise BadInput("Le tarif va de 0 à 1 million d'euros.", ("rate_cents",))
    if (agreement.rule is CostRule.FREE) != (agreement.rate_cents == 0):
        raise BadInput("À titre gracieux, le tarif est nul ; sinon, il ne l'est pas.", ("rate_cents",))
    if not 1 <= len(agreement.lenders) <= MOST_PARTIES:
        raise BadInput(f"Une convention a de 1 à {MOST_PARTIES} prêteurs.", ("lenders",))
    if len(agreement.beneficiaries) > MOST_PARTIES:
        raise BadInput(f"Une convention a {MOST_PARTIES} bénéficiaires au plus.", ("beneficiaries",))
