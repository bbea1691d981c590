"""Solicitations: what one lender is asked for at once, and what it answers, line by line; two consents send somebody."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum
from uuid import UUID

from planblanc.domain import french, texts
from planblanc.domain.access import Channel
from planblanc.domain.engagements import EngagementState
from planblanc.domain.errors import BadInput, TransitionRefused
from planblanc.domain.identity import EngagementId, IncidentId, LenderId, SolicitationId
from planblanc.domain.incidents import Tlp
from planblanc.domain.requests import Criticality

# Nobody waits for ever: past this, a line that has no answer escalates by itself.
ANSWER_WITHIN = timedelta(minutes=30)
LONGEST_DEFERRAL = timedelta(hours=24)
LATEST_ARRIVAL = timedelta(days=60)
MOST_LINES = 500


class Answer(StrEnum):
    """What a lender says of one line."""

    PENDING = "PENDING"
    ACCEPTED = "ACCEPTED"
    PARTIAL = "PARTIAL"
    REFUSED = "REFUSED"
    DEFERRED = "DEFERRED"


class Consent(StrEnum):
    """Whether the person who is to go accepts; things and unnamed people need not be asked."""

    NOT_NEEDED = "NOT_NEEDED"
    PENDING = "PENDING"
    GIVEN = "GIVEN"
    REFUSED = "REFUSED"


ANSWERS = frozenset(Answer) - {Answer.PENDING}
TRANSITIONS: Mapping[Answer, frozenset[Answer]] = {
    Answer.PENDING: ANSWERS,
    Answer.DEFERRED: ANSWERS,
    Answer.ACCEPTED: frozenset(),
    Answer.PARTIAL: frozenset(),
    Answer.REFUSED: frozenset(),
}
CONSENTS: Mapping[Consent, frozenset[Consent]] = {
    Consent.NOT_NEEDED: frozenset(),
    Consent.PENDING: frozenset({Consent.GIVEN, Consent.REFUSED}),
    Consent.GIVEN: frozenset(),
    Consent.REFUSED: frozenset(),
}
ANSWER_WORDS: Mapping[Answer, str] = {
    Answer.PENDING: "en attente",
    Answer.ACCEPTED: "oui",
    Answer.PARTIAL: "partiel",
    Answer.REFUSED: "non",
    Answer.DEFERRED: "à rappeler",
}
_GIVEN = frozenset({Answer.ACCEPTED, Answer.PARTIAL})


@dataclass(frozen=True)
class Answered:
    """Who answered one line, when and by which way; `on_behalf_of` is who spoke, by function, when an officer wrote it down."""

    at: datetime
    by: UUID
    name: str
    channel: Channel
    on_behalf_of: str | None = None


@dataclass(frozen=True)
class SolicitationLine:
    """One engagement that a lender is asked for; `state` is the engagement's own, `due_at` when the line escalates if nothing is said."""

    engagement: EngagementId
    solicitation: SolicitationId
    incident: IncidentId
    region: str
    lender: LenderId
    label: str
    asked: int
    criticality: Criticality
    starts_at: datetime
    ends_at: datetime
    due_at: datetime
    wanted_at: datetime | None = None
    travel_minutes: int | None = None
    answer: Answer = Answer.PENDING
    offered: int | None = None
    reason: str = ""
    escalations: int = 0
    is_preauthorised: bool = False
    answered: Answered | None = None
    consent: Consent = Consent.NOT_NEEDED
    consent_at: datetime | None = None
    consent_name: str | None = None
    state: EngagementState = EngagementState.PROPOSED
    version: int = 1

    @property
    def is_waiting(self) -> bool:
        """Whether the lender still has to answer: nothing final was said, and the engagement was not called off meanwhile."""
        return TRANSITIONS[self.answer] != frozenset() and self.state is EngagementState.PROPOSED

    @property
    def is_given(self) -> bool:
        """Whether the lender lets it go, whole or in part."""
        return self.answer in _GIVEN

    @property
    def goes(self) -> bool:
        """Whether both consents are there: whoever it is may be alerted."""
        return self.is_given and self.consent in {Consent.NOT_NEEDED, Consent.GIVEN}

    @property
    def is_named(self) -> bool:
        """Whether it is a person, whose own consent is asked."""
        return self.consent is not Consent.NOT_NEEDED

    @property
    def what(self) -> str:
        """How many of what, for whoever may know who it is."""
        return self.label if self.is_named else f"{self.asked} × {self.label}"

    @property
    def told(self) -> str:
        """The same without a person, for journals and notices."""
        return "un intervenant" if self.is_named else self.what


@dataclass(frozen=True)
class Solicitation:
    """What one lender is asked for at once, for one incident."""

    id: SolicitationId
    incident: IncidentId
    region: str
    lender: LenderId
    lender_region: str
    lender_name: str
    lender_commune: str
    victim_name: str
    victim_commune: str
    exercise: bool
    tlp: Tlp
    issued_by: UUID
    issued_name: str
    issued_at: datetime
    lines: tuple[SolicitationLine, ...] = ()

    @property
    def lender_told(self) -> str:
        """The lender in a sentence: "CH de Bayonne (Bayonne)"."""
        return f"{french.name(self.lender_name)} ({french.name(self.lender_commune)})"

    @property
    def victim_told(self) -> str:
        """The victim in a sentence: "CH de Dax (Dax)"."""
        told = french.name(self.victim_name)
        return f"{told} ({french.name(self.victim_commune)})" if self.victim_commune else told

    @property
    def waiting(self) -> tuple[SolicitationLine, ...]:
        """The lines that have no answer yet."""
        return tuple(line for line in self.lines if line.is_waiting)


