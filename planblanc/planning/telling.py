"""What the solver found, told in words of the domain: who, from where, how soon, why, and what stays missing."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from uuid import uuid4

from planblanc.domain.adjustments import Kept
from planblanc.domain.identity import NeedId, ResponderId, StockId
from planblanc.domain.planning import PlannedIncident, PlannedNeed, PlannedStock, Snapshot
from planblanc.domain.plans import (
    IncidentPart,
    Line,
    LineFlag,
    NeedAnswer,
    PlanMethod,
    PlanStanding,
    Proposed,
    Stage,
)
from planblanc.domain.procedures import Procedure
from planblanc.planning import choices_told, sacrifices_told
from planblanc.planning.reasons import Before, Reasons
from planblanc.planning.translate import Translated
from planblanc.planning.words import Resource, Words
from planblanc.planning.work import Found
from planblanc.travel.journeys import Basis
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


def as_proposal(before: Before) -> Proposal:
    """What the last plan sent, as the solver compares it; the rung of each is not told."""
    sent = [Assignment(str(need), str(resource), quantity, Rung.REGION) for (need, resource), (_, quantity) in sorted(before.items())]
    return Proposal(tuple(sent), unmet=(), stages=(), proof=Proof.NOT_REACHED)


def tell(
    snapshot: Snapshot,
    translated: Translated,
    found: Found,
    *,
    before: Before,
    procedures: Mapping[NeedId, Sequence[Procedure]],
) -> Proposed:
    """The plan, for every incident that was planned for."""
    words = Words(snapshot, translated)
    told = Reasons(words, found.explanation)
    lines = [_line(told, assignment) for assignment in found.proposal.assignments]
    sheets = [_sheet(need, sheet) for need in snapshot.needs for sheet in procedures.get(need.id, ())]
    return Proposed(
        method=_METHODS.get(found.proposal.proof, PlanMethod.GAP),
        stages=tuple(Stage(one.name, one.title, one.value, one.bound, one.proof.value) for one in found.proposal.stages),
        parts=tuple(_part(told, incident) for incident in snapshot.incidents),
        lines=(*lines, *sheets),
        answers=tuple(_answer(told, need, found.proposal, procedures) for need in snapshot.needs),
        moved=told.moved(before),
        by_hand=_by_hand(told, found),
        sacrifices=sacrifices_told.told(words, found.explanation.sacrifices),
        rejections=tuple(one for need in snapshot.needs if (one := told.rejections(need)) is not None),
    )


def _by_hand(told: Reasons, found: Found) -> tuple[Kept, ...]:
    if found.explanation.by_hand:
        return choices_told.told(told, found.explanation.by_hand)
    return choices_told.unexplained(told, [(pin.need, pin.resource) for pin in found.proposal.unkept_pins])


def _line(told: Reasons, assignment: Assignment) -> Line:
    words = told.words
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
        starts_at=max(need.starts_at, words.snapshot.at),  # of a window that has begun, nobody is promised what is over
        ends_at=need.ends_at,
        reason=_reason(told, assignment),
        stock_id=StockId(resource.id) if is_stock else None,
        responder_id=None if is_stock else ResponderId(resource.id),
        lender_id=resource.lender,
        lender_region=lender.kinship.region,
        rung=assignment.rung.name,
        journey=words.journey(need, resource),
        flags=_flags(words, assignment, need, resource),
    )


def _reason(told: Reasons, assignment: Assignment) -> str:
    behind = told.behind(assignment.need, assignment.resource)
    wanted_at = told.words.needs[assignment.need].wanted_at
    is_late = wanted_at is not None and wanted_at <= told.words.snapshot.at
    parts = (
        ("déjà demandé, " if assignment.is_kept else "") + _RUNGS[assignment.rung],
        "l'heure voulue est passée" if is_late else "",
        f"le suivant : {behind}" if behind else "",
    )
    return " ; ".join(part for part in parts if part)


def _flags(words: Words, assignment: Assignment, need: PlannedNeed, resource: Resource) -> frozenset[LineFlag]:
    basis = words.basis(need, resource)
    attested = (need.incident, resource.lender) in words.snapshot.attestations
    is_substitute = isinstance(resource, PlannedStock) and resource.equipment_type != need.equipment_type
    told = {
        LineFlag.TO_CONFIRM: words.translated.problem.resource[str(resource.id)].is_stale,
        LineFlag.TO_ATTEST: assignment.rung is Rung.OWN_GROUP and not attested,
        LineFlag.ASSUMED_DELAY: not resource.wait.confirmed or basis is Basis.ASSUMED_FLIGHT,
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


def _part(told: Reasons, incident: PlannedIncident) -> IncidentPart:
    return IncidentPart(
        incident_id=incident.id,
        region=incident.region,
        state=PlanStanding.PROPOSED,
        open_rungs=tuple(sorted(incident.open_rungs)),
        next_rung=told.next_rung(incident.id),
    )


def _answer(told: Reasons, need: PlannedNeed, proposal: Proposal, procedures: Mapping[NeedId, Sequence[Procedure]]) -> NeedAnswer:
    if need.kind == "PROCEDURE":
        covered = need.quantity if procedures.get(need.id) else 0
    else:
        covered = need.quantity - sum(one.quantity for one in proposal.unmet if one.need == str(need.id))
    return replace(told.answer(need), covered=covered)
