"""The rows a plan was computed from, each with the version it had, and which of them changed since."""

from collections.abc import Mapping
from uuid import UUID

from planblanc.domain.planning import Crisis, Snapshot
from planblanc.domain.plans import Proposed
from planblanc.store import planning as reading
from planblanc.store.planning import Question
from planblanc.store.transaction import Transaction

_KINDS = {
    "incident": "un incident",
    "need": "un besoin",
    "rung": "un échelon ouvert",
    "struck": "la liste des victimes",
    "fate": "un lien de sort commun",
    "attestation": "une attestation",
    "adjustment": "un choix à la main",
    "floor": "un plancher abaissé",
    "engagement": "un engagement",
    "lender": "un prêteur",
    "responder": "un intervenant",
    "stock": "un stock",
}


def used(snapshot: Snapshot, proposed: Proposed) -> dict[str, int]:
    """All that is asked, decided and engaged, and the rows of the pool that the plan counts on."""
    lenders = {line.lender_id for line in proposed.lines}
    responders = {line.responder_id for line in proposed.lines}
    stocks = {line.stock_id for line in proposed.lines}
    return {
        **_crisis(snapshot),
        **{f"engagement:{promise.id}": promise.version for promise in snapshot.promises},
        **{f"lender:{one.id}": one.version for one in snapshot.lenders if one.id in lenders},
        **{f"responder:{one.id}": one.version for one in snapshot.responders if one.id in responders},
        **{f"stock:{one.id}": one.version for one in snapshot.stocks if one.id in stocks},
    }


async def now(tx: Transaction, question: Question, used: Mapping[str, int]) -> dict[str, int]:
    """The same rows as they are now, and what came since to the crisis."""
    pool = await reading.pool_versions(tx, lenders=_ids(used, "lender"), responders=_ids(used, "responder"), stocks=_ids(used, "stock"))
    return {**_crisis(await reading.read_crisis(tx, question)), **await reading.promise_versions(tx, question), **pool}


def changed(before: Mapping[str, int], after: Mapping[str, int]) -> tuple[str, ...]:
    """What changed, a sentence a kind of row; nothing when the plan still stands on what it read."""
    keys = {key for key in before.keys() | after.keys() if before.get(key) != after.get(key)}
    kinds = sorted({key.split(":")[0] for key in keys}, key=list(_KINDS).index)
    return tuple(f"Pendant le calcul, {_KINDS[kind]} a changé ; le plan tient toujours." for kind in kinds)


def _crisis(crisis: Crisis) -> dict[str, int]:
    return {
        **{f"incident:{one.id}": one.version for one in crisis.incidents},
        **{f"rung:{one.id}:{rung}": 1 for one in crisis.incidents for rung in one.open_rungs},
        **{f"need:{need.id}": need.version for need in crisis.needs},
        **{f"struck:{site}": 1 for site in crisis.struck},
        **{f"fate:{site}:{lender}": 1 for site, lender in crisis.shared_fates},
        **{f"attestation:{incident}:{lender}": 1 for incident, lender in crisis.attestations},
        **{f"adjustment:{one.id}": one.version for one in crisis.adjustments},
        **{f"floor:{one.id}": 1 for one in crisis.lowered},
    }


def _ids(used: Mapping[str, int], kind: str) -> list[UUID]:
    return [UUID(key.partition(":")[2]) for key in used if key.startswith(f"{kind}:")]
