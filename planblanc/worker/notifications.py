"""Sends what is to be told: claimed under a lease, sent with no transaction open, each try and each message brought to its end.

At least once: a worker that is killed between the sending and the end leaves the row to the others once its lease is over, and the same
id tells a repeat. Each kind of channel has its own round, so that a mail server that stalls holds up no other.
"""

import asyncio
from collections.abc import Awaitable, Iterable, Sequence
from datetime import timedelta
from uuid import UUID

from planblanc.domain.contacts import ContactChannel
from planblanc.domain.facts import Fact
from planblanc.domain.notifications import DeliveryState
from planblanc.domain.webhooks import delay
from planblanc.integrations.notify.message import Message, NotDelivered
from planblanc.integrations.webhooks import sending
from planblanc.integrations.webhooks.sending import NotAccepted, Outgoing
from planblanc.store import notifications as stored
from planblanc.store import webhooks as stored_webhooks
from planblanc.store.notifications import Held
from planblanc.store.webhooks import HeldMessage
from planblanc.usecases import notifications, webhooks
from planblanc.worker.relay import WORKER
from planblanc.worker.tools import Tools

LEASE = timedelta(seconds=45)  # longer than any one send may last
_AT_ONCE = 8
_CHILDREN_AT_ONCE = 4  # each one is a process
_OTHERS = tuple(channel for channel in ContactChannel if channel is not ContactChannel.MAIL)
_LATE = "Aucun envoi n'a abouti avant la fin du délai."


async def send_mail(tools: Tools) -> None:
    """Send the mails that are due."""
    await _send(tools, (ContactChannel.MAIL,), _AT_ONCE)


async def send_others(tools: Tools) -> None:
    """Send what is due by SMS and by other services."""
    await _send(tools, _OTHERS, _CHILDREN_AT_ONCE)


async def send_webhooks(tools: Tools) -> None:
    """Send the messages that are due to outside programs."""
    async with tools.database.transaction(WORKER) as tx:
        held = await stored_webhooks.claim(tx, await tools.crisis_clock(tx), LEASE, _AT_ONCE)
    await _all(_send_message(tools, one) for one in held)


async def end_what_is_late(tools: Tools) -> None:
    """End what nobody waits for any more: nothing stays without an end."""
    async with tools.database.transaction(WORKER) as tx:
        now = await tools.crisis_clock(tx)
        await notifications.end_those_nobody_waits_for(tx, now)
        await stored_webhooks.expire(tx, now, _LATE)


async def announce(tools: Tools, fact_id: UUID, fact: Fact) -> None:
    """Write the messages of a fact for the programs that want it."""
    async with tools.database.transaction(WORKER) as tx:
        await webhooks.fan_out(tx, fact_id, fact, await tools.crisis_clock(tx))


async def _send(tools: Tools, channels: Sequence[ContactChannel], at_once: int) -> None:
    async with tools.database.transaction(WORKER) as tx:
        held = await stored.claim(tx, channels, await tools.crisis_clock(tx), LEASE, at_once)
    await _all(_send_one(tools, one) for one in held)


async def _all(sends: Iterable[Awaitable[None]]) -> None:
    """Let each send come to its end, whatever becomes of the others."""
    for outcome in await asyncio.gather(*sends, return_exceptions=True):
        if isinstance(outcome, BaseException):
            raise outcome


async def _send_one(tools: Tools, held: Held) -> None:
    try:
        await tools.senders.send(held.channel, held.address, Message(held.id, held.subject, held.body, held.written_at))
    except NotDelivered as error:
        async with tools.database.transaction(WORKER) as tx:
            await notifications.failed(tx, held, str(error), await tools.crisis_clock(tx), is_final=error.is_final)
    else:
        async with tools.database.transaction(WORKER) as tx:
            await notifications.delivered(tx, held, await tools.crisis_clock(tx))


async def _send_message(tools: Tools, held: HeldMessage) -> None:
    outgoing = Outgoing(held.url, held.message_id, held.message, held.secrets)
    refused: NotAccepted | None = None
    try:
        await sending.send(outgoing, tools.real_clock(), private_allowed=tools.private_targets)
    except NotAccepted as error:
        refused = error
    async with tools.database.transaction(WORKER) as tx:
        now = await tools.crisis_clock(tx)
        if refused is None:
            await stored_webhooks.settle(tx, held, DeliveryState.DELIVERED, now)
        elif refused.is_final:
            await stored_webhooks.settle(tx, held, DeliveryState.FAILED, now, str(refused))
        else:
            await stored_webhooks.postpone(tx, held, now + delay(held.attempts), str(refused))
