"""A person's own number: kept sealed, given out one at a time to whoever may call it, each time told to the person."""

from collections.abc import AsyncIterator
from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

import pytest
import pytest_asyncio

from planblanc.domain.access import Actor, Channel, LinkScope, Role
from planblanc.domain.errors import BadInput, Forbidden, FreshLoginWanted, NotFound, TooManyRequests
from planblanc.domain.identity import EngagementId, IncidentId, LenderId, ResponderId, key_of
from planblanc.domain.needs import NeedTold
from planblanc.domain.phone_reveals import MOST_AN_HOUR, RevealWanted
from planblanc.domain.responders import HeldCompetence, Level, ResponderWanted
from planblanc.planning.run import Solver
from planblanc.usecases import phones, responders
from tests.usecases import dax
from tests.usecases.dax import ARS, HOSPITAL, NEIGHBOUR, NIGHT, Crisis, Doors
from tests.usecases.test_solicitations import asked

PHONE = "06 00 00 04 21"
NATION = Actor(UUID(int=99), "CORRUSS", Role.NATIONAL_COORDINATOR, fresh=True)
READER = Actor(UUID(int=98), "CERT Santé", Role.NATIONAL_READER, fresh=True)
SAMU = Actor(UUID(int=97), "SAMU 40", Role.SAMU, frozenset({"75"}), fresh=True)
JOURNAL = "SELECT convert_from(line, 'UTF8') FROM log_entry WHERE convert_from(line, 'UTF8')::jsonb ->> 'act' = 'phone.revealed'"
ENDED = "UPDATE engagement SET state = 'CANCELLED' WHERE responder_id = :person RETURNING id"
LONG_AGO = "UPDATE engagement SET left_at = now() - interval '25 hours' WHERE responder_id = :person RETURNING id"


@dataclass(frozen=True)
class Called:
    """A person of another lender who is engaged for Dax, and whose number is known."""

    crisis: Crisis
    person: ResponderId
    engagement: EngagementId
    lender: LenderId

    def manager(self, role: Role = Role.RESOURCE_MANAGER, *, fresh: bool = True) -> Actor:
        return Actor(key_of("actor", role.value), "Annuaire du prêteur", role, lenders=frozenset({self.lender}), fresh=fresh)

    def holder(self, engagement: EngagementId | None = None) -> Actor:
        link = LinkScope(engagement=engagement or self.engagement)
        return Actor(UUID(int=5), "Prêteur, par lien", Role.LINK_HOLDER, lenders=frozenset({self.lender}), channel=Channel.LINK, link=link)

    async def reveal(self, who: Actor, *, incident: IncidentId | None = None, motive: str = "Retard du train") -> str:
        async with self.crisis.acting(who) as tx:
            key = await phones.reveal(tx, who, RevealWanted(self.person, motive, incident), NIGHT)
        async with self.crisis.acting(who) as tx:
            return (await phones.read(tx, key)).phone


@pytest_asyncio.fixture
async def called(doors: Doors, solver: Solver) -> AsyncIterator[Called]:
    crisis = await dax.declared(doors, NeedTold(competence="NETWORK", quantity=1))
    await crisis.sql("UPDATE responder SET named = true, capacity = 1 RETURNING id")
    line = next(line for one in await asked(crisis, solver) for line in one.lines if line.is_named)
    ((person, lender),) = await crisis.sql("SELECT responder_id, lender_id FROM engagement WHERE id = :id", id=line.engagement)
    known = Called(crisis, ResponderId(UUID(str(person))), line.engagement, LenderId(UUID(str(lender))))
    await saved(known, phone=PHONE)
    yield known


async def saved(called: Called, **changes: Any) -> None:
    keeper = called.manager()
    ((version,),) = await called.crisis.sql("SELECT version FROM responder WHERE id = :id", id=called.person)
    wanted = ResponderWanted(
        called.lender,
        "Intervenant 0421 (synthétique)",
        (HeldCompetence("NETWORK", Level.CONFIRMED),),
        id=called.person,
        version=int(str(version)),
        named=True,
        consents=True,
    )
    async with called.crisis.acting(keeper) as tx:
        await responders.save(tx, keeper, replace(wanted, **changes), NIGHT)


async def test_the_number_is_in_the_database_for_nobody_to_read(called: Called) -> None:
    ((sealed,),) = await called.crisis.sql("SELECT phone_sealed FROM responder_phone")

    assert isinstance(sealed, bytes)
    assert b"0421" not in sealed


async def test_whoever_conducts_the_incident_reads_it_and_it_is_told_without_it(called: Called) -> None:
    assert await called.reveal(ARS, incident=called.crisis.incident) == PHONE

    ((line,),) = await called.crisis.sql(JOURNAL)
    assert "0421" not in str(line)
    assert "Retard" not in str(line)


@pytest.mark.parametrize("role", [Role.RESOURCE_MANAGER, Role.ESTABLISHMENT])
async def test_whoever_keeps_the_directory_reads_it(called: Called, role: Role) -> None:
    assert await called.reveal(called.manager(role)) == PHONE


async def test_the_person_reads_its_number_and_who_asked(called: Called) -> None:
    await called.reveal(ARS, incident=called.crisis.incident)
    async with called.crisis.acting(called.holder()) as tx:
        record = await phones.own_record(tx, called.holder())

    assert record is not None
    assert (record.phone, [(one.name, one.motive) for one in record.accesses]) == (PHONE, [("ARS Nouvelle-Aquitaine", "Retard du train")])


