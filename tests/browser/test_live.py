"""A page that stays open: told at once, put in place a moment later, never under the hand; and what it says when it can do none of it."""

from typing import Any
from uuid import uuid4

from playwright.async_api import Page, expect

from tests.browser.chromium import Door
from tests.browser.crisis import Crisis

WRITE = """
mutation ($input: AddLogEntryInput!, $key: String!) {
  addLogEntry(input: $input, idempotencyKey: $key) { ... on LogEntry { id } ... on Refusal { message } }
}
"""

_STAND = """
() => { const part = document.querySelector("section[data-live]"); part.tabIndex = -1; part.focus(); part.dataset.held = "yes"; }
"""


async def write(crisis: Crisis, incident: str) -> None:
    """Somebody else writes a line."""
    said = {"incident": incident, "text": f"Appel du directeur {uuid4()}"}
    assert "id" in (await crisis.ask(WRITE, input=said, key=str(uuid4())))["addLogEntry"]


async def followed(door: Door, path: str, **wanted: Any) -> Page:
    """A page that follows what happens."""
    tab = await door.enter(path, **wanted)
    await expect(tab.locator("#connection")).to_contain_text("à jour il y a")
    return tab


async def test_an_event_is_told_in_words_and_then_put_in_place(door: Door, crisis: Crisis, things: dict[str, str]) -> None:
    tab = await followed(door, f"/incidents/{things['incident']}")
    before = await tab.get_attribute("body", "data-read-at")

    await write(crisis, things["incident"])

    await expect(tab.locator("#news")).to_contain_text("Note écrite par")
    await expect(tab.locator("body")).not_to_have_attribute("data-read-at", before or "")


async def test_two_pages_of_one_browser_read_one_stream_and_both_are_told(door: Door, crisis: Crisis, things: dict[str, str]) -> None:
    tab = await followed(door, f"/incidents/{things['incident']}")
    other = await tab.context.new_page()
    await other.goto(f"/incidents/{things['incident']}")
    await expect(other.locator("#connection")).to_contain_text("à jour il y a")
    streams = [address for address in door.guard.asked if address.endswith("/graphql")]

    await write(crisis, things["incident"])

    await expect(tab.locator("#news")).to_contain_text("Note écrite par")
    await expect(other.locator("#news")).to_contain_text("Note écrite par")
    assert len(streams) == len(["region", "incident"])


async def test_a_part_where_somebody_stands_is_left_alone(door: Door, crisis: Crisis, things: dict[str, str]) -> None:
    tab = await followed(door, f"/incidents/{things['incident']}")
    await tab.evaluate(_STAND)

    await write(crisis, things["incident"])
    await expect(tab.locator("#news")).to_contain_text("Note écrite par")
    await tab.wait_for_timeout(1500)

    assert await tab.locator("[data-held]").count() == 1


async def test_the_end_of_a_session_is_said_on_every_page_of_the_browser(door: Door, things: dict[str, str]) -> None:
    tab = await followed(door, f"/incidents/{things['incident']}")
    other = await tab.context.new_page()
    await other.goto("/compte")

    await other.get_by_role("button", name="Se déconnecter").click()

    await expect(tab.locator("#connection")).to_contain_text("session finie")
    await expect(tab.locator("#connection a")).to_have_attribute(
        "href", f"/connexion?suite=%2Fincidents%2F{things['incident'].replace('=', '%3D')}"
    )
    door.guard.pardon(401)


async def test_keys_lead_where_they_say_and_never_while_somebody_types(door: Door) -> None:
    tab = await door.enter("/acces")

    await tab.keyboard.press("/")
    await tab.keyboard.type("n?")
    assert await tab.locator("input[type=search]").input_value() == "n?"
    assert await tab.locator("dialog[open]").count() == 0

    await tab.locator("h1").click()
    await tab.keyboard.press("?")
    await expect(tab.locator("dialog[open]")).to_contain_text("Nouvel appel")
    await tab.keyboard.press("Escape")
    await tab.keyboard.press("n")
    await tab.wait_for_url("**/appel")


async def test_keys_can_be_turned_off_on_a_device(door: Door) -> None:
    tab = await door.enter("/compte")
    await tab.keyboard.press("?")
    await tab.get_by_role("button", name="Ne plus utiliser de raccourcis").click()

    await tab.keyboard.press("n")
    await tab.wait_for_timeout(300)

    assert tab.url.endswith("/compte")


async def test_a_sound_is_made_for_whoever_turned_it_on(door: Door) -> None:
    tab = await door.enter("/compte")
    button = tab.locator("[data-sound]").first
    await expect(button).to_have_attribute("aria-pressed", "false")

    await button.click()
    await tab.reload()

    await expect(tab.locator("[data-sound]").first).to_have_attribute("aria-pressed", "true")
