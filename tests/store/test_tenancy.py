"""The wall between tenants: every role and scope, every table, every operation: its own rows, those of its region, and those of
another region.

What is expected is written here from the rules of the field alone, never from the SQL.
"""

from collections.abc import AsyncIterator
from dataclasses import dataclass
from itertools import product

import asyncpg
import pytest
import pytest_asyncio

from planblanc.domain.access import Role
from tests.databases import Administrator, database_at
from tests.store import tenants
from tests.store.tenants import REGION, SIDES, Case, key

COORDINATORS = {Role.ARS_COORDINATOR, Role.ZONE_COORDINATOR, Role.NATIONAL_COORDINATOR}
NATION = {Role.NATIONAL_COORDINATOR, Role.NATIONAL_READER}
SCOPES = {
    "nothing": (),
    "a region": ("region",),
    "a site": ("site",),
    "a lender": ("lender",),
    "all three": ("region", "site", "lender"),
    "a link": ("link",),
}
OPERATIONS = ("SELECT", "INSERT", "UPDATE", "DELETE")

# Who may, by table: the letters of `claims`, for reading, adding, changing and deleting.
ORACLE = {
    "legal_entity": ("*", "k", "", ""),
    "establishment": ("*", "C", "C", ""),
    "establishment_service": ("*", "C", "", "C"),
    "lender": ("CMRLD", "CM", "CML", ""),
    "lender_competence_floor": ("CMRLD", "CML", "CML", "CML"),
    "shared_fate_link": ("CM", "CM", "CM", ""),
    "responder": ("CMLD", "CML", "CML", "CML"),
    "responder_competence": ("CMLD", "CML", "CML", "CML"),
    "availability": ("CMLD", "CML", "CML", "CML"),
    "responder_phone": ("CML", "CML", "CML", "CML"),
    "phone_reveal": ("CML", "CML", "", ""),
    "equipment_stock": ("CMRLD", "CML", "CML", "CML"),
    "contact_point": ("CML", "CML", "CML", ""),
    "contact_point of a site": ("CMP", "CMP", "CMP", ""),
    "contact_version": ("C", "", "", ""),
    "contact_edit": ("CML", "CML", "C", ""),
    "security_change done": ("CRV", "C", "", ""),
    "security_change proposed": ("CRV", "CE", "C", ""),
    "procedure published": ("*", "CMP", "CMP", ""),
    "procedure draft": ("CMP", "CMP", "CMP", "CMP"),
    "procedure_original published": ("*", "CMP", "CMP", "CMP"),
    "procedure_original draft": ("CMP", "CMP", "CMP", "CMP"),
    "incident": ("CRSVH", "CV", "C", ""),
    "incident_contact": ("CV", "CV", "CV", ""),
    "incident_service": ("CRSVH", "CV", "CV", ""),
    "plan_blanc_activation": ("CRV", "CV", "CV", ""),
    "rung_authorisation ADJACENT_REGION": ("CRV", "C", "C", ""),
    "rung_authorisation ZONE": ("CRV", "ZN", "ZN", ""),
    "rung_authorisation NATIONAL": ("CRV", "N", "N", ""),
    "hand_over": ("CRV", "C", "C", ""),
    "help_request": ("CRVH", "CVH", "CVH", ""),
    "help_request_contact": ("CVH", "CVH", "", ""),
    "need_line": ("CRVH", "CVH", "CVH", ""),
    "call_back": ("C", "C", "", ""),
    "call_back of a site": ("C", "C", "", ""),
    "clean_attestation": ("C", "C", "C", ""),
    "incident_service_state": ("CRSVH", "CV", "", ""),
    "partner_link": ("CRV", "CV", "C", ""),
    "national_support": ("CRV", "CR", "CR", ""),
    "shift_note": ("C", "C", "", ""),
    "situation_report of an incident": ("CRV", "C", "", ""),
    "situation_report of a region": ("CR", "C", "", ""),
    "floor_override": ("CRVMLD", "C", "C", ""),
    "plan": ("CRV", "C", "C", ""),
    "plan_move": ("C", "", "", ""),
    "plan_incident": ("CRV", "", "C", ""),
    "plan_assignment of things": ("CRV", "", "", ""),
    "plan_assignment of people": ("CV", "", "", ""),
    "plan_need": ("CV", "", "", ""),
    "plan_rejected": ("C", "", "", ""),
    "plan_adjustment": ("C", "C", "C", ""),
    "stress_run": ("CR", "C", "C", ""),
    "stress_row": ("CR", "", "", ""),
    "engagement": ("CRVMLDKH", "C", "CLDKH", ""),
    "engagement of relief": ("CRVMLDH", "C", "CLDH", ""),
    "engagement_unit": ("CRVLDKH", "C", "CLDKH", ""),
    "solicitation": ("CMLDK", "C", "", ""),
    "solicitation_line": ("CMLDK", "C", "CLDK", ""),
    "call_list_reveal": ("C", "C", "", ""),
    "one_use_link": ("CLDK", "CLD", "CLDK", ""),
    "help_offer": ("CLD", "CLD", "C", ""),
    "report_point": ("CRVH", "CV", "CV", ""),
    "engagement_hours": ("CRVMLDK", "CLD", "CLD", ""),
    "loan": ("CRVMLDKH", "CLDH", "CLDH", ""),
    "mutual_aid_agreement": ("CMLDV", "CM", "CM", ""),
    "agreement_lender": ("CMLDV", "CM", "", "CM"),
    "agreement_beneficiary": ("CMLDV", "CM", "", "CM"),
    "relief_roster": ("CRV", "C", "C", ""),
    "relief_site": ("CRV", "C", "", ""),
    "relief_crew": ("CRV", "C", "", ""),
    "relief_post": ("CRV", "C", "", ""),
    "relief_shift": ("CRV", "", "", ""),
    "relief_turn": ("CV", "", "", ""),
    "relief_vacancy": ("CRV", "", "", ""),
    "relief_person": ("C", "", "", ""),
    "log_chain of an incident": ("CRV", "", "", ""),
    "log_entry of an incident": ("CRV", "", "", ""),
    "log_text of an incident": ("CV", "", "", ""),
    "log_head of an incident": ("CRV", "", "", ""),
    "log_entry AMBER_STRICT": ("CV", "", "", ""),
    "log_text AMBER_STRICT": ("CV", "", "", ""),
    "log_entry RED": ("C", "", "", ""),
    "log_text RED": ("C", "", "", ""),
    "obligation": ("CRV", "CV", "CV", ""),
    "obligation_template": ("*", "", "A", ""),
    "log_head of a region": ("CRM", "", "", ""),
    "log_event of an incident": ("CRV", "", "", ""),
    "log_event of a region": ("CRM", "", "", ""),
    "log_region_head": ("", "", "", ""),
    "log_chain of a region": ("CRM", "", "", ""),
    "log_entry of a region": ("CRM", "", "", ""),
    "log_text of a region": ("CM", "", "", ""),
    "duty_roster": ("C", "C", "C", ""),
    "duty_turn": ("C", "C", "C", "C"),
    "alert": ("C", "", "C", ""),
    "notice": ("C", "", "", ""),
    "notification": ("C", "", "", ""),
    "notification_address": ("", "", "", ""),
    "arrival_digest": ("", "", "", ""),
    "webhook": ("C", "C", "C", ""),
    "webhook of a site": ("CE", "CE", "CE", ""),
    "webhook_secret": ("", "C", "", ""),
    "webhook_delivery": ("C", "", "", ""),
    "inbox to match": ("C", "", "C", ""),
    "inbox to match anywhere": ("k", "", "", ""),
    "inbox not read": ("", "", "", ""),
    "denial": ("A", "*", "", ""),
    "account": ("CPA", "", "A", ""),
    "account of a program": ("A", "kAe", "A", ""),
    "account_identity": ("CPA", "", "", ""),
    "access_rule": ("AW", "", "", ""),
    "access_request": ("CPA", "", "CP", ""),
    "account_grant": ("CPA", "CP", "CPA", ""),
    "service_key": ("CPA", "CP", "CPA", ""),
    "access_code": ("C", "C", "C", ""),
    "code_try": ("", "", "", ""),
    "session": ("", "", "", ""),  # its owner's alone, whom no scope names
    "login_attempt": ("", "W", "", ""),
    "outbox": ("", "*", "", ""),
    "idempotency_key": ("I", "I", "I", ""),
    "schema_migration": ("*", "", "", ""),
}
REFERENCE = ("*", "", "", "")

