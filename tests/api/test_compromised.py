"""A site is said to be compromised: two server processes stop its accounts, its streams and its keys, and nobody else's."""

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from typing import Any

import pytest
import pytest_asyncio

from tests.api.crisis import REFUSAL, declared, do
from tests.api.live import INCIDENT, REGION, Service, running
from tests.databases import Administrator, database_at

SITE = "establishment(finess: $finess)"


def act(name: str, input_type: str, *answers: str) -> str:
    """A mutation, and what it may answer."""
    shown = " ".join((*(f"... on {answer}" for answer in answers), REFUSAL))
    return f"mutation ($input: {input_type}!, $key: String!) {{ {name}(input: $input, idempotencyKey: $key) {{ __typename {shown} }} }}"


CHANGES = "securityChanges { before after state proposedBy confirmedBy }"
SET = act("setSecurityState", "SetSecurityStateInput", f"Establishment {{ securityState {CHANGES} }}")
CONTACT = act("saveContactPoint", "SaveContactPointInput", "ContactPoint { address function }", "PendingContactEdit { id address state }")
DECIDE = act("decideContactEdit", "DecideContactEditInput", "PendingContactEdit { state decidedBy }")
CALL = act("recordCallBack", "RecordCallBackInput", "SiteCallBack { purpose confirmed madeBy }")
PENDING = "{ pendingContactEdits { edges { node { id address askedBy } } } }"
READ = f"query ($finess: String!) {{ {SITE} {{ securityState directory {{ label number knownSince }} callBacks {{ reached }} }} }}"
MINE = "{ viewer { name } incidents { edges { node { id } } } }"
DAX = "400000105"


