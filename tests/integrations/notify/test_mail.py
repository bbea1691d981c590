"""Mail by a real server: what it takes, refuses or leaves unanswered, and how the server is named."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from uuid import UUID

import pytest

from planblanc.integrations.notify import mail
from planblanc.integrations.notify.mail import BadServer, MailServer, Protection
from planblanc.integrations.notify.message import Message, NotDelivered
from tests.outside.servers import OutsideServer

MESSAGE = Message(
    UUID(int=7), "Relève à accepter : CH de Dax", "Élève d'astreinte : « à relever ».", datetime(2021, 2, 9, 2, 40, tzinfo=UTC)
)


@pytest.fixture
def post(tmp_path: Path) -> Iterator[OutsideServer]:
    with OutsideServer("smtp_server", tmp_path / "mails") as server:
        yield server


def at(post: OutsideServer) -> MailServer:
    return MailServer("127.0.0.1", post.port, Protection.NONE, "alerte@planblanc.example")


async def test_a_mail_arrives_as_it_was_written(post: OutsideServer) -> None:
    await mail.send(at(post), "garde@ailleurs.example", MESSAGE)

    (got,) = post.mails()
    assert got["subject"] == MESSAGE.subject
    assert got.get_content().strip() == MESSAGE.body
    assert got["message-id"] == "<00000000-0000-0000-0000-000000000007@planblanc.example>"
    assert got["auto-submitted"] == "auto-generated"


async def test_a_box_that_is_nobody_s_is_refused_for_good(post: OutsideServer) -> None:
    with pytest.raises(NotDelivered, match="refuse cette boîte") as refused:
        await mail.send(at(post), "unknown@ailleurs.example", MESSAGE)

    assert refused.value.is_final
    assert "unknown" not in str(refused.value)


async def test_a_busy_server_may_be_asked_again(post: OutsideServer) -> None:
    post.behave("busy")

    with pytest.raises(NotDelivered, match="451") as refused:
        await mail.send(at(post), "garde@ailleurs.example", MESSAGE)

    assert not refused.value.is_final


async def test_a_server_that_stalls_is_left(post: OutsideServer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(mail, "_SECONDS", 0.3)
    post.behave("stall")

    with pytest.raises(NotDelivered, match="ne répond pas") as refused:
        await mail.send(at(post), "garde@ailleurs.example", MESSAGE)

    assert not refused.value.is_final


async def test_a_server_that_is_away_may_be_asked_again(post: OutsideServer) -> None:
    post.kill()

    with pytest.raises(NotDelivered, match="ne répond pas") as refused:
        await mail.send(at(post), "garde@ailleurs.example", MESSAGE)

    assert not refused.value.is_final


async def test_a_subject_on_two_lines_adds_no_header(post: OutsideServer) -> None:
    with pytest.raises(NotDelivered):
        await mail.send(
            at(post), "garde@ailleurs.example", Message(UUID(int=7), "Sujet\nBcc: autre@ailleurs.example", "Corps", MESSAGE.written_at)
        )

    assert post.mails() == []


@pytest.mark.parametrize(
    ("url", "port", "protection"),
    [
        ("smtp://relais.example", 25, Protection.NONE),
        ("smtp+starttls://relais.example", 587, Protection.STARTTLS),
        ("smtps://relais.example:4650", 4650, Protection.TLS),
    ],
)
def test_a_server_is_named_by_its_address(url: str, port: int, protection: Protection) -> None:
    server = mail.server_of(url, "alerte@exemple.fr", None)

    assert (server.host, server.port, server.protection) == ("relais.example", port, protection)


def test_the_password_of_an_account_is_in_a_file_and_never_shown(tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("mot de passe\n")

    server = mail.server_of("smtps://alerte%40exemple.fr@relais.example", "alerte@exemple.fr", tmp_path / "secret")

    assert (server.user, server.password) == ("alerte@exemple.fr", "mot de passe")
    assert "mot de passe" not in repr(server)


@pytest.mark.parametrize(
    ("url", "sender"),
    [
        ("http://relais.example", "alerte@exemple.fr"),
        ("smtp://", "alerte@exemple.fr"),
        ("smtp://relais.example:99999", "alerte@exemple.fr"),
        ("smtps://compte:secret@relais.example", "alerte@exemple.fr"),
        ("smtps://compte@relais.example", "alerte@exemple.fr"),
        ("smtp://relais.example", "alerte"),
    ],
)
def test_a_server_that_makes_no_sense_is_refused_in_words(url: str, sender: str) -> None:
    with pytest.raises(BadServer, match="PLANBLANC_MAIL") as refused:
        mail.server_of(url, sender, None)

    assert "secret" not in str(refused.value)


def test_a_password_file_that_is_not_there_is_said(tmp_path: Path) -> None:
    with pytest.raises(BadServer, match="ne peut pas être lu"):
        mail.server_of("smtps://compte@relais.example", "alerte@exemple.fr", tmp_path / "nowhere")
