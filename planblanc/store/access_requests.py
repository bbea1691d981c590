"""First accesses that wait, and what proposes them: rows ↔ domain."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from uuid import UUID

from asyncpg import Record

from planblanc.domain.access import Role
from planblanc.domain.access_rules import AccessRule, Claim, RuleScope
from planblanc.domain.accounts import AccessRequest, AccessState
from planblanc.store import grants
from planblanc.store.queries import load
from planblanc.store.transaction import Transaction

QUERIES = load("access_requests")
RULES = load("access_rules")


async def rules(tx: Transaction) -> list[AccessRule]:
    """What is proposed, and to whom."""
    return [_rule(row) for row in await tx.rows(RULES["list_rules"])]


async def replace_rules(tx: Transaction, wanted: Iterable[AccessRule], at: datetime) -> None:
    """Put these rules in the place of all those that stood."""
    await tx.execute(RULES["remove_rules"])
    await tx.execute_many(RULES["add_rule"], [_columns(rule, at) for rule in wanted])


async def by_ids(tx: Transaction, ids: Sequence[UUID]) -> list[AccessRequest | None]:
    """The first access of each key, in the order of the keys."""
    found = {row["id"]: _request(row) for row in await tx.rows(QUERIES["read_requests"], ids=list(ids))}
    return [found.get(key) for key in ids]


async def of_accounts(tx: Transaction, accounts: Sequence[UUID]) -> list[tuple[AccessRequest, ...]]:
    """The first accesses that were proposed to each account, in the order of the accounts."""
    found: dict[UUID, list[AccessRequest]] = {key: [] for key in accounts}
    for row in await tx.rows(QUERIES["list_of_accounts"], accounts=list(accounts)):
        found[row["account_id"]].append(_request(row))
    return [tuple(found[key]) for key in accounts]


async def page(
    tx: Transaction, state: AccessState | None, *, after_at: datetime | None, after_id: UUID | None, limit: int
) -> list[AccessRequest]:
    """The first accesses that the actor may read, those that have waited longest first."""
    wanted = state.value if state is not None else None
    rows = await tx.rows(QUERIES["page_requests"], state=wanted, after_at=after_at, after_id=after_id, limit=limit)
    return [_request(row) for row in rows]


async def add(tx: Transaction, request: AccessRequest) -> bool:
    """Keep a first access that the rules propose; false when the same one waits already."""
    added = await tx.execute(
        QUERIES["add_request"],
        id=request.id,
        account=request.account,
        role=request.role.value,
        **grants.scope_columns(request.scope),
        label=request.label,
        at=request.asked_at,
    )
    return added == 1


async def hold(tx: Transaction, key: UUID) -> AccessRequest | None:
    """A first access that the actor decides of, once nobody else is deciding; nothing when it is not theirs."""
    row = await tx.row(QUERIES["hold_request"], id=key)
    return _request(row) if row is not None else None


async def decide(tx: Transaction, request: AccessRequest, *, by: UUID) -> None:
    """Keep what was decided of a first access."""
    await tx.execute(
        QUERIES["decide_request"],
        id=request.id,
        state=request.state.value,
        by=by,
        name=request.decided_name,
        at=request.decided_at,
        reason=request.reason,
    )


def _request(row: Record) -> AccessRequest:
    return AccessRequest(
        id=row["id"],
        account=row["account_id"],
        role=Role(row["role"]),
        scope=grants.scope_of(row),
        label=row["label"],
        asked_at=row["asked_at"],
        state=AccessState(row["state"]),
        decided_name=row["decided_name"],
        decided_at=row["decided_at"],
        reason=row["reason"],
    )


def _rule(row: Record) -> AccessRule:
    return AccessRule(
        id=row["id"],
        claim=Claim(row["claim"]),
        pattern=row["pattern"],
        role=Role(row["role"]),
        scope=RuleScope(row["scope"]),
        label=row["label"],
        scope_key=row["scope_key"],
        issuer=row["issuer"],
    )


def _columns(rule: AccessRule, at: datetime) -> dict[str, object]:
    return {
        "id": rule.id,
        "issuer": rule.issuer,
        "claim": rule.claim.value,
        "pattern": rule.pattern,
        "role": rule.role.value,
        "scope": rule.scope.value,
        "scope_key": rule.scope_key,
        "label": rule.label,
        "saved_at": at,
    }
