"""What time alone brings about: rounds that the worker makes again and again, each of which may run twice without harm."""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import timedelta

from planblanc.domain.errors import PlanblancError
from planblanc.worker import alerts, denials, heads, lent, notifications, reassessments, reminders_of_obligations, retention, solicitations
from planblanc.worker.tools import Tools

GRACE = timedelta(seconds=10)
LOG = logging.getLogger(__name__)


@dataclass(frozen=True)
class Round:
    """Something to look at every so often, on the real clock; what is due is judged by the clock of the crisis.

    Several workers make the same rounds: `make` locks what it acts on, or acts on nothing twice.
    """

    name: str
    every: timedelta
    make: Callable[[Tools], Awaitable[None]]


ROUNDS: tuple[Round, ...] = (
    Round("services to look at again", timedelta(minutes=1), reassessments.look),
    Round("legal clocks", timedelta(minutes=1), reminders_of_obligations.look),
    Round("ends of the journal to sign", timedelta(minutes=5), heads.sign),
    Round("loans that are late", timedelta(minutes=1), lent.look),
    Round("answers that do not come", timedelta(seconds=30), solicitations.escalate),
    Round("alerts that nobody hears", timedelta(seconds=5), alerts.escalate),
    Round("what arrives", timedelta(minutes=1), alerts.tell_arrivals),
    Round("mail", timedelta(seconds=1), notifications.send_mail),
    Round("messages by other services", timedelta(seconds=1), notifications.send_others),
    Round("messages to programs", timedelta(seconds=1), notifications.send_webhooks),
    Round("what is kept too long", timedelta(hours=1), retention.sweep),
    Round("what is told too late", timedelta(seconds=15), notifications.end_what_is_late),
    Round("refusals that are too old", timedelta(minutes=5), denials.drop_old),
)


async def make_rounds(tools: Tools, stop: asyncio.Event, rounds: tuple[Round, ...] = ROUNDS) -> None:
    """Make every round until `stop`; one that fails is told, and made again at its next time.

    What is begun when the worker stops has the grace to end; cut short, it is made again by another worker.
    """
    going = [asyncio.create_task(_again_and_again(tools, one, stop)) for one in rounds]
    await stop.wait()
    _, late = await asyncio.wait(going, timeout=GRACE.total_seconds())
    for one in late:
        one.cancel()
    await asyncio.gather(*going, return_exceptions=True)


async def _again_and_again(tools: Tools, one: Round, stop: asyncio.Event) -> None:
    while not stop.is_set():
        await _made(tools, one)
        try:
            async with asyncio.timeout(one.every.total_seconds()):
                await stop.wait()
        except TimeoutError:
            continue


async def _made(tools: Tools, one: Round) -> None:
    try:
        await one.make(tools)
    except (PlanblancError, OSError) as error:
        # What the domain says needs no trace, whose causes may quote a row.
        LOG.warning("round %s failed: %s", one.name, str(error)[:500] if isinstance(error, PlanblancError) else type(error).__name__)
    except Exception:
        LOG.exception("round %s failed", one.name)