# Columns that the API may change, where it may not change the whole row.
CHANGED = {
    "plan": "state",
    "contact_edit": "state",
    "security_change": "state",
    "rung_authorisation": "revoked_reason",
    "hand_over": "to_name",
    "clean_attestation": "revoked_reason",
    "partner_link": "attestation",
    "national_support": "note",
    "floor_override": "revoked_reason",
    "plan_incident": "state",
    "relief_roster": "state",
    "plan_adjustment": "revoked_reason",
    "stress_run": "state",
    "solicitation": "issued_name",
    "solicitation_line": "reason",
    "call_list_reveal": "motive",
    "one_use_link": "revoked_at",
    "help_offer": "reason",
    "obligation": "waived_by",
    "obligation_template": "enabled",
    "engagement": "state",
    "engagement_unit": "holds",
    "loan": "state",
    "inbox": "region_code",
    "idempotency_key": "reference",
    "account": "name",
    "account_identity": "rpps",
    "access_request": "reason",
    "account_grant": "ended_reason",
    "service_key": "revoked_reason",
    "session": "revoked_reason",
    "access_code": "revoked_at",
    "responder_phone": "saved_name",
    "alert": "state",
}

# Runs a statement and undoes it: how many rows it touched; what a constraint refuses had passed the wall.
ATTEMPT = """
CREATE FUNCTION public.attempt(statement text) RETURNS bigint LANGUAGE plpgsql AS $$
DECLARE touched bigint;
BEGIN
    EXECUTE statement;
    GET DIAGNOSTICS touched = ROW_COUNT;
    RAISE EXCEPTION USING ERRCODE = 'PB001', MESSAGE = touched;
EXCEPTION
    WHEN SQLSTATE 'PB001' THEN RETURN SQLERRM::bigint;
    WHEN insufficient_privilege THEN RETURN 0;
    WHEN integrity_constraint_violation THEN RETURN 1;
END $$
"""


