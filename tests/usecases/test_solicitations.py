"""A lender is asked once, and answers line by line; what it answers is done at once."""

from uuid import UUID

import pytest

from planblanc.domain.access import Actor, Channel, Role
from planblanc.domain.errors import BadInput, NotFound, TransitionRefused
from planblanc.domain.identity import SolicitationId
from planblanc.domain.solicitations import Answer, LineAnswer, Solicitation
from planblanc.planning.run import Solver
from planblanc.store import solicitations as stored
from planblanc.usecases import solicitations
from planblanc.usecases.solicitations import AnswerWanted
from tests.usecases.dax import ARS, NEIGHBOUR, NIGHT, Crisis
from tests.usecases.test_approvals import approve, verify

STATES = "SELECT state, quantity FROM engagement WHERE id = :id"
UNITS = "SELECT count(*) FROM engagement_unit WHERE engagement_id = :id AND holds"


async def asked(crisis: Crisis, solver: Solver) -> list[Solicitation]:
    """The plan is approved, and the lenders are to be called."""
    await verify(crisis)
    await approve(crisis, await crisis.proposed(solver))
    async with crisis.acting() as tx:
        return await stored.of_incident(tx, crisis.incident)


async def say(
    crisis: Crisis, solicitation: SolicitationId, said: LineAnswer, actor: Actor = ARS, speaker: str | None = "Directeur de garde"
) -> None:
    async with crisis.acting(actor) as tx:
        await solicitations.answer(tx, actor, AnswerWanted(solicitation, rest=said, speaker=speaker), NIGHT)


def director_of(solicitation: Solicitation) -> Actor:
    return Actor(UUID(int=4), "Directeur de garde", Role.DUTY_DIRECTOR, lenders=frozenset({solicitation.lender}))


async def test_an_approval_asks_each_lender_once(crisis: Crisis, solver: Solver) -> None:
    found = await asked(crisis, solver)

    assert len({one.lender for one in found}) == len(found) > 3
    assert sum(line.asked for one in found for line in one.lines) == (await crisis.sql("SELECT sum(quantity) FROM engagement"))[0][0]
    assert all(line.answer is Answer.PENDING for one in found for line in one.lines)


async def test_a_yes_alerts_at_once(crisis: Crisis, solver: Solver) -> None:
    first = (await asked(crisis, solver))[0]

    await say(crisis, first.id, LineAnswer(Answer.ACCEPTED))

    assert await crisis.sql(STATES, id=first.lines[0].engagement) == [("ALERTED", first.lines[0].asked)]


async def test_a_part_frees_the_rest(crisis: Crisis, solver: Solver) -> None:
    first = next(one for one in await asked(crisis, solver) if one.lines[0].asked > 2)
    line = first.lines[0]

    await say(crisis, first.id, LineAnswer(Answer.PARTIAL, quantity=2))

    assert await crisis.sql(STATES, id=line.engagement) == [("ALERTED", 2)]
    assert await crisis.sql(UNITS, id=line.engagement) == [(2,)]


async def test_a_no_says_why_and_frees_all(crisis: Crisis, solver: Solver) -> None:
    first = (await asked(crisis, solver))[0]

    with pytest.raises(BadInput) as refused:
        await say(crisis, first.id, LineAnswer(Answer.REFUSED))
    assert refused.value.path == ("rest", "reason")

    await say(crisis, first.id, LineAnswer(Answer.REFUSED, reason="Nous en avons besoin"))
    assert await crisis.sql(STATES, id=first.lines[0].engagement) == [("REFUSED", first.lines[0].asked)]
    assert await crisis.sql(UNITS, id=first.lines[0].engagement) == [(0,)]


async def test_a_call_later_leaves_the_answer_open(crisis: Crisis, solver: Solver) -> None:
    first = (await asked(crisis, solver))[0]

    await say(crisis, first.id, LineAnswer(Answer.DEFERRED, minutes=20))
    await say(crisis, first.id, LineAnswer(Answer.ACCEPTED))

    assert (await crisis.sql(STATES, id=first.lines[0].engagement))[0][0] == "ALERTED"


