"""The wall around whoever was let in by a call-back or a paper code: its own incident, and nothing that its accounts could do besides.

What is expected is written here from the rules of the field alone, never from the SQL.
"""

from collections.abc import AsyncIterator

import asyncpg
import pytest_asyncio

from planblanc.domain.access import Role
from tests.store.test_tenancy import OPERATIONS, ORACLE, REFERENCE, SCOPES, Who, attempts, outcomes
from tests.store.test_tenancy_shared import BOTH_SIDES, OF_THE_INCIDENT, shared_attempts, shared_wall, titles

__all__ = ["shared_wall"]

# By these titles it still asks for help and follows what arrives; as a lender, a keeper of procedures or of accounts it is nobody.
KEPT = set("*IVE")
# What is its own, and not of its incident.
HIDDEN = {
    *("mutual_aid_agreement", "agreement_lender", "agreement_beneficiary"),
    *("webhook of a site", "webhook_secret", "webhook_delivery", "account", "account_grant", "access_request", "service_key"),
}
# A paper code asks for help, follows what arrives and receives it; it reads its procedures as everybody does.
BY_CODE = {
    "SELECT": {"incident", "incident_service", "incident_service_state", "help_request", "help_request_contact", "need_line"}
    | {"engagement", "engagement of relief", "engagement_unit", "loan", "report_point"},
    "INSERT": {"help_request", "help_request_contact", "need_line", "loan"},
    "UPDATE": {"engagement", "engagement of relief", "engagement_unit", "loan", "help_request", "need_line"},
    "DELETE": set(),
}


@pytest_asyncio.fixture
async def confined(shared_wall: str) -> AsyncIterator[asyncpg.Connection]:
    """The API for whoever is confined."""
    connection = await asyncpg.connect(shared_wall, server_settings={"role": "planblanc_app"})
    await connection.execute("SELECT set_config('planblanc.confined', 'true', false)")
    yield connection
    await connection.close()


def entitled(name: str, operation: str, held: set[str]) -> bool:
    """Whether the titles that are kept give an operation."""
    place = OPERATIONS.index(operation)
    given = set(ORACLE.get(name, REFERENCE)[place]) | set(BOTH_SIDES.get(name, ("",) * 4)[place])
    return name not in HIDDEN and bool(given & held & KEPT)


async def test_the_confined_reach_their_own_incident_alone(confined: asyncpg.Connection) -> None:
    everything = attempts()
    wrong = []
    for scope, holds in SCOPES.items():
        who = Who(Role.ESTABLISHMENT, holds)
        found = await outcomes(confined, who, [statement for *_, statement in everything])
        for (name, side, operation, _), happened in zip(everything, found, strict=True):
            if happened != entitled(name, operation, set(who.claims(side))):
                wrong.append(f"{'may' if happened else 'may not'} {operation} {name} of {side}, holding {scope}")

    assert wrong == []


async def test_the_confined_lend_nothing_and_receive_what_was_lent_to_them(confined: asyncpg.Connection) -> None:
    everything = shared_attempts()
    wrong = []
    for scope, holds in SCOPES.items():
        who = Who(Role.ESTABLISHMENT, holds)
        found = await outcomes(confined, who, [statement for *_, statement in everything])
        for (name, victim, lender, operation, _), happened in zip(everything, found, strict=True):
            held = titles(who, victim, lender) & OF_THE_INCIDENT
            if happened != entitled(name, operation, held):
                wrong.append(f"{'may' if happened else 'may not'} {operation} {name} of {victim} lent by {lender}, holding {scope}")

    assert wrong == []


async def test_a_paper_code_asks_follows_and_receives_and_does_nothing_else(confined: asyncpg.Connection) -> None:
    everything = attempts()
    wrong = []
    for scope, holds in SCOPES.items():
        who = Who(Role.CODE_HOLDER, holds)
        found = await outcomes(confined, who, [statement for *_, statement in everything])
        for (name, side, operation, _), happened in zip(everything, found, strict=True):
            own = side == "own" and "site" in holds and name in BY_CODE[operation]
            open_to_all = set(ORACLE.get(name, REFERENCE)[OPERATIONS.index(operation)]) & {"*"}
            shown = open_to_all or (name == "idempotency_key" and side == "own" and operation != "DELETE")
            if happened != bool(own or shown):
                wrong.append(f"{'may' if happened else 'may not'} {operation} {name} of {side}, holding {scope}")

    assert wrong == []
