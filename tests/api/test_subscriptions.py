"""What is written is told at once to those who follow, in order, as their rights show it; over real connections to a real process."""

import asyncio
from collections.abc import AsyncIterator
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import asyncpg
import pytest
import pytest_asyncio

from planblanc.domain.identity import establishment_id
from tests.api.crisis import declared, do
from tests.api.live import INCIDENT, REGION, Service, running
from tests.api.test_journal import WRITE
from tests.databases import Administrator, database_at

SERVICES = """mutation ($input: UpdateServiceStatusInput!, $key: String!) { updateServiceStatus(input: $input, idempotencyKey: $key) {
  __typename ... on Refusal { code message path } } }"""

CUT = """SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity
    WHERE application_name LIKE $1 AND datname = current_database()"""


@pytest_asyncio.fixture(scope="module")
async def database(server_url: str, seeded_template: str) -> AsyncIterator[str]:
    """The address of the database of the one process."""
    async with Administrator(server_url) as administrator:
        name = await administrator.create(seeded_template)
        yield database_at(server_url, name)
        await administrator.drop(name)


@pytest_asyncio.fixture(scope="module")
async def service(database: str, tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Service]:
    """One process for every test here: each has an incident of its own."""
    async with running(database, tmp_path_factory.mktemp("live")) as started:
        yield started


async def write(service: Service, incident: str, *texts: str) -> None:
    for text in texts:
        assert (await do(service, WRITE, incident=incident, text=text))["__typename"] == "LogEntry"


async def tell(service: Service, incident: str, state: str) -> None:
    done = await do(service, SERVICES, incident=incident, services=[{"domain": "EMERGENCY", "state": state}])
    assert done["__typename"] == "Incident", done


def numbers(events: list[dict[str, Any]]) -> list[int]:
    return [int(event["cursor"].rpartition(".")[2]) for event in events]


async def test_each_line_is_told_once_in_its_order(service: Service) -> None:
    incident = (await declared(service))["id"]
    async with service.sse(INCIDENT, incident=incident) as stream:
        opened = await stream.event()
        await write(service, incident, "Un", "Deux", "Trois")
        told = [await stream.event() for _ in range(3)]

    assert (opened["kind"], stream.response.headers["content-type"]) == ("OPENED", "text/event-stream; charset=utf-8")
    assert [(event["kind"], event["act"], event["entry"]["sequence"]) for event in told] == [("LINE", "log.written", n) for n in (2, 3, 4)]
    assert [event["entry"]["body"] for event in told] == ["Un", "Deux", "Trois"]
    assert numbers([opened, *told]) == [1, 2, 3, 4]


async def test_the_same_is_told_over_a_websocket_and_each_subscription_ends_alone(service: Service) -> None:
    incident = (await declared(service))["id"]
    async with service.websocket() as socket:
        await socket.subscribe(INCIDENT, "a", incident=incident)
        await socket.subscribe(INCIDENT, "b", incident=incident)
        opened = [await socket.hear() for _ in range(2)]
        await socket.say(type="complete", id="a")
        await socket.say(type="ping")
        assert await socket.hear() == {"type": "pong"}
        await write(service, incident, "Un", "Deux")

        told = [await socket.hear() for _ in range(2)]

    assert sorted(message["id"] for message in opened) == ["a", "b"]
    assert [message["id"] for message in told] == ["b", "b"]
    assert [message["payload"]["data"]["incidentEvents"]["entry"]["body"] for message in told] == ["Un", "Deux"]


async def test_who_comes_back_with_the_last_cursor_misses_nothing(service: Service) -> None:
    incident = (await declared(service))["id"]
    async with service.sse(INCIDENT, incident=incident) as stream:
        last = (await stream.event())["cursor"]
    await write(service, incident, "Un", "Deux")

    async with service.sse(INCIDENT, incident=incident, after=last) as again, service.websocket() as socket:
        await socket.subscribe(INCIDENT, incident=incident, after=last)
        await write(service, incident, "Trois")
        for told in ([await again.event() for _ in range(4)], [await socket.event() for _ in range(4)]):
            assert [event["entry"] and event["entry"]["body"] for event in told] == [None, "Un", "Deux", "Trois"]
            assert numbers(told) == [1, 2, 3, 4]


