"""What a browser keeps: drafts until the service has them, the last pages for when there is no network, and nothing once one has left."""

import re

from playwright.async_api import Page, expect

from tests.browser.chromium import Door

ACCOUNT = "#deputy-account"
MARK = "#deputy .draft"


async def typed(door: Door) -> Page:
    """A page with a draft in it."""
    tab = await door.enter("/compte")
    await tab.fill(ACCOUNT, "un compte")
    await tab.fill('[name="until~local"]', "2030-01-01T08:00")
    await expect(tab.locator(MARK)).to_contain_text("Non envoyé. Gardé")
    return tab


async def kept_pages(tab: Page) -> list[str]:
    """The pages that this browser keeps."""
    found: list[str] = await tab.evaluate(
        "() => caches.has('planblanc-pages').then((there) => there ? caches.open('planblanc-pages').then((kept) => kept.keys()) : [])"
        ".then((keys) => keys.map(({url}) => new URL(url).pathname).filter((path) => path !== '/.person'))"
    )
    return found


async def read_through_the_worker(tab: Page) -> None:
    """Wait until what this page reads is kept."""
    await tab.evaluate("() => navigator.serviceWorker.ready")
    await tab.reload()
    for _ in range(50):
        if await kept_pages(tab):
            return
        await tab.wait_for_timeout(100)


async def test_a_draft_outlives_its_page_until_it_is_given_up(door: Door) -> None:
    tab = await typed(door)

    await tab.reload()
    await expect(tab.locator(ACCOUNT)).to_have_value("un compte")
    await expect(tab.locator(MARK)).to_contain_text("Non envoyé. Repris")
    await tab.get_by_role("button", name="Effacer le brouillon").click()
    await tab.reload()

    await expect(tab.locator(ACCOUNT)).to_have_value("")


async def test_a_refused_draft_says_that_it_was_not_sent(door: Door) -> None:
    tab = await typed(door)

    await tab.get_by_role("button", name="Désigner ce suppléant").click()

    await expect(tab.locator("#refusal")).to_be_visible()
    await expect(tab.locator(ACCOUNT)).to_have_value("un compte")
    await expect(tab.locator(MARK)).to_contain_text("Non envoyé : refusé")


async def test_a_draft_sent_without_network_goes_when_it_is_back(door: Door, things: dict[str, str]) -> None:
    tab = await door.enter(f"/incidents/{things['incident']}/journal")
    form = tab.locator("form[data-draft]").first
    await form.locator("textarea").first.fill("Appel du laboratoire à 2 h 10")
    await tab.context.set_offline(True)
    await form.locator("button:not([type=button])").first.click()
    await expect(form.locator(".draft")).to_contain_text("Non envoyé : pas de réseau")

    await tab.context.set_offline(False)

    await expect(form.locator(".draft")).to_contain_text(re.compile(r"Envoyé à \d\d:\d\d"))
    await expect(tab.locator("#waiting")).to_contain_text("enregistré")


async def test_an_incident_is_read_without_network_with_its_age_and_comes_back_with_it(door: Door, things: dict[str, str]) -> None:
    tab = await door.enter(f"/incidents/{things['incident']}")
    await read_through_the_worker(tab)
    await tab.context.set_offline(True)

    await tab.goto(f"/incidents/{things['incident']}")
    await expect(tab.locator("main")).to_contain_text("Hors ligne. Copie de cette page gardée il y a")
    await expect(tab.locator("#connection")).to_contain_text("copie gardée il y a")
    await tab.goto("/acces")
    await expect(tab.locator("main")).to_contain_text("Pages gardées sur cet appareil")
    await tab.go_back()

    await tab.context.set_offline(False)
    await expect(tab.locator("#connection")).to_contain_text("à jour il y a")
    door.guard.expect(503)


async def test_a_form_that_meets_no_network_stays_whole(door: Door, things: dict[str, str]) -> None:
    tab = await door.enter(f"/incidents/{things['incident']}")
    await read_through_the_worker(tab)
    await tab.goto("/compte")
    await tab.context.set_offline(True)

    await tab.get_by_role("button", name="Sombre").click()
    await expect(tab.locator("h1")).to_have_text("Envoi non confirmé")
    await tab.context.set_offline(False)
    await tab.get_by_role("button", name="Envoyer de nouveau").click()

    await expect(tab.locator("html")).to_have_attribute("data-theme", "dark")
    door.guard.expect(503)


async def test_nothing_is_left_to_the_next_person(door: Door, things: dict[str, str]) -> None:
    tab = await door.enter(f"/incidents/{things['incident']}")
    await read_through_the_worker(tab)
    assert await kept_pages(tab)
    await tab.goto("/compte")
    await tab.fill(ACCOUNT, "un compte")
    await expect(tab.locator(MARK)).to_contain_text("Non envoyé")

    await tab.get_by_role("button", name="Se déconnecter").click()
    await expect(tab.locator("h1")).to_have_text("Vous êtes déconnecté")
    await tab.goto("/connexion/grades-esea?suite=/compte")

    assert await kept_pages(tab) == []
    assert await tab.evaluate("() => Object.keys(localStorage).filter((name) => name.includes('draft')).length") == 0


async def test_the_page_of_ones_sessions_lets_one_leave_and_leaves_nothing(door: Door, things: dict[str, str]) -> None:
    tab = await typed(door)
    await tab.goto(f"/incidents/{things['incident']}")
    await read_through_the_worker(tab)

    await tab.goto("/connexion")
    await tab.get_by_role("button", name="Se déconnecter").click()

    await expect(tab.locator("h1")).to_have_text("Vous êtes déconnecté")
    assert await tab.evaluate("() => Object.keys(localStorage).filter((name) => !name.startsWith('planblanc:device:'))") == []
    assert await kept_pages(tab) == []