@dataclass(frozen=True)
class LineAnswer:
    """What is said of one line; `minutes` is for DEFERRED: after how long to call again."""

    answer: Answer
    engagement: EngagementId | None = None
    quantity: int | None = None
    reason: str = ""
    minutes: int | None = None
    eta: datetime | None = None


def answered(line: SolicitationLine, told: LineAnswer, by: Answered) -> SolicitationLine:
    """The line once this is said of it; refused when it was answered already, or when it says something impossible."""
    _require_waiting(line)
    if told.answer is Answer.PENDING:
        raise BadInput("Répondez oui, partiel, non ou à rappeler.", ("answer",))
    if told.eta is not None and told.answer not in _GIVEN:
        raise BadInput("Une heure d'arrivée va avec un oui, entier ou partiel.", ("eta",))
    require_eta(told.eta, by.at)
    return replace(
        line,
        answer=told.answer,
        offered=_offered(line, told),
        reason=_reason(told),
        due_at=by.at + _deferral(told) if told.answer is Answer.DEFERRED else line.due_at,
        escalations=0 if told.answer is Answer.DEFERRED else line.escalations,
        answered=by,
    )


def consented(line: SolicitationLine, *, accepts: bool, name: str, now: datetime) -> SolicitationLine:
    """The line once the person has accepted or refused to go."""
    if line.consent is Consent.NOT_NEEDED:
        raise TransitionRefused("Cet engagement ne demande l'accord d'aucune personne nommée.", ("engagement",))
    wanted = Consent.GIVEN if accepts else Consent.REFUSED
    if wanted not in CONSENTS[line.consent]:
        word = "accepté" if line.consent is Consent.GIVEN else "refusé"
        raise TransitionRefused(
            f"Vous avez déjà {word}{_when(line.consent_at)} : pour changer, appelez la cellule de crise.", ("engagement",)
        )
    if line.state is not EngagementState.PROPOSED:
        raise TransitionRefused("Cet engagement n'attend plus de réponse : il a été annulé ou refusé entre-temps.", ("engagement",))
    return replace(line, consent=wanted, consent_at=now, consent_name=name)


def require_eta(eta: datetime | None, now: datetime) -> None:
    """Refuse an hour of arrival that is past or absurd."""
    if eta is not None and not now <= eta <= now + LATEST_ARRIVAL:
        raise BadInput("L'heure d'arrivée annoncée doit être à venir, dans les 60 jours.", ("eta",))


def _require_waiting(line: SolicitationLine) -> None:
    if line.answered is not None and not TRANSITIONS[line.answer]:
        told = f"Une réponse est déjà enregistrée ({ANSWER_WORDS[line.answer]}{_when(line.answered.at)})"
        raise TransitionRefused(f"{told} : pour la changer, appelez la cellule de crise.", ("engagement",))
    if line.state is not EngagementState.PROPOSED:
        raise TransitionRefused("Cette demande n'a plus besoin de réponse : elle a été annulée entre-temps.", ("engagement",))


def _offered(line: SolicitationLine, told: LineAnswer) -> int | None:
    if told.answer is Answer.PARTIAL:
        if told.quantity is None:
            raise BadInput("Une réponse partielle dit combien : indiquez la quantité.", ("quantity",))
        if not 1 <= told.quantity < line.asked:
            most = f"de 1 à {line.asked - 1}" if line.asked > 1 else "au plus 0 : répondez oui ou non"
            raise BadInput(
                f"Il en est demandé {line.asked} : une réponse partielle en donne {most} (reçu : {told.quantity}).", ("quantity",)
            )
        return told.quantity
    if told.quantity is not None and (told.answer is not Answer.ACCEPTED or told.quantity != line.asked):
        raise BadInput(f"Il en est demandé {line.asked} : une autre quantité va avec une réponse partielle.", ("quantity",))
    return line.asked if told.answer is Answer.ACCEPTED else None


def _reason(told: LineAnswer) -> str:
    reason = texts.paragraphs(told.reason, ("reason",), most=1000, may_be_empty=True)
    if told.answer is Answer.REFUSED and not reason:
        raise BadInput("Un refus dit pourquoi, en quelques mots.", ("reason",))
    return reason


def _deferral(told: LineAnswer) -> timedelta:
    after = timedelta(minutes=told.minutes) if told.minutes is not None else ANSWER_WITHIN
    if not timedelta(minutes=1) <= after <= LONGEST_DEFERRAL:
        raise BadInput("Un rappel se promet d'une minute à 24 heures plus tard.", ("minutes",))
    return after


def _when(at: datetime | None) -> str:
    return f", le {french.moment(at)}" if at is not None else ""