async def test_the_header_with_which_browsers_resume_wins_over_the_document(service: Service) -> None:
    incident = (await declared(service))["id"]
    await write(service, incident, "Un", "Deux")
    async with service.sse(INCIDENT, incident=incident) as stream:
        last = (await stream.event())["cursor"].rpartition(".")[0]

    async with service.sse(INCIDENT, incident=incident, after=f"{last}.0", last_event_id=f"{last}.2") as again:
        assert numbers([await again.event(), await again.event()]) == [2, 3]


@pytest.mark.parametrize(
    ("cursor", "told"), [("{}.999", "en avance"), ("{}.x", "pas valide"), ("75.1", "autre flux"), ("💥", "pas valide")]
)
async def test_a_cursor_that_cannot_be_is_refused_in_french(service: Service, cursor: str, told: str) -> None:
    incident = (await declared(service))["id"]
    async with service.sse(INCIDENT, incident=incident) as stream:
        key = (await stream.event())["cursor"].rpartition(".")[0]
    wrong = cursor.format(key)

    async with service.sse(INCIDENT, incident=incident, after=wrong) as again, service.websocket() as socket:
        await socket.subscribe(INCIDENT, incident=incident, after=wrong)
        refused = await again.refusal()
        message = await socket.hear()

    assert (refused["extensions"], told in refused["message"]) == ({"code": "BAD_INPUT", "path": ["after"]}, True)
    assert (message["type"], message["payload"][0]["message"]) == ("error", refused["message"])


async def test_each_scope_sees_its_own_payload_of_one_event(service: Service) -> None:
    incident = (await declared(service))["id"]
    readers = {"ars-75": "Docteur X rappelle.", "ch-dax": "Docteur X rappelle.", "cert-sante": None}
    for reader, body in readers.items():
        async with service.sse(INCIDENT, as_=reader, incident=incident) as stream:
            await stream.event()
            await write(service, incident, "Docteur X rappelle.")

            assert (await stream.event())["entry"]["body"] == body


async def test_a_line_is_told_to_those_whom_its_tlp_lets_read_it(service: Service) -> None:
    incident = (await declared(service))["id"]
    async with service.sse(INCIDENT, incident=incident) as officer, service.sse(INCIDENT, as_="ch-dax", incident=incident) as victim:
        await officer.event()
        await victim.event()
        await do(service, WRITE, incident=incident, text="Pour la cellule seule.", tlp="RED")
        await write(service, incident, "Pour tous.")
        told = [(await officer.event())["entry"]["body"] for _ in range(2)]

        assert told == ["Pour la cellule seule.", "Pour tous."]
        assert (await victim.event())["entry"]["body"] == "Pour tous."


async def test_the_samu_sees_the_events_of_services_and_no_line(service: Service) -> None:
    incident = (await declared(service))["id"]
    async with service.sse(INCIDENT, as_="samu-40", incident=incident) as stream, service.sse(REGION, as_="samu-40", region="75") as wide:
        opened = await stream.event()
        await wide.event()
        await write(service, incident, "Pas pour le SAMU.")
        await tell(service, incident, "CLOSED")
        told, wide_told = await stream.event(), await wide.event()

    assert numbers([opened, told]) == [1, 3]
    assert (told["entry"], wide_told["entry"]) == (None, None)
    assert [(one["code"], one["state"]) for one in told["services"]] == [("EMERGENCY", "CLOSED")]
    assert wide_told["services"] == [{"code": "EMERGENCY", "state": "CLOSED"}]
    assert told["services"][0]["label"] != "EMERGENCY"


async def test_an_exercise_says_so_to_whoever_follows(service: Service) -> None:
    incident = (await declared(service, exercise=True))["id"]
    async with service.sse(INCIDENT, as_="samu-40", incident=incident) as stream:
        await stream.event()
        await tell(service, incident, "DEGRADED")

        assert (await stream.event())["exercise"] is True


async def test_a_region_is_followed_in_one_sequence_without_a_hole_however_many_write(service: Service) -> None:
    incidents = [(await declared(service))["id"] for _ in range(4)]
    async with service.sse(REGION, region="75") as stream:
        opened = await stream.event()
        await asyncio.gather(*(write(service, incident, "Un", "Deux", "Trois", "Quatre", "Cinq") for incident in incidents))
        told = [await stream.event() for _ in range(20)]
    first = numbers([opened])[0]

    assert numbers(told) == list(range(first + 1, first + 21))
    for incident in incidents:
        assert [event["entry"]["body"] for event in told if event["incident"] == incident] == ["Un", "Deux", "Trois", "Quatre", "Cinq"]


