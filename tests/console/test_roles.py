"""Where each role is led: doors that lead somewhere, its own work first, and no page that it is refused on the way."""

import re
from html import unescape
from uuid import uuid4

import httpx2
import pytest

from planblanc.api.nodes import global_id
from planblanc.console import pages
from planblanc.domain.access import Actor, Role
from planblanc.domain.identity import lender_id
from planblanc.planning.run import Solver
from tests.console.desk import OURS, Desk
from tests.usecases.test_solicitations import asked

DAX = "/etablissements/400000105"
CODES = ("ars-75", "national", "cert-sante", "samu-40", "ch-dax", "alpi", "grades-esea", "admin")
SIX = {"Veille", "Appel", "Incidents", "Vivier", "Résilience", "Journal"}
CALLED = {"text": "Centre Hospitalier Dax", "site": "400000105", "number": "05 58 91 48 48", "needs.0.quantity": "5"}
REQUESTS = "SELECT count(*) FROM help_request"


def doors(page: httpx2.Response) -> list[str]:
    return re.findall(r'<li><a href="([^"]+)"', page.text.partition('class="doors">')[2].partition("</ul>")[0])


def one(role: Role) -> Actor:
    return Actor(uuid4(), "Quelqu'un", role)


@pytest.mark.parametrize("role", [Role.ARS_COORDINATOR, Role.ZONE_COORDINATOR, Role.NATIONAL_COORDINATOR])
def test_a_coordinator_has_six_doors(role: Role) -> None:
    assert set(pages.doors(one(role))) == SIX


@pytest.mark.parametrize(
    ("role", "address"),
    [
        (Role.ARS_COORDINATOR, "/veille"),
        (Role.SAMU, "/veille"),
        (Role.RESOURCE_MANAGER, "/demandes"),
        (Role.DUTY_DIRECTOR, "/demandes"),
        (Role.ADMINISTRATOR, "/acces"),
        (Role.NEWCOMER, "/compte"),
    ],
)
def test_a_role_is_led_to_its_work(role: Role, address: str) -> None:
    assert pages.home(one(role)) == address


@pytest.mark.parametrize("code", CODES)
async def test_every_door_that_is_shown_opens(desk: Desk, code: str) -> None:
    await desk.log_in(code)
    first = await desk.page("/veille")
    home = await desk.page(first.headers["location"]) if first.status_code == 303 else first

    shown = doors(home)

    assert shown
    answers = {address: (await desk.page(address)).status_code for address in shown}
    assert set(answers.values()) == {200}, answers


@pytest.mark.parametrize("code", ["samu-40", "cert-sante"])
async def test_who_only_reads_has_the_record_of_an_establishment(desk: Desk, code: str) -> None:
    await desk.log_in(code)

    page = await desk.page(DAX)

    assert page.status_code == 200, page.text
    assert "Dax" in page.text


@pytest.mark.parametrize("code", ["samu-40", "cert-sante", "ch-dax"])
async def test_every_tab_of_an_incident_that_is_shown_opens(desk: Desk, code: str) -> None:
    await desk.log_in(code)
    page = await desk.page(f"/incidents/{desk.incident}")

    shown = set(re.findall(rf'href="(/incidents/{desk.incident}[^"?#]*)"', page.text))

    assert shown
    answers = {address: (await desk.page(address)).status_code for address in shown}
    assert set(answers.values()) == {200}, answers


async def test_an_establishment_asks_for_help_and_leaves_the_plan_to_its_agency(desk: Desk) -> None:
    await desk.log_in("ch-dax")
    before = int(str((await desk.crisis.sql(REQUESTS))[0][0]))
    form = {"csrf": await desk.csrf(), "nonce": "n1", "form": "call", "back": "/appel", "zone": "75", "do": "propose"}

    answer = await desk.client.http.post("/appel", data={**form, **CALLED, "needs.0.what": "equipmentType:WORKSTATION"}, headers=OURS)

    assert answer.status_code == 303, answer.text
    assert re.fullmatch(r"/incidents/[^/?]+\?fait=requestHelp", answer.headers["location"])
    assert int(str((await desk.crisis.sql(REQUESTS))[0][0])) == before + 1


async def test_a_lender_reads_what_it_is_asked_and_answers(desk: Desk, solver: Solver) -> None:
    its_own = next(one for one in await asked(desk.crisis, solver) if one.lender == lender_id("alpi"))
    await desk.log_in("alpi")

    page = unescape((await desk.page("/demandes")).text)
    target, line = global_id("Solicitation", its_own.id), global_id("Engagement", its_own.lines[0].engagement)
    form = {"solicitation": target, "form": f"answer-{target}", "back": "/demandes", "rest.answer": "ACCEPTED"}
    answer = await desk.send("/actes/answerSolicitation", **form)
    after = unescape((await desk.page(answer.headers["location"])).text)

    assert "attend votre réponse" in page
    assert "Qui répond" not in page
    assert answer.status_code == 303
    assert "Réponse enregistrée." in after
    assert "Aucune demande n'attend votre réponse." in after
    assert f'href="/incidents/{desk.incident}' not in (await desk.page(f"/engagements/{line}")).text
