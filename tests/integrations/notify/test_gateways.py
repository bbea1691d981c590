"""SMS and other services by Apprise, against a real receiver; a contact's address reaches nothing but the public network."""

import asyncio
import json
import sys
from collections.abc import Iterator
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from uuid import UUID

import pytest

from planblanc.domain.contacts import ContactChannel
from planblanc.integrations.notify import gateways
from planblanc.integrations.notify.gateways import BadGateways, Gateways
from planblanc.integrations.notify.message import Message, NotDelivered
from planblanc.integrations.notify.senders import Senders
from tests.outside.servers import OutsideServer

MESSAGE = Message(UUID(int=7), "Alerte : CH de Dax", "Un incident.\n\nLa suite.", datetime(2021, 2, 9, 2, 40, tzinfo=UTC))


@pytest.fixture
def receiver(tmp_path: Path) -> Iterator[OutsideServer]:
    with OutsideServer("http_receiver", tmp_path / "requests") as server:
        server.behave("200")
        yield server


def sms(*urls: str) -> Gateways:
    return Gateways({ContactChannel.SMS: urls})


async def test_an_sms_goes_to_the_gateway_with_the_number_as_the_world_writes_it(receiver: OutsideServer) -> None:
    await gateways.send(sms(f"json://127.0.0.1:{receiver.port}/{{number}}"), ContactChannel.SMS, "0600000001", MESSAGE)

    (got,) = receiver.got()
    assert got["path"] == "/+33600000001"
    assert json.loads(got["body"])["message"] == "Alerte : CH de Dax. Un incident."


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("canal 7, json://ailleurs.example/pris", "canal-7-json-ailleurs-example-pris"),
        ("../pris?to=x", "-pris-to-x"),
        ("7?method=GET#", "7-method-GET-"),
    ],
)
async def test_what_a_contact_holds_stays_within_the_address_of_its_gateway(receiver: OutsideServer, written: str, kept: str) -> None:
    gateway = Gateways({ContactChannel.RADIO: (f"json://127.0.0.1:{receiver.port}/radio/{{number}}",)})

    await gateways.send(gateway, ContactChannel.RADIO, written, MESSAGE)

    assert [got["path"] for got in receiver.got()] == [f"/radio/{kept}"]


async def test_one_address_is_one_service(receiver: OutsideServer) -> None:
    two = f"json://127.0.0.1:{receiver.port}/un,json://127.0.0.1:{receiver.port}/deux"

    with suppress(NotDelivered):
        await gateways.send(Gateways(private_allowed=True), ContactChannel.APPRISE, two, MESSAGE)

    assert len(receiver.got()) <= 1


async def test_a_gateway_that_fails_is_followed_by_the_next_one(receiver: OutsideServer) -> None:
    both = sms("json://127.0.0.1:9/{number}", f"json://127.0.0.1:{receiver.port}/{{number}}")

    await gateways.send(both, ContactChannel.SMS, "0600000001", MESSAGE)

    assert len(receiver.got()) == 1


async def test_a_gateway_that_answers_500_may_be_asked_again(receiver: OutsideServer) -> None:
    receiver.behave("500")

    with pytest.raises(NotDelivered, match="n'a pas accepté") as refused:
        await gateways.send(sms(f"json://127.0.0.1:{receiver.port}/"), ContactChannel.SMS, "0600000001", MESSAGE)

    assert not refused.value.is_final


