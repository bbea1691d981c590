"""The tables of transitions are those of the field, step by step."""

from dataclasses import replace
from datetime import UTC, datetime
from itertools import product
from uuid import UUID

import pytest

from planblanc.domain import incidents, requests
from planblanc.domain.access import Channel
from planblanc.domain.errors import TransitionRefused
from planblanc.domain.identity import IncidentId, RequestId
from planblanc.domain.incidents import Incident, IncidentState, Source, Times
from planblanc.domain.requests import HelpRequest, Place, RequestState
from planblanc.domain.victims import Unlisted

NOW = datetime(2021, 2, 9, 1, 40, tzinfo=UTC)
INCIDENT = Incident(IncidentId(UUID(int=1)), "75", Unlisted("CH", None, None), Source.PHONE, Times(NOW))
REQUEST = HelpRequest(
    id=RequestId(UUID(int=2)),
    incident=INCIDENT.id,
    region="75",
    place=Place(43.7, -1.0, "MAINLAND", "40", None, True),
    state=RequestState.TO_VERIFY,
    channel=Channel.PHONE,
    asked_by=UUID(int=3),
    asked_name="ARS",
    asked_at=NOW,
)

INCIDENT_STEPS = {
    ("REPORTED", "ACTIVE"), ("ACTIVE", "STABILISED"), ("STABILISED", "CLOSED"), ("STABILISED", "ACTIVE"),
    ("REPORTED", "DISMISSED"), ("ACTIVE", "DISMISSED"), ("REPORTED", "MERGED"), ("ACTIVE", "MERGED"),
}  # fmt: skip
REQUEST_STEPS = {
    ("TO_VERIFY", "OPEN"), ("OPEN", "COVERED"), ("COVERED", "OPEN"), ("COVERED", "CLOSED"),
    ("TO_VERIFY", "CANCELLED"), ("OPEN", "CANCELLED"), ("COVERED", "CANCELLED"),
}  # fmt: skip


@pytest.mark.parametrize(("begin", "end"), [*product(IncidentState, repeat=2)])
def test_an_incident_takes_the_steps_of_the_table_and_no_other(begin: IncidentState, end: IncidentState) -> None:
    incident = replace(INCIDENT, state=begin)

    if (begin.value, end.value) in INCIDENT_STEPS:
        assert incidents.moved(incident, end).state is end
    else:
        with pytest.raises(TransitionRefused, match="est déjà" if begin is end else "ne peut pas devenir"):
            incidents.moved(incident, end)


@pytest.mark.parametrize(("begin", "end"), [*product(RequestState, repeat=2)])
def test_a_request_takes_the_steps_of_the_table_and_no_other(begin: RequestState, end: RequestState) -> None:
    request = replace(REQUEST, state=begin)

    if (begin.value, end.value) in REQUEST_STEPS:
        assert requests.moved(request, end).state is end
    else:
        with pytest.raises(TransitionRefused, match="est déjà" if begin is end else "ne peut pas devenir"):
            requests.moved(request, end)


def test_a_covered_request_that_grows_is_open_again() -> None:
    assert requests.grown(replace(REQUEST, state=RequestState.COVERED)).state is RequestState.OPEN
    assert requests.grown(REQUEST).state is RequestState.TO_VERIFY
