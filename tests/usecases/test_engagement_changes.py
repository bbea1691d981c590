"""What changes on the way: longer, wanted back, recalled, released early, replaced."""

from uuid import UUID

import pytest
import pytest_asyncio

from planblanc.domain.engagements import EndKind, EngagementState
from planblanc.domain.errors import BadInput, Conflict, Forbidden, TransitionRefused
from planblanc.domain.identity import EngagementId, ResponderId
from planblanc.domain.needs import NeedTold
from planblanc.planning.run import Solver
from planblanc.usecases import engagement_changes
from planblanc.usecases.engagement_changes import Extension, Recall, Replacement, ReturnWanted
from tests.usecases import engaged
from tests.usecases.dax import HOSPITAL, Doors
from tests.usecases.engaged import Sent, after, manager

ARRIVED, DEPARTED = EngagementState.ARRIVED, EngagementState.DEPARTED
HELD = "SELECT count(*)::integer FROM engagement_unit WHERE holds AND engagement_id = :id"
WHILE_LONGER = Extension(after(days=5), "Directeur de garde", "La relève n'est pas prête")


@pytest_asyncio.fixture
async def technician(doors: Doors, solver: Solver) -> Sent:
    """One person is engaged."""
    return await engaged.sent(doors, solver, engaged.TECHNICIAN)


async def colleague(technician: Sent, key: EngagementId) -> ResponderId:
    """A person of the same lender, who holds nothing of what is wanted: whoever sends them knows better."""
    mission = await technician.read(key)
    ((found,),) = await technician.crisis.sql(
        """INSERT INTO responder (id, lender_id, region_code, label, named, capacity, commune, latitude, longitude,
               road_network_code, on_call)
           SELECT gen_random_uuid(), lender_id, region_code, 'Technicien de relève', true, 1, commune, latitude, longitude,
                  road_network_code, true
           FROM responder WHERE id = :id RETURNING id""",
        id=mission.engagement.responder_id,
    )
    return ResponderId(UUID(str(found)))


async def test_an_engagement_lasts_longer_when_its_lender_agrees(technician: Sent) -> None:
    (key,) = technician.engagements
    await technician.alerted(key)

    await technician.act(engagement_changes.extend, key, WHILE_LONGER)

    assert (await technician.read(key)).engagement.ends_at == after(days=5)
    held = await technician.crisis.sql("SELECT upper(during) FROM engagement_unit WHERE engagement_id = :id", id=key)
    assert held == [(after(days=5),)]


async def test_an_extension_does_not_take_what_is_promised_elsewhere(technician: Sent) -> None:
    (key,) = technician.engagements
    await technician.alerted(key)
    before = (await technician.read(key)).engagement.ends_at
    await technician.crisis.sql(
        """WITH other AS (
               INSERT INTO engagement (id, incident_id, region_code, need_id, replaces_id, label, responder_id, lender_id,
                   lender_region_code, quantity, starts_at, ends_at, state, exercise)
               SELECT gen_random_uuid(), incident_id, region_code, need_id, id, 'Suite', responder_id, lender_id, lender_region_code,
                      1, ends_at, ends_at + interval '1 day', 'PROPOSED', false FROM engagement WHERE id = :id
               RETURNING id, incident_id, region_code, resource_id, starts_at, ends_at)
           INSERT INTO engagement_unit (engagement_id, incident_id, region_code, resource_id, unit_number, during, holds)
           SELECT id, incident_id, region_code, resource_id,
                  (SELECT unit_number FROM engagement_unit WHERE engagement_id = :id), tstzrange(starts_at, ends_at), true
           FROM other RETURNING engagement_id""",
        id=key,
    )

    with pytest.raises(Conflict, match="promise ailleurs"):
        await technician.act(engagement_changes.extend, key, WHILE_LONGER)

    assert (await technician.read(key)).engagement.ends_at == before


async def test_an_extension_is_longer_and_not_beyond_what_the_person_accepts(technician: Sent) -> None:
    (key,) = technician.engagements
    await technician.alerted(key)

    with pytest.raises(BadInput, match="au-delà"):
        await technician.act(engagement_changes.extend, key, Extension(after(minutes=1), "Directeur", "Court"))
    with pytest.raises(BadInput, match="plus de"):
        await technician.act(engagement_changes.extend, key, Extension(after(days=400), "Directeur", "Long"))


async def test_nothing_changes_before_the_confirmation(technician: Sent) -> None:
    (key,) = technician.engagements

    with pytest.raises(TransitionRefused, match="entre la confirmation et la fin"):
        await technician.act(engagement_changes.extend, key, WHILE_LONGER)


