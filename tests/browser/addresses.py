"""Where each page of the console is shown in one crisis: its address, filled with what that crisis holds."""

import re

from planblanc.console.pages import PAGES, Page
from tests.browser.crisis import Crisis

DAX = "400000105"
# Who reads a page that the coordinator of a region does not.
READERS = {"national": "national"}
# What the same address shows of another thing.
_FOUND = """
query {
  incidents(region: "75", first: 5) { edges { node { id plan { id } requests { id } } } }
  procedures(first: 1) { edges { node { id } } }
  engagements(region: "75", first: 1) { edges { node { id } } }
  lenders(region: "75", first: 1) { edges { node { id } } }
  responders(region: "75", first: 1) { edges { node { id } } }
}
"""


async def known(crisis: Crisis) -> dict[str, str]:
    """What stands for `{id}` on a page that wants such a thing."""
    told = await crisis.ask(_FOUND)
    incident = next(edge["node"] for edge in told["incidents"]["edges"] if edge["node"]["plan"])
    firsts = {name: told[f"{name}s"]["edges"][0]["node"]["id"] for name in ("procedure", "engagement", "lender", "responder")}
    return {
        **firsts,
        "finess": DAX,
        "region": "75",
        "incident": incident["id"],
        "plan": incident["plan"]["id"],
        "helpRequest": incident["requests"][0]["id"],
    }


def filled(page: Page, things: dict[str, str]) -> str:
    """The address of a page."""
    return re.sub(r"\{(\w+)\}", lambda found: things[found[1] if found[1] != "id" else page.wants or ""], page.path)


def reader(page: Page) -> str:
    """The identity of the demonstration that reads a page."""
    return READERS.get(page.name, "ars-75")


def names() -> list[str]:
    """Every page, by its name."""
    return [page.name for page in PAGES]


def named(name: str) -> Page:
    """The page of this name."""
    return next(page for page in PAGES if page.name == name)
