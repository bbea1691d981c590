"""The recovery curve is drawn from all that was told of the services."""

from datetime import UTC, datetime, timedelta

from planblanc.domain import recovery
from planblanc.domain.recovery import Told
from planblanc.domain.services import ServiceState

NIGHT = datetime(2021, 2, 9, 1, 0, tzinfo=UTC)


def hour(number: int) -> datetime:
    return NIGHT + timedelta(hours=number)


def told(domain: str, state: ServiceState, since: int, at: int | None = None) -> Told:
    return Told(domain, state, hour(since), hour(since if at is None else at))


def test_a_service_goes_from_state_to_state_without_a_gap() -> None:
    curve = recovery.curve(
        [
            told("EMERGENCY", ServiceState.CLOSED, 0),
            told("EMERGENCY", ServiceState.CLOSED, 12),
            told("EMERGENCY", ServiceState.DEGRADED, 24),
            told("EMERGENCY", ServiceState.OPEN, 60),
        ]
    )

    (emergency,) = curve.services
    assert [(step.state, step.since, step.until) for step in emergency.steps] == [
        (ServiceState.CLOSED, hour(0), hour(24)),
        (ServiceState.DEGRADED, hour(24), hour(60)),
        (ServiceState.OPEN, hour(60), None),
    ]
    assert emergency.down(hour(100)) == timedelta(hours=60)
    assert emergency.restored_at == hour(60)


def test_the_points_count_the_services_in_each_state() -> None:
    curve = recovery.curve(
        [told("EMERGENCY", ServiceState.CLOSED, 0), told("IMAGING", ServiceState.DEGRADED, 2), told("EMERGENCY", ServiceState.OPEN, 3)]
    )

    assert [(point.at, dict(point.services)) for point in curve.points] == [
        (hour(0), {ServiceState.CLOSED: 1, ServiceState.UNKNOWN: 1}),
        (hour(2), {ServiceState.CLOSED: 1, ServiceState.DEGRADED: 1}),
        (hour(3), {ServiceState.OPEN: 1, ServiceState.DEGRADED: 1}),
    ]
    assert [point.open_share for point in curve.points] == [0, 0, 0.5]


def test_what_is_told_later_of_the_same_moment_corrects_it() -> None:
    curve = recovery.curve([told("EMERGENCY", ServiceState.CLOSED, 0, at=0), told("EMERGENCY", ServiceState.DIVERTED, 0, at=1)])

    (emergency,) = curve.services
    assert [step.state for step in emergency.steps] == [ServiceState.DIVERTED]


def test_what_was_the_case_earlier_may_be_told_afterwards() -> None:
    curve = recovery.curve([told("IMAGING", ServiceState.OPEN, 10, at=10), told("IMAGING", ServiceState.CLOSED, 4, at=11)])

    (imaging,) = curve.services
    assert [step.state for step in imaging.steps] == [ServiceState.CLOSED, ServiceState.OPEN]
    assert imaging.down(hour(20)) == timedelta(hours=6)


def test_a_service_that_never_was_down_was_never_restored() -> None:
    (fine,) = recovery.curve([told("PHONE", ServiceState.OPEN, 0)]).services
    (down,) = recovery.curve([told("PHONE", ServiceState.CLOSED, 0)]).services

    assert fine.restored_at is None
    assert down.restored_at is None
    assert down.down(hour(5)) == timedelta(hours=5)


def test_nothing_told_draws_nothing() -> None:
    assert recovery.curve([]) == recovery.Recovery((), ())