@dataclass(frozen=True)
class Who:
    """A role, and what of the tenant `own` it holds."""

    role: Role | None
    holds: tuple[str, ...]

    def claims(self, side: str) -> str:
        """By which titles it meets a row of a tenant, a letter each."""
        if self.role is None:
            return ""
        own = set(self.holds) if side == "own" else set()
        region = ("region" in self.holds and REGION[side] == REGION["own"]) or self.role in NATION
        lends = {"site", "lender"} & own
        titles = {
            "*": True,
            "I": side == "own" and not (self.role is Role.LINK_HOLDER and "link" in own),  # whoever holds a link is that link
            "k": self.role in COORDINATORS and (self.role in NATION or "region" in self.holds),
            "C": self.role in COORDINATORS and region,
            "Z": self.role is Role.ZONE_COORDINATOR and region,
            "N": self.role is Role.NATIONAL_COORDINATOR,
            "A": self.role is Role.ADMINISTRATOR,
            "R": self.role is Role.NATIONAL_READER,
            "S": self.role is Role.SAMU and region,
            "M": self.role is Role.RESOURCE_MANAGER and region,
            "W": self.role is Role.NEWCOMER,
            "e": self.role is Role.ESTABLISHMENT and "site" in self.holds,
            "E": self.role is Role.ESTABLISHMENT and "site" in own,
            "V": self.role in {Role.ESTABLISHMENT, Role.SERVICE} and "site" in own,
            "P": self.role in {Role.ESTABLISHMENT, Role.RESOURCE_MANAGER} and "site" in own,
            "L": self.role in {Role.ESTABLISHMENT, Role.RESOURCE_MANAGER} and lends,
            "D": self.role is Role.DUTY_DIRECTOR and lends,
            "H": self.role is Role.CODE_HOLDER and "site" in own,  # its requests, and what arrives
            "K": self.role is Role.LINK_HOLDER and "link" in own,
        }
        return "".join(letter for letter, held in titles.items() if held)


