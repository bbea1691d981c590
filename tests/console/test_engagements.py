"""Engagements, loans, relief, offers and the duty roster in the console: read as a page, changed by a form, refused with nothing lost."""

import re
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from html import unescape
from pathlib import Path

import httpx2
import pytest
import pytest_asyncio

from planblanc.api.nodes import global_id
from planblanc.auth.demonstration import IDENTITIES
from planblanc.cli.operator import OPERATOR
from planblanc.domain.engagements import EngagementState
from planblanc.drill import identities
from planblanc.planning.run import Solver
from tests.api.client import serving
from tests.console.desk import Desk
from tests.databases import connect
from tests.usecases import engaged
from tests.usecases.dax import NIGHT, Doors
from tests.usecases.engaged import Sent

# The service reads the real clock.
TOMORROW = datetime.now(UTC) + timedelta(days=1)
LATER = f"{TOMORROW + timedelta(days=7):%Y-%m-%dT%H:%M}"
STATE = "SELECT state FROM engagement WHERE id = :id"
LOANS = "SELECT state, quantity FROM loan ORDER BY state"


@dataclass(frozen=True)
class Board:
    """An approved plan of machines, at the desk of whoever follows it."""

    sent: Sent
    desk: Desk

    @property
    def first(self) -> str:
        """The largest engagement, as the API calls it."""
        return global_id("Engagement", self.sent.engagements[0])

    async def read(self, address: str) -> str:
        """The text of a page."""
        answer = await self.desk.page(address)
        assert answer.status_code == 200, answer.text
        return unescape(answer.text)

    async def press(self, address: str, form: str, **typed: str) -> httpx2.Response:
        """Send one form of a page, as a browser does: what it holds, and what is typed."""
        page = (await self.desk.page(address)).text
        found = re.search(rf'action="/actes/(\w+)" id="{re.escape(form)}"(.*?)</form>', page, re.DOTALL)
        assert found is not None, f"no form {form} at {address}"
        held = dict(re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', found[2]))
        fields = {name: unescape(value) for name, value in held.items()}
        return await self.desk.client.http.post(f"/actes/{found[1]}", data=fields | typed, headers={"Origin": "http://planblanc.test"})

    async def states(self) -> str:
        """Where the first engagement is."""
        return str((await self.sent.crisis.sql(STATE, id=self.sent.engagements[0]))[0][0])


@pytest_asyncio.fixture
async def board(seeded_url: str, tmp_path: Path, solver: Solver) -> AsyncIterator[Board]:
    async with AsyncExitStack() as stack:
        opened = [await connect(seeded_url, f"planblanc_{role}") for role in ("app", "worker", "migrator")]
        for database in opened:
            stack.push_async_callback(database.close)
        sent = await engaged.sent(Doors(*opened), solver)
        async with sent.crisis.keeper.transaction(OPERATOR) as tx:
            await identities.let_in(tx, OPERATOR, IDENTITIES, datetime.now(UTC), NIGHT)
        desk = Desk(sent.crisis, await stack.enter_async_context(serving(seeded_url, tmp_path)))
        await desk.log_in()
        yield Board(sent, desk)


async def test_a_board_shows_who_is_where_and_its_button_takes_a_step(board: Board) -> None:
    await board.sent.alerted(board.sent.engagements[0])
    address = f"/incidents/{board.desk.incident}/engagements"

    gone = await board.press(address, f"advance-{board.first}", state="DEPARTED")
    page = await board.read(gone.headers["location"])

    assert gone.status_code == 303
    assert await board.states() == EngagementState.DEPARTED
    assert "Étape enregistrée." in page
    assert re.search(r'id="column-DEPARTED">En route <span class="soft">1<', page)
    assert f'id="card-{board.first}"' in page.split('id="column-DEPARTED"')[1].split('id="column-ARRIVED"')[0]


async def test_an_engagement_is_extended_and_a_refusal_keeps_what_was_typed(board: Board) -> None:
    await board.sent.alerted(board.sent.engagements[0])
    address = f"/engagements/{board.first}"
    why = 'Panne <b>encore</b> "là"'

    refused = await board.press(address, "extend", **{"endsAt~local": "2021-02-01T08:00"}, agreedBy="Directeur", reason=why)
    longer = await board.press(address, "extend", **{"endsAt~local": "2021-03-30T08:00"}, agreedBy="Directeur", reason=why)

    assert refused.status_code == 400
    assert "Une prolongation va au-delà de la fin prévue." in unescape(refused.text)
    assert "Panne &lt;b&gt;encore&lt;/b&gt;" in refused.text
    assert "<b>encore" not in refused.text
    assert longer.status_code == 303
    assert "mar. 30 mars 2021 08:00" in await board.read(address)


async def test_who_has_left_is_recalled_only_with_a_reason(board: Board) -> None:
    await board.sent.alerted(board.sent.engagements[0])

    silent = await board.press(f"/engagements/{board.first}", "recall", reason=" ")
    called = await board.press(f"/engagements/{board.first}", "recall", reason="Réseau rétabli")

    assert (silent.status_code, called.status_code) == (400, 303)
    assert await board.states() == EngagementState.CANCELLED
    assert "Rappelé avant d'arriver : Réseau rétabli" in await board.read(f"/engagements/{board.first}")


async def test_a_short_receipt_is_seen_on_the_board_and_what_came_is_given_back(board: Board) -> None:
    await board.sent.on_the_way(board.sent.engagements[0])
    asked = (await board.sent.read(board.sent.engagements[0])).engagement.quantity
    incident = f"/incidents/{board.desk.incident}"

    await board.press(f"/engagements/{board.first}", "receive", quantity=str(asked - 2), receivedBy="Cadre de garde")
    flagged = await board.read(f"{incident}/engagements")
    page = await board.read(f"{incident}/prets?states=RECEIVED")
    (loan,) = re.findall(r'action="/actes/returnLoan" id="back-([^"]+)"', page)
    unwiped = await board.press(f"{incident}/prets", f"back-{loan}", condition="bon")
    back = await board.press("/prets", f"back-{loan}", condition="bon", wipingCertificate="C-42")

    assert f"reçu {asked - 2} sur {asked}, la suite est attendue" in flagged
    assert (unwiped.status_code, back.status_code) == (400, 303)
    assert await board.sent.crisis.sql(LOANS) == [("OUT", 2), ("RETURNED", asked - 2)]


async def test_a_neighbour_finds_nothing_at_the_same_addresses(board: Board) -> None:
    board.desk.client.http.cookies.clear()
    await board.desk.log_in("ars-76")

    for address in (
        f"/engagements/{board.first}",
        f"/incidents/{board.desk.incident}/engagements",
        f"/incidents/{board.desk.incident}/prets",
    ):
        assert (await board.desk.page(address)).status_code == 404
    assert "Aucun engagement" in await board.read("/engagements?region=75")
    assert "Aucun prêt" in await board.read("/prets")
    assert "Aucun engagement ici" in await board.read("/engagements/liste?region=75")


async def test_a_list_is_narrowed_by_its_address(board: Board) -> None:
    everything = await board.read("/engagements/liste")
    asked = await board.read("/engagements/liste?states=PROPOSED")
    gone = await board.read(f"/engagements/liste?states=DEPARTED&incident={board.desk.incident}")

    assert everything.count('<th scope="row">') == asked.count('<th scope="row">') == len(board.sent.engagements)
    assert "Aucun engagement ici" in gone


async def test_relief_is_asked_for_with_empty_rows_left_alone(board: Board) -> None:
    crew = {"sites.0.crews.0.name": "jour", "sites.0.crews.0.dailyFrom": "08:00", "sites.0.crews.0.dailyTo": "20:00"}
    post = {"sites.0.crews.0.posts.0.competence": "NETWORK", "sites.0.crews.0.posts.1.competence": ""}
    second = {"sites.0.crews.1.name": "", "sites.0.crews.1.dailyFrom": "", "sites.0.crews.1.posts.0.competence": ""}

    asked = await board.press(
        f"/incidents/{board.desk.incident}/releve", "relief", startsOn=f"{TOMORROW:%Y-%m-%d}", weeks="1", **crew, **post, **second
    )
    page = await board.read(asked.headers["location"])

    assert asked.status_code == 303, asked.text
    assert "Relève : 1 semaine à partir du" in page
    assert "Calcul de la relève" in page


async def test_an_offer_is_written_then_declined_with_its_reason(board: Board) -> None:
    said = {"equipmentType": "WORKSTATION", "quantity": "3", "startsAt~local": f"{TOMORROW:%Y-%m-%dT%H:%M}", "endsAt~local": LATER}

    made = await board.press("/aides", "offer", **said, offerer='Clinique "des <Pins>"', speaker="Directrice")
    page = (await board.desk.page("/aides")).text
    (decision,) = re.findall(r'action="/actes/decideOffer" id="(decide-[^"]+)"', page)
    silent = await board.press("/aides", decision, accepts="non", reason="")
    declined = await board.press("/aides", decision, accepts="non", reason="Trop loin")

    assert made.status_code == 303, made.text
    assert "des &lt;Pins&gt;" in page
    assert (silent.status_code, declined.status_code) == (400, 303)
    assert "Trop loin" in await board.read("/aides?state=DECLINED")


async def test_a_duty_roster_is_written_and_a_turn_taken_away(board: Board) -> None:
    def turn(place: int, label: str, rank: str) -> dict[str, str]:
        row = f"turns.{place}"
        hours = {f"{row}.startsAt~local": f"{TOMORROW - timedelta(days=2):%Y-%m-%dT%H:%M}", f"{row}.endsAt~local": LATER}
        return {
            f"{row}.label": label, f"{row}.rank": rank, **hours,
            f"{row}.contacts.0.channel": "PHONE", f"{row}.contacts.0.address": "0557010000",
            f"{row}.contacts.1.channel": "", f"{row}.contacts.1.address": "",
        }  # fmt: skip

    saved = await board.press("/astreinte", "roster", **turn(0, "Astreinte 1", "1"), **turn(1, "Astreinte 2", "2"), **{"turns.2.label": ""})
    fewer = await board.press(
        "/astreinte", "roster", **turn(0, "Astreinte 1", ""), **turn(1, "Astreinte 2", "2"), **{"turns.1.~out": "oui"}
    )
    page = await board.read("/astreinte")

    assert (saved.status_code, fewer.status_code) == (303, 303), saved.text
    assert "En ce moment : <strong>Astreinte 1</strong>" in page
    assert "Astreinte 2" not in page


async def test_a_link_is_shown_once(board: Board) -> None:
    issued = await board.press(f"/engagements/{board.first}", "link", hours="12")

    (address,) = set(re.findall(r'href="(/lien/[^"]+)"', issued.text))
    assert issued.status_code == 200
    assert "a besoin de vous" in await board.read(address)
    assert address not in await board.read(f"/engagements/{board.first}")


@pytest.mark.parametrize("who", ["ch-dax", "cert-sante"])
async def test_whoever_only_follows_is_offered_no_act_of_a_coordinator(board: Board, who: str) -> None:
    board.desk.client.http.cookies.clear()
    await board.desk.log_in(who)

    page = await board.read(f"/engagements/{board.first}")

    assert 'action="/actes/recallEngagement"' not in page
    assert 'action="/actes/extendEngagement"' not in page
