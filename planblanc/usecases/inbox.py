"""Every signed message is kept: what the portal sends is stored first, and read by the worker afterwards."""

import hashlib
from dataclasses import dataclass
from datetime import datetime

from planblanc.domain import access
from planblanc.domain.access import Act, Actor
from planblanc.domain.declarations import Declaration
from planblanc.domain.facts import PortalMessageReceived
from planblanc.domain.identity import key_of
from planblanc.store import inbox, outbox
from planblanc.store.transaction import Transaction


@dataclass(frozen=True)
class Letter:
    """A signed body as it came; what it says when it could be read, else what is wrong with it."""

    webhook_id: str
    body: bytes
    declaration: Declaration | None
    faults: tuple[dict[str, str], ...] = ()


async def receive(tx: Transaction, actor: Actor, letter: Letter, now: datetime) -> bool:
    """Keep a signed message and tell the worker, or say false when the same one is already there."""
    access.require(actor, Act.DECLARE_INCIDENT)
    digest = hashlib.sha256(letter.body).digest()
    message = inbox.NewMessage(
        id=key_of("inbox", f"{letter.webhook_id}:{digest.hex()}"),
        webhook_id=letter.webhook_id,
        received_at=now,
        body=letter.body,
        body_sha256=digest,
        faults=letter.faults,
        national_number=letter.declaration.national.number if letter.declaration else None,
    )
    is_new = await inbox.add(tx, message)
    if is_new and letter.declaration is not None:
        await outbox.append(tx, PortalMessageReceived(region=None, message_id=message.id))
    return is_new
