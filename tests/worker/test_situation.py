"""A lowered floor is told to its lender and to its agency, a report to the victim."""

from uuid import UUID, uuid4

from planblanc.domain.facts import FloorOverridden, SituationReported
from tests.integrations.portal.declared import dax
from tests.worker.desk import NOW, Desk

LOWERED = """INSERT INTO planblanc.floor_override (id, incident_id, region_code, lender_id, lender_region_code, lender_name, kind, floor,
    reason, made_by, made_name, made_at)
SELECT $1, $2, '75', lender.id, lender.region_code, lender.name, 'PEOPLE', 0, 'Urgence', $1, 'ARS', $3
FROM planblanc.lender JOIN planblanc.establishment ON establishment.id = lender.establishment_id WHERE establishment.finess = $4"""
NOTICES = "SELECT recipient_kind, recipient_region, body FROM planblanc.notice WHERE kind = $1 ORDER BY recipient_kind"


async def incident(desk: Desk) -> UUID:
    await desk.read(dax())
    ((key, *_),) = await desk.incidents()
    return UUID(str(key))


async def lower(desk: Desk, finess: str) -> UUID:
    key, override = await incident(desk), uuid4()
    await desk.eye.execute(LOWERED, override, key, NOW, finess)
    await desk.tell(FloorOverridden("75", key, override))
    return override


async def test_a_lender_of_another_region_and_its_agency_hear_of_its_floor(desk: Desk) -> None:
    await lower(desk, "650000417")
    await desk.work()

    told = await desk.eye.fetch(NOTICES, "FLOOR_LOWERED")
    assert [(row["recipient_kind"], row["recipient_region"]) for row in told] == [("LENDER", None), ("REGION_DUTY", "76")]
    assert all("abaissé à 0 : personnes par lieu" in row["body"] for row in told)
    assert not any("Urgence" in row["body"] for row in told)


async def test_a_lender_of_the_region_hears_of_it_alone(desk: Desk) -> None:
    await lower(desk, "640000162")
    await desk.work()

    assert [row["recipient_kind"] for row in await desk.eye.fetch(NOTICES, "FLOOR_LOWERED")] == ["LENDER"]


async def test_nobody_hears_of_a_floor_that_was_given_back_meanwhile(desk: Desk) -> None:
    await lower(desk, "650000417")
    await desk.eye.execute("UPDATE planblanc.floor_override SET revoked_at = $1, revoked_name = 'ARS', revoked_reason = 'x'", NOW)
    await desk.work()

    assert await desk.eye.fetch(NOTICES, "FLOOR_LOWERED") == []


async def test_the_victim_hears_of_a_report_of_its_incident_and_of_none_of_the_region(desk: Desk) -> None:
    key = await incident(desk)
    await desk.tell(SituationReported("75", uuid4(), key))
    await desk.tell(SituationReported("75", uuid4(), None))
    await desk.work()

    assert [row["recipient_kind"] for row in await desk.eye.fetch(NOTICES, "SITUATION_REPORTED")] == ["CALL_BACK"]