@pytest_asyncio.fixture(scope="module")
async def wall(server_url: str, template: str) -> AsyncIterator[str]:
    """A database with the three tenants, for every test here: nothing that is tried stays."""
    async with Administrator(server_url) as administrator:
        name = await administrator.create(template)
        url = database_at(server_url, name)
        connection = await asyncpg.connect(url)
        await tenants.fill(connection)
        await connection.execute(ATTEMPT)
        await connection.execute("GRANT USAGE ON SCHEMA public TO PUBLIC")
        await connection.close()
        yield url
        await administrator.drop(name)


def statements(case: Case, fresh: Case) -> dict[str, str]:
    """What is tried on a row: to read, add, change and delete it."""
    table = f"planblanc.{case.table}"
    where = " AND ".join(f"{column} = {tenants.literal(case.row[column])}" for column in case.identity)
    column = CHANGED.get(case.table, case.identity[0])
    return {
        "SELECT": f"SELECT FROM {table} WHERE {where}",
        "INSERT": f"INSERT INTO {table} {tenants.values(fresh.row)}",
        "UPDATE": f"UPDATE {table} SET {column} = {column} WHERE {where}",
        "DELETE": f"DELETE FROM {table} WHERE {where}",
    }


def attempts() -> list[tuple[str, str, str, str]]:
    """(case, side, operation, statement) of everything that can be tried."""
    shared = [*tenants.reference(), Case("schema_migration", {"version": "0001_roles", "sha256": "0"}, ("version",))]
    rows = [("own", case, case) for case in shared]
    for side in SIDES:
        rows += [(side, case, fresh) for case, fresh in zip(tenants.tenant(side), tenants.tenant(side, 1), strict=True)]
    return [
        (case.name, side, operation, statement) for side, case, fresh in rows for operation, statement in statements(case, fresh).items()
    ]


async def outcomes(connection: asyncpg.Connection, who: Who, tried: list[str]) -> list[bool]:
    """Whether each statement touches a row, in the order asked."""
    scope = {
        "role": who.role.value if who.role else "",
        "actor": str(key("own", "one use") if who.role is Role.LINK_HOLDER and "link" in who.holds else tenants.ME) if who.role else "",
        "regions": REGION["own"] if "region" in who.holds else "",
        "establishments": str(key("own", "site")) if "site" in who.holds else "",
        "lenders": str(key("own", "lender")) if "lender" in who.holds else "",
        "link_solicitation": str(key("own", "asked")) if "link" in who.holds else "",
    }
    async with connection.transaction():
        for name, value in scope.items():
            await connection.execute("SELECT set_config($1, $2, true)", f"planblanc.{name}", value)
        return [row[0] > 0 for row in await connection.fetch("SELECT public.attempt(one) FROM unnest($1::text[]) AS one", tried)]


