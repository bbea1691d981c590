"""The call list of an incident: ninety workstations from six lenders are six calls, and their numbers are given once."""

import pytest

from planblanc.domain.contacts import ContactChannel
from planblanc.domain.errors import BadInput, Forbidden, NotFound, TransitionRefused
from planblanc.planning.run import Solver
from planblanc.usecases import call_list
from planblanc.usecases.call_list import CallList
from tests.usecases.dax import ARS, HOSPITAL, NEIGHBOUR, NIGHT, Crisis
from tests.usecases.test_solicitations import asked

TOLD = "SELECT count(*) FROM log_entry WHERE convert_from(line, 'UTF8')::jsonb ->> 'act' = 'call_list.revealed'"


async def read(crisis: Crisis) -> CallList:
    async with crisis.acting() as tx:
        return await call_list.read(tx, ARS, crisis.incident, NIGHT)


async def reveal(crisis: Crisis, motive: str = "Appeler les prêteurs") -> None:
    async with crisis.acting() as tx:
        await call_list.reveal(tx, ARS, crisis.incident, motive, NIGHT)


async def test_a_lender_is_one_call(crisis: Crisis, solver: Solver) -> None:
    found = await asked(crisis, solver)

    calls = (await read(crisis)).calls

    assert [call.rank for call in calls] == list(range(1, len(found) + 1))
    assert len({call.solicitation.lender for call in calls}) == len(calls)
    assert all(call.is_to_make and "Pouvez-vous donner" in call.sentence for call in calls)


async def test_the_calls_of_a_region_are_for_whoever_conducts_it(crisis: Crisis, solver: Solver) -> None:
    await asked(crisis, solver)

    async with crisis.acting() as tx:
        mine = await call_list.to_make(tx, ARS, "75", NIGHT)
        theirs = await call_list.to_make(tx, NEIGHBOUR, "75", NIGHT)

    assert [(call.rank, call.sentence) for call in mine] == [(call.rank, call.sentence) for call in (await read(crisis)).calls]
    assert theirs == ()


async def test_numbers_are_given_once_and_told(crisis: Crisis, solver: Solver) -> None:
    await asked(crisis, solver)
    assert all(call.numbers == () for call in (await read(crisis)).calls)

    await reveal(crisis)
    await reveal(crisis)

    shown = await read(crisis)
    assert all(call.numbers for call in shown.calls)
    assert [one.motive for one in shown.reveals] == ["Appeler les prêteurs"]
    assert await crisis.sql(TOLD) == [(1,)]


async def test_the_address_of_a_service_of_messages_is_a_key_and_is_not_given(crisis: Crisis, solver: Solver) -> None:
    found = await asked(crisis, solver)
    key = {"channel": "APPRISE", "address": "ntfy://jeton@ailleurs.example/astreinte", "lender": found[0].lender}
    await crisis.sql(
        "INSERT INTO contact_point (id, lender_id, region_code, label, channel, address) "
        "SELECT gen_random_uuid(), id, region_code, 'Astreinte', :channel, :address FROM lender WHERE id = :lender RETURNING id",
        **key,
    )
    await reveal(crisis)

    numbers = [number for call in (await read(crisis)).calls for number in call.numbers]
    assert numbers
    assert [number for number in numbers if number.channel is ContactChannel.APPRISE] == []


async def test_numbers_want_a_motive_and_somebody_to_call(crisis: Crisis, solver: Solver) -> None:
    with pytest.raises(TransitionRefused):
        await reveal(crisis)
    await asked(crisis, solver)
    with pytest.raises(BadInput):
        await reveal(crisis, " ")


async def test_neither_the_neighbour_nor_the_victim_reads_it(crisis: Crisis, solver: Solver) -> None:
    await asked(crisis, solver)

    for actor, refusal in ((NEIGHBOUR, NotFound), (HOSPITAL, Forbidden)):
        async with crisis.acting(actor) as tx:
            with pytest.raises(refusal):
                await call_list.read(tx, actor, crisis.incident, NIGHT)
            with pytest.raises(refusal):
                await call_list.reveal(tx, actor, crisis.incident, "Curiosité", NIGHT)
