"""The frame of every mutation: one key, one effect, and an answer that is read again with the caller's rights."""

import hashlib
import json
from collections.abc import Awaitable, Callable
from datetime import date, datetime
from enum import Enum
from typing import Annotated, Any, TypeVar
from uuid import UUID

import strawberry

from planblanc.api.operation import Info, Operation
from planblanc.domain import texts
from planblanc.domain.access import Actor
from planblanc.domain.errors import NotFound
from planblanc.store import idempotency
from planblanc.store.idempotency import Claim
from planblanc.store.transaction import Transaction

T = TypeVar("T")

IdempotencyKey = Annotated[
    str,
    strawberry.argument(
        description="Clé choisie par l'appelant, une par geste (un UUID convient) : la même clé avec la même demande rend la "
        "même réponse, sans rien refaire ; avec une autre demande, elle est refusée (IDEMPOTENCY_KEY_REUSED)."
    ),
]

Input = TypeVar("Input")
InputOf = Annotated[Input, strawberry.argument(description="La demande.")]

# What is done, in one transaction; it gives the key of the thing that the answer shows.
Effect = Callable[[Transaction, Actor, datetime], Awaitable[object]]


async def once(
    info: Info, idempotency_key: str, wanted: object, effect: Effect, answer: Callable[[Operation, str], Awaitable[T | None]]
) -> T:
    """Do `effect` unless this key has done it, then read the thing it made with `answer`.

    `wanted` is the whole input: the same key with another one is refused. `effect(tx, actor, now)` calls one use case and
    gives the key of its thing; whatever it refuses leaves nothing behind, the key included. `answer(operation, key)` reads
    the thing with the caller's own rights: on the first call and on every replay alike.
    """
    operation = info.context
    claim = Claim(
        key=texts.line(idempotency_key, ("idempotency_key",)),
        mutation=info.field_name,
        input_sha256=hashlib.sha256(_written(wanted).encode()).digest(),
    )
    await operation.close()  # what was read before the effect would hide it, and hold a second connection
    reference = await _reference(operation, claim, effect)
    thing = await answer(operation, reference)
    if thing is None:
        raise NotFound
    return thing


async def _reference(operation: Operation, claim: Claim, effect: Effect) -> str:
    async with operation.database.transaction(operation.actor) as tx:
        try:
            now = await operation.clock(tx)
            known = await idempotency.claim(tx, operation.actor, claim, now)
            if known is not None:
                return known
            reference = str(await effect(tx, operation.actor, now))
            await idempotency.settle(tx, operation.actor, claim, reference)
        finally:
            operation.count(tx)
    return reference


def _written(wanted: object) -> str:
    plain = strawberry.asdict(wanted) if hasattr(wanted, "__strawberry_definition__") else wanted
    return json.dumps(plain, default=_plain, sort_keys=True)


def _plain(value: Any) -> object:
    if isinstance(value, (datetime, date)):
        return value.isoformat()
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, UUID):
        return str(value)
    if value is strawberry.UNSET:
        return {"unset": True}
    if hasattr(value, "__strawberry_definition__"):
        return strawberry.asdict(value)
    raise TypeError(f"{type(value).__name__} cannot be part of an input")