@pytest.mark.parametrize("role", [*Role, None], ids=lambda role: role.value if role else "nobody")
async def test_the_api_sees_and_touches_what_the_rules_give(wall: str, role: Role | None) -> None:
    connection = await asyncpg.connect(wall, server_settings={"role": "planblanc_app"})
    everything = attempts()
    wrong = []
    for scope, holds in SCOPES.items():
        who = Who(role, holds)
        found = await outcomes(connection, who, [statement for *_, statement in everything])
        for (name, side, operation, _), happened in zip(everything, found, strict=True):
            entitled = ORACLE.get(name, REFERENCE)[OPERATIONS.index(operation)]
            if happened != bool(set(entitled) & set(who.claims(side))):
                wrong.append(f"{'may' if happened else 'may not'} {operation} {name} of {side}, holding {scope}")
    await connection.close()

    assert wrong == []


async def test_every_table_is_in_the_matrix(wall: str) -> None:
    connection = await asyncpg.connect(wall)
    tables = await connection.fetch("SELECT relname FROM pg_class WHERE relnamespace = 'planblanc'::regnamespace AND relkind IN ('r', 'p')")
    await connection.close()

    tried = {name.split(" ", maxsplit=1)[0] for name, *_ in attempts()}
    assert {row["relname"] for row in tables} == tried
    assert {name.split(" ", maxsplit=1)[0] for name in ORACLE} <= tried


WORKER_WRITES = {
    *("incident", "incident_contact", "incident_service", "plan_blanc_activation", "rung_authorisation", "hand_over"),
    *("help_request", "help_request_contact", "need_line", "call_back", "clean_attestation", "incident_service_state"),
    *("plan", "plan_move", "plan_incident", "plan_assignment", "plan_need", "plan_rejected"),
    *("relief_roster", "relief_site", "relief_crew", "relief_post", "relief_shift", "relief_turn", "relief_vacancy", "relief_person"),
    *("stress_run", "stress_row"),
    *("responder_phone", "phone_reveal"),
    *("obligation", "denial"),
    *("engagement", "engagement_unit", "loan", "inbox", "outbox"),
    *("alert", "notice", "notification", "notification_address", "arrival_digest", "webhook_delivery"),
    *("solicitation", "solicitation_line", "one_use_link"),
}


def is_of(role: str, name: str, operation: str) -> bool:
    """Whether an operation is the work of a role that is not the API's."""
    table = name.split(" ", maxsplit=1)[0]
    is_journal = table.startswith("log_")
    is_frozen = table == "contact_version"
    return {
        "planblanc_portal": (name, operation) in {("setting", "SELECT"), ("inbox not read", "INSERT"), ("outbox", "INSERT")},
        "planblanc_worker": operation == "SELECT" or table in WORKER_WRITES or (table, operation) == ("log_head", "INSERT"),
        "planblanc_migrator": operation == "SELECT" or not (is_journal or is_frozen),
        "planblanc_definer": operation == "SELECT"
        or (is_journal and operation == "INSERT" and table != "log_head")
        or (is_frozen and operation == "INSERT")
        or (table, operation) in {("code_try", "INSERT"), ("code_try", "DELETE")}
        or (table, operation) in {("log_chain", "UPDATE"), ("service_key", "UPDATE"), ("session", "UPDATE"), ("account_grant", "UPDATE")}
        or (table, operation) in {("login_attempt", "DELETE"), ("log_text", "DELETE")},
        "planblanc_owner": False,
    }[role]


OTHERS = ("planblanc_portal", "planblanc_worker", "planblanc_migrator", "planblanc_definer", "planblanc_owner")


@pytest.mark.parametrize(("role", "side"), list(product(OTHERS, SIDES)))
async def test_the_other_roles_do_their_own_work_alone(wall: str, role: str, side: str) -> None:
    connection = await asyncpg.connect(wall, server_settings={"role": role})
    mine = [one for one in attempts() if one[1] == side]
    found = await outcomes(connection, Who(Role.SERVICE, ()), [statement for *_, statement in mine])
    await connection.close()

    expected = {(name, operation) for name, _, operation, _ in mine if is_of(role, name, operation)}
    assert {(name, operation) for (name, _, operation, _), happened in zip(mine, found, strict=True) if happened} == expected
