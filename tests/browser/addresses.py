"""Where each page of the console is shown in one crisis: its address, filled with what that crisis holds."""

import re

from planblanc.console.pages import PAGES, Page
from tests.browser.crisis import Crisis

DAX = "400000105"
# Who reads a page that the coordinator of a region does not.
READERS = {"national": "national", "asked": "alpi"}
_FOUND = """
query {
  now
  incidents(region: "75", first: 5) { edges { node { id plan { id } requests { id } } } }
  procedures(first: 1) { edges { node { id } } }
  engagements(region: "75", first: 1) { edges { node { id } } }
  lenders(region: "75", first: 1) { edges { node { id } } }
  responders(region: "75", first: 1) { edges { node { id } } }
  equipmentStocks(region: "75", first: 1) { edges { node { id } } }
}
"""
_RELIEF = """
mutation ($input: ProposeReliefInput!, $key: String!) {
  proposeRelief(input: $input, idempotencyKey: $key) { __typename ... on ReliefRoster { id } ... on Refusal { message } }
}
"""
_STRESS = """
mutation ($input: StartStressTestInput!, $key: String!) {
  startStressTest(input: $input, idempotencyKey: $key) { __typename ... on StressTest { id } ... on Refusal { message } }
}
"""
_AGREEMENT = """
mutation ($input: SaveAgreementInput!, $key: String!) {
  saveAgreement(input: $input, idempotencyKey: $key) { __typename ... on MutualAidAgreement { id } ... on Refusal { message } }
}
"""
_AGREED = {
    "region": "75",
    "title": "Convention (synthétique)",
    "coversPeople": True,
    "coversEquipment": True,
    "preauthorised": False,
    "rule": "FREE",
}
_NIGHT = {"name": "nuit", "dailyFrom": "20:00", "dailyTo": "08:00", "posts": [{"competence": "NETWORK", "quantity": 1}]}


async def known(crisis: Crisis) -> dict[str, str]:
    """What a page is about, by the field that reads it; what the crisis has none of is made."""
    told = await crisis.ask(_FOUND)
    incident = next(edge["node"] for edge in told["incidents"]["edges"] if edge["node"]["plan"])
    found = {name: told[f"{name}s"]["edges"][0]["node"]["id"] for name in ("procedure", "engagement", "lender", "responder")}
    found |= {"incident": incident["id"], "plan": incident["plan"]["id"], "helpRequest": incident["requests"][0]["id"]}
    found["stock"] = told["equipmentStocks"]["edges"][0]["node"]["id"]
    wanted = {"startsOn": told["now"][:10], "weeks": 1, "sites": [{"incident": incident["id"], "crews": [_NIGHT]}]}
    agreed = {**_AGREED, "lenders": [found["lender"]], "startsOn": told["now"][:10], "expiresOn": "2031-12-31"}
    async with crisis.visitor() as visitor:
        found["agreement"] = (await visitor.act(_AGREEMENT, agreed))["id"]
        found["reliefRoster"] = (await visitor.act(_RELIEF, wanted))["id"]
        found["stressTest"] = (await visitor.act(_STRESS, {"region": "75"}))["id"]
    return {**found, "finess": DAX, "region": "75"}


def filled(page: Page, things: dict[str, str]) -> str:
    """The address of a page."""
    return re.sub(r"\{(\w+)\}", lambda found: things[found[1] if found[1] != "id" else page.wants or ""], page.path)


def reader(page: Page) -> str:
    """The identity of the demonstration that reads a page."""
    return READERS.get(page.name, "ars-75")


def names() -> list[str]:
    """Every page that is one, by its name."""
    return [page.name for page in PAGES if not page.is_part]


def named(name: str) -> Page:
    """The page of this name."""
    return next(page for page in PAGES if page.name == name)
