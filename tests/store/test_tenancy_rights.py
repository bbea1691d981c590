"""Nobody gives themselves more than they have by the rows they may write: who comes in, what is believed, what is told of a number.

What is expected is written here from the rules of the field alone, never from the SQL.
"""

import hashlib
from typing import Any

import asyncpg
import pytest

from planblanc.domain.access import Actor, Role
from tests.store import tenants
from tests.store.tenants import NOW, key
from tests.store.test_tenancy_escapes import ARS, HOSPITAL, acting, filled, logged_in, values

NEWCOMER = Actor(tenants.ME, "Nouveau", Role.NEWCOMER)
SECOND = key("own", "second person")
SITE, LENDER = f"{{{key('own', 'site')}}}", f"{{{key('own', 'lender')}}}"
THEIR_SITE, THEIR_LENDER = f"{{{key('other', 'site')}}}", f"{{{key('other', 'lender')}}}"
SCOPE = {"role": "ESTABLISHMENT", "regions": "{}", "establishments": SITE, "lenders": LENDER, "region_codes": "{75}"}
LIES = {
    "a site of another region": {"establishments": THEIR_SITE},
    "a lender of another region": {"lenders": THEIR_LENDER},
    "another region": {"role": "ARS_COORDINATOR", "regions": "{76}", "establishments": "{}", "lenders": "{}"},
    "two regions under the name of one": {"role": "ARS_COORDINATOR", "regions": "{75,76}", "establishments": "{}", "lenders": "{}"},
    "a site that nobody knows": {"establishments": f"{{{key('own', 'no site')}}}"},
    "a site told to be nowhere": {"region_codes": "{}"},
    "a site told to be elsewhere too": {"region_codes": "{75,76}"},
}
GIVEN = {"id": key("own", "given"), "account_id": key("own", "account"), "approved_by": tenants.ME, "approved_name": "ARS"}
GRANT = {**GIVEN, **SCOPE, "approved_at": NOW, "starts_at": NOW}
REQUEST = {"id": key("own", "asked for"), "account_id": tenants.ME, **SCOPE, "label": "Règle", "asked_at": NOW, "state": "PENDING"}
LIFT = {"id": key("own", "lift"), "establishment_id": key("own", "site"), "region_code": "75", "from_state": "COMPROMISED"}
LIFT |= {"to_state": "RESTORED", "reason": "Nettoyé", "proposed_by": tenants.ME, "proposed_name": "A", "proposed_for": "ARS"}
BY_ANOTHER = {"confirmed_by": SECOND, "confirmed_name": "B", "confirmed_for": "NATION", "confirmed_at": NOW}


def put(table: str, row: dict[str, Any]) -> str:
    return f"INSERT INTO planblanc.{table} {tenants.values(row)}"


def lift(state: str, **changes: Any) -> str:
    return put("security_change", {**LIFT, "state": state, "proposed_at": NOW, **changes})


@pytest.mark.parametrize("lie", LIES.values(), ids=LIES)
@pytest.mark.parametrize(("who", "table", "row"), [(ARS, "account_grant", GRANT), (NEWCOMER, "access_request", REQUEST)])
async def test_a_scope_lies_where_it_says(database_url: str, lie: dict[str, str], who: Actor, table: str, row: dict[str, Any]) -> None:
    await filled(database_url, put("account", {"id": tenants.ME, "kind": "PERSON", "name": "A", "created_name": "A", "created_at": NOW}))

    async with acting(database_url, who) as connection:
        await connection.execute(put(table, row))
    async with acting(database_url, who) as connection:
        with pytest.raises(asyncpg.InsufficientPrivilegeError):
            await connection.execute(put(table, {**row, **lie}))


