"""What two tenants have in common once one lends in the incident of the other: the same rows, with the lender of another."""

import hashlib
from collections.abc import Iterator
from uuid import UUID

from tests.store import tenants
from tests.store.tenant_words import REGION, SIDES, Case, key

# (whose incident, whose lender): with our own tenant on either side, and between two others.
PAIRS = (("own", "near"), ("own", "other"), ("near", "own"), ("other", "own"), ("near", "other"))
TABLES = (
    *("plan_assignment of things", "plan_assignment of people", "relief_turn", "engagement", "engagement of relief", "engagement_unit"),
    *("solicitation", "solicitation_line", "one_use_link", "help_offer", "engagement_hours", "loan", "floor_override", "clean_attestation"),
)
REFERRED = {"plan_assignment of things", "relief_turn"}
_LENT = ("lender", "stock", "responder")
_SHARED = (
    *("line of things", "line of people", "turn", "engagement", "relief engagement", "asked"),
    *("one use", "offer", "loan", "lowered", "clean"),
)
_NUMBERS = range(5)


def rows(victim: str, lender: str, number: int = 0) -> Iterator[Case]:
    """The rows of the victim's incident that concern another's lender, each after those that it refers to."""
    swapped = _keys(victim, lender)
    for case in tenants.tenant(victim, number):
        if case.name not in TABLES:
            continue
        row = {column: swapped.get(value, value) if isinstance(value, UUID) else value for column, value in case.row.items()}
        told = {
            "lender_region_code": REGION[lender],
            "lender_name": lender,
            "rung": "REGION" if REGION[lender] == REGION[victim] else "ADJACENT_REGION",
            "unit_number": 5 * PAIRS.index((victim, lender)) + number + 11,
            "token_sha256": hashlib.sha256(f"{victim} {lender} {number}".encode()).digest(),
        }
        yield Case(case.table, {**row, **{column: value for column, value in told.items() if column in row}}, case.identity, case.told)


def statements() -> Iterator[str]:
    """Puts all that in a database that has the tenants; a few second rows stand ready to be referred to."""
    for victim, lender in PAIRS:
        spare = [case for case in rows(victim, lender, 2) if case.name in REFERRED]
        for case in [*rows(victim, lender), *spare]:
            yield f"INSERT INTO planblanc.{case.table} {tenants.values(case.row)}"
    for victim, lender in PAIRS:
        party = {"agreement_id": key(victim, "agreement"), "region_code": REGION[victim], "lender_id": key(lender, "lender")}
        yield f"INSERT INTO planblanc.agreement_lender {tenants.values(party)}"


def _keys(victim: str, lender: str) -> dict[UUID, UUID]:
    """The key that stands for each key of the victim's own rows: the lender's things, and new rows for what is shared."""
    assert {victim, lender} <= set(SIDES)
    new = {key(victim, noun, number): key(f"{victim} by {lender}", noun, number) for noun in _SHARED for number in _NUMBERS}
    return new | {key(victim, noun, number): key(lender, noun, number) for noun in _LENT for number in _NUMBERS}
