"""The portal's ear: it hears what is signed, and nothing else."""

import json
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import httpx2
import pytest

from planblanc.drill.replay.expectations import NotAsExpected
from planblanc.drill.replay.portal import Receiver
from planblanc.integrations.portal.signature import signed_headers

SECRET, OTHER = bytes(range(32)), bytes(range(1, 33))


@pytest.fixture
def receiver() -> Iterator[Receiver]:
    with Receiver([SECRET]).listening() as listening:
        yield listening


def news(kind: str = "incident.closed") -> dict[str, Any]:
    at = "2021-02-09T06:30:00+01:00"
    number = {"national_number": "SYN-1", "revision": 1, "incident_id": "4ab6fa34-0cd1-4b1a-a51d-3c9b3b3c9a10", "exercise": False, "at": at}
    return {"type": kind, "timestamp": at, "data": number}


def sent(
    receiver: Receiver, message: dict[str, Any], *, webhook_id: str = "one", secret: bytes = SECRET, at: datetime | None = None
) -> int:
    body = json.dumps(message).encode()
    headers = signed_headers(secret, webhook_id, at or datetime.now(UTC), body) | {"content-type": "application/json"}
    return httpx2.post(receiver.url, content=body, headers=headers).status_code


def test_what_is_signed_is_heard_once_whatever_came_before(receiver: Receiver) -> None:
    other = news("incident.taken_in_charge")
    other["data"]["in_charge"] = {"organisation": "ARS", "name": "Astreinte"}

    assert sent(receiver, other, webhook_id="zero") == 202
    assert sent(receiver, news()) == 202
    assert sent(receiver, news()) == 200
    assert receiver.next("incident.closed", 5)["data"]["national_number"] == "SYN-1"
    assert receiver.next("incident.taken_in_charge", 5)["data"]["in_charge"]["name"] == "Astreinte"
    with pytest.raises(NotAsExpected, match="rien n'est venu"):
        receiver.next("incident.closed", 0.05)


def test_another_secret_an_old_signature_or_another_form_is_refused_and_said(receiver: Receiver) -> None:
    assert sent(receiver, news(), secret=OTHER) == 401
    assert sent(receiver, news(), at=datetime.now(UTC) - timedelta(minutes=6)) == 401
    assert sent(receiver, news() | {"type": "incident.vanished"}) == 400
    with pytest.raises(NotAsExpected, match="refusé"):
        receiver.next("incident.closed", 0.05)
