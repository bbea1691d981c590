"""In a demonstration, whoever comes chooses one of its identities: a real session, with the right that its account was given."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime

import pytest
import pytest_asyncio

from planblanc.auth.demonstration import IDENTITIES
from planblanc.cli.operator import OPERATOR
from planblanc.drill import identities
from planblanc.settings import UNHURRIED
from tests.api.live import running
from tests.databases import KEY_FILE, Administrator, connect, database_at
from tests.integrations.identity.browser import Browser
from tests.nights import NOW

VIEWER = "{ viewer { name role isFresh regions account { grants { role } } } }"


@pytest_asyncio.fixture(scope="module")
async def address(server_url: str, seeded_template: str, tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[str]:
    """A demonstration whose identities have their accounts, but for the administrator."""
    async with Administrator(server_url) as administrator:
        name = await administrator.create(seeded_template)
        url = database_at(server_url, name)
        migrator = await connect(url, "planblanc_migrator", size=1)
        async with migrator.transaction(OPERATOR) as tx:
            assert await identities.let_in(tx, OPERATOR, IDENTITIES[:-1], datetime.now(UTC), NOW) > 3
            assert await identities.let_in(tx, OPERATOR, IDENTITIES[:-1], datetime.now(UTC), NOW) == 0
        await migrator.close()
        given = {**UNHURRIED, "PLANBLANC_RATE_FAULTS": "1000000/1000000", "PLANBLANC_DATA_KEYS": str(KEY_FILE)}
        async with running(url, tmp_path_factory.mktemp("demonstrated"), **given) as service:
            yield str(service.http.base_url)
        await administrator.drop(name)


@pytest_asyncio.fixture
async def browser(address: str) -> AsyncIterator[Browser]:
    one = Browser(address)
    async with one.http:
        yield one


async def chosen(browser: Browser, page: str) -> str:
    """Choose an identity, and come back; where that leads."""
    back = (await browser.begin(page)).removeprefix(browser.address)
    return (await browser.http.get(back)).headers.get("location", "")


async def test_every_identity_is_offered_as_invented(browser: Browser) -> None:
    page = (await browser.http.get("/connexion?suite=/veille")).text

    assert "ces identités sont inventées" in page
    for known in IDENTITIES:
        assert f'href="/connexion/{known.code}?suite=/veille"' in page


async def test_an_identity_has_the_right_of_its_account_and_lands_where_it_wanted(browser: Browser) -> None:
    assert await chosen(browser, "/connexion/ars-75?suite=/veille") == "/veille"

    viewer = (await browser.ask(VIEWER, csrf=await browser.csrf())).json()["data"]["viewer"]
    assert viewer == {
        "name": "ARS Nouvelle-Aquitaine, cellule de crise",
        "role": "ARS_COORDINATOR",
        "isFresh": True,
        "regions": ["75"],
        "account": {"grants": [{"role": "ARS_COORDINATOR"}]},
    }


async def test_an_identity_without_an_account_of_the_demonstration_has_no_right(browser: Browser) -> None:
    await chosen(browser, "/connexion/admin")

    viewer = (await browser.ask(VIEWER, csrf=await browser.csrf())).json()["data"]["viewer"]
    assert (viewer["role"], viewer["account"]["grants"]) == ("NEWCOMER", [])


async def test_a_session_is_confirmed_as_the_same_identity_alone(browser: Browser) -> None:
    await chosen(browser, "/connexion/ars-75")
    before = browser.http.cookies["planblanc"]

    assert await chosen(browser, "/connexion/confirmer?suite=/veille") == "/veille"
    assert browser.http.cookies["planblanc"] != before
    back = await browser.begin("/connexion/confirmer?fournisseur=national")
    refused = await browser.http.get(back.removeprefix(browser.address))
    assert refused.status_code == 401
    assert "Une autre personne" in refused.text


async def test_the_way_back_opens_nothing_in_another_browser_and_nothing_twice(address: str, browser: Browser) -> None:
    back = (await browser.begin("/connexion/ars-75")).removeprefix(browser.address)
    other = Browser(address)

    async with other.http:
        assert (await other.http.get(back)).status_code == 401
    assert (await browser.http.get(back.replace("code=ars-75", "code=national"))).status_code == 401
    assert (await browser.http.get(back)).status_code == 401
