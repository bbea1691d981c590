"""What is told arrives, or ends otherwise and says so: real servers that fail, stall and come back."""

from datetime import timedelta

import pytest

from planblanc.domain.contacts import ContactChannel
from planblanc.domain.notifications import NoticeKind, Recipient
from planblanc.integrations.notify.message import Message
from planblanc.store import notifications as stored
from planblanc.worker.notifications import LEASE
from planblanc.worker.relay import WORKER
from tests.outside.servers import OutsideServer
from tests.worker import telling as people
from tests.worker.telling import DAX, Telling

BOX, OTHER_BOX, MOBILE = "garde@ailleurs.example", "astreinte@refuge.example", "0600000001"


async def test_a_notice_goes_by_mail_in_french(telling: Telling, post: OutsideServer) -> None:
    telling.by_mail(post)
    await telling.reach(("MAIL", BOX))

    await telling.tell()
    await telling.round()

    (mail,) = post.mails()
    assert mail["subject"] == "Sollicitation pour Nouvelle-Aquitaine"
    assert "30 postes de travail" in mail.get_content()
    assert await telling.notices() == [("SOLICITATION", "DELIVERED")]


async def test_one_key_is_told_once(telling: Telling, post: OutsideServer) -> None:
    telling.by_mail(post)
    await telling.reach(("MAIL", BOX))

    for _ in range(3):
        await telling.tell()
        await telling.round()

    assert len(post.mails()) == 1


async def test_a_server_that_is_busy_is_asked_again_under_the_same_message_id(telling: Telling, post: OutsideServer) -> None:
    telling.by_mail(post)
    await telling.reach(("MAIL", BOX))
    post.behave("busy")
    await telling.tell()
    await telling.rounds(minutes=2)
    assert await telling.tries() == [("MAIL", "PENDING")]

    post.behave("take")
    await telling.rounds(minutes=6)

    assert await telling.tries() == [("MAIL", "DELIVERED")]
    assert len(post.mails()) == 1


async def test_after_three_tries_the_next_channel_of_the_contact_point_is_taken(
    telling: Telling, post: OutsideServer, receiver: OutsideServer
) -> None:
    telling.by_mail(post)
    telling.by_sms(receiver)
    await telling.reach(("MAIL", BOX), ("SMS", MOBILE))
    post.kill()
    await telling.tell()

    await telling.rounds(minutes=2)

    (sms,) = receiver.got()
    assert sms["path"] == "/+33600000001"
    assert await telling.tries() == [("MAIL", "FAILED"), ("SMS", "DELIVERED")]


async def test_a_box_that_does_not_exist_is_left_at_once_for_the_next_channel(telling: Telling, post: OutsideServer) -> None:
    telling.by_mail(post)
    await telling.reach(("MAIL", "unknown@ailleurs.example"), ("MAIL", OTHER_BOX))
    await telling.tell()

    await telling.round()
    await telling.round()

    assert await telling.tries() == [("MAIL", "FAILED"), ("MAIL", "DELIVERED")]
    assert [mail["to"] for mail in post.mails()] == [OTHER_BOX]


async def test_a_channel_that_failed_is_taken_again_when_the_others_fail_too(
    telling: Telling, post: OutsideServer, receiver: OutsideServer
) -> None:
    telling.by_mail(post)
    telling.by_sms(receiver)
    await telling.reach(("MAIL", BOX), ("SMS", MOBILE))
    post.kill()
    receiver.kill()
    await telling.tell()
    await telling.rounds(minutes=3)
    post.start()

    await telling.rounds(minutes=10)

    assert (await telling.tries())[-1] == ("MAIL", "DELIVERED")
    assert len(post.mails()) == 1


async def test_what_nobody_takes_ends_is_written_and_is_told_to_the_duty(telling: Telling, post: OutsideServer) -> None:
    telling.by_mail(post)
    await telling.reach(("MAIL", "unknown@ailleurs.example"))
    await telling.tell()

    await telling.round()

    assert ("SOLICITATION", "FAILED") in await telling.notices()
    assert ("UNREACHABLE", "FAILED") in await telling.notices()  # nobody is on duty: that ends too, and the line below is enough
    (lost,) = await telling.lines("notification.lost")
    assert "Impossible de joindre" in lost
    assert "(essayé : messagerie)" in lost
    assert "unknown@" not in lost


async def test_a_notice_that_is_too_old_ends_and_says_so(telling: Telling, post: OutsideServer) -> None:
    telling.by_mail(post)
    await telling.reach(("MAIL", BOX))
    post.kill()
    await telling.tell(valid_for=timedelta(minutes=5))

    await telling.rounds(minutes=6)
    post.start()
    await telling.rounds(minutes=10)

    assert ("SOLICITATION", "EXPIRED") in await telling.notices()
    assert ("MAIL", "EXPIRED") in await telling.tries()
    assert post.mails() == []


