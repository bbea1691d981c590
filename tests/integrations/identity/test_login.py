"""People log in with a provider that runs in its own process, against a service that runs in its own: what opens, and what does not."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import httpx2
import pytest
import pytest_asyncio

from planblanc.settings import UNHURRIED
from tests.api.live import running
from tests.databases import KEY_FILE, Administrator, database_at
from tests.integrations.identity.browser import Browser, Told, provided

VIEWER = "{ viewer { name role isFresh sessions { id kind } } }"


@asynccontextmanager
async def served(database_url: str, folder: Path, provider: Told) -> AsyncIterator[str]:
    """The address of a service whose people log in with this provider."""
    given = {**UNHURRIED, "PLANBLANC_RATE_FAULTS": "1000000/1000000"}
    given |= {"PLANBLANC_PROVIDERS": str(provider.file(folder)), "PLANBLANC_DATA_KEYS": str(KEY_FILE)}
    async with running(database_url, folder, **given) as service:
        yield str(service.http.base_url)


@pytest_asyncio.fixture(scope="module")
async def running_provider() -> AsyncIterator[Told]:
    async with provided() as told:
        yield told


@pytest_asyncio.fixture(scope="module")
async def address(
    server_url: str, seeded_template: str, tmp_path_factory: pytest.TempPathFactory, running_provider: Told
) -> AsyncIterator[str]:
    """One service for every test here: each has a browser of its own."""
    async with Administrator(server_url) as administrator:
        name = await administrator.create(seeded_template)
        async with served(database_at(server_url, name), tmp_path_factory.mktemp("login"), running_provider) as one:
            yield one
        await administrator.drop(name)


@pytest_asyncio.fixture
async def provider(running_provider: Told) -> Told:
    """The provider, which behaves until it is told not to."""
    await running_provider.tell()
    return running_provider


@pytest_asyncio.fixture
async def browser(address: str, provider: Told) -> AsyncIterator[Browser]:
    one = Browser(address)
    async with one.http:
        yield one


async def test_a_person_comes_in_and_has_no_right_yet(browser: Browser) -> None:
    came = await browser.login("/connexion/essai?suite=/connexion%3Fsuite%3D/")

    assert came.status_code == 303
    assert came.headers["location"] == "/connexion?suite=/"
    cookie = came.headers["set-cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=Lax" in cookie
    viewer = (await browser.ask(VIEWER, csrf=await browser.csrf())).json()["data"]["viewer"]
    assert viewer["name"] == "Intervenant 0421 (synthétique)"
    assert viewer["role"] == "NEWCOMER"
    assert viewer["isFresh"]
    assert [session["kind"] for session in viewer["sessions"]] == ["LOGIN"]


async def test_what_a_provider_is_asked_is_long_and_proved(browser: Browser, provider: Told) -> None:
    asked = parse_qs(urlsplit(await browser.begin()).query)

    assert len(asked["state"][0]) >= 32
    assert len(asked["nonce"][0]) >= 32
    assert asked["code_challenge_method"] == ["S256"]
    assert asked["acr_values"] == ["eidas1"]


async def test_a_state_serves_once(browser: Browser) -> None:
    back = await browser.returned(await browser.begin())
    secret = dict(browser.http.cookies)
    assert (await browser.http.get(back)).status_code == 303

    again = await browser.http.get(back, headers={"Cookie": "; ".join(f"{name}={value}" for name, value in secret.items())})

    assert again.status_code == 401


async def test_a_login_that_another_browser_began_opens_nothing(browser: Browser) -> None:
    async with httpx2.AsyncClient(base_url=browser.address) as victim:
        answer = await victim.get(await browser.returned(await browser.begin()))

    assert answer.status_code == 401
    assert "set-cookie" not in answer.headers


async def test_a_code_without_its_proof_is_worth_nothing(browser: Browser, provider: Told) -> None:
    address = await browser.begin()
    stolen = await browser.returned(address.replace("code_challenge=", "code_challenge=x"))

    assert (await browser.http.get(stolen)).status_code == 401


@pytest.mark.parametrize(
    "said",
    [
        {"claims": {"nonce": "n" * 43}},
        {"claims": {"iss": "https://ailleurs.example"}},
        {"claims": {"aud": "un-autre"}},
        {"claims": {"aud": ["planblanc-essai", "un-autre"]}},
        {"claims": {"azp": "un-autre"}},
        {"claims": {"exp": 1}},
        {"claims": {"iat": 4102444800, "exp": 4102448400}},
        {"claims": {"auth_time": 4102444800}},
        {"claims": {"acr": "eidas0"}},
        {"claims": {"sub": ""}},
        {"userinfo": {"sub": "un-autre"}},
        {"userinfo": {"aud": "un-autre"}},
        {"unsigned": True},
        {"none": True},
        {"stranger": True},
    ],
    ids=lambda said: "-".join(f"{name}-{next(iter(what)) if isinstance(what, dict) else ''}" for name, what in said.items()),
)
async def test_what_is_not_wholly_of_this_login_opens_nothing(browser: Browser, provider: Told, said: dict[str, object]) -> None:
    await provider.tell(**said)

    answer = await browser.login()

    assert answer.status_code == 401
    assert (await browser.http.get("/connexion")).text.count("identifier avec") == 1


async def test_a_key_that_has_changed_is_asked_for_once(seeded_url: str, tmp_path: Path) -> None:
    async with provided() as provider, served(seeded_url, tmp_path, provider) as address:
        browser = Browser(address)
        async with browser.http:
            await keys_are_asked_for_once(browser, provider)


async def keys_are_asked_for_once(browser: Browser, provider: Told) -> None:
    """The first login, one after the key has changed, and others with a key that nobody vouches for."""
    assert (await browser.login()).status_code == 303
    before = await provider.tell(rotate=True)

    assert (await browser.login()).status_code == 303
    assert await provider.tell(stranger=True) == before + 1
    for _ in range(3):
        assert (await browser.login()).status_code == 401
    assert await provider.tell() == before + 1


async def test_a_cookie_alone_does_not_act(browser: Browser) -> None:
    await browser.login()
    csrf = await browser.csrf()

    for refused in (
        await browser.ask(VIEWER),
        await browser.ask(VIEWER, csrf="x" * 43),
        await browser.ask(VIEWER, csrf=csrf, Origin="https://ailleurs.example"),
        await browser.ask(VIEWER, csrf=csrf, **{"Sec-Fetch-Site": "cross-site"}),
    ):
        assert refused.status_code == 403
        assert refused.json()["errors"][0]["extensions"]["code"] == "CSRF_REFUSED"
    assert (await browser.ask(VIEWER, csrf=csrf, Origin=browser.address)).status_code == 200


async def test_a_form_of_another_site_does_not_log_out(browser: Browser) -> None:
    await browser.login()

    assert (await browser.http.post("/deconnexion", data={"csrf": "x"})).status_code == 403
    assert "Vos sessions" in (await browser.http.get("/connexion")).text


async def test_whoever_leaves_has_no_session_here_nor_at_the_provider(browser: Browser, provider: Told) -> None:
    await browser.login()
    token, csrf = browser.http.cookies["planblanc"], await browser.csrf()

    left = await browser.http.post("/deconnexion", data={"csrf": csrf})

    assert left.headers["refresh"].startswith(f"0; url={provider.address}/leave?id_token_hint=")
    async with httpx2.AsyncClient(base_url=browser.address) as thief:
        answer = await thief.post("/graphql", json={"query": VIEWER}, headers={"Authorization": f"Bearer {token}"})
    assert answer.status_code == 401


async def test_a_session_that_is_confirmed_has_another_token(browser: Browser) -> None:
    await browser.login()
    old = browser.http.cookies["planblanc"]
    asked = parse_qs(urlsplit(await browser.begin("/connexion/confirmer")).query)
    assert asked["prompt"] == ["login"]

    await browser.login("/connexion/confirmer")

    assert browser.http.cookies["planblanc"] != old
    answer = await browser.http.post("/graphql", json={"query": VIEWER}, headers={"Authorization": f"Bearer {old}"})
    assert answer.status_code == 401


@pytest.mark.parametrize(
    "said", [{"claims": {"auth_time": 1}}, {"claims": {"sub": "un-autre"}, "userinfo": {"sub": "un-autre"}}], ids=["old", "another"]
)
async def test_a_confirmation_by_an_old_login_or_by_another_person_is_none(
    browser: Browser, provider: Told, said: dict[str, object]
) -> None:
    await browser.login()
    old = browser.http.cookies["planblanc"]
    await provider.tell(**said)

    assert (await browser.login("/connexion/confirmer")).status_code == 401
    assert browser.http.cookies["planblanc"] == old


async def test_a_page_elsewhere_is_not_where_one_comes_back(browser: Browser) -> None:
    for wanted in ("https://ailleurs.example", "//ailleurs.example", "/\\ailleurs.example"):
        assert (await browser.http.get("/connexion/essai", params={"suite": wanted})).status_code == 400


async def test_a_provider_that_is_away_is_said_so(browser: Browser, provider: Told) -> None:
    assert (await browser.http.get("/connexion/inconnu")).status_code == 401
    back = await browser.returned(await browser.begin())
    await provider.tell(away=True)

    assert (await browser.http.get(back)).status_code == 503