async def test_a_second_answer_is_refused(crisis: Crisis, solver: Solver) -> None:
    first = (await asked(crisis, solver))[0]
    await say(crisis, first.id, LineAnswer(Answer.ACCEPTED))

    with pytest.raises(TransitionRefused):
        await say(crisis, first.id, LineAnswer(Answer.REFUSED, reason="Finalement non"))


async def test_more_than_was_asked_is_refused(crisis: Crisis, solver: Solver) -> None:
    first = (await asked(crisis, solver))[0]

    with pytest.raises(BadInput) as refused:
        await say(crisis, first.id, LineAnswer(Answer.PARTIAL, quantity=first.lines[0].asked + 1))

    assert refused.value.path == ("rest", "quantity")
    assert (await crisis.sql(STATES, id=first.lines[0].engagement))[0][0] == "PROPOSED"


async def test_a_lender_answers_for_itself_alone(crisis: Crisis, solver: Solver) -> None:
    first, second = (await asked(crisis, solver))[:2]
    director = director_of(first)

    await say(crisis, first.id, LineAnswer(Answer.ACCEPTED), director, speaker=None)
    with pytest.raises(NotFound):
        await say(crisis, second.id, LineAnswer(Answer.ACCEPTED), director, speaker=None)

    async with crisis.acting(director) as tx:
        assert [one.id for one in await stored.page(tx, None, before=None, limit=10)] == [first.id]


async def test_a_line_of_another_lender_is_not_answered(crisis: Crisis, solver: Solver) -> None:
    first, second = (await asked(crisis, solver))[:2]
    wanted = AnswerWanted(first.id, (LineAnswer(Answer.ACCEPTED, second.lines[0].engagement),), speaker="Directeur de garde")

    with pytest.raises(NotFound) as refused:
        async with crisis.acting() as tx:
            await solicitations.answer(tx, ARS, wanted, NIGHT)

    assert refused.value.path == ("lines", "0", "engagement")


async def test_an_officer_says_who_spoke(crisis: Crisis, solver: Solver) -> None:
    first = (await asked(crisis, solver))[0]

    with pytest.raises(BadInput) as refused:
        await say(crisis, first.id, LineAnswer(Answer.ACCEPTED), speaker=None)
    assert refused.value.path == ("speaker",)

    await say(crisis, first.id, LineAnswer(Answer.ACCEPTED))
    async with crisis.acting() as tx:
        by = (await stored.read(tx, first.id)).lines[0].answered
    assert by is not None
    assert (by.channel, by.on_behalf_of) == (Channel.PHONE, f"{first.lender_told}, Directeur de garde")


async def test_another_region_neither_reads_nor_answers(crisis: Crisis, solver: Solver) -> None:
    first = (await asked(crisis, solver))[0]

    async with crisis.acting(NEIGHBOUR) as tx:
        assert await stored.by_ids(tx, [first.id]) == [None]
    with pytest.raises(NotFound):
        await say(crisis, first.id, LineAnswer(Answer.ACCEPTED), NEIGHBOUR)


async def test_what_is_asked_in_addition_joins_the_call(crisis: Crisis, solver: Solver) -> None:
    before = await asked(crisis, solver)
    await crisis.sql("UPDATE need_line SET quantity = 5 RETURNING id")
    await approve(crisis, await crisis.proposed(solver))
    await crisis.sql("UPDATE need_line SET quantity = 90 RETURNING id")
    await approve(crisis, await crisis.proposed(solver))

    async with crisis.acting() as tx:
        after = await stored.of_incident(tx, crisis.incident)
    assert {one.lender for one in after if one.waiting} <= {one.lender for one in before}
    waiting = [one.lender for one in after if one.waiting]
    assert len(waiting) == len(set(waiting))
