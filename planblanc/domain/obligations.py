"""Legal clocks: what an incident obliges to, from when, until when, and how late it was filed."""

from calendar import monthrange
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from enum import StrEnum

from planblanc.domain import french
from planblanc.domain.errors import BadInput, TransitionRefused
from planblanc.domain.identity import IncidentId, ObligationId

# When a clock that runs is called to mind, in hours before its limit; once more as it passes.
REMINDERS: tuple[int, ...] = (24, 6, 1, 0)


class Anchor(StrEnum):
    """From what a clock runs: awareness of the incident or of a breach of data, another filing, or nothing."""

    AWARENESS = "AWARENESS"
    BREACH = "BREACH"
    FILING = "FILING"
    NONE = "NONE"


class ObligationState(StrEnum):
    """Where an obligation stands."""

    NO_DEADLINE = "NO_DEADLINE"
    NOT_STARTED = "NOT_STARTED"
    RUNNING = "RUNNING"
    MET = "MET"
    WAIVED = "WAIVED"


STATE_WORDS: Mapping[ObligationState, str] = {
    ObligationState.NO_DEADLINE: "sans délai",
    ObligationState.NOT_STARTED: "pas encore commencée",
    ObligationState.RUNNING: "en cours",
    ObligationState.MET: "faite",
    ObligationState.WAIVED: "sans objet",
}


@dataclass(frozen=True)
class Template:
    """An obligation of the law, as data: to whom, by which portal, from when, within what; nothing is invented where it is empty."""

    code: str
    rank: int
    label: str
    authority: str
    legal_basis: str
    applies_if: str
    portal: str
    phone: str
    if_portal_down: str
    anchor: Anchor
    after: str | None
    limit_hours: int | None
    limit_months: int | None
    in_phases: bool
    met_by_portal: bool
    enabled: bool
    origin: str
    confirmed: bool
    decided_by: str | None = None
    decided_at: datetime | None = None

    @property
    def has_limit(self) -> bool:
        """Whether the law gives a limit at all, rather than "sans délai"."""
        return self.limit_hours is not None or self.limit_months is not None

    def due(self, anchor: datetime) -> datetime | None:
        """When the limit falls; a month ends on the same day of the next one, or on its last day."""
        if self.limit_months is not None:
            return _months_later(anchor, self.limit_months)
        return anchor + timedelta(hours=self.limit_hours) if self.limit_hours is not None else None


@dataclass(frozen=True)
class Filing:
    """What was filed: when, under which reference, by whom; `late` is frozen then, and nothing where there is no limit."""

    at: datetime
    reference: str
    by: str
    late: timedelta | None
    supplements: tuple[str, ...] = ()


@dataclass(frozen=True)
class Waiver:
    """Who said that it is not required, when and why."""

    at: datetime
    by: str
    reason: str


@dataclass(frozen=True)
class Times:
    """The moments from which a clock may run: `declared` stands for an awareness that nobody has told yet."""

    declared: datetime
    awareness: datetime | None = None
    started: datetime | None = None
    followed: datetime | None = None


@dataclass(frozen=True)
class Obligation:
    """One obligation of one incident, as it stands."""

    id: ObligationId
    incident: IncidentId
    region: str
    template: Template
    times: Times
    exercise: bool = False
    filing: Filing | None = None
    waiver: Waiver | None = None
    reminded_hours: int | None = None

    @property
    def anchor(self) -> datetime | None:
        """The moment from which the clock runs, if it is known."""
        return {
            Anchor.AWARENESS: self.times.awareness or self.times.declared,
            Anchor.BREACH: self.times.started,
            Anchor.FILING: self.times.followed,
            Anchor.NONE: None,
        }[self.template.anchor]

    @property
    def anchor_is_assumed(self) -> bool:
        """Whether awareness is unknown: it is at the latest the moment of the declaration."""
        return self.template.anchor is Anchor.AWARENESS and self.times.awareness is None

    @property
    def due(self) -> datetime | None:
        """When the limit falls, once the clock runs."""
        return self.template.due(self.anchor) if self.anchor is not None else None

    @property
    def state(self) -> ObligationState:
        """Where it stands: filed or waived first, then what its clock says."""
        if self.filing is not None:
            return ObligationState.MET
        if self.waiver is not None:
            return ObligationState.WAIVED
        if not self.template.has_limit:
            return ObligationState.NO_DEADLINE
        return ObligationState.RUNNING if self.anchor is not None else ObligationState.NOT_STARTED

    def late(self, now: datetime) -> timedelta | None:
        """By how much the limit is passed, or was when it was filed; nothing where no limit runs."""
        if self.filing is not None:
            return self.filing.late
        if self.state is not ObligationState.RUNNING:
            return None
        return _after(now, self.due)


