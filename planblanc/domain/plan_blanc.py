"""The activation of a plan blanc: at which level, decided by whom, who was informed, until when."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from planblanc.domain.errors import BadInput


class PlanBlancLevel(StrEnum):
    """The two levels of the plan for a hospital under strain."""

    TENSION = "TENSION"
    PLAN_BLANC = "PLAN_BLANC"
    UNKNOWN = "UNKNOWN"


class Authority(StrEnum):
    """Who is to be informed."""

    ARS = "ARS"
    PREFET = "PREFET"
    SAMU = "SAMU"


LEVEL_WORDS: Mapping[PlanBlancLevel, str] = {
    PlanBlancLevel.TENSION: "Gestion des tensions",
    PlanBlancLevel.PLAN_BLANC: "Plan blanc",
    PlanBlancLevel.UNKNOWN: "Plan de niveau inconnu",
}

AUTHORITY_WORDS: Mapping[Authority, str] = {
    Authority.ARS: "l'ARS",
    Authority.PREFET: "le préfet",
    Authority.SAMU: "le SAMU",
}


@dataclass(frozen=True)
class ActivationTold:
    """What was decided; `decided_at` empty: now; `ended_at` when it is over."""

    level: PlanBlancLevel
    digital_annex: bool
    decided_by: str
    decided_at: datetime | None = None
    informed: tuple[Authority, ...] = ()
    ended_at: datetime | None = None


@dataclass(frozen=True)
class Activation:
    """A plan blanc of one incident."""

    id: UUID
    level: PlanBlancLevel
    digital_annex: bool
    decided_by: str
    decided_at: datetime
    informed: tuple[Authority, ...]
    ended_at: datetime | None = None


def check(activation: Activation, now: datetime) -> None:
    """Refuse times that are yet to come, or an end before its beginning."""
    if activation.decided_at > now:
        raise BadInput("Cette date est dans le futur.", ("decided_at",))
    if activation.ended_at is None:
        return
    if activation.ended_at > now:
        raise BadInput("Cette date est dans le futur.", ("ended_at",))
    if activation.ended_at <= activation.decided_at:
        raise BadInput("Un plan blanc ne peut pas se terminer avant d'avoir été décidé.", ("ended_at",))
