"""The wall with an incident in common: one lends in the crisis of another, and only what that takes is shared.

What is expected is written here from the rules of the field alone, never from the SQL.
"""

from collections.abc import AsyncIterator
from uuid import UUID

import asyncpg
import pytest
import pytest_asyncio

from planblanc.domain.access import Role
from tests.databases import Administrator, database_at
from tests.store import tenant_shared, tenants
from tests.store.tenant_shared import PAIRS
from tests.store.tenant_words import REGION, key
from tests.store.test_tenancy import ATTEMPT, OPERATIONS, ORACLE, REFERENCE, SCOPES, Who, attempts, outcomes, statements

OF_THE_INCIDENT = set("*kICZNRSVEPH")
OF_THE_LENDER = set("MLD")
# Besides what each may on a tenant's own rows, for reading, adding, changing and deleting: the agency (c) of whoever lends is told that its
# pool is drawn on, and acts for it by phone on what is out; the establishment (E) that is helped confirms what it receives and gives back.
BOTH_SIDES = {
    "engagement": ("c", "", "cE", ""),
    "engagement of relief": ("c", "", "E", ""),  # nothing of it is out yet
    "engagement_unit": ("c", "", "cE", ""),
    "solicitation": ("c", "", "", ""),
    "solicitation_line": ("c", "", "", ""),
    "engagement_hours": ("c", "", "", ""),
    "loan": ("c", "cE", "cE", ""),
    "floor_override": ("c", "", "", ""),
}
# A floor is lowered by whoever covers the incident and the lender (decision 0020).
BY_WHO_COVERS_BOTH = {("floor_override", "INSERT")}
# What a tenant's own rows show besides to those with whom it has an incident, or an agreement, in common.
BESIDES = {
    ("lender", "other", "SELECT"): "C",
    ("equipment_stock", "other", "SELECT"): "C",
    ("phone_reveal", "other", "INSERT"): "C",  # of somebody who is engaged with them
    **dict.fromkeys(
        [
            (table, side, "SELECT")
            for table in ("mutual_aid_agreement", "agreement_lender", "agreement_beneficiary")
            for side in ("near", "other")
        ],
        "CMLD",
    ),
}


@pytest_asyncio.fixture(scope="module")
async def shared_wall(server_url: str, template: str) -> AsyncIterator[str]:
    """A database where the tenants lend to one another: nothing that is tried stays."""
    async with Administrator(server_url) as administrator:
        name = await administrator.create(template)
        url = database_at(server_url, name)
        connection = await asyncpg.connect(url)
        await tenants.fill(connection)
        for statement in tenant_shared.statements():
            await connection.execute(statement)
        await connection.execute(ATTEMPT)
        await connection.execute("GRANT USAGE ON SCHEMA public TO PUBLIC")
        await connection.close()
        yield url
        await administrator.drop(name)


def shared_attempts() -> list[tuple[str, str, str, str, str]]:
    """(case, whose incident, whose lender, operation, statement) of everything that can be tried on what is shared."""
    return [
        (case.name, victim, lender, operation, statement)
        for victim, lender in PAIRS
        for case, fresh in zip(tenant_shared.rows(victim, lender), tenant_shared.rows(victim, lender, 1), strict=True)
        for operation, statement in statements(case, fresh).items()
    ]


def titles(who: Who, victim: str, lender: str) -> set[str]:
    """By which titles an actor meets what is shared: those of the incident, those of the lender, and the lender's agency."""
    of_lender = set(who.claims(lender))
    agency = {"c"} if "C" in of_lender else set()
    return (set(who.claims(victim)) & OF_THE_INCIDENT) | (of_lender & OF_THE_LENDER) | agency


@pytest.mark.parametrize("role", [*Role, None], ids=lambda role: role.value if role else "nobody")
async def test_what_is_shared_is_seen_and_touched_by_both_sides_and_nobody_else(shared_wall: str, role: Role | None) -> None:
    connection = await asyncpg.connect(shared_wall, server_settings={"role": "planblanc_app"})
    everything = shared_attempts()
    wrong = []
    for scope, holds in SCOPES.items():
        who = Who(role, holds)
        found = await outcomes(connection, who, [statement for *_, statement in everything])
        for (name, victim, lender, operation, _), happened in zip(everything, found, strict=True):
            place = OPERATIONS.index(operation)
            entitled = set(ORACLE[name][place]) | set(BOTH_SIDES.get(name, ("",) * 4)[place])
            held = titles(who, victim, lender)
            covers = (name, operation) not in BY_WHO_COVERS_BOTH or {"C", "c"} <= held
            if happened != bool(entitled & held and covers):
                wrong.append(f"{'may' if happened else 'may not'} {operation} {name} of {victim} lent by {lender}, holding {scope}")
    await connection.close()

    assert wrong == []


@pytest.mark.parametrize("role", [*Role, None], ids=lambda role: role.value if role else "nobody")
async def test_an_incident_in_common_opens_nothing_else(shared_wall: str, role: Role | None) -> None:
    connection = await asyncpg.connect(shared_wall, server_settings={"role": "planblanc_app"})
    everything = attempts()
    wrong = []
    for scope, holds in SCOPES.items():
        who = Who(role, holds)
        found = await outcomes(connection, who, [statement for *_, statement in everything])
        for (name, side, operation, _), happened in zip(everything, found, strict=True):
            besides = set(BESIDES.get((name, side, operation), "")) & set(who.claims("own"))
            entitled = set(ORACLE.get(name, REFERENCE)[OPERATIONS.index(operation)]) & set(who.claims(side))
            if happened != bool(entitled | besides):
                wrong.append(f"{'may' if happened else 'may not'} {operation} {name} of {side}, holding {scope}")
    await connection.close()

    assert wrong == []


LENDERS_ELSEWHERE = f"SELECT id FROM planblanc.lender WHERE region_code = '{REGION['other']}'"


@pytest.mark.parametrize(
    "ended",
    [
        "UPDATE planblanc.rung_authorisation SET revoked_at = now() WHERE rung = 'ADJACENT_REGION'",
        "UPDATE planblanc.incident SET state = 'CLOSED'",
        "UPDATE planblanc.plan_incident SET state = 'SUPERSEDED'",
    ],
)
async def test_the_lenders_that_are_concerned_are_shared_no_other_and_no_longer(shared_wall: str, ended: str) -> None:
    connection = await asyncpg.connect(shared_wall)
    undone = connection.transaction()
    await undone.start()
    await connection.execute("SELECT set_config('planblanc.role', 'ARS_COORDINATOR', true), set_config('planblanc.regions', '75', true)")

    async def seen() -> list[UUID]:
        await connection.execute("SET LOCAL ROLE planblanc_app")
        found = await connection.fetch(LENDERS_ELSEWHERE)
        await connection.execute("RESET ROLE")
        return [row["id"] for row in found]

    before = await seen()
    await connection.execute(ended)
    after = await seen()
    await undone.rollback()
    await connection.close()

    assert (before, after) == ([key("other", "lender")], [])
