"""A lender of one region lends in the crisis of another: what its own agency may do there, and nobody else of its region.

What is expected is written here from the rules of the field alone, never from the SQL.
"""

from contextlib import suppress

import asyncpg
import pytest

from planblanc.domain.access import Actor, Role
from planblanc.domain.identity import EstablishmentId, LenderId
from tests.store import tenants
from tests.store.tenants import NOW, REGION, key
from tests.store.test_tenancy_escapes import acting, filled

LENT, PROMISED = key("own", "lent by other"), key("own", "promised by other")
LOAN = key("own", "loan of other")
ME = tenants.ME
NEIGHBOUR = Actor(ME, "ARS Occitanie", Role.ARS_COORDINATOR, frozenset({"76"}))
STRANGER = Actor(ME, "ARS Bretagne", Role.ARS_COORDINATOR, frozenset({"53"}))
POOL = Actor(ME, "GRADeS", Role.RESOURCE_MANAGER, frozenset({"76"}))
LENDER = Actor(ME, "Astreinte", Role.DUTY_DIRECTOR, lenders=frozenset({LenderId(key("other", "lender"))}))
VICTIM = Actor(ME, "CH", Role.ESTABLISHMENT, establishments=frozenset({EstablishmentId(key("own", "site"))}))
READER = Actor(ME, "CERT Santé", Role.NATIONAL_READER)
SAMU = Actor(ME, "SAMU", Role.SAMU, frozenset({"75", "76"}))

CHANGES = {
    "the engagement that lent": f"UPDATE planblanc.engagement SET state = state WHERE id = '{LENT}'",
    "its units": f"UPDATE planblanc.engagement_unit SET holds = holds WHERE engagement_id = '{LENT}'",
    "its loan": f"UPDATE planblanc.loan SET state = state WHERE id = '{LOAN}'",
    "the engagement that only promised": f"UPDATE planblanc.engagement SET state = state WHERE id = '{PROMISED}'",
    "the incident": f"UPDATE planblanc.incident SET severity = severity WHERE id = '{key('own', 'incident')}'",
    "what the other lender lent": f"UPDATE planblanc.loan SET state = state WHERE id = '{key('own', 'loan')}'",
}
INCIDENT = f"SELECT count(*) FROM planblanc.incident WHERE id = '{key('own', 'incident')}'"
CHAIN = f"SELECT count(*) FROM planblanc.log_entry WHERE key = '{key('own', 'incident')}'"
LENDING = {"the engagement that lent", "its units", "its loan"}
ORACLE = {
    "its agency": (NEIGHBOUR, LENDING),
    "another agency": (STRANGER, set()),
    "its pool's manager": (POOL, set()),
    "the lender": (LENDER, {*LENDING, "the engagement that only promised"}),
    "the victim": (VICTIM, {*LENDING, "the engagement that only promised", "what the other lender lent"}),
    "the national reader": (READER, set()),
    "the SAMU": (SAMU, set()),
}


def lent_across() -> list[str]:
    """Stock of the other tenant engaged in the own one's crisis: once with a loan, once with nothing out."""
    part = {"incident_id": key("own", "incident"), "region_code": REGION["own"]}
    whose = {"lender_id": key("other", "lender"), "lender_region_code": REGION["other"], "stock_id": key("other", "stock")}
    when = {"starts_at": NOW, "ends_at": tenants.NOW.replace(year=2022)}
    told = {"lender_name": "other", "commune": "Commune", "label": "Poste", "quantity": 5, "rung": "ADJACENT_REGION", "reason": "Près"}
    rows = []
    for engagement in (LENT, PROMISED):
        line = {"id": engagement, "plan_id": key("own", "plan"), **part, "need_id": key("own", "need"), **whose, **told, **when}
        asked = {"need_id": key("own", "need"), "assignment_id": engagement, "quantity": 5, "state": "PROPOSED", "exercise": False}
        rows += [("plan_assignment", line), ("engagement", {"id": engagement, **part, **asked, **whose, **when})]
    unit = {"engagement_id": LENT, **part, "resource_id": whose["stock_id"], "unit_number": 9, "holds": True}
    rows.append(("engagement_unit", {**unit, "during": f"[{NOW}, {when['ends_at']})"}))
    out = {"label": "Poste", "holds_data": True, "quantity": 1, "state": "OUT", "out_at": NOW, "due_at": when["ends_at"], "exercise": False}
    of = {"id": LOAN, "engagement_id": LENT, **part, "stock_id": whose["stock_id"], "lender_id": whose["lender_id"]}
    rows.append(("loan", {**of, **out}))
    return [f"INSERT INTO planblanc.{table} {tenants.values(row)}" for table, row in rows]


async def changed(url: str, who: Actor) -> set[str]:
    """What an actor may change of all that."""
    done = set()
    for name, statement in CHANGES.items():
        async with acting(url, who) as connection:
            with suppress(asyncpg.InsufficientPrivilegeError):
                if await connection.execute(statement) != "UPDATE 0":
                    done.add(name)
    return done


async def test_each_changes_what_the_rules_give(database_url: str) -> None:
    await filled(database_url, *lent_across())

    found = {name: await changed(database_url, who) for name, (who, _) in ORACLE.items()}

    assert found == {name: entitled for name, (_, entitled) in ORACLE.items()}


async def test_the_lenders_agency_writes_in_the_crisis_and_reads_nothing_of_it(database_url: str) -> None:
    await filled(database_url, *lent_across())
    may_log = f"SELECT planblanc.may_log('INCIDENT', '{key('own', 'incident')}')"

    for who, may in ((NEIGHBOUR, True), (STRANGER, False), (POOL, False)):
        async with acting(database_url, who) as connection:
            assert await connection.fetchval(may_log) is may, who.name
            assert await connection.fetchval(INCIDENT) == 0
            assert await connection.fetchval(CHAIN) == 0


@pytest.mark.parametrize(
    "change",
    ["state = 'ALERTED'", "state = 'REFUSED'", "state = 'CANCELLED'", "released_at = now()", "accepted_at = now()", "quantity = 4"],
)
async def test_whoever_is_helped_gives_no_consent_and_takes_back_no_promise(database_url: str, change: str) -> None:
    await filled(database_url, *lent_across())
    statement = f"UPDATE planblanc.engagement SET {change} WHERE id = '{PROMISED}'"

    async with acting(database_url, VICTIM) as connection:
        with pytest.raises(asyncpg.InsufficientPrivilegeError):
            await connection.execute(statement)
    async with acting(database_url, LENDER) as connection:
        assert await connection.execute(statement) == "UPDATE 1"
