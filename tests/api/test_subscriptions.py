"""What is written is told at once to those who follow, in order, as their rights show it; over real connections to a real process."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio

from tests.api.crisis import declared, do
from tests.api.live import INCIDENT, REGION, Service, running
from tests.api.test_journal import WRITE
from tests.databases import Administrator, database_at

SERVICES = """mutation ($input: UpdateServiceStatusInput!, $key: String!) { updateServiceStatus(input: $input, idempotencyKey: $key) {
  __typename ... on Refusal { code message path } } }"""


@pytest_asyncio.fixture(scope="module")
async def service(server_url: str, seeded_template: str, tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Service]:
    """One process and one database for every test here: each has an incident of its own."""
    async with Administrator(server_url) as administrator:
        name = await administrator.create(seeded_template)
        async with running(database_at(server_url, name), tmp_path_factory.mktemp("live")) as started:
            yield started
        await administrator.drop(name)


async def test_each_line_is_told_once_in_its_order(service: Service) -> None:
    incident = (await declared(service))["id"]
    async with service.sse(INCIDENT, incident=incident) as stream:
        opened = await stream.event()
        for number in range(3):
            await do(service, WRITE, incident=incident, text=f"Ligne {number}")
        told = [await stream.event() for _ in range(3)]

    assert (opened["kind"], stream.response.headers["content-type"]) == ("OPENED", "text/event-stream; charset=utf-8")
    assert [(event["kind"], event["act"], event["entry"]["sequence"]) for event in told] == [("LINE", "log.written", n) for n in (2, 3, 4)]
    assert [event["entry"]["body"] for event in told] == ["Ligne 0", "Ligne 1", "Ligne 2"]
    assert [event["cursor"].rpartition(".")[2] for event in (opened, *told)] == ["1", "2", "3", "4"]