@pytest_asyncio.fixture
async def pair(server_url: str, seeded_template: str, tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[tuple[Service, Service]]:
    """Two processes of one service."""
    async with Administrator(server_url) as administrator, AsyncExitStack() as stack:
        name = await administrator.create(seeded_template)
        url, home = database_at(server_url, name), tmp_path_factory.mktemp("pair")
        yield (await stack.enter_async_context(running(url, home)), await stack.enter_async_context(running(url, home)))
        await stack.aclose()
        await administrator.drop(name)


async def put(client: Service, state: str, as_: str = "ars-75", **more: Any) -> dict[str, Any]:
    return await do(client, SET, as_=as_, finess=DAX, state=state, reason="Connexions de l'étranger", **more)


async def compromised(client: Service) -> None:
    for state in ("SUSPECT", "COMPROMISED"):
        assert (await put(client, state))["securityState"] == state


async def test_its_accounts_are_dead_on_every_process_and_nobody_elses(pair: tuple[Service, Service]) -> None:
    one, _ = pair
    await declared(one)
    for service in pair:
        assert (await service.ask(MINE, as_="ch-dax"))["data"]["incidents"]["edges"]

    await compromised(one)

    for service in pair:
        answer = await service.http.post("/graphql", json={"query": MINE}, headers={"Authorization": f"Bearer {service.token('ch-dax')}"})
        assert answer.status_code == 401
        assert answer.json()["errors"][0]["extensions"]["code"] == "ACCESS_SUSPENDED"
        assert "data" not in answer.json()
        assert (await service.data(MINE, as_="ars-75"))["viewer"]
        assert (await service.data(MINE, as_="ch-tarbes"))["viewer"]


async def test_its_documents_are_closed(pair: tuple[Service, Service]) -> None:
    one, other = pair
    await compromised(one)

    answer = await other.http.get(
        "/documents/mission-order/00000000-0000-0000-0000-000000000001.pdf", headers={"Authorization": f"Bearer {other.token('ch-dax')}"}
    )

    assert (answer.status_code, answer.json()["errors"][0]["extensions"]["code"]) == (401, "ACCESS_SUSPENDED")


async def test_its_streams_end_on_both_processes_and_those_of_others_go_on(pair: tuple[Service, Service]) -> None:
    one, other = pair
    incident = (await declared(one))["id"]
    async with AsyncExitStack() as stack:
        event_stream = await stack.enter_async_context(one.sse(INCIDENT, as_="ch-dax", incident=incident))
        socket = await stack.enter_async_context(other.websocket(as_="ch-dax"))
        officers = await stack.enter_async_context(other.sse(REGION, region="75"))
        await socket.subscribe(INCIDENT, incident=incident)
        assert (await event_stream.event())["kind"] == (await socket.event())["kind"] == (await officers.event())["kind"] == "OPENED"

        await compromised(one)

        while (told := await event_stream.next())[0] == "next" and not told[1].get("errors"):
            continue
        assert told[1]["errors"][0]["extensions"]["code"] == "ACCESS_SUSPENDED"
        assert (await socket.closed())[0] == 4403
        acts = {(await officers.event())["act"] for _ in range(2)}
    assert acts == {"security.changed"}


async def test_two_people_let_it_in_again(pair: tuple[Service, Service]) -> None:
    one, other = pair
    await compromised(one)

    proposed = await put(one, "RESTORED")
    assert proposed["securityState"] == "COMPROMISED"
    assert [change["state"] for change in proposed["securityChanges"]] == ["PROPOSED", "DONE", "DONE"]
    assert (await put(other, "RESTORED"))["code"] == "FORBIDDEN"
    assert (await put(other, "RESTORED", as_="national"))["securityState"] == "RESTORED"

    assert (await other.data(MINE, as_="ch-dax"))["viewer"]


@pytest.mark.parametrize("as_", ["ars-76", "ch-dax", "ch-tarbes"])
async def test_a_neighbour_says_nothing_of_it(pair: tuple[Service, Service], as_: str) -> None:
    one, _ = pair

    assert (await put(one, "SUSPECT", as_=as_))["code"] == "FORBIDDEN"
    call: dict[str, Any] = {"finess": DAX, "purpose": "OTHER", "number": "0558910000", "reached": "X", "confirmed": True}
    assert (await do(one, CALL, as_=as_, **call))["code"] == "FORBIDDEN"
    shown = (await one.data(READ, as_=as_, finess=DAX))["establishment"]
    assert shown == {"securityState": "NORMAL", "directory": [], "callBacks": []}


async def test_its_contacts_wait_and_its_directory_stays_what_it_was(pair: tuple[Service, Service]) -> None:
    one, other = pair
    known = {"label": "Directeur de garde", "function": "DUTY_DIRECTOR", "channel": "PHONE", "establishmentFiness": DAX}
    assert (await do(one, CONTACT, **known, address="06 39 98 00 01"))["function"] == "DUTY_DIRECTOR"
    await put(one, "SUSPECT")

    waiting = await do(other, CONTACT, as_="ch-dax", **known, address="06 39 98 06 66")

    assert (waiting["__typename"], waiting["state"]) == ("PendingContactEdit", "PENDING")
    (edge,) = (await one.data(PENDING))["pendingContactEdits"]["edges"]
    assert edge["node"]["id"] == waiting["id"]
    assert (await one.data(PENDING, as_="ars-76"))["pendingContactEdits"]["edges"] == []
    for stranger in ("ch-dax", "ars-76"):
        assert (await do(one, DECIDE, as_=stranger, edit=waiting["id"], accepted=True))["code"] in {"FORBIDDEN", "NOT_FOUND"}
    assert (await do(one, DECIDE, edit=waiting["id"], accepted=True))["state"] == "ACCEPTED"
    shown = (await other.data(READ, finess=DAX))["establishment"]
    assert "0639980666" not in [entry["number"] for entry in shown["directory"]]
    call: dict[str, Any] = {"finess": DAX, "purpose": "ACCESS", "reached": "Directeur de garde", "confirmed": True}
    assert (await do(one, CALL, **call, number="06 39 98 06 66"))["code"] == "TO_VERIFY_FIRST"
    assert (await do(one, CALL, **call, number="06 39 98 00 01"))["purpose"] == "ACCESS"
