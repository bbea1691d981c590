"""A new incident wakes the duty, one turn after the other, until somebody hears it; then nothing of it is sent any more."""

import json
from datetime import timedelta
from uuid import uuid4

from planblanc.domain.facts import HandOverOffered, IncidentDeclared
from planblanc.domain.identity import IncidentId
from planblanc.usecases import alerts as usecases
from planblanc.worker import alerts
from tests.databases import connect
from tests.nights import ARS
from tests.outside.servers import OutsideServer
from tests.worker import telling as people
from tests.worker.telling import NOW, Telling

FIRST, SECOND = "premiere@astreinte.example", "seconde@astreinte.example"


async def on_duty(telling: Telling, *boxes: str, minutes: int = 5) -> None:
    """The duty of the region, in the order of its ranks."""
    await telling.eye.execute(
        "INSERT INTO planblanc.duty_roster (region_code, escalate_minutes, saved_name, saved_at) VALUES ('75', $1, 'ARS', $2)", minutes, NOW
    )
    for rank, box in enumerate(boxes, 1):
        await telling.eye.execute(
            "INSERT INTO planblanc.duty_turn (id, region_code, rank, label, starts_at, ends_at, contacts)"
            " VALUES ($1, '75', $2, $3, $4, $5, $6)",
            *(uuid4(), rank, f"Astreinte de rang {rank}", NOW - timedelta(days=1), NOW + timedelta(days=1)),
            json.dumps([{"channel": "MAIL", "address": box}]),
        )


async def declared(telling: Telling, *, exercise: bool = False) -> IncidentId:
    key = await people.incident(telling.eye, exercise=exercise)
    await alerts.wake(telling.tools, uuid4(), IncidentDeclared("75", key))
    return key


async def pass_minutes(telling: Telling, minutes: int) -> None:
    """Minutes of the crisis, with the rounds of alerts and of mail in each."""
    for _ in range(minutes):
        await alerts.escalate(telling.tools)
        await telling.round()
        telling.now += timedelta(minutes=1)


def to(post: OutsideServer) -> list[str]:
    return [str(mail["to"]) for mail in post.mails()]


async def hear(telling: Telling, seeded_url: str, key: IncidentId) -> None:
    """The agency acknowledges."""
    database = await connect(seeded_url, "planblanc_app", size=1)
    async with database.transaction(ARS) as tx:
        await usecases.acknowledge(tx, ARS, key, telling.now)
    await database.close()


async def test_the_first_on_duty_is_woken_at_once(telling: Telling, post: OutsideServer) -> None:
    telling.by_mail(post)
    await on_duty(telling, FIRST, SECOND)

    await declared(telling)
    await telling.round()

    (mail,) = post.mails()
    assert mail["to"] == FIRST
    assert "DAX" in mail["subject"]
    assert "gravité majeure" in mail.get_content()
    assert "5 minutes" in mail.get_content()


async def test_a_fact_that_is_handled_twice_wakes_once(telling: Telling, post: OutsideServer) -> None:
    telling.by_mail(post)
    await on_duty(telling, FIRST)
    key = await declared(telling)

    await alerts.wake(telling.tools, uuid4(), IncidentDeclared("75", key))
    await telling.round()

    assert to(post) == [FIRST]


async def test_without_an_answer_the_next_one_is_woken_and_then_the_first_again(telling: Telling, post: OutsideServer) -> None:
    telling.by_mail(post)
    await on_duty(telling, FIRST, SECOND)
    await declared(telling)

    await pass_minutes(telling, 11)

    assert to(post) == [FIRST, SECOND, FIRST]
    assert await telling.lines("alert.given") == [
        "Alerte donnée : Astreinte de rang 1.",
        "Alerte sans accusé de réception : Astreinte de rang 2 est prévenue à son tour.",
        "Alerte sans accusé de réception : Astreinte de rang 1 est prévenue à son tour.",
    ]


async def test_what_is_acknowledged_wakes_nobody_any_more(telling: Telling, post: OutsideServer, seeded_url: str) -> None:
    telling.by_mail(post)
    await on_duty(telling, FIRST, SECOND)
    key = await declared(telling)
    await pass_minutes(telling, 2)

    await hear(telling, seeded_url, key)
    await pass_minutes(telling, 30)

    assert to(post) == [FIRST]


async def test_what_was_waiting_for_the_mail_server_is_not_sent_once_it_is_acknowledged(
    telling: Telling, post: OutsideServer, seeded_url: str
) -> None:
    telling.by_mail(post)
    await on_duty(telling, FIRST, SECOND)
    post.kill()
    key = await declared(telling)
    await pass_minutes(telling, 7)

    await hear(telling, seeded_url, key)
    post.start()
    await pass_minutes(telling, 30)

    assert post.mails() == []
    assert {state for _, state in await telling.notices()} == {"EXPIRED"}
    assert {state for _, state in await telling.tries()} <= {"EXPIRED", "FAILED"}


async def test_taking_the_incident_in_charge_is_hearing_its_alert(telling: Telling, post: OutsideServer) -> None:
    telling.by_mail(post)
    await on_duty(telling, FIRST, SECOND)
    key = await declared(telling)
    await telling.eye.execute(
        "UPDATE planblanc.incident SET state = 'ACTIVE', officer_id = $2, officer_name = 'ARS', taken_charge_at = $3 WHERE id = $1",
        *(key, uuid4(), NOW),
    )

    await pass_minutes(telling, 11)

    assert to(post) == [FIRST]
    assert await telling.eye.fetchval("SELECT state FROM planblanc.alert") == "ENDED"


async def test_a_worker_that_was_away_for_an_hour_wakes_one_more_and_no_crowd(telling: Telling, post: OutsideServer) -> None:
    telling.by_mail(post)
    await on_duty(telling, FIRST, SECOND)
    await declared(telling)
    await telling.round()

    telling.now += timedelta(hours=1)
    await pass_minutes(telling, 3)

    assert to(post) == [FIRST, SECOND]


async def test_where_nobody_is_on_duty_the_journal_says_so_until_somebody_is(telling: Telling, post: OutsideServer) -> None:
    telling.by_mail(post)
    await declared(telling)
    await pass_minutes(telling, 4)
    assert len(await telling.lines("alert.nobody_on_duty")) == 1

    await on_duty(telling, FIRST)
    await pass_minutes(telling, 5)

    assert to(post) == [FIRST]


async def test_an_exercise_wakes_nobody(telling: Telling, post: OutsideServer) -> None:
    telling.by_mail(post)
    await on_duty(telling, FIRST, SECOND)

    await declared(telling, exercise=True)
    await pass_minutes(telling, 11)

    assert post.mails() == []
    assert {state for _, state in await telling.notices()} == {"EXERCISE"}
    assert all(line.startswith("EXERCICE. ") for line in await telling.lines("alert.given"))


async def test_a_hand_over_that_is_offered_is_told_to_the_duty(telling: Telling, post: OutsideServer) -> None:
    telling.by_mail(post)
    await on_duty(telling, FIRST)
    key = await people.incident(telling.eye)

    await alerts.offer_hand_over(telling.tools, uuid4(), HandOverOffered("75", key))
    await telling.round()

    assert "Passation à accepter" in post.mails()[0]["subject"]


async def test_where_nobody_is_on_duty_it_is_said_again_at_each_hour_and_no_more(telling: Telling) -> None:
    await declared(telling)

    for _ in range(150):
        await alerts.escalate(telling.tools)
        telling.now += timedelta(minutes=1)

    assert len(await telling.lines("alert.nobody_on_duty")) == 3
