"""Signed messages of the portal, kept and set aside as the worker does when it cannot place them."""

import json
from typing import Any
from uuid import UUID, uuid4

from planblanc.integrations.portal import message
from planblanc.store.queries import parse
from planblanc.store.transaction import Database
from planblanc.usecases import inbox, portal_messages
from tests.nights import NOW, PORTAL

NUMBER = "2021-40-0001"
QUERIES = parse(
    """
-- name: newest
-- The message that came last.
SELECT id FROM inbox ORDER BY received_at DESC, id DESC LIMIT 1
""",
    "letters",
)


def declaration(revision: int = 0, **changed: Any) -> bytes:
    data = {
        "national_number": NUMBER,
        "revision": revision,
        "structure": "UNKNOWN",
        "declarant": "UNKNOWN",
        "times": "UNKNOWN",
        "summary": "Serveurs chiffrés",
        "impact": {"severity": "CRITICAL"},
        **changed,
    }
    return json.dumps({"type": "incident.declared", "timestamp": "2021-02-09T06:00:00+01:00", "data": data}).encode()


async def set_aside(worker: Database, body: bytes | None = None) -> UUID:
    """The key of a message that waits for a person."""
    sent = body or declaration()
    async with worker.transaction(PORTAL) as tx:
        await inbox.receive(tx, PORTAL, inbox.Letter(str(uuid4()), sent, message.read(sent)), NOW)
        key: UUID = await tx.value(QUERIES["newest"])
        await portal_messages.set_aside(tx, key, message.read(sent), "Structure inconnue.", NOW)
    return key