async def test_a_gateway_that_stalls_is_left_and_its_process_killed(receiver: OutsideServer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(gateways, "_SECONDS", 2.0)
    receiver.behave("stall")

    with pytest.raises(NotDelivered, match="ne répond pas"):
        await gateways.send(sms(f"json://127.0.0.1:{receiver.port}/"), ContactChannel.SMS, "0600000001", MESSAGE)


@pytest.mark.parametrize("channel", [ContactChannel.SMS, ContactChannel.PHONE, ContactChannel.SATELLITE, ContactChannel.RADIO])
async def test_a_channel_that_the_installation_does_not_serve_says_so(channel: ContactChannel) -> None:
    with pytest.raises(NotDelivered, match="pas servi") as refused:
        await Senders().send(channel, "0600000001", MESSAGE)

    assert refused.value.is_final


async def test_without_a_mail_server_mail_says_so() -> None:
    with pytest.raises(NotDelivered, match="pas de serveur") as refused:
        await Senders().send(ContactChannel.MAIL, "garde@ailleurs.example", MESSAGE)

    assert refused.value.is_final


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "[::1]", "[::ffff:127.0.0.1]"])
async def test_the_address_of_a_contact_never_reaches_this_machine(receiver: OutsideServer, host: str) -> None:
    with pytest.raises(NotDelivered):
        await gateways.send(Gateways(), ContactChannel.APPRISE, f"json://{host}:{receiver.port}/", MESSAGE)

    assert receiver.got() == []


async def test_the_address_of_a_contact_starts_nothing_here() -> None:
    with pytest.raises(NotDelivered):
        await gateways.send(Gateways(), ContactChannel.APPRISE, "syslog://", MESSAGE)


async def test_the_address_of_a_contact_reads_no_file_of_this_machine(tmp_path: Path) -> None:
    (tmp_path / "key.json").write_text("{}")
    opened = f"bool(AppriseAttachment({str(tmp_path / 'key.json')!r})[0])"
    program = "from apprise import AppriseAttachment; from planblanc.integrations.notify import child; "
    program += f"before = {opened}; child.read_no_file(); print(before, {opened})"

    process = await asyncio.create_subprocess_exec(sys.executable, "-c", program, stdout=asyncio.subprocess.PIPE)

    assert (await process.communicate())[0].split() == [b"True", b"False"]


async def test_a_process_that_sends_knows_nothing_of_our_environment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "sitecustomize.py").write_text(f"import os; open({str(tmp_path / 'known')!r}, 'w').write('\\n'.join(os.environ))")
    monkeypatch.setenv("PLANBLANC_PORTAL_SECRET", "/secret")
    known = Gateways({ContactChannel.SMS: ("nulle-part://{number}",)}, environment={"PYTHONPATH": str(tmp_path)})

    with pytest.raises(NotDelivered):
        await gateways.send(known, ContactChannel.SMS, "0600000001", MESSAGE)

    names = set((tmp_path / "known").read_text().splitlines())
    assert "PYTHONPATH" in names
    assert names.isdisjoint({"PLANBLANC_PORTAL_SECRET", "HOME", "DATABASE_URL"})


async def test_an_installation_may_allow_its_own_network(receiver: OutsideServer) -> None:
    await gateways.send(Gateways(private_allowed=True), ContactChannel.APPRISE, f"json://127.0.0.1:{receiver.port}/", MESSAGE)

    assert len(receiver.got()) == 1


async def test_an_address_of_no_service_is_refused_for_good() -> None:
    with pytest.raises(NotDelivered) as refused:
        await gateways.send(Gateways(), ContactChannel.APPRISE, "nulle-part://", MESSAGE)

    assert refused.value.is_final


def test_the_file_of_gateways_is_read_in_order(tmp_path: Path) -> None:
    (tmp_path / "gateways").write_text("# nos passerelles\nSMS one://{number}\n\nSMS two://{number}\nPHONE three://{number}\n")

    assert gateways.read(tmp_path / "gateways") == {
        ContactChannel.SMS: ("one://{number}", "two://{number}"),
        ContactChannel.PHONE: ("three://{number}",),
    }


@pytest.mark.parametrize("text", ["SMS", "FAX one://{number}", "SMS secret", "MAIL one://x"])
def test_a_line_that_makes_no_sense_is_refused_without_being_repeated(tmp_path: Path, text: str) -> None:
    (tmp_path / "gateways").write_text(text)

    with pytest.raises(BadGateways) as refused:
        gateways.read(tmp_path / "gateways")

    assert "secret" not in str(refused.value)
