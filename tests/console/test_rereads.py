"""Many consoles that read again at once ask once; nobody is answered with what was known before, or with what is another's."""

import asyncio
import re
from collections.abc import Mapping
from typing import Any
from uuid import UUID

import pytest

from planblanc.console.rereads import Rereads
from planblanc.domain.access import Actor, Role
from tests.console.desk import Desk

OWN = "{ viewer { name } }"
READ = "{ incidents { edges { node { id } } } }"
AGAIN = {"X-Reads-Again": "yes"}


class Service:
    """Counts what it is asked, and answers with what is true when it begins."""

    def __init__(self) -> None:
        self.asked: list[Actor] = []
        self.truth = 0

    async def execute(self, actor: Actor, document: str, _: Mapping[str, Any]) -> dict[str, Any]:
        """Take a moment."""
        self.asked.append(actor)
        known = self.truth
        await asyncio.sleep(0.01)
        return {"data": {"viewer": actor.name} if document == OWN else {"truth": known}, "errors": []}


def coordinator(number: int, region: str = "75") -> Actor:
    return Actor(UUID(int=number), f"Cellule {number}", Role.ARS_COORDINATOR, frozenset({region}))


async def read(rereads: Rereads, *actors: Actor) -> list[dict[str, Any]]:
    answers = await asyncio.gather(*(rereads.answered(actor, READ, {}) for actor in actors))
    return [answer["data"] for answer in answers]


async def test_those_who_have_the_same_rights_ask_once_and_each_is_told_who_it_is() -> None:
    service = Service()

    answers = await read(Rereads(service.execute, OWN), *(coordinator(number) for number in range(50)))

    assert sum(1 for actor in service.asked if not actor.name) == 1
    assert [answer["viewer"] for answer in answers] == [f"Cellule {number}" for number in range(50)]


async def test_an_answer_that_began_before_the_question_is_not_given() -> None:
    service = Service()
    rereads = Rereads(service.execute, OWN)

    first = asyncio.create_task(read(rereads, coordinator(1)))
    await asyncio.sleep(0.005)
    service.truth = 1
    later = await read(rereads, coordinator(2), coordinator(3))

    assert [answer["truth"] for answer in [*await first, *later]] == [0, 1, 1]


@pytest.mark.parametrize(
    "other", [coordinator(2, "76"), Actor(UUID(int=3), "CH", Role.ESTABLISHMENT, frozenset({"75"}))], ids=["region", "role"]
)
async def test_nobody_shares_with_other_rights(other: Actor) -> None:
    service = Service()

    await read(Rereads(service.execute, OWN), coordinator(1), other)

    scopes = {(actor.role, actor.regions) for actor in service.asked}
    assert scopes == {(Role.ARS_COORDINATOR, frozenset({"75"})), (other.role, other.regions)}


async def test_the_watch_that_is_read_again_is_the_one_that_is_read(desk: Desk) -> None:
    await desk.log_in()

    once = (await desk.client.http.get("/veille")).text
    again = (await desk.client.http.get("/veille", headers=AGAIN)).text

    changing = re.compile(r'(name="(csrf|nonce|shown_at)" value|data-csrf|data-read-at|datetime)="[^"]*"|\b\d\d:\d\d\b')
    assert changing.sub("", again) == changing.sub("", once)
    assert "Veille" in once
