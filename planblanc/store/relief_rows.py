"""Rows of rosters, as words of the domain and back."""

from collections.abc import Mapping
from dataclasses import asdict
from datetime import time
from typing import Any
from uuid import UUID

from asyncpg import Record

from planblanc.domain.identity import LenderId, ResponderId
from planblanc.domain.plans import PlanMethod
from planblanc.domain.relief import (
    Forecast,
    Load,
    Reason,
    ReliefStage,
    ReliefState,
    Roster,
    RosterId,
    Shift,
    Site,
    Turn,
    Vacancy,
    WorkingTime,
)
from planblanc.domain.relief_wanted import Crew, Post
from planblanc.domain.requests import Criticality


def roster(row: Record) -> Roster:
    """A row of `read_roster`."""
    return Roster(
        id=row["id"],
        region=row["region_code"],
        exercise=row["exercise"],
        starts_on=row["starts_on"],
        weeks=row["weeks"],
        working_time=working_time(row),
        state=ReliefState(row["state"]),
        requested_by=row["requested_by"],
        requested_name=row["requested_name"],
        requested_at=row["requested_at"],
        computed_at=row["computed_at"],
        method=PlanMethod(row["method"]) if row["method"] else None,
        stages=tuple(_stage(stage) for stage in row["stages"] or ()),
        notes=tuple(row["notes"]),
        failure=row["failure"],
        approved_name=row["approved_name"],
        approved_at=row["approved_at"],
        version=row["version"],
    )


def working_time(row: Record) -> WorkingTime:
    """A row of `read_working_time`, or the part of a roster that says it."""
    return WorkingTime(
        rest_minutes=row["rest_minutes"],
        week_minutes=row["week_minutes"],
        longest_run_days=row["longest_run_days"],
        handover_minutes=row["handover_minutes"],
    )


def site(row: Record) -> Site:
    """A row of `list_sites`."""
    return Site(
        establishment_id=row["establishment_id"],
        incident_id=row["incident_id"],
        name=row["name"],
        commune=row["commune"],
        time_zone=row["time_zone"],
        crews=tuple(_crew(crew) for crew in row["crews"] or ()),
        forecasts=tuple(Forecast(**forecast) for forecast in row["forecast"]),
    )


def shift(row: Record) -> Shift:
    """A row of `list_shifts`."""
    return Shift(
        id=row["id"],
        establishment_id=row["establishment_id"],
        incident_id=row["incident_id"],
        crew=row["crew_number"] - 1,
        starts_at=row["starts_at"],
        ends_at=row["ends_at"],
        is_night=row["is_night"],
        turns=tuple(_turn(turn) for turn in row["turns"]),
        vacancies=tuple(_vacancy(vacancy) for vacancy in row["vacancies"]),
    )


def load(row: Record) -> Load:
    """A row of `list_people`."""
    return Load(
        responder_id=row["responder_id"],
        unit=row["unit_number"],
        label=row["label"],
        lender_name=row["lender_name"],
        is_named=row["is_named"],
        **{**row["load"], "warnings": tuple(row["load"]["warnings"])},
    )


def shift_columns(roster: Roster, shift: Shift) -> dict[str, object]:
    """The parameters of `save_shift`."""
    return {
        "id": shift.id,
        **_place(roster, shift),
        "crew": shift.crew + 1,
        "starts_at": shift.starts_at,
        "ends_at": shift.ends_at,
        "is_night": shift.is_night,
    }


def turn_columns(roster: Roster, shift: Shift, turn: Turn) -> dict[str, object]:
    """The parameters of `save_turn`."""
    return {
        "id": turn.id,
        "shift": shift.id,
        **_place(roster, shift),
        "post": turn.post + 1,
        "responder": turn.responder_id,
        "unit": turn.unit,
        "lender": turn.lender_id,
        "lender_region": turn.lender_region,
        "lender_name": turn.lender_name,
        "commune": turn.commune,
        "label": turn.label,
        "is_named": turn.is_named,
        "rung": turn.rung,
        "travel_minutes": turn.travel_minutes,
        "is_on_site": turn.is_on_site,
    }


def vacancy_columns(roster: Roster, shift: Shift, vacancy: Vacancy) -> dict[str, object]:
    """The parameters of `save_vacancy`."""
    return {
        "shift": shift.id,
        **_place(roster, shift),
        "post": vacancy.post + 1,
        "quantity": vacancy.quantity,
        "reasons": [asdict(reason) for reason in vacancy.reasons],
    }


def person_columns(roster: Roster, load: Load) -> dict[str, object]:
    """The parameters of `save_person`."""
    counted = ("shifts", "minutes", "most_minutes_a_week", "nights", "longest_run_days")
    return {
        "roster": roster.id,
        "region": roster.region,
        "responder": load.responder_id,
        "unit": load.unit,
        "label": load.label,
        "lender_name": load.lender_name,
        "is_named": load.is_named,
        "load": {**{name: getattr(load, name) for name in counted}, "warnings": list(load.warnings)},
    }


def stage_column(stage: ReliefStage) -> dict[str, object]:
    """A stage as the column of stages holds it."""
    return asdict(stage)


def _place(roster: Roster, shift: Shift) -> dict[str, object]:
    return {
        "roster": RosterId(roster.id),
        "establishment": shift.establishment_id,
        "incident": shift.incident_id,
        "region": roster.region,
    }


def _stage(stored: Mapping[str, Any]) -> ReliefStage:
    return ReliefStage(**{**stored, "value": tuple(stored["value"]), "bound": tuple(stored["bound"])})


def _crew(stored: Mapping[str, Any]) -> Crew:
    posts = tuple(Post(**{**post, "criticality": Criticality(post["criticality"])}) for post in stored["posts"])
    return Crew(stored["name"], time.fromisoformat(stored["daily_from"]), time.fromisoformat(stored["daily_to"]), posts)


def _turn(stored: Mapping[str, Any]) -> Turn:
    keys = {
        "id": UUID(stored["id"]),
        "responder_id": ResponderId(UUID(stored["responder_id"])),
        "lender_id": LenderId(UUID(stored["lender_id"])),
    }
    return Turn(**{**stored, **keys})


def _vacancy(stored: Mapping[str, Any]) -> Vacancy:
    return Vacancy(stored["post"], stored["quantity"], tuple(Reason(**reason) for reason in stored["reasons"]))
