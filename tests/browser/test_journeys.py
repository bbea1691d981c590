"""What a coordinator does at night, from one end to the other, in a real browser: counted, and however it goes wrong."""

import pytest
from playwright.async_api import Page, expect

from tests.browser.chromium import Door
from tests.browser.crisis import Crisis
from tests.browser.hand import Hand

MOST_INTERACTIONS = 8
MOST_KEYS = 25
RUFFEC = ("160000337", "CENTRE HOSPITALIER DE RUFFEC")
first_minutes = pytest.mark.parametrize("night", ["02:41"], indirect=True)
plan_waits = pytest.mark.parametrize("night", ["06:39"], indirect=True)
_LINES = "query ($id: ID!) { incident(id: $id) { latestEntries(first: 50) { text body } } }"


async def lines(crisis: Crisis, incident: str) -> list[str]:
    """What was written of an incident, by hand."""
    told = (await crisis.ask(_LINES, id=incident))["incident"]["latestEntries"]
    return [one["body"] for one in told if one["body"]]


async def write(page: Page, text: str) -> None:
    """Fill the line that an incident's page offers, without sending it."""
    await page.get_by_text("Écrire une ligne", exact=True).first.click()
    await page.get_by_label("Ce qui s'est passé").first.fill(text)


@first_minutes
async def test_from_the_portal_s_signal_to_the_approved_plan_in_few_interactions(night: tuple[Crisis, Door]) -> None:
    crisis, door = night
    await crisis.reported(*RUFFEC)
    hand = Hand(await door.enter("/veille"))

    await hand.click("link", "Centre Hospitalier de Ruffec")
    await hand.click("link", "Prendre l'appel")
    await hand.tick("Premières 24 h")
    await hand.click("button", "Déclarer et proposer un plan")
    await expect(hand.page.locator("#verifier")).to_be_visible()
    await hand.fill("Numéro rappelé", "05 45 00 00 00")
    await hand.fill("Qui a répondu", "Directeur de garde")
    await hand.click("button", "Confirmer la demande")
    await hand.click("button", "Approuver le plan")

    await expect(hand.page.locator("#state")).to_contain_text("approuvé")
    assert hand.interactions <= MOST_INTERACTIONS


async def test_a_dictated_call_is_a_proposed_plan_with_few_control_keys(door: Door) -> None:
    page = await door.enter("/veille")
    hand = Hand(page)

    await hand.press("n")
    await expect(page.get_by_label("Structure : nom")).to_be_focused()
    await hand.type("hopital angouleme")
    await expect(page.locator('[role="option"]').first).to_be_visible()
    await hand.press("Enter")
    await hand.type("05 45 00 00 01")
    await hand.press("Enter")
    await hand.type("Directrice de garde")
    await hand.press("Enter")
    for service in ("urgences", "laboratoire"):
        await hand.type(service)
        await hand.press("Enter")
    await hand.press("Enter")
    for need in ("premières 24 h", "12 postes", "1 réseau"):
        await hand.type(need)
        await hand.press("Enter")
    await hand.press("Control+Enter")

    await expect(page.locator("#state")).to_contain_text("proposé")
    assert hand.keys <= MOST_KEYS


@first_minutes
async def test_without_scripts_a_call_is_taken_verified_and_its_plan_approved(night: tuple[Crisis, Door]) -> None:
    _, door = night
    page = await door.enter("/appel", java_script_enabled=False)

    await page.get_by_label("Structure : nom").fill("saintes hopital")
    await page.get_by_role("button", name="Chercher la structure").click()
    await page.locator('#choices input[name="choice"]').first.check()
    await page.get_by_label("Premières 24 h").first.check()
    await page.get_by_role("button", name="Déclarer et proposer un plan").click()
    await read_until(page, "Confirmer la demande")
    await page.get_by_label("Numéro rappelé").first.fill("05 46 00 00 00")
    await page.get_by_label("Qui a répondu").first.fill("Cadre de garde")
    await page.get_by_role("button", name="Confirmer la demande").click()
    await read_until(page, "Approuver le plan")
    await page.get_by_role("button", name="Approuver le plan").first.click()

    assert "approuvé" in await page.locator("#state").inner_text()


async def read_until(page: Page, words: str) -> None:
    """Read a page again, as somebody without scripts does, until it says this."""
    for _ in range(60):
        if await page.get_by_text(words).count():
            return
        await page.wait_for_timeout(500)
        await page.reload()
    raise AssertionError(await page.inner_text("main"))


async def test_a_double_click_writes_one_line(door: Door, crisis: Crisis, things: dict[str, str]) -> None:
    for scripts in (True, False):
        page = await door.enter(f"/incidents/{things['incident']}", java_script_enabled=scripts)
        await write(page, f"Deux clics, {scripts}.")

        await page.get_by_role("button", name="Écrire la ligne").first.dblclick()
        await expect(page.locator("#latest")).to_contain_text(f"Deux clics, {scripts}.")

        assert (await lines(crisis, things["incident"])).count(f"Deux clics, {scripts}.") == 1


async def test_reading_again_and_going_back_and_forth_sends_nothing_again(door: Door, crisis: Crisis, things: dict[str, str]) -> None:
    page = await door.enter(f"/incidents/{things['incident']}", java_script_enabled=False)
    await write(page, "Une fois suffit.")
    await page.get_by_role("button", name="Écrire la ligne").first.click()

    await page.reload()
    await page.go_back()
    await page.go_forward()

    assert "Une fois suffit." in await page.locator("#latest").inner_text()
    assert (await lines(crisis, things["incident"])).count("Une fois suffit.") == 1


async def test_what_was_typed_outlives_the_session_without_any_script(door: Door, crisis: Crisis, things: dict[str, str]) -> None:
    page = await door.enter(f"/incidents/{things['incident']}", java_script_enabled=False)
    await write(page, "Écrit sans session.")
    await page.context.clear_cookies()

    await page.get_by_role("button", name="Écrire la ligne").first.click()

    assert "Écrit sans session." in await page.content()
    assert "Écrit sans session." not in await lines(crisis, things["incident"])


@plan_waits
async def test_a_plan_that_somebody_else_approved_meanwhile_says_so_and_loses_nothing(night: tuple[Crisis, Door]) -> None:
    crisis, door = night
    (edge,) = (await crisis.ask('{ incidents(region: "75", states: [ACTIVE]) { edges { node { id } } } }'))["incidents"]["edges"]
    address = f"/incidents/{edge['node']['id']}/plan"
    late = await door.enter(address, java_script_enabled=False)
    quick = await door.enter(address, as_="zone-sud-ouest", java_script_enabled=False)
    await quick.get_by_role("button", name="Approuver le plan").first.click()

    await late.get_by_role("button", name="Approuver le plan").first.click()

    told = await late.inner_text("main")
    assert "déjà" in told
    assert "approuvé" in await late.locator("#state").inner_text()


async def test_a_name_with_quotes_and_brackets_is_shown_as_it_was_typed(door: Door) -> None:
    name = """L'« hôpital » <b>"d'à côté"</b> & Cie"""
    page = await door.enter("/appel", java_script_enabled=False)
    await page.get_by_label("Structure : nom").fill(name)
    await page.get_by_role("button", name="Chercher la structure").click()
    await page.locator('input[name="choice"][value="-"]').check()
    await page.get_by_label("Premières 24 h").first.check()
    await page.get_by_role("button", name="Déclarer et proposer un plan").click()

    watch = await door.enter("/veille")

    await expect(watch.locator("main")).to_contain_text(name)
    assert await watch.locator("main b").count() == 0
