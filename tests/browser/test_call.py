"""A call as it is dictated at two in the morning: by keyboard alone, and without scripts."""

import re
from dataclasses import dataclass, field

from playwright.async_api import Page, expect

from tests.browser.chromium import Door

MOST_KEYS = 25


@dataclass
class Hand:
    """Types what is said, and counts the keys that are not what is said."""

    tab: Page
    pressed: list[str] = field(default_factory=list)

    async def say(self, text: str) -> None:
        """Type what the caller says, and wait until it is offered where it is a choice."""
        await self.tab.keyboard.type(text)

    async def choose(self, text: str) -> None:
        """Type the first letters of something, and take the first that is offered."""
        await self.say(text)
        await expect(self.tab.locator('[role="listbox"]:not([hidden]) [aria-selected="true"]')).to_be_visible()
        await self.press("Enter")

    async def press(self, *keys: str) -> None:
        """Press keys that write nothing; Control and what it is held for are two."""
        for key in keys:
            self.pressed += key.split("+")
            await self.tab.keyboard.press(key)


async def test_a_dictated_call_is_a_proposed_plan_within_twenty_five_keys(door: Door) -> None:
    tab = await door.enter("/appel")
    hand = Hand(tab)

    await hand.choose("bayone")
    await hand.say("05 59 44 35 35")
    await hand.press("Enter")
    await hand.say("Directeur de garde")
    await hand.press("Enter")
    for service in ("urg", "imag", "labo"):
        await hand.choose(service)
    await hand.press("Enter")
    for missing in ("prem", "90 postes", "2 rezo"):
        await hand.choose(missing)
    await expect(tab.locator("#forecast")).to_contain_text("Poste de travail fixe")
    await hand.press("Control+Enter")

    await tab.wait_for_url(re.compile(r"/plan(s/.+)?\?fait=proposePlan"))
    await expect(tab.locator("h1")).to_contain_text("Plan")
    assert len(hand.pressed) <= MOST_KEYS


async def test_what_is_in_no_list_goes_with_what_is_said(door: Door) -> None:
    tab = await door.enter("/appel")
    await tab.fill("#quick-needs", "trois moines copistes")
    await tab.press("#quick-needs", "Escape")
    await tab.evaluate("() => document.getElementById('call').dispatchEvent(new SubmitEvent('submit', {bubbles: true, cancelable: true}))")

    assert await tab.input_value("[name=note]") == "trois moines copistes"


async def test_a_structure_that_nobody_knows_is_noted_by_keyboard(door: Door) -> None:
    tab = await door.enter("/appel")
    await tab.keyboard.type("Cabinet <b>O'Lebon</b>")
    await tab.locator('[data-site="-"]').click()
    await tab.keyboard.type("Dax")

    assert await tab.input_value("[name=town]") == "Dax"
    assert await tab.input_value("[name=site]") == "-"
    await expect(tab.locator("#chosen")).to_contain_text("Cabinet <b>O'Lebon</b>")


async def test_a_call_is_taken_without_scripts(door: Door) -> None:
    tab = await door.enter("/appel", java_script_enabled=False)
    await tab.fill("[name=text]", "perigeu")
    await tab.click("button[value=search]")
    await tab.check('[name=choice][value="240000489"]')
    await tab.fill("[name=number]", "05 53 45 25 25")
    await tab.check('[name=packs][value="FIRST_24H"]')
    await tab.click("button[value=look]")

    await expect(tab.locator("#forecast")).to_contain_text("Téléphone mobile avec ligne")
    assert await tab.input_value("[name=number]") == "05 53 45 25 25"

    await tab.click("button[value=propose]")

    await expect(tab.locator("h1")).to_contain_text("Plan")
