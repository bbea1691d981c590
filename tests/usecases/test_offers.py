"""Help that nobody asked for: received, then accepted into the pool or declined, each told."""

from dataclasses import replace
from datetime import timedelta
from uuid import UUID

import pytest

from planblanc.domain.access import Actor, Role
from planblanc.domain.errors import BadInput, Forbidden, NotFound, TransitionRefused
from planblanc.domain.identity import LenderId, OfferId, lender_id
from planblanc.domain.offers import Offered, OfferState, OfferWanted
from planblanc.planning.run import Solver
from planblanc.store import offers as stored
from planblanc.usecases import offers
from planblanc.usecases.offers import DecisionWanted
from tests.usecases.dax import ARS, NEIGHBOUR, NIGHT, Crisis

END = NIGHT + timedelta(days=10)
LENT = Offered(12, NIGHT, END, equipment_type="WORKSTATION")
PEOPLE = Offered(2, NIGHT, END, competence="NETWORK", level=2)
BAYONNE = lender_id("640000162")
DIRECTOR = Actor(UUID(int=9), "Directeur de garde", Role.DUTY_DIRECTOR, lenders=frozenset({BAYONNE}))


async def offer(crisis: Crisis, offered: Offered = LENT, *, lender: LenderId | None = BAYONNE, offerer: str | None = None) -> OfferId:
    wanted = OfferWanted(offered, lender, offerer, crisis.incident, speaker="Directeur de garde")
    async with crisis.acting() as tx:
        return await offers.offer(tx, ARS, wanted, NIGHT)


async def decide(crisis: Crisis, key: OfferId, *, accepts: bool, reason: str = "", actor: Actor = ARS) -> None:
    async with crisis.acting(actor) as tx:
        await offers.decide(tx, actor, DecisionWanted(key, accepts, reason), NIGHT)


async def test_an_accepted_thing_is_in_the_pool_and_a_plan_is_asked_for(crisis: Crisis) -> None:
    key = await offer(crisis)

    await decide(crisis, key, accepts=True)

    async with crisis.acting() as tx:
        (known,) = await stored.by_ids(tx, [key])
    assert known is not None
    assert known.state is OfferState.ACCEPTED
    kept = await crisis.sql("SELECT lender_id, quantity, floor FROM equipment_stock WHERE id = :id", id=known.resource)
    assert kept == [(BAYONNE, 12, 0)]
    assert await crisis.sql("SELECT count(*) FROM plan WHERE state = 'REQUESTED'") == [(1,)]


async def test_accepted_people_can_be_planned_with(crisis: Crisis, solver: Solver) -> None:
    key = await offer(crisis, PEOPLE)
    await decide(crisis, key, accepts=True)

    free = await crisis.sql(
        "SELECT capacity, kind FROM responder JOIN availability ON responder_id = responder.id WHERE label LIKE 'Renfort%'"
    )

    assert free == [(2, "WINDOW")]


async def test_declining_says_why(crisis: Crisis) -> None:
    key = await offer(crisis)

    with pytest.raises(BadInput):
        await decide(crisis, key, accepts=False)
    await decide(crisis, key, accepts=False, reason="Déjà couvert")
    with pytest.raises(TransitionRefused):
        await decide(crisis, key, accepts=True)


async def test_an_organisation_that_is_no_lender_yet_is_kept_and_cannot_be_accepted(crisis: Crisis) -> None:
    key = await offer(crisis, lender=None, offerer="Lycée de Borda")

    with pytest.raises(BadInput):
        await decide(crisis, key, accepts=True)

    assert await crisis.sql("SELECT offerer, state FROM help_offer") == [("Lycée de Borda", "RECEIVED")]


async def test_a_lender_offers_by_itself_to_a_region_and_decides_nothing(crisis: Crisis) -> None:
    async with crisis.acting(DIRECTOR) as tx:
        key = await offers.offer(tx, DIRECTOR, OfferWanted(LENT, BAYONNE, region="75"), NIGHT)

    with pytest.raises(Forbidden):
        await decide(crisis, key, accepts=True, actor=DIRECTOR)
    with pytest.raises(NotFound):
        await decide(crisis, key, accepts=True, actor=NEIGHBOUR)


async def test_whoever_has_one_lender_need_not_name_it(crisis: Crisis) -> None:
    async with crisis.acting(DIRECTOR) as tx:
        await offers.offer(tx, DIRECTOR, OfferWanted(LENT, region="75"), NIGHT)

    assert await crisis.sql("SELECT lender_id FROM help_offer") == [(BAYONNE,)]


@pytest.mark.parametrize("lenders", [frozenset[LenderId](), frozenset({BAYONNE, lender_id("640000600")})])
async def test_whoever_has_none_or_several_names_the_one_that_offers(crisis: Crisis, lenders: frozenset[LenderId]) -> None:
    director = replace(DIRECTOR, lenders=lenders)

    async with crisis.acting(director) as tx:
        with pytest.raises(BadInput) as refused:
            await offers.offer(tx, director, OfferWanted(LENT, region="75"), NIGHT)

    assert refused.value.path == ("lender",)


async def test_a_lender_offers_for_itself_alone(crisis: Crisis) -> None:
    for wanted in (OfferWanted(LENT, lender_id("640000600"), region="75"), OfferWanted(LENT, offerer="Mairie", region="75")):
        async with crisis.acting(DIRECTOR) as tx:
            with pytest.raises((Forbidden, NotFound)):
                await offers.offer(tx, DIRECTOR, wanted, NIGHT)


@pytest.mark.parametrize(
    ("offered", "path"),
    [
        (Offered(0, NIGHT, END, equipment_type="WORKSTATION"), "quantity"),
        (Offered(1, END, NIGHT, equipment_type="WORKSTATION"), "ends_at"),
        (Offered(1, NIGHT, END), "competence"),
        (Offered(1, NIGHT, END, competence="NETWORK"), "level"),
        (Offered(1, NIGHT, END, equipment_type="UNKNOWN"), "equipment_type"),
    ],
)
async def test_an_offer_that_makes_no_sense_is_refused(crisis: Crisis, offered: Offered, path: str) -> None:
    with pytest.raises(BadInput) as refused:
        await offer(crisis, offered)

    assert refused.value.path == (path,)
    assert await crisis.sql("SELECT count(*) FROM help_offer") == [(0,)]