def started(obligation: Obligation, at: datetime, now: datetime) -> Obligation:
    """The obligation, its clock running from the moment when its anchor was reached; said again, that moment is corrected."""
    _require_past(at, now, "at")
    if obligation.template.anchor is not Anchor.BREACH:
        raise TransitionRefused("Le délai de cette obligation ne part pas d'un moment à déclarer.", ("obligation",))
    _require_not_filed(obligation)
    earliest = obligation.times.awareness
    if earliest is not None and at < earliest:
        raise BadInput("Une violation ne peut pas être connue avant l'incident lui-même.", ("at",))
    return replace(obligation, times=replace(obligation.times, started=at))


def filed(obligation: Obligation, reference: str, by: str, at: datetime, now: datetime) -> Obligation:
    """The obligation once filed, its lateness frozen; one that is filed in phases is completed, one that was waived is met."""
    _require_past(at, now, "filed_at")
    if obligation.filing is not None:
        return replace(obligation, filing=_completed(obligation, obligation.filing, reference, at))
    if obligation.template.anchor in {Anchor.BREACH, Anchor.FILING} and obligation.anchor is None:
        raise TransitionRefused("Le délai de cette obligation n'a pas commencé : son point de départ n'est pas connu.", ("obligation",))
    # What is only assumed refuses nothing.
    if obligation.anchor is not None and at < obligation.anchor and not obligation.anchor_is_assumed:
        told = f"Cette date précède le point de départ du délai ({french.moment(obligation.anchor)})."
        raise BadInput(told, ("filed_at",))
    return replace(obligation, filing=Filing(at, reference, by, _after(at, obligation.due)), waiver=None)


def waived(obligation: Obligation, waiver: Waiver) -> Obligation:
    """The obligation, said not to be required."""
    _require_not_filed(obligation)
    if obligation.waiver is not None:
        raise TransitionRefused("Cette obligation est déjà déclarée sans objet.", ("obligation",))
    return replace(obligation, waiver=waiver)


def reminder_due(obligation: Obligation, now: datetime) -> int | None:
    """The reminder to make now, in hours before the limit, 0 once it has passed; nothing if none is due, or it was made."""
    due = obligation.due
    if obligation.state is not ObligationState.RUNNING or due is None:
        return None
    reached = [hours for hours in REMINDERS if now >= due - timedelta(hours=hours)]
    if not reached or (obligation.reminded_hours is not None and obligation.reminded_hours <= min(reached)):
        return None
    return min(reached)


def _completed(obligation: Obligation, filing: Filing, reference: str, at: datetime) -> Filing:
    if not obligation.template.in_phases:
        raise TransitionRefused(f"Cette obligation est déjà faite, sous la référence {filing.reference}.", ("obligation",))
    if at < filing.at:
        raise BadInput("Un complément ne peut pas précéder le premier dépôt.", ("filed_at",))
    return replace(filing, supplements=(*filing.supplements, reference))


def _require_not_filed(obligation: Obligation) -> None:
    if obligation.filing is not None:
        raise TransitionRefused(f"Cette obligation est déjà faite, sous la référence {obligation.filing.reference}.", ("obligation",))


def _require_past(at: datetime, now: datetime, field: str) -> None:
    if at > now:
        raise BadInput("Cette date est dans le futur.", (field,))


def _after(at: datetime, due: datetime | None) -> timedelta | None:
    return max(at - due, timedelta(0)) if due is not None else None


def _months_later(at: datetime, months: int) -> datetime:
    local = at.astimezone(UTC)
    year, month = divmod(local.year * 12 + local.month - 1 + months, 12)
    return local.replace(year=year, month=month + 1, day=min(local.day, monthrange(year, month + 1)[1]))