@pytest.mark.parametrize(
    ("role", "whose", "opens"), [("SERVICE", "program", 1), ("ARS_COORDINATOR", "program", 0), ("SERVICE", "account", 0)]
)
async def test_a_key_opens_what_its_own_program_was_given_and_no_access_of_a_person(
    database_url: str, role: str, whose: str, opens: int
) -> None:
    digest = hashlib.sha256(b"made up").digest()
    scope = {"role": role, **({"regions": "{75}", "establishments": "{}", "lenders": "{}"} if role != "SERVICE" else {})}
    secret = {"id": key("own", "made up"), "grant_id": GRANT["id"], "account_id": key("own", "program"), "digest": digest, "shown": "pbk_a"}
    issued = {"label": "Outil", "issued_by": tenants.ME, "issued_name": "A", "issued_at": NOW, "expires_at": tenants.NOW.replace(year=2030)}
    given = {**GRANT, **scope, "account_id": key("own", whose)}
    await filled(database_url, put("account_grant", given), put("service_key", {**secret, **issued}))

    async with acting(database_url, None) as connection:
        found = await values(connection, "SELECT account_id FROM planblanc.key_actor($1, $2)", digest, NOW)

    assert len(found) == opens


async def test_nobody_confirms_a_lift_for_another(database_url: str) -> None:
    await filled(database_url, "DELETE FROM planblanc.security_change WHERE state = 'PROPOSED'")
    signed = ", ".join(f"{column} = {tenants.literal(value)}" for column, value in BY_ANOTHER.items())
    for tried in (lift("DONE", **BY_ANOTHER), lift("PROPOSED", **BY_ANOTHER)):
        async with acting(database_url, ARS) as connection:
            with pytest.raises(asyncpg.InsufficientPrivilegeError):
                await connection.execute(tried)
    async with acting(database_url, ARS) as connection:
        await connection.execute(lift("PROPOSED"))
        with pytest.raises(asyncpg.InsufficientPrivilegeError):
            await connection.execute(f"UPDATE planblanc.security_change SET state = 'DONE', {signed} WHERE state = 'PROPOSED'")


async def test_what_was_decided_of_a_state_is_decided(database_url: str) -> None:
    await filled(database_url, "DELETE FROM planblanc.security_change WHERE state = 'PROPOSED'", lift("DONE", **BY_ANOTHER))

    async with acting(database_url, ARS) as connection:
        for change in ("state = 'PROPOSED'", f"confirmed_at = '{NOW}'"):
            assert await connection.execute(f"UPDATE planblanc.security_change SET {change} WHERE state = 'DONE'") == "UPDATE 0"


async def test_a_lift_of_an_earlier_time_lifts_no_later_compromise(database_url: str) -> None:
    again = {"id": key("own", "again"), "from_state": "SUSPECT", "to_state": "COMPROMISED", "proposed_at": NOW.replace(year=2022)}
    change = "UPDATE planblanc.establishment SET security_state = '{}', security_change_id = '{}' WHERE id = '{}'"
    compromised = change.format("COMPROMISED", again["id"], key("own", "site"))
    await filled(database_url, lift("DONE", **BY_ANOTHER), lift("DONE", **again), compromised)

    async with acting(database_url, ARS) as connection:
        with pytest.raises(asyncpg.InsufficientPrivilegeError):
            await connection.execute(change.format("RESTORED", LIFT["id"], key("own", "site")))


async def test_no_role_is_left_to_pass_by_what_the_table_asks(database_url: str) -> None:
    await filled(database_url)
    site = key("own", "site")
    async with logged_in(database_url, "planblanc_app") as connection:
        await connection.execute("SET ROLE NONE; SET planblanc.role = 'ARS_COORDINATOR'; SET planblanc.regions = '75'")
        with pytest.raises(asyncpg.InsufficientPrivilegeError, match="by a change"):
            await connection.execute(f"UPDATE planblanc.establishment SET security_state = 'SUSPECT' WHERE id = '{site}'")
        await connection.execute("RESET ROLE")


async def test_the_hour_of_a_demand_for_a_number_is_not_told_by_who_asks(database_url: str) -> None:
    await filled(database_url)
    asked = next(case.row for case in tenants.tenant("own", 1) if case.table == "phone_reveal")
    async with acting(database_url, HOSPITAL) as connection:
        with pytest.raises(asyncpg.InsufficientPrivilegeError):
            await connection.execute(put("phone_reveal", {**asked, "asked_at": NOW.replace(year=2999)}))
