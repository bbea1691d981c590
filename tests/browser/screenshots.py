"""Writes each page of the console in light, dark, on a phone and as it prints: to be looked at, every one of them."""

import argparse
import asyncio
import tempfile
from pathlib import Path

from playwright.async_api import Page as Tab

from planblanc.bench.console import chromium as launcher
from planblanc.console.pages import PAGES, Page
from tests.browser import addresses
from tests.browser.chromium import DESK, PHONE, Door, Guard
from tests.browser.crisis import Crisis, served

# What the README shows, as a reader first meets it: not the whole page.
_CHOSEN = {"veille": "console-watch.png", "plan": "console-plan.png", "call": "console-call.png"}
_A4 = (794, 1123)


async def write(crisis: Crisis, folder: Path, chosen: Path | None, wanted: frozenset[str]) -> None:
    """Every page, or those that are wanted by name, each in its own files."""
    things = await addresses.known(crisis)
    async with launcher.launched() as browser:
        door = Door(browser, crisis.address, Guard(crisis.address))
        for page in (page for page in PAGES if not page.is_part):
            if not wanted or page.name in wanted:
                tab = await door.enter(addresses.filled(page, things), as_=addresses.reader(page))
                await _taken(tab, page, folder, chosen)
                await door.close()
                print(page.name)
        for fault in door.guard.seen:
            print(f"  {fault}")


async def _taken(tab: Tab, page: Page, folder: Path, chosen: Path | None) -> None:
    await tab.wait_for_timeout(300)  # the first words of the stream
    for scheme in ("light", "dark"):
        await tab.emulate_media(color_scheme=scheme)
        await tab.screenshot(path=folder / f"{page.name}-{scheme}.png", full_page=True)
        if chosen is not None and scheme == "light" and page.name in _CHOSEN:
            await tab.screenshot(path=chosen / _CHOSEN[page.name])
    await tab.emulate_media(color_scheme="light")
    await tab.set_viewport_size({"width": PHONE[0], "height": PHONE[1]})
    await tab.screenshot(path=folder / f"{page.name}-phone.png", full_page=True)
    await tab.set_viewport_size({"width": _A4[0], "height": _A4[1]})
    await tab.emulate_media(media="print", color_scheme="light")
    await tab.screenshot(path=folder / f"{page.name}-print.png", full_page=True)
    await tab.pdf(path=folder / f"{page.name}-print.pdf", format="A4", prefer_css_page_size=True)
    await tab.emulate_media(media="screen")
    await tab.set_viewport_size({"width": DESK[0], "height": DESK[1]})


def main() -> None:
    """Replay a crisis, and write its pages."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("pages", nargs="*", help="by name; all without any")
    asked.add_argument("--into", type=Path, default=Path("screenshots"), help="folder of the files")
    asked.add_argument("--chosen", type=Path, help="folder of those that the README shows")
    told = asked.parse_args()
    if launcher.executable() is None:
        raise SystemExit("Aucun chromium sur cette machine (Debian : apt install chromium).")
    told.into.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="planblanc-screenshots-") as folder:
        home = Path(folder)
        home.chmod(0o755)  # run by root, the server is another user's
        with served(home) as crisis:
            asyncio.run(write(crisis, told.into, told.chosen, frozenset(told.pages)))


if __name__ == "__main__":
    main()
