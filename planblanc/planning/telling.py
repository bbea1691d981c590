"""What the solver found, told in words of the domain: who, from where, how soon, why, and what stays missing."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from functools import cached_property
from uuid import UUID, uuid4

from planblanc.domain.identity import LenderId, NeedId, ResponderId, StockId
from planblanc.domain.planning import PlannedIncident, PlannedLender, PlannedNeed, PlannedResponder, PlannedStock, Snapshot
from planblanc.domain.plans import (
    IncidentPart,
    Journey,
    Line,
    LineFlag,
    NeedAnswer,
    NextRung,
    PlanMethod,
    PlanStanding,
    Proposed,
    Stage,
)
from planblanc.domain.procedures import Procedure
from planblanc.planning.translate import Translated, site_key
from planblanc.planning.work import Found
from planblanc.travel.journeys import MEAN_ERROR, Basis
from planblanc.travel.places import Place, great_circle_km
from solver.pool import Rung
from solver.proposal import Assignment, Proof, Proposal

_METHODS = {Proof.OPTIMAL: PlanMethod.OPTIMAL, Proof.NEAREST_FIRST: PlanMethod.NEAREST_FIRST}
_RUNGS = {
    Rung.OWN_GROUP: "même groupe",
    Rung.DEPARTMENT: "même département",
    Rung.REGION: "même région",
    Rung.ADJACENT_REGION: "région voisine, échelon ouvert",
    Rung.ZONE: "même zone, échelon ouvert",
    Rung.NATIONAL: "échelon national ouvert",
    Rung.EU: "échelon européen ouvert",
}
_ASSUMED = {Basis.ASSUMED_FLIGHT}


@dataclass(frozen=True)
class Words:
    """The words behind the ids of a problem."""

    snapshot: Snapshot
    translated: Translated

    @cached_property
    def needs(self) -> dict[str, PlannedNeed]:
        """Needs by their id in the problem."""
        return {str(need.id): need for need in self.snapshot.needs}

    @cached_property
    def resources(self) -> dict[str, PlannedResponder | PlannedStock]:
        """Responders and stocks by their id in the problem."""
        found: tuple[PlannedResponder | PlannedStock, ...] = (*self.snapshot.responders, *self.snapshot.stocks)
        return {str(resource.id): resource for resource in found}

    @cached_property
    def lenders(self) -> dict[LenderId, PlannedLender]:
        """Lenders by key."""
        return {lender.id: lender for lender in self.snapshot.lenders}

    def journey(self, need: PlannedNeed, resource: PlannedResponder | PlannedStock) -> Journey | None:
        """How the resource gets there, or nothing where there is no way."""
        road = self.translated.problem.reach.road_of(need.victim_key, site_key(resource.lender, resource.spot))
        if road == float("inf"):
            return None
        waits = resource.wait.alert_minutes + resource.wait.preparation_minutes
        return Journey(
            distance_km=great_circle_km(_place(resource), _place(need)),
            alert_minutes=resource.wait.alert_minutes,
            preparation_minutes=resource.wait.preparation_minutes,
            road_minutes=int(road),
            least_minutes=round(waits + road * (1 - MEAN_ERROR)),
            most_minutes=round(waits + road * (1 + MEAN_ERROR)),
            arrives_at=self.snapshot.at + timedelta(minutes=waits + road),
        )

    def basis(self, need: PlannedNeed, resource: PlannedResponder | PlannedStock) -> Basis:
        """What the minutes of road rest on."""
        reach = self.translated.problem.reach
        row, column = reach.row_of[need.victim_key], reach.column_of[site_key(resource.lender, resource.spot)]
        return Basis(int(self.translated.journeys.basis[row, column]))


def tell(
    snapshot: Snapshot,
    translated: Translated,
    found: Found,
    *,
    before: Mapping[tuple[UUID, UUID], tuple[str, int]],
    procedures: Mapping[NeedId, Sequence[Procedure]],
) -> Proposed:
    """The plan, for every incident that was planned for."""
    words = Words(snapshot, translated)
    lines = [_line(words, assignment) for assignment in found.proposal.assignments]
    sheets = [_sheet(need, sheet) for need in snapshot.needs for sheet in procedures.get(need.id, ())]
    return Proposed(
        method=_METHODS.get(found.proposal.proof, PlanMethod.GAP),
        stages=tuple(Stage(one.name, one.title, one.value, one.bound, one.proof.value) for one in found.proposal.stages),
        parts=tuple(_part(words, incident) for incident in snapshot.incidents),
        lines=(*lines, *sheets),
        answers=tuple(_answer(need, found.proposal, procedures) for need in snapshot.needs),
        moved=_moved(words, found.proposal, before),
    )


def _line(words: Words, assignment: Assignment) -> Line:
    need, resource = words.needs[assignment.need], words.resources[assignment.resource]
    lender = words.lenders[resource.lender]
    is_stock = isinstance(resource, PlannedStock)
    return Line(
        id=uuid4(),
        need_id=need.id,
        incident_id=need.incident,
        lender_name=lender.name,
        commune=resource.commune,
        label=resource.label,
        quantity=assignment.quantity,
        starts_at=need.starts_at,
        ends_at=need.ends_at,
        reason=_reason(assignment),
        stock_id=StockId(resource.id) if is_stock else None,
        responder_id=None if is_stock else ResponderId(resource.id),
        lender_id=resource.lender,
        lender_region=lender.kinship.region,
        rung=assignment.rung.name,
        journey=words.journey(need, resource),
        flags=_flags(words, assignment, need, resource),
    )


def _reason(assignment: Assignment) -> str:
    return ("déjà demandé, " if assignment.is_kept else "") + _RUNGS[assignment.rung]


def _flags(words: Words, assignment: Assignment, need: PlannedNeed, resource: PlannedResponder | PlannedStock) -> frozenset[LineFlag]:
    basis = words.basis(need, resource)
    attested = (need.incident, resource.lender) in words.snapshot.attestations
    is_substitute = isinstance(resource, PlannedStock) and resource.equipment_type != need.equipment_type
    told = {
        LineFlag.TO_CONFIRM: words.translated.problem.resource[str(resource.id)].is_stale,
        LineFlag.TO_ATTEST: assignment.rung is Rung.OWN_GROUP and not attested,
        LineFlag.ASSUMED_DELAY: not resource.wait.confirmed or basis in _ASSUMED,
        LineFlag.EXTRAPOLATED: basis is Basis.EXTRAPOLATED,
        LineFlag.SUBSTITUTE: is_substitute,
        LineFlag.SYNTHETIC: resource.synthetic or words.lenders[resource.lender].synthetic,
        LineFlag.KEPT: assignment.is_kept,
    }
    return frozenset(flag for flag, is_so in told.items() if is_so)


def _sheet(need: PlannedNeed, procedure: Procedure) -> Line:
    """A procedure met a need: it is looked up, and nobody travels."""
    return Line(
        id=uuid4(),
        need_id=need.id,
        incident_id=need.incident,
        lender_name=procedure.published_by,
        commune="",
        label=procedure.title,
        quantity=1,
        starts_at=need.starts_at,
        ends_at=need.ends_at,
        reason="procédure du domaine",
        procedure_id=procedure.id,
        flags=frozenset({LineFlag.SYNTHETIC}) if procedure.synthetic else frozenset(),
    )


def _part(words: Words, incident: PlannedIncident) -> IncidentPart:
    return IncidentPart(
        incident_id=incident.id,
        region=incident.region,
        state=PlanStanding.PROPOSED,
        open_rungs=tuple(sorted(incident.open_rungs)),
        next_rung=NextRung(None, (), ()),
    )


def _answer(need: PlannedNeed, proposal: Proposal, procedures: Mapping[NeedId, Sequence[Procedure]]) -> NeedAnswer:
    if need.kind == "PROCEDURE":
        covered = need.quantity if procedures.get(need.id) else 0
    else:
        covered = need.quantity - sum(one.quantity for one in proposal.unmet if one.need == str(need.id))
    return NeedAnswer(need_id=need.id, incident_id=need.incident, wanted=need.quantity, covered=covered)


def _moved(words: Words, proposal: Proposal, before: Mapping[tuple[UUID, UUID], tuple[str, int]]) -> tuple[str, ...]:
    """What the last plan sent and this one does not, a sentence each; nothing where the need itself is gone."""
    sentences = []
    for (need, resource), (who, quantity) in before.items():
        kept = proposal.sent.get((str(need), str(resource)), 0)
        if str(need) in words.needs and kept < quantity:
            sentences.append(f"{who} : {quantity - kept} de moins que dans le plan précédent.")
    return tuple(sentences)


def _place(thing: PlannedNeed | PlannedResponder | PlannedStock) -> Place:
    return Place(thing.spot.latitude, thing.spot.longitude, thing.spot.network)
