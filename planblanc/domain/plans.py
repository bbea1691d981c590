"""Plans: what was proposed, why, what stays missing, and where each one stands for each incident."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from planblanc.domain import french
from planblanc.domain.adjustments import Kept
from planblanc.domain.errors import TransitionRefused
from planblanc.domain.identity import IncidentId, LenderId, NeedId, PlanId, ProcedureId, ResponderId, StockId


class PlanState(StrEnum):
    """Where the computation stands: REQUESTED → PROPOSED | FAILED."""

    REQUESTED = "REQUESTED"
    PROPOSED = "PROPOSED"
    FAILED = "FAILED"


class PlanStanding(StrEnum):
    """Where a proposed plan stands for one incident: PROPOSED → APPROVED | SUPERSEDED | EXPIRED."""

    PROPOSED = "PROPOSED"
    APPROVED = "APPROVED"
    SUPERSEDED = "SUPERSEDED"
    EXPIRED = "EXPIRED"


class PlanScope(StrEnum):
    """Whose incidents a plan covers at once."""

    REGION = "REGION"
    ZONE = "ZONE"
    NATION = "NATION"


class PlanMethod(StrEnum):
    """How good a plan is known to be."""

    OPTIMAL = "OPTIMAL"
    GAP = "GAP"
    NEAREST_FIRST = "NEAREST_FIRST"


class LineFlag(StrEnum):
    """What a reader must know of a line before calling."""

    TO_CONFIRM = "TO_CONFIRM"
    TO_ATTEST = "TO_ATTEST"
    ASSUMED_DELAY = "ASSUMED_DELAY"
    EXTRAPOLATED = "EXTRAPOLATED"
    SUBSTITUTE = "SUBSTITUTE"
    SYNTHETIC = "SYNTHETIC"
    KEPT = "KEPT"


NEXT = {
    PlanStanding.PROPOSED: {PlanStanding.APPROVED, PlanStanding.SUPERSEDED, PlanStanding.EXPIRED},
    PlanStanding.APPROVED: {PlanStanding.SUPERSEDED},
}


def require_next(now: PlanStanding, wanted: PlanStanding) -> None:
    """Refuse a change of standing that the table does not list."""
    if wanted not in NEXT.get(now, set()):
        raise TransitionRefused(f"Ce plan est {STANDING_LABELS[now]} : il ne peut pas devenir {STANDING_LABELS[wanted]}.")


STANDING_LABELS = {
    PlanStanding.PROPOSED: "proposé",
    PlanStanding.APPROVED: "approuvé",
    PlanStanding.SUPERSEDED: "remplacé",
    PlanStanding.EXPIRED: "périmé",
}


@dataclass(frozen=True)
class Stage:
    """One preference: what the plan reaches, and what is proven of it; the lower the value, the better."""

    name: str
    title: str
    value: int
    bound: int
    proof: str


@dataclass(frozen=True)
class Journey:
    """How one resource gets there: great-circle km, and the parts of the time, in minutes."""

    distance_km: float
    alert_minutes: int
    preparation_minutes: int
    road_minutes: int
    least_minutes: int
    most_minutes: int
    arrives_at: datetime

    @property
    def total_minutes(self) -> int:
        """What the plan counts with."""
        return self.alert_minutes + self.preparation_minutes + self.road_minutes


@dataclass(frozen=True)
class Line:
    """One resource, or one procedure, for one need."""

    id: UUID
    need_id: NeedId
    incident_id: IncidentId
    lender_name: str
    commune: str
    label: str
    quantity: int
    starts_at: datetime
    ends_at: datetime
    reason: str
    responder_id: ResponderId | None = None
    stock_id: StockId | None = None
    procedure_id: ProcedureId | None = None
    lender_id: LenderId | None = None
    lender_region: str | None = None
    rung: str | None = None
    journey: Journey | None = None
    flags: frozenset[LineFlag] = frozenset()


@dataclass(frozen=True)
class Candidate:
    """Somebody else who could have been, or was not: no person's name beyond the open rungs.

    `rule` and `title` name the first rule that rejects it, empty for a runner-up; `also` holds the titles of the others that
    do: take all of them away and it is eligible. `behind` says by how much it loses. `resource`: its key, where it is told
    who it is; a stock's when `is_stock`.
    """

    lender_name: str
    commune: str
    label: str
    distance_km: float
    total_minutes: int | None
    rung: str
    rule: str = ""
    title: str = ""
    behind: str = ""
    also: tuple[str, ...] = ()
    resource: str | None = None
    is_stock: bool = False


@dataclass(frozen=True)
class RuleCount:
    """So many candidates beyond the open rungs that one rule rejects."""

    rule: str
    title: str
    count: int


@dataclass(frozen=True)
class NeedAnswer:
    """What the plan says of one need; `obstacles` block the nearest candidates of a need that is not wholly covered."""

    need_id: NeedId
    incident_id: IncidentId
    wanted: int
    covered: int
    runner_up: Candidate | None = None
    rejected: tuple[Candidate, ...] = ()
    obstacles: tuple[Candidate, ...] = ()
    counts: tuple[RuleCount, ...] = ()

    @property
    def missing(self) -> int:
        """Units that nobody covers."""
        return self.wanted - self.covered

    @property
    def reason(self) -> str:
        """Why some are missing, in a sentence; empty when none is."""
        if not self.missing:
            return ""
        if self.obstacles:
            nearest = self.obstacles[0]
            return f"Le plus proche, {nearest.lender_name}, ne remplit pas cette règle : {nearest.title[:1].lower()}{nearest.title[1:]}."
        other = "d'autre " if self.covered else ""
        if self.counts:
            beyond = french.counted(sum(one.count for one in self.counts), "candidat est écarté", "candidats sont écartés")
            return f"Personne {other}dans les échelons ouverts ; au-delà, {beyond}."
        return f"Personne {other}de connu, à aucun échelon, n'a ce qui est demandé."


@dataclass(frozen=True)
class Rejections:
    """All the candidates of the open rungs that a rule rejects for one need, nearest first, and how many each is the first to reject."""

    need_id: NeedId
    incident_id: IncidentId
    told: tuple[Candidate, ...]
    counts: tuple[RuleCount, ...]


@dataclass(frozen=True)
class Offer:
    """What one lender of the next closed rung would add for one need; never a person."""

    need_id: NeedId
    lender_name: str
    commune: str
    what: str
    quantity: int
    distance_km: float
    total_minutes: int
    region: str
    zone: str


@dataclass(frozen=True)
class NextRung:
    """The next closed rung that holds anyone new, the empty ones that were skipped, and what it would add."""

    rung: str | None
    skipped: tuple[str, ...]
    offers: tuple[Offer, ...]


@dataclass(frozen=True)
class IncidentPart:
    """A plan as it stands for one incident."""

    incident_id: IncidentId
    region: str
    state: PlanStanding
    open_rungs: tuple[str, ...]
    next_rung: NextRung
    approved_name: str | None = None
    approved_at: datetime | None = None


@dataclass(frozen=True)
class Proposed:
    """What the planner found, before it is saved: everything that a reader of the plan is told."""

    method: PlanMethod
    stages: tuple[Stage, ...]
    parts: tuple[IncidentPart, ...]
    lines: tuple[Line, ...]
    answers: tuple[NeedAnswer, ...]
    moved: tuple[str, ...] = ()
    by_hand: tuple[Kept, ...] = ()
    sacrifices: tuple[str, ...] = ()
    rejections: tuple[Rejections, ...] = ()


@dataclass(frozen=True)
class Plan:
    """A plan that was asked for; what it holds is read apart."""

    id: PlanId
    region: str
    scope: PlanScope
    scope_regions: tuple[str, ...]
    exercise: bool
    state: PlanState
    requested_by: UUID
    requested_name: str
    requested_at: datetime
    begun_at: datetime | None = None
    computed_at: datetime | None = None
    method: PlanMethod | None = None
    stages: tuple[Stage, ...] = ()
    moved: tuple[str, ...] = ()
    by_hand: tuple[Kept, ...] = ()
    sacrifices: tuple[str, ...] = ()
    failure: str | None = None
    version: int = field(default=1, compare=False)