async def test_the_link_of_another_engagement_shows_nothing_of_it(called: Called) -> None:
    other = called.holder(EngagementId(UUID(int=6)))
    async with called.crisis.acting(other) as tx:
        assert await phones.own_record(tx, other) is None


@pytest.mark.parametrize(
    ("who", "refusal"),
    [(NEIGHBOUR, NotFound), (HOSPITAL, NotFound), (READER, Forbidden), (SAMU, Forbidden)],
    ids=["neighbour", "victim", "reader", "samu"],
)
async def test_nobody_else_reads_it(called: Called, who: Actor, refusal: type[Exception]) -> None:
    for incident in (called.crisis.incident, None):
        with pytest.raises((refusal, Forbidden)):
            await called.reveal(replace(who, fresh=True), incident=incident)
    assert await called.crisis.sql("SELECT id FROM phone_reveal") == []


async def test_the_duty_director_of_the_lender_does_not_read_it(called: Called) -> None:
    with pytest.raises(Forbidden):
        await called.reveal(called.manager(Role.DUTY_DIRECTOR))


async def test_a_coordinator_says_for_which_incident(called: Called) -> None:
    with pytest.raises(BadInput) as refused:
        await called.reveal(ARS)
    assert refused.value.path == ("incident",)


async def test_the_nation_conducts_every_incident(called: Called) -> None:
    assert await called.reveal(NATION, incident=called.crisis.incident) == PHONE


async def test_a_day_after_the_engagement_the_coordinator_reads_it_no_more(called: Called) -> None:
    await called.crisis.sql(ENDED, person=called.person)
    assert await called.reveal(ARS, incident=called.crisis.incident) == PHONE

    await called.crisis.sql(LONG_AGO, person=called.person)
    with pytest.raises(Forbidden, match="un jour après"):
        await called.reveal(ARS, incident=called.crisis.incident)
    assert await called.reveal(called.manager()) == PHONE


async def test_an_exercise_opens_no_number(called: Called) -> None:
    await called.crisis.sql("UPDATE engagement SET exercise = true WHERE responder_id = :person RETURNING id", person=called.person)

    with pytest.raises(Forbidden):
        await called.reveal(ARS, incident=called.crisis.incident)
    assert await called.reveal(called.manager()) == PHONE


async def test_a_login_that_is_not_fresh_is_asked_again(called: Called) -> None:
    with pytest.raises(FreshLoginWanted):
        await called.reveal(called.manager(fresh=False))


async def test_a_number_wants_a_motive(called: Called) -> None:
    with pytest.raises(BadInput) as refused:
        await called.reveal(ARS, incident=called.crisis.incident, motive=" ")
    assert refused.value.path == ("motive",)


async def test_twenty_numbers_an_hour(called: Called) -> None:
    for _ in range(MOST_AN_HOUR):
        await called.reveal(called.manager())
    with pytest.raises(TooManyRequests):
        await called.reveal(called.manager())

    assert await called.reveal(ARS, incident=called.crisis.incident) == PHONE


async def test_a_number_is_shown_for_ten_minutes_to_who_asked(called: Called) -> None:
    keeper = called.manager()
    async with called.crisis.acting(keeper) as tx:
        key = await phones.reveal(tx, keeper, RevealWanted(called.person, "Vérifier l'annuaire"), NIGHT)
    async with called.crisis.acting() as tx:
        with pytest.raises(NotFound):
            await phones.read(tx, key)
    await called.crisis.sql("UPDATE phone_reveal SET asked_at = now() - interval '11 minutes' RETURNING id")
    async with called.crisis.acting(keeper) as tx:
        with pytest.raises(NotFound, match="à nouveau"):
            await phones.read(tx, key)


async def test_what_is_not_told_stays_and_what_is_emptied_goes(called: Called) -> None:
    await saved(called)
    assert await called.reveal(called.manager()) == PHONE

    await saved(called, phone="")
    with pytest.raises(NotFound, match="Aucun numéro"):
        await called.reveal(ARS, incident=called.crisis.incident)


async def test_an_unnamed_capacity_has_no_number(called: Called) -> None:
    with pytest.raises(BadInput) as refused:
        await saved(called, phone=PHONE, named=False, consents=False, capacity=3)
    assert refused.value.path == ("phone",)


async def test_what_is_not_a_number_is_refused(called: Called) -> None:
    with pytest.raises(BadInput) as refused:
        await saved(called, phone="ligne directe")
    assert refused.value.path == ("phone",)


async def test_the_log_is_read_by_the_directory_and_by_no_other(called: Called) -> None:
    await called.reveal(ARS, incident=called.crisis.incident)
    keeper = called.manager()
    async with called.crisis.acting(keeper) as tx:
        found = await phones.accesses(tx, keeper, called.person, limit=10, after=(None, None))
    assert [(one.role, one.incident) for one in found] == [(Role.ARS_COORDINATOR, called.crisis.incident)]

    for who, refusal in ((NEIGHBOUR, NotFound), (READER, Forbidden)):
        async with called.crisis.acting(who) as tx:
            with pytest.raises(refusal):
                await phones.accesses(tx, who, called.person, limit=10, after=(None, None))
