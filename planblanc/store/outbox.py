"""Facts go out through one table, written in the transaction that made them true."""

import json
from dataclasses import asdict
from uuid import uuid4

from planblanc.domain.facts import Fact
from planblanc.store.queries import load
from planblanc.store.transaction import Transaction

QUERIES = load("outbox")


async def append(tx: Transaction, fact: Fact) -> None:
    """Tell a fact; the worker hears of it once the transaction is committed."""
    payload = {name: value for name, value in asdict(fact).items() if name != "region"}
    await tx.execute(
        QUERIES["append_fact"],
        id=uuid4(),
        kind=type(fact).__name__,
        payload=json.loads(json.dumps(payload, default=str)),
        region_code=fact.region,
    )
