"""Every subscription of the API is refused to those whom it does not concern; one that is new must be tried here."""

from collections.abc import AsyncIterator

import pytest
import pytest_asyncio
from graphql import build_schema

from planblanc.api import schema
from tests.api.crisis import declared
from tests.api.live import INCIDENT, REGION, Service, running
from tests.databases import Administrator, database_at

SUBSCRIPTIONS = {"incidentEvents": INCIDENT, "regionEvents": REGION}
STRANGERS = ["ars-76", "alpi"]


@pytest_asyncio.fixture(scope="module")
async def service(server_url: str, seeded_template: str, tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Service]:
    async with Administrator(server_url) as administrator:
        name = await administrator.create(seeded_template)
        async with running(database_at(server_url, name), tmp_path_factory.mktemp("neighbours")) as started:
            yield started
        await administrator.drop(name)


def test_every_subscription_is_tried() -> None:
    known = build_schema(schema.published()).subscription_type

    assert known is not None
    assert set(known.fields) == set(SUBSCRIPTIONS)


@pytest.mark.parametrize("stranger", STRANGERS)
@pytest.mark.parametrize("name", SUBSCRIPTIONS)
async def test_a_neighbour_follows_nothing(service: Service, name: str, stranger: str) -> None:
    about = {"incident": (await declared(service))["id"]} if name == "incidentEvents" else {"region": "75"}

    async with service.sse(SUBSCRIPTIONS[name], as_=stranger, **about) as stream:
        refused = await stream.refusal()
    async with service.sse(SUBSCRIPTIONS[name], **about) as stream:
        opened = await stream.event()

    assert refused["extensions"]["code"] in {"FORBIDDEN", "NOT_FOUND"}
    assert opened["kind"] == "OPENED"