async def test_nothing_goes_to_the_domain_of_a_compromised_site_nor_to_one_under_it(telling: Telling, post: OutsideServer) -> None:
    telling.by_mail(post)
    await telling.reach(("MAIL", "garde@dsi.ch-dax.example"), ("MAIL", "garde@ch-dax.example"), ("MAIL", BOX))
    await telling.eye.execute(
        "UPDATE planblanc.establishment SET mail_domains = '{CH-Dax.example}', security_state = 'COMPROMISED' WHERE id = $1", DAX
    )

    await telling.tell()
    await telling.round()

    assert [mail["to"] for mail in post.mails()] == [BOX]


async def test_the_domain_of_a_suspect_site_comes_last(telling: Telling, post: OutsideServer) -> None:
    telling.by_mail(post)
    await telling.reach(("MAIL", "garde@ch-dax.example"), ("MAIL", BOX))
    await telling.eye.execute(
        "UPDATE planblanc.establishment SET mail_domains = '{ch-dax.example}', security_state = 'SUSPECT' WHERE id = $1", DAX
    )

    await telling.tell()
    await telling.round()

    assert [mail["to"] for mail in post.mails()] == [BOX]


async def test_a_line_of_the_network_of_a_compromised_lender_is_not_used(
    telling: Telling, post: OutsideServer, receiver: OutsideServer
) -> None:
    telling.by_mail(post)
    telling.by_sms(receiver)
    await telling.reach(("SMS", MOBILE), ("MAIL", BOX), own_network=[MOBILE])
    await telling.eye.execute(
        "UPDATE planblanc.establishment AS site SET security_state = 'COMPROMISED'"
        " FROM planblanc.lender WHERE lender.establishment_id = site.id AND lender.id = $1",
        people.BAYONNE,
    )

    await telling.tell()
    await telling.round()

    assert receiver.got() == []
    assert len(post.mails()) == 1


async def test_an_exercise_tells_nobody_and_says_who_would_have_been(telling: Telling, post: OutsideServer) -> None:
    telling.by_mail(post)
    await telling.reach(("MAIL", BOX))
    key = await people.incident(telling.eye, exercise=True)

    await telling.tell(incident=key)
    await telling.round()

    assert post.mails() == []
    assert await telling.notices() == [("SOLICITATION", "EXERCISE")]


async def test_a_worker_killed_once_the_server_took_the_mail_sends_it_again_under_the_same_id(
    telling: Telling, post: OutsideServer
) -> None:
    telling.by_mail(post)
    await telling.reach(("MAIL", BOX))
    await telling.tell()
    async with telling.database.transaction(WORKER) as tx:
        (held,) = await stored.claim(tx, (ContactChannel.MAIL,), telling.now, LEASE, 8)
    await telling.senders.send(held.channel, held.address, Message(held.id, held.subject, held.body, held.written_at))
    await telling.round()
    assert len(post.mails()) == 1  # the lease of the dead worker still holds

    await telling.forget_leases()
    await telling.round()

    first, again = post.mails()
    assert first["message-id"] == again["message-id"]
    assert await telling.tries() == [("MAIL", "DELIVERED")]


async def test_the_call_back_number_is_told_by_sms(telling: Telling, receiver: OutsideServer) -> None:
    telling.by_sms(receiver)
    key = await people.incident(telling.eye)

    said = {"arrivals": "En route : 28 × poste de travail (CH de Pau)."}
    await telling.tell(kind=NoticeKind.ARRIVALS, recipient=Recipient.call_back(), incident=key, said=said)
    await telling.round()

    (sms,) = receiver.got()
    assert sms["path"] == "/+33600000040"
    assert "28 × poste de travail (CH de Pau)" in sms["body"].encode().decode("unicode_escape")


@pytest.mark.parametrize("state", ["SUSPECT", "COMPROMISED"])
async def test_a_number_that_no_call_back_confirmed_is_told_nothing_where_the_victim_may_be_held(
    telling: Telling, receiver: OutsideServer, state: str
) -> None:
    telling.by_sms(receiver)
    key = await people.incident(telling.eye)
    await telling.eye.execute("DELETE FROM planblanc.contact_point WHERE establishment_id = $1", DAX)
    await telling.eye.execute("UPDATE planblanc.establishment SET security_state = $2 WHERE id = $1", DAX, state)

    said = {"arrivals": "En route."}
    await telling.tell(kind=NoticeKind.ARRIVALS, recipient=Recipient.call_back(), incident=key, said=said)
    await telling.round()

    assert receiver.got() == []
    assert ("ARRIVALS", "FAILED") in await telling.notices()