async def test_the_lender_wants_it_back(technician: Sent) -> None:
    (key,) = technician.engagements
    lender = manager((await technician.on_the_way(key)).engagement.lender_id)
    wanted = ReturnWanted(after(days=1), "Panne chez nous")

    await technician.act(engagement_changes.request_return, key, wanted, who=lender, now=after(hours=1))

    asked = (await technician.read(key)).return_asked
    assert asked is not None
    assert (asked.wanted_at, asked.reason) == (after(days=1), "Panne chez nous")
    assert await technician.facts("ReturnRequested") == 1
    with pytest.raises(BadInput, match="passée"):
        await technician.act(engagement_changes.request_return, key, wanted, now=after(days=2))


async def test_who_is_on_the_way_is_recalled(technician: Sent) -> None:
    (key,) = technician.engagements
    await technician.on_the_way(key)

    await technician.act(engagement_changes.recall, key, Recall("Pont coupé"), now=after(hours=1))

    mission = await technician.read(key)
    assert mission.state is EngagementState.CANCELLED
    assert mission.end is not None
    assert mission.end.kind is EndKind.RECALLED
    assert await technician.crisis.sql(HELD, id=key) == [(0,)]
    assert await technician.facts("CoverageLost") == 1
    assert (await technician.lines("engagement.recalled"))[0].endswith("rappelé en chemin.")


async def test_who_has_arrived_is_not_recalled_but_released(technician: Sent) -> None:
    (key,) = technician.engagements
    await technician.step(key, ARRIVED, after(hours=1))
    with pytest.raises(TransitionRefused):
        await technician.act(engagement_changes.recall, key, Recall("Trop tard"), now=after(hours=2))

    await technician.act(engagement_changes.release, key, Recall("Réseau rétabli"), now=after(hours=2))

    mission = await technician.read(key)
    assert mission.state is EngagementState.COMPLETED
    assert mission.end is not None
    assert mission.end.kind is EndKind.RELEASED
    assert await technician.facts("CoverageLost") == 0
    assert await technician.crisis.sql(HELD, id=key) == [(1,)]


async def test_the_establishment_does_not_recall(technician: Sent) -> None:
    (key,) = technician.engagements
    await technician.on_the_way(key)

    with pytest.raises(Forbidden):
        await technician.act(engagement_changes.recall, key, Recall("Erreur"), who=HOSPITAL)


async def test_a_sick_person_is_replaced_by_another_of_the_lender(technician: Sent) -> None:
    (key,) = technician.engagements
    await technician.step(key, ARRIVED, after(hours=1))
    other = await colleague(technician, key)

    await technician.act(engagement_changes.replace_sick, key, Replacement("Fièvre", other), now=after(hours=3))

    ((new, state, until),) = await technician.crisis.sql("SELECT id, state, ends_at FROM engagement WHERE replaces_id = :id", id=key)
    ill = await technician.read(key)
    assert (ill.state, state, until) == (EngagementState.COMPLETED, "PROPOSED", ill.engagement.ends_at)
    assert await technician.crisis.sql(HELD, id=new) == [(1,)]
    assert await technician.facts("EngagementReplaced") == 1
    assert (await technician.read(EngagementId(UUID(str(new))))).sheet.label == "Technicien de relève"
    assert "Fièvre" not in (await technician.lines("engagement.replaced"))[0]


async def test_without_anybody_to_replace_the_sick_the_need_is_open_again_and_nobody_asks_them(technician: Sent, solver: Solver) -> None:
    (key,) = technician.engagements
    ill = await technician.on_the_way(key)

    await technician.act(engagement_changes.replace_sick, key, Replacement("Fièvre"), now=after(hours=1))

    assert await technician.facts("CoverageLost") == 1
    plan = await technician.crisis.read(await technician.crisis.proposed(solver))
    assert [line.responder_id for line in plan.lines if line.responder_id == ill.engagement.responder_id] == []


async def test_the_sick_is_not_replaced_by_themselves_nor_by_another_lenders(technician: Sent) -> None:
    (key,) = technician.engagements
    mission = await technician.on_the_way(key)
    ((stranger,),) = await technician.crisis.sql(
        "SELECT id FROM responder WHERE lender_id <> :id ORDER BY id LIMIT 1", id=mission.engagement.lender_id
    )

    for wrong in (mission.engagement.responder_id, ResponderId(UUID(str(stranger)))):
        with pytest.raises(BadInput, match="même prêteur"):
            await technician.act(engagement_changes.replace_sick, key, Replacement("Fièvre", wrong), now=after(hours=1))


async def test_things_are_not_sick(doors: Doors, solver: Solver) -> None:
    machines = await engaged.sent(doors, solver, NeedTold(equipment_type="WORKSTATION", quantity=5))
    key = machines.engagements[0]
    await machines.alerted(key)

    with pytest.raises(BadInput, match="intervenant"):
        await machines.act(engagement_changes.replace_sick, key, Replacement("Panne"))
