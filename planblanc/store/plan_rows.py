"""Rows of plans, as words of the domain and back."""

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any
from uuid import UUID

from asyncpg import Record

from planblanc.domain.adjustments import Kept
from planblanc.domain.identity import PlanId
from planblanc.domain.plans import (
    Candidate,
    IncidentPart,
    Journey,
    Line,
    LineFlag,
    NeedAnswer,
    NextRung,
    Offer,
    Plan,
    PlanMethod,
    PlanScope,
    PlanStanding,
    PlanState,
    Rejections,
    RuleCount,
    Stage,
)


def plan(row: Record) -> Plan:
    """A row of `read_plan`."""
    return Plan(
        id=row["id"],
        region=row["region_code"],
        scope=PlanScope(row["scope"]),
        scope_regions=tuple(row["scope_regions"]),
        exercise=row["exercise"],
        state=PlanState(row["state"]),
        requested_by=row["requested_by"],
        requested_name=row["requested_name"],
        requested_at=row["requested_at"],
        begun_at=row["begun_at"],
        computed_at=row["computed_at"],
        method=PlanMethod(row["method"]) if row["method"] else None,
        stages=tuple(Stage(**stage) for stage in row["stages"] or ()),
        moved=tuple(row["moved"] or ()),
        by_hand=tuple(Kept(**kept) for kept in row["by_hand"] or ()),
        sacrifices=tuple(row["sacrifices"] or ()),
        failure=row["failure"],
        version=row["version"],
    )


def part(row: Record) -> IncidentPart:
    """A row of `list_parts`."""
    return IncidentPart(
        incident_id=row["incident_id"],
        region=row["region_code"],
        state=PlanStanding(row["state"]),
        open_rungs=tuple(row["open_rungs"]),
        next_rung=_next_rung(row["next_rung"]),
        approved_name=row["approved_name"],
        approved_at=row["approved_at"],
    )


def line(row: Record) -> Line:
    """A row of `list_lines`."""
    return Line(
        id=row["id"],
        need_id=row["need_id"],
        incident_id=row["incident_id"],
        lender_name=row["lender_name"],
        commune=row["commune"],
        label=row["label"],
        quantity=row["quantity"],
        starts_at=row["starts_at"],
        ends_at=row["ends_at"],
        reason=row["reason"],
        responder_id=row["responder_id"],
        stock_id=row["stock_id"],
        procedure_id=row["procedure_id"],
        lender_id=row["lender_id"],
        lender_region=row["lender_region_code"],
        rung=row["rung"],
        journey=_journey(row),
        flags=frozenset(LineFlag(flag) for flag in row["flags"]),
    )


def answer(row: Record) -> NeedAnswer:
    """A row of `list_answers`."""
    return NeedAnswer(
        need_id=row["need_id"],
        incident_id=row["incident_id"],
        wanted=row["wanted"],
        covered=row["covered"],
        runner_up=candidate(row["runner_up"]) if row["runner_up"] else None,
        rejected=tuple(candidate(one) for one in row["rejected"]),
        obstacles=tuple(candidate(one) for one in row["obstacles"]),
        counts=tuple(RuleCount(**count) for count in row["counts"]),
    )


def rejection_columns(plan_id: PlanId, region: str, rejections: Rejections) -> dict[str, object]:
    """The parameters of `save_rejections`."""
    return {
        "plan": plan_id,
        "incident": rejections.incident_id,
        "region": region,
        "need": rejections.need_id,
        "told": [asdict(candidate) for candidate in rejections.told],
        "counts": [asdict(count) for count in rejections.counts],
    }


def part_columns(plan_id: PlanId, part: IncidentPart) -> dict[str, object]:
    """The parameters of `save_part`."""
    return {
        "plan": plan_id,
        "incident": part.incident_id,
        "region": part.region,
        "state": part.state.value,
        "open_rungs": list(part.open_rungs),
        "next_rung": _plain(asdict(part.next_rung)),
    }


def answer_columns(plan_id: PlanId, region: str, answer: NeedAnswer) -> dict[str, object]:
    """The parameters of `save_answer`."""
    return {
        "plan": plan_id,
        "incident": answer.incident_id,
        "region": region,
        "need": answer.need_id,
        "wanted": answer.wanted,
        "covered": answer.covered,
        "runner_up": asdict(answer.runner_up) if answer.runner_up else None,
        "rejected": [asdict(candidate) for candidate in answer.rejected],
        "obstacles": [asdict(candidate) for candidate in answer.obstacles],
        "counts": [asdict(count) for count in answer.counts],
    }


def line_columns(plan_id: PlanId, region: str, line: Line) -> dict[str, object]:
    """The parameters of `save_line`."""
    journey: Mapping[str, object] = asdict(line.journey) if line.journey else dict.fromkeys(Journey.__annotations__)
    return {
        "id": line.id,
        "plan": plan_id,
        "incident": line.incident_id,
        "region": region,
        "need": line.need_id,
        "responder": line.responder_id,
        "stock": line.stock_id,
        "procedure": line.procedure_id,
        "lender": line.lender_id,
        "lender_region": line.lender_region,
        "lender_name": line.lender_name,
        "commune": line.commune,
        "label": line.label,
        "quantity": line.quantity,
        "rung": line.rung,
        "starts_at": line.starts_at,
        "ends_at": line.ends_at,
        "reason": line.reason,
        "flags": sorted(flag.value for flag in line.flags),
        **journey,
    }


def candidate(stored: Mapping[str, Any]) -> Candidate:
    """A candidate as a plan keeps it."""
    return Candidate(**{**stored, "also": tuple(stored.get("also", ()))})


def _journey(row: Record) -> Journey | None:
    if row["distance_km"] is None:
        return None
    return Journey(**{name: row[name] for name in Journey.__annotations__})


def _next_rung(stored: Mapping[str, Any] | None) -> NextRung:
    if stored is None:
        return NextRung(None, (), ())
    offers = tuple(Offer(**{**offer, "need_id": UUID(offer["need_id"])}) for offer in stored["offers"])
    return NextRung(stored["rung"], tuple(stored["skipped"]), offers)


def _plain(next_rung: dict[str, Any]) -> dict[str, Any]:
    """Keys of needs as text: the column is JSON."""
    offers = [{**offer, "need_id": str(offer["need_id"])} for offer in next_rung["offers"]]
    return {**next_rung, "offers": offers}
