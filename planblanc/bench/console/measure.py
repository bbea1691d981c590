"""The whole measure of the console, on the service as it runs."""

from collections.abc import Mapping

from planblanc.bench import crises
from planblanc.bench.console import browsing, chromium, crowd, people, wire
from planblanc.bench.console.browsing import Coordinator
from planblanc.bench.console.figures import Measured
from planblanc.bench.crises import IDENTITY
from planblanc.bench.crisis import Service
from planblanc.bench.visitor import Visitor
from planblanc.console.pages import PAGES, Page

_EVENTS_OF_A_CROWD = 5


async def measure(service: Service, consoles: int, runs: int) -> Measured:
    """One incident with its plan, then one browser, then as many consoles as are wanted."""
    tokens = await people.opened(service.url, consoles)
    async with Visitor(service.address, service.home, IDENTITY) as visitor:
        (hospital,) = await crises.hospitals(visitor, 1)
        incident = await crises.open_one(visitor, hospital, 1)
        things = {"incident": incident, "plan": await crises.planned(visitor), "finess": hospital["finess"]}
        async with wire.between(service.address) as counted, chromium.launched() as browser:
            someone = Coordinator(browser, counted, tokens[0])
            await browsing.first_page(someone, is_slow=False)  # the service has been up for a while: the browser alone is new
            first = await browsing.first_page(someone, is_slow=False)
            slow = await browsing.first_page(someone, is_slow=True)
            pages = await browsing.further_pages(someone, _addresses(things))
            event = await browsing.events(someone, visitor, incident, runs)
    many = await crowd.measure(service, tokens, incident, _EVENTS_OF_A_CROWD)
    return Measured(first, slow, pages, event, many)


def _addresses(things: Mapping[str, str]) -> Mapping[str, str]:
    """The pages that this crisis has something for, by name."""
    filled = {page.name: _filled(page, things) for page in PAGES if page.path != browsing.FIRST and not page.is_part}
    return {name: address for name, address in filled.items() if "{" not in address}


def _filled(page: Page, things: Mapping[str, str]) -> str:
    thing = things.get(page.wants or "")
    address = page.path.replace("{finess}", things["finess"])
    return address.replace("{id}", thing) if thing is not None else address
