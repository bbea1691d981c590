"""What outside programs are told: words, keys and figures."""

import base64
from dataclasses import fields
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest

from planblanc.domain import facts, webhooks
from planblanc.domain.errors import BadInput
from planblanc.domain.facts import Fact
from planblanc.integrations.portal.faults import faults_of

AT = datetime(2021, 2, 9, 2, 40, tzinfo=UTC)
SAMPLES: dict[Any, Any] = {UUID: UUID(int=7), int: 28, str: "ALERTED", "str | None": "75"}


@pytest.mark.parametrize("kind", webhooks.EVENTS, ids=lambda kind: kind.__name__)
def test_every_message_is_what_its_schema_says(kind: type[Fact]) -> None:
    told = {field.name: "75" if field.name == "region" else SAMPLES[field.type] for field in fields(kind)}

    assert faults_of(webhooks.message_of(kind(**told), exercise=False, at=AT), "outgoing") == ()


def test_a_name_never_goes_out() -> None:
    message = webhooks.message_of(facts.IncidentTakenInCharge("75", UUID(int=1), "Intervenant 0421 (synthétique)"), exercise=False, at=AT)

    assert "0421" not in str(message)


def test_the_schema_lists_what_is_told() -> None:
    for kind in webhooks.KINDS:
        wrong = {"type": kind, "timestamp": AT.isoformat(), "data": {}}
        assert all(fault.path != "type" for fault in faults_of(wrong, "outgoing"))
    assert any(
        fault.path == "type" for fault in faults_of({"type": "incident.phoned", "timestamp": AT.isoformat(), "data": {}}, "outgoing")
    )


@pytest.mark.parametrize("kinds", [(), ("incident.phoned",), ("incident.declared", "")])
def test_words_that_are_not_told_are_refused(kinds: tuple[str, ...]) -> None:
    with pytest.raises(BadInput):
        webhooks.kinds_of(kinds, ("kinds",))


@pytest.mark.parametrize("text", ["", "whsec_BB", "whsec_AAAA", "whsec_$$$", base64.b64encode(bytes(32)).decode(), f"whsec_{'A' * 200}"])
def test_a_secret_that_is_none_is_refused_without_being_repeated(text: str) -> None:
    with pytest.raises(BadInput) as refused:
        webhooks.secret_of(text, ("secret",))

    assert not text or text not in refused.value.message


def test_a_program_that_is_away_is_asked_less_and_less_often() -> None:
    assert [webhooks.delay(attempts) for attempts in (1, 2, 9)] == [timedelta(seconds=5), timedelta(seconds=30), timedelta(hours=1)]