@pytest.mark.parametrize("stranger", ["ars-76", "alpi"])
async def test_strangers_follow_nothing(service: Service, stranger: str) -> None:
    incident = (await declared(service))["id"]
    async with (
        service.sse(INCIDENT, as_=stranger, incident=incident) as one,
        service.sse(REGION, as_=stranger, region="75") as other,
        service.websocket(as_=stranger) as socket,
    ):
        await socket.subscribe(INCIDENT, incident=incident)
        codes = [(await stream.refusal())["extensions"]["code"] for stream in (one, other)]
        message = await socket.hear()

    assert set(codes) <= {"NOT_FOUND", "FORBIDDEN"}
    assert (message["type"], message["payload"][0]["extensions"]["code"]) == ("error", codes[0])


@pytest.mark.parametrize("reader", ["ch-dax", "admin"])
async def test_a_region_is_followed_by_those_who_watch_it_alone(service: Service, reader: str) -> None:
    async with service.sse(REGION, as_=reader, region="75") as stream:
        assert (await stream.refusal())["extensions"]["code"] == "FORBIDDEN"


async def test_the_manager_of_a_region_follows_its_pool_without_its_incidents(service: Service) -> None:
    incident = (await declared(service))["id"]
    async with service.sse(REGION, as_="grades-esea", region="75") as stream:
        await stream.event()
        await write(service, incident, "Un incident.")
        await do(service, WRITE, region="75", text="Le vivier.")

        assert (await stream.event())["entry"]["body"] == "Le vivier."


async def test_a_token_that_ends_ends_its_streams(service: Service) -> None:
    incident = (await declared(service))["id"]
    token = service.token(lifetime=timedelta(seconds=6))
    async with service.sse(INCIDENT, token=token, incident=incident) as stream, service.websocket(token=token) as socket:
        await socket.subscribe(INCIDENT, incident=incident)
        await stream.event()
        await socket.event()
        refused = await stream.refusal()
        told, completed = await socket.hear(), await socket.hear()

        assert await socket.closed() == (4403, "Jeton refusé ou expiré.")
    assert refused["extensions"]["code"] == told["payload"]["errors"][0]["extensions"]["code"] == "UNAUTHENTICATED"
    assert completed == {"type": "complete", "id": "1"}


async def test_an_incident_that_leaves_the_scope_is_followed_no_more(service: Service, database: str) -> None:
    incident = (await declared(service))["id"]
    async with service.sse(INCIDENT, as_="ch-dax", incident=incident) as stream:
        key = (await stream.event())["cursor"].rpartition(".")[0]
        eye = await asyncpg.connect(database)
        await eye.execute(
            """UPDATE planblanc.incident SET establishment_id = site.id, legal_entity_id = site.legal_entity_id
               FROM (SELECT id, legal_entity_id FROM planblanc.establishment
                     WHERE region_code = '75' AND legal_entity_id <> (SELECT legal_entity_id FROM planblanc.establishment WHERE id = $2)
                     LIMIT 1) AS site WHERE incident.id = $1""",
            UUID(key),
            establishment_id("400000105"),
        )
        await eye.close()
        await write(service, incident, "Pas pour Dax.")

        assert (await stream.refusal())["extensions"]["code"] == "FORBIDDEN"


@pytest.mark.parametrize("cut", ["planblanc_app feed", "planblanc_app%"], ids=["the feed", "every connection"])
async def test_a_connection_that_is_cut_is_made_again_and_nothing_is_missed(service: Service, database: str, cut: str) -> None:
    incident = (await declared(service))["id"]
    async with service.sse(INCIDENT, incident=incident) as stream, service.sse(REGION, region="75") as wide:
        await stream.event()
        await wide.event()
        eye = await asyncpg.connect(database)
        ended = await eye.fetchval(CUT, cut)
        await eye.close()
        wanted, key = {"incident": incident, "text": "Pendant la coupure."}, str(uuid4())
        # A careful program asks again with the same key; ten times are more than there are connections to find broken.
        answers = [await service.ask(WRITE, input=wanted, key=key) for _ in range(11)]

        assert (ended >= 1, "errors" in answers[-1]) == (True, False)
        assert (await stream.event())["entry"]["body"] == (await wide.event())["entry"]["body"] == "Pendant la coupure."
