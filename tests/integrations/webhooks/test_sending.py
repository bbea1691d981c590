"""Messages to programs: signed as the standard says, to the public network alone, and what is not accepted is told."""

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from standardwebhooks import Webhook, WebhookVerificationError

from planblanc.integrations.webhooks import sending
from planblanc.integrations.webhooks.sending import NotAccepted, Outgoing
from tests.outside.servers import OutsideServer

OLD, NEW = bytes(range(32)), bytes(range(32, 64))
MESSAGE = {"type": "incident.declared", "timestamp": "2021-02-09T02:40:00+01:00", "data": {"region": "75", "exercise": False}}


@pytest.fixture
def receiver(tmp_path: Path) -> Iterator[OutsideServer]:
    with OutsideServer("http_receiver", tmp_path / "requests") as server:
        yield server


def outgoing(receiver: OutsideServer, **changed: Any) -> Outgoing:
    told = Outgoing(url=f"http://127.0.0.1:{receiver.port}/avis?k=1", message_id="msg_1", message=MESSAGE, secrets=(NEW, OLD))
    return replace(told, **changed)


async def send(message: Outgoing, *, private_allowed: bool = True) -> None:
    await sending.send(message, datetime.now(UTC), private_allowed=private_allowed)


async def test_the_public_library_verifies_it_with_the_new_secret_and_with_the_old_one(receiver: OutsideServer) -> None:
    await send(outgoing(receiver))

    (got,) = receiver.got()
    for secret in (OLD, NEW):
        assert Webhook(secret).verify(got["body"], got["headers"]) == MESSAGE
    with pytest.raises(WebhookVerificationError):
        Webhook(bytes(32)).verify(got["body"], got["headers"])
    assert (got["path"], got["headers"]["webhook-id"]) == ("/avis?k=1", "msg_1")
    assert got["headers"]["host"] == f"127.0.0.1:{receiver.port}"


@pytest.mark.parametrize(("answer", "is_final"), [("500", False), ("404", False), ("302", False), ("410", True)])
async def test_what_is_no_success_is_told(receiver: OutsideServer, answer: str, is_final: bool) -> None:
    receiver.behave(answer)

    with pytest.raises(NotAccepted, match=answer) as refused:
        await send(outgoing(receiver))

    assert refused.value.is_final is is_final
    assert len(receiver.got()) == 1  # a redirection is not followed


async def test_a_program_that_stalls_is_left(receiver: OutsideServer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sending, "_SECONDS", 0.5)
    receiver.behave("stall")

    with pytest.raises(NotAccepted, match="à temps"):
        await send(outgoing(receiver))


async def test_a_program_that_is_away_may_be_asked_again(receiver: OutsideServer) -> None:
    receiver.kill()

    with pytest.raises(NotAccepted, match="ne répond pas") as refused:
        await send(outgoing(receiver))

    assert not refused.value.is_final


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "[::1]", "[::ffff:7f00:1]", "0177.0.0.1", "127.1", "2130706433"])
async def test_a_name_that_stands_for_this_machine_is_refused_as_it_is_connected_to(receiver: OutsideServer, host: str) -> None:
    url = f"https://{host}:{receiver.port}/"

    with pytest.raises(NotAccepted):
        await send(outgoing(receiver, url=url), private_allowed=False)

    assert receiver.got() == []


async def test_the_environment_s_proxy_is_not_asked(receiver: OutsideServer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:9")

    await send(outgoing(receiver))

    assert json.loads(receiver.got()[0]["body"]) == MESSAGE
