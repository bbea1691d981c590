"""A legal clock runs from its anchor, keeps its lateness once filed, and never has a limit that the law does not give."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest

from planblanc.domain import obligations
from planblanc.domain.errors import BadInput, TransitionRefused
from planblanc.domain.identity import IncidentId, ObligationId
from planblanc.domain.obligations import REMINDERS, Anchor, Obligation, ObligationState, Template, Times, Waiver

AWARE = datetime(2021, 2, 9, 1, tzinfo=UTC)
NOW = AWARE + timedelta(days=5)


def template(anchor: Anchor = Anchor.AWARENESS, **changed: Any) -> Template:
    blank = Template(
        *("CNIL", 1, "Notification", "CNIL", "RGPD (art. 33)", "", "", "", ""), anchor, None, 72, None, False, False, True, "Texte", True
    )
    return replace(blank, **changed)


def obligation(anchor: Anchor = Anchor.AWARENESS, *, times: Times | None = None, **changed: Any) -> Obligation:
    known = times or Times(AWARE + timedelta(hours=1), AWARE)
    return Obligation(ObligationId(UUID(int=1)), IncidentId(UUID(int=2)), "75", template(anchor, **changed), known)


def hours(number: float) -> datetime:
    return AWARE + timedelta(hours=number)


@pytest.mark.parametrize(
    ("known", "state", "due"),
    [
        (obligation(), ObligationState.RUNNING, hours(72)),
        (obligation(limit_hours=None), ObligationState.NO_DEADLINE, None),
        (obligation(Anchor.NONE, limit_hours=None), ObligationState.NO_DEADLINE, None),
        (obligation(Anchor.BREACH), ObligationState.NOT_STARTED, None),
        (obligation(Anchor.BREACH, times=Times(AWARE, AWARE, started=hours(10))), ObligationState.RUNNING, hours(82)),
        (obligation(Anchor.FILING), ObligationState.NOT_STARTED, None),
        (obligation(Anchor.FILING, times=Times(AWARE, AWARE, followed=hours(2))), ObligationState.RUNNING, hours(74)),
    ],
)
def test_a_clock_runs_from_its_anchor(known: Obligation, state: ObligationState, due: datetime | None) -> None:
    assert (known.state, known.due) == (state, due)


def test_what_has_no_limit_is_never_late() -> None:
    assert obligation(limit_hours=None).late(NOW) is None


@pytest.mark.parametrize(("now", "late"), [(hours(71), 0), (hours(72), 0), (hours(75), 3)])
def test_lateness_is_counted_after_the_limit_alone(now: datetime, late: int) -> None:
    assert obligation().late(now) == timedelta(hours=late)


def test_an_awareness_that_nobody_told_is_at_the_latest_the_declaration() -> None:
    known = obligation(times=Times(hours(1)))

    assert (known.anchor_is_assumed, known.due) == (True, hours(73))
    # What is only assumed refuses nothing.
    assert obligations.filed(known, "P-1", "CH", AWARE, NOW).state is ObligationState.MET


@pytest.mark.parametrize(
    ("anchor", "due"),
    [
        (datetime(2026, 1, 31, 15, tzinfo=UTC), datetime(2026, 2, 28, 15, tzinfo=UTC)),
        (datetime(2024, 1, 30, 15, tzinfo=UTC), datetime(2024, 2, 29, 15, tzinfo=UTC)),
        (datetime(2026, 12, 5, tzinfo=UTC), datetime(2027, 1, 5, tzinfo=UTC)),
    ],
)
def test_a_month_ends_on_the_same_day_or_on_the_last(anchor: datetime, due: datetime) -> None:
    assert template(limit_hours=None, limit_months=1).due(anchor) == due


def test_lateness_is_frozen_when_filed() -> None:
    filed = obligations.filed(obligation(), "N-1", "CH", hours(80), NOW)

    assert filed.late(NOW) == filed.late(NOW + timedelta(days=30)) == timedelta(hours=8)
    # An awareness that is corrected later does not change what was late.
    assert replace(filed, times=Times(AWARE, AWARE - timedelta(days=9))).late(NOW) == timedelta(hours=8)


@pytest.mark.parametrize(
    ("known", "at", "refusal"),
    [
        (obligation(), hours(-1), BadInput),
        (obligation(limit_hours=None), hours(-1), BadInput),
        (obligation(), NOW + timedelta(minutes=1), BadInput),
        (obligation(Anchor.BREACH), hours(5), TransitionRefused),
        (obligation(Anchor.FILING), hours(5), TransitionRefused),
        (obligation(Anchor.BREACH, times=Times(AWARE, AWARE, started=hours(10))), hours(9), BadInput),
    ],
    ids=["before awareness", "before awareness, without limit", "in the future", "no breach", "not followed", "before the breach"],
)
def test_a_filing_before_its_anchor_is_refused(known: Obligation, at: datetime, refusal: type[Exception]) -> None:
    with pytest.raises(refusal):
        obligations.filed(known, "N-1", "CH", at, NOW)


def test_a_filing_in_phases_is_completed_and_stays_as_late_as_it_was() -> None:
    first = obligations.filed(obligation(in_phases=True), "N-1", "CH", hours(70), NOW)

    whole = obligations.filed(first, "N-2", "CH", hours(100), NOW)
    assert whole.filing is not None
    assert (whole.filing.reference, whole.filing.supplements, whole.late(NOW)) == ("N-1", ("N-2",), timedelta(0))
    with pytest.raises(BadInput):
        obligations.filed(first, "N-2", "CH", hours(60), NOW)


def test_what_is_filed_whole_is_filed_once() -> None:
    filed = obligations.filed(obligation(), "N-1", "CH", hours(1), NOW)

    acts: tuple[Callable[[], object], ...] = (
        lambda: obligations.filed(filed, "N-2", "CH", hours(2), NOW),
        lambda: obligations.waived(filed, Waiver(NOW, "CH", "Trop tard")),
    )
    for again in acts:
        with pytest.raises(TransitionRefused):
            again()


def test_what_was_waived_can_still_be_filed_but_not_waived_twice() -> None:
    waived = obligations.waived(obligation(), Waiver(NOW, "CH", "Pas d'assurance"))

    assert waived.state is ObligationState.WAIVED
    assert obligations.filed(waived, "N-1", "CH", hours(1), NOW).state is ObligationState.MET
    with pytest.raises(TransitionRefused):
        obligations.waived(waived, Waiver(NOW, "CH", "Encore"))


def test_only_a_clock_that_waits_for_a_breach_is_started_by_hand() -> None:
    assert obligations.started(obligation(Anchor.BREACH), hours(3), NOW).due == hours(75)
    with pytest.raises(TransitionRefused):
        obligations.started(obligation(), hours(3), NOW)
    with pytest.raises(BadInput):
        obligations.started(obligation(Anchor.BREACH), hours(-3), NOW)
    with pytest.raises(BadInput):
        obligations.started(obligation(Anchor.BREACH), NOW + timedelta(hours=1), NOW)


def test_each_reminder_is_made_once_and_none_is_made_up_for() -> None:
    made, known = [], obligation()
    for quarter in range(4 * 80):
        due = obligations.reminder_due(known, hours(quarter / 4))
        if due is not None:
            made.append((quarter / 4, due))
            known = replace(known, reminded_hours=due)

    assert made == [(72 - hours_before, hours_before) for hours_before in REMINDERS]
    # Known late, it is called to mind once for where it stands.
    assert obligations.reminder_due(obligation(), hours(71.5)) == 1


@pytest.mark.parametrize(
    "known",
    [
        obligation(limit_hours=None),
        obligation(Anchor.BREACH),
        obligations.waived(obligation(), Waiver(NOW, "CH", "Non")),
        obligations.filed(obligation(), "N-1", "CH", hours(1), NOW),
    ],
)
def test_nothing_is_called_to_mind_where_no_clock_runs(known: Obligation) -> None:
    assert obligations.reminder_due(known, NOW) is None
