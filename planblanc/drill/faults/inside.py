"""The API in the drill's own process: to lay out a crisis, and to hear which statements a mutation makes."""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any
from uuid import UUID, uuid4

from planblanc.api import schema
from planblanc.api.nodes import uuid_of
from planblanc.api.operation import Operation
from planblanc.domain.access import Actor, Role
from planblanc.domain.errors import Unavailable
from planblanc.domain.identity import key_of
from planblanc.drill.faults import documents
from planblanc.drill.faults.documents import REGION
from planblanc.store import clock
from planblanc.store.transaction import Database, Transaction

COORDINATOR = Actor(key_of("actor", "drill"), "Cellule de crise (essai)", Role.ARS_COORDINATOR, frozenset({REGION}), fresh=True)


class Inside:
    """One coordinator before the API, with no server between."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._api = schema.build()

    async def act(self, document: str, told: Mapping[str, Any], *, key: str | None = None) -> Any:
        """What a mutation of one input answers; `Unavailable` for an error or a refusal."""
        operation = Operation(COORDINATOR, self._database, _now, real_clock=lambda: datetime.now(UTC))
        variables = {"input": dict(told), "key": key or str(uuid4())}
        result = await self._api.execute(document, variable_values=variables, context_value=operation)
        await operation.close()
        if result.errors or result.data is None:
            raise Unavailable(f"L'API répond : {result.errors[0].message if result.errors else 'rien'}")
        (found,) = result.data.values()
        if found["__typename"] == "Refusal":
            raise Unavailable(f"L'API refuse : {found['message']}")
        return found

    async def incident(self, name: str) -> str:
        """A new incident of a structure of this name; its global identifier."""
        return str((await self.act(documents.DECLARE, documents.declaration(name)))["id"])


def incident_key(identifier: str) -> UUID:
    """The key behind a global identifier of an incident."""
    return uuid_of(identifier, "Incident", ("incident",))


async def _now(tx: Transaction) -> datetime:
    return await clock.crisis_time(tx, datetime.now(UTC))
