"""Signatures of Standard Webhooks, checked against the published library."""

import base64
from datetime import UTC, datetime, timedelta

import pytest
from standardwebhooks import Webhook

from planblanc.integrations.portal.signature import BadSecret, BadSignature, read_secrets, signed_headers, verify

NOW = datetime.now(UTC)
OLD, NEW = "whsec_" + base64.b64encode(bytes(32)).decode(), "whsec_" + base64.b64encode(bytes(range(32))).decode()
BODY = '{"é": 1}'.encode()


def headers(secret: str = NEW, at: datetime = NOW, body: str = BODY.decode()) -> dict[str, str]:
    return {
        "webhook-id": "msg_1",
        "webhook-timestamp": str(int(at.timestamp())),
        "webhook-signature": Webhook(secret).sign("msg_1", at, body),
    }


def test_what_the_published_library_signs_is_accepted() -> None:
    assert verify(BODY, headers(), read_secrets(NEW), NOW) == "msg_1"


def test_what_is_signed_here_is_accepted_by_the_published_library() -> None:
    (secret,) = read_secrets(NEW)
    now = datetime.now(UTC)  # the library reads the clock, and a suite may have begun long ago

    assert Webhook(NEW).verify(BODY, signed_headers(secret, "msg_2", now, BODY)) == {"é": 1}


def test_while_a_secret_is_replaced_both_hold() -> None:
    secrets = read_secrets(f"{NEW}\n{OLD}\n")

    assert verify(BODY, headers(OLD), secrets, NOW) == verify(BODY, headers(NEW), secrets, NOW) == "msg_1"
    with pytest.raises(BadSignature):
        verify(BODY, headers(OLD), read_secrets(NEW), NOW)


def test_one_good_signature_among_several_is_enough() -> None:
    several = headers()
    several["webhook-signature"] = f"v1,AAAA v1a,{'A' * 8} v1 {several['webhook-signature']}"

    assert verify(BODY, several, read_secrets(NEW), NOW) == "msg_1"


@pytest.mark.parametrize(("minutes", "seconds", "is_accepted"), [(5, 0, True), (5, 1, False), (-5, 0, True), (-5, -1, False)])
def test_five_minutes_either_way_are_the_most(minutes: int, seconds: int, is_accepted: bool) -> None:
    sent = NOW.replace(microsecond=0)
    read_at = sent + timedelta(minutes=minutes, seconds=seconds)
    if is_accepted:
        assert verify(BODY, headers(at=sent), read_secrets(NEW), read_at)
    else:
        with pytest.raises(BadSignature):
            verify(BODY, headers(at=sent), read_secrets(NEW), read_at)


@pytest.mark.parametrize("name", ["webhook-id", "webhook-timestamp", "webhook-signature"])
@pytest.mark.parametrize("value", [None, "", "x", "v1,", "v1,é", "v1,====", "nan", "1e9", "-1", "9" * 40])
def test_a_header_that_is_missing_or_false_is_refused(name: str, value: str | None) -> None:
    given = {**headers(), name: value}

    with pytest.raises(BadSignature):
        verify(BODY, {key: value for key, value in given.items() if value is not None}, read_secrets(NEW), NOW)


def test_one_changed_byte_is_refused() -> None:
    with pytest.raises(BadSignature):
        verify(BODY + b" ", headers(), read_secrets(NEW), NOW)


@pytest.mark.parametrize("text", ["", "\n", "secret", "whsec_", "whsec_AAAA", "whsec_é", NEW.removeprefix("whsec_")])
def test_a_secret_that_is_none_is_refused(text: str) -> None:
    with pytest.raises(BadSecret):
        read_secrets(text)
