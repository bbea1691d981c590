"""The steps of an engagement and of a loan are those of the field; what they cost follows the rule that was agreed."""

from datetime import UTC, datetime, timedelta
from itertools import product

import pytest

from planblanc.domain import costs, engagements, loans
from planblanc.domain.costs import CostRule, Worked
from planblanc.domain.engagements import EngagementState
from planblanc.domain.errors import TransitionRefused
from planblanc.domain.loans import LoanState, Lot

NOW = datetime(2021, 2, 9, 1, 40, tzinfo=UTC)
COURSE = ["PROPOSED", "ALERTED", "DEPARTED", "ARRIVED", "COMPLETED", "RETURNED"]
# The rank never decreases, steps may be skipped; refused before the departure, cancelled before the arrival.
ENGAGEMENT_STEPS = {(begin, end) for place, begin in enumerate(COURSE) for end in COURSE[place + 1 :]}
ENGAGEMENT_STEPS |= {("PROPOSED", "REFUSED"), ("ALERTED", "REFUSED")}
ENGAGEMENT_STEPS |= {(begin, "CANCELLED") for begin in ("PROPOSED", "ALERTED", "DEPARTED")}
LOAN_STEPS = {("OUT", "RECEIVED"), ("OUT", "RETURNED"), ("OUT", "LOST"), ("RECEIVED", "RETURNED"), ("RECEIVED", "LOST")}


@pytest.mark.parametrize(("begin", "end"), [*product(EngagementState, repeat=2)])
def test_an_engagement_takes_the_steps_of_the_table_and_no_other(begin: EngagementState, end: EngagementState) -> None:
    if (begin.value, end.value) in ENGAGEMENT_STEPS:
        engagements.require_next(begin, end)
    else:
        with pytest.raises(TransitionRefused, match="est déjà" if begin is end else "ne peut pas devenir"):
            engagements.require_next(begin, end)


def test_a_loan_takes_the_steps_of_the_table_and_no_other() -> None:
    taken = {(begin.value, end.value) for begin, ends in loans.TRANSITIONS.items() for end in ends}

    assert taken == LOAN_STEPS
    assert set(loans.TRANSITIONS) == set(LoanState)


@pytest.mark.parametrize(
    ("rule", "minutes", "hours_there", "due"),
    [
        (CostRule.FREE, 600, 30, 0),
        (CostRule.HOURLY, 450, 30, 7500),
        (CostRule.DAILY, 0, 30, 1000 * 2 * 2),
        (CostRule.DAILY, 0, 24, 1000 * 2),
        (CostRule.DAILY, 0, 1, 1000 * 2),
        (CostRule.FLAT, 0, 1, 1000),
    ],
)
def test_what_is_due_follows_the_rule(rule: CostRule, minutes: int, hours_there: int, due: int) -> None:
    worked = Worked(quantity=2, minutes=minutes, begins=NOW, ends=NOW + timedelta(hours=hours_there))

    assert costs.cents(rule, 1000, worked) == due


@pytest.mark.parametrize("rule", [CostRule.DAILY, CostRule.FLAT])
def test_nothing_is_due_for_what_never_arrived(rule: CostRule) -> None:
    assert costs.cents(rule, 1000, Worked(2, 0, None, NOW)) == 0


def test_a_lot_has_its_serial_numbers_one_by_one_or_none() -> None:
    with pytest.raises(ValueError, match="serial number"):
        Lot(3, ("A1",))
    with pytest.raises(ValueError, match="at least one"):
        Lot(0)


def test_an_amount_is_read_and_written() -> None:
    assert (costs.euros(123450), costs.decimal(123450)) == ("1\u202f234,50\u00a0€", "1234.50")
