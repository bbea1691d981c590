"""Every page of the console, as a browser has it: nothing that shuts anybody out, nothing from elsewhere, nothing too heavy."""

import gzip

import pytest
from playwright.async_api import Page as Tab

from tests.browser import accessible, addresses
from tests.browser.chromium import CLOSE, DESK, PHONE, Door

MOST_BYTES = 60_000

every_page = pytest.mark.parametrize("name", addresses.names())


async def shown(door: Door, name: str, things: dict[str, str]) -> Tab:
    page = addresses.named(name)
    tab = await door.enter(addresses.filled(page, things), as_=addresses.reader(page))
    assert await tab.locator("h1").count() == 1, await tab.inner_text("body")
    assert await tab.locator("main").count() == 1
    return tab


@every_page
async def test_axe_finds_nothing_against_a_page_light_or_dark_on_a_phone_or_from_close(
    door: Door, things: dict[str, str], name: str
) -> None:
    tab = await shown(door, name, things)

    found = []
    for scheme in ("light", "dark"):
        await tab.emulate_media(color_scheme=scheme, reduced_motion="reduce")
        for width, height in (DESK, PHONE, CLOSE):
            await tab.set_viewport_size({"width": width, "height": height})
            found += [f"{scheme}, {width} px : {fault}" for fault in await accessible.faults(tab)]
            if width != DESK[0] and (wider := await accessible.overflow(tab)):
                found.append(f"{scheme}, {width} px : the page is {wider} px too wide")
    assert not found, "\n".join(found)


@every_page
async def test_a_page_is_light_to_carry_and_says_all_that_it_says_without_scripts(door: Door, things: dict[str, str], name: str) -> None:
    page = addresses.named(name)
    tab = await door.enter("/compte", as_=addresses.reader(page), java_script_enabled=False)

    answer = await tab.goto(addresses.filled(page, things))

    assert answer is not None
    assert answer.status == 200, await answer.text()
    assert answer.headers["content-encoding"] == "gzip"
    assert len(gzip.compress(await answer.body(), 6)) < MOST_BYTES
    assert await tab.locator("h1").count() == 1
    assert await tab.locator("main").inner_text() != ""
