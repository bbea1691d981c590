"""The moments that stand for a staffing, and what may still be stopped."""

from datetime import UTC, datetime
from uuid import UUID

import pytest

from planblanc.domain.errors import TransitionRefused
from planblanc.domain.identity import StressRunId
from planblanc.domain.stress import (
    StressAttack,
    StressRun,
    StressStaffing,
    StressState,
    Units,
    moment_of,
    require_under_way,
)

TUESDAY_NOON = datetime(2026, 11, 24, 11, tzinfo=UTC)


@pytest.mark.parametrize(
    ("staffing", "zone", "told"),
    [
        (StressStaffing.DAY, "Europe/Paris", "2026-12-01T10:00:00+01:00"),
        (StressStaffing.NIGHT, "Europe/Paris", "2026-11-25T02:00:00+01:00"),
        (StressStaffing.WEEK_END, "Europe/Paris", "2026-11-29T15:00:00+01:00"),
        (StressStaffing.NIGHT, "Indian/Reunion", "2026-11-25T02:00:00+04:00"),
    ],
)
def test_a_staffing_is_told_by_the_next_such_hour_of_the_region(staffing: StressStaffing, zone: str, told: str) -> None:
    assert moment_of(staffing, TUESDAY_NOON, zone).isoformat() == told


def test_the_hour_that_has_come_is_next_week_s() -> None:
    at_ten = datetime(2026, 11, 24, 9, tzinfo=UTC)

    assert moment_of(StressStaffing.DAY, at_ten, "Europe/Paris").date().isoformat() == "2026-12-01"


def run(state: StressState) -> StressRun:
    return StressRun(
        StressRunId(UUID(int=1)), "75", tuple(StressStaffing), with_pairs=False, state=state, requested_name="", requested_at=TUESDAY_NOON
    )


@pytest.mark.parametrize("state", [StressState.REQUESTED, StressState.RUNNING])
def test_what_is_under_way_may_be_stopped(state: StressState) -> None:
    require_under_way(run(state))


@pytest.mark.parametrize("state", [StressState.DONE, StressState.FAILED, StressState.CANCELLED])
def test_what_has_ended_is_not_stopped(state: StressState) -> None:
    with pytest.raises(TransitionRefused, match="ne peut plus être arrêté"):
        require_under_way(run(state))


def test_whoever_asks_for_nothing_is_covered() -> None:
    assert StressAttack((), Units(0, 0, 0), Units(0, 0, 0), ()).coverage == 1.0
