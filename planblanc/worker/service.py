"""The worker as a process: a relay, the feed that wakes it and the solver it asks, until a signal."""

import asyncio
import logging
import signal
from datetime import UTC, datetime

from planblanc.domain.facts import Fact
from planblanc.integrations.portal import secret
from planblanc.integrations.portal.callback import Callback
from planblanc.planning import garbage
from planblanc.planning.run import Solver
from planblanc.settings import Misconfigured, Settings
from planblanc.store import clock, demonstration, feed
from planblanc.store.transaction import Database, Transaction
from planblanc.worker.handlers import Tools
from planblanc.worker.relay import WORKER, Pace, Relay

ROLE = "planblanc_worker"
LOG = logging.getLogger(__name__)


async def work(settings: Settings, url: str) -> None:
    """Relay facts until SIGTERM or SIGINT, then finish what was begun."""
    garbage.look_seldom()
    pace, stop = Pace(), _until_signalled()
    database = await Database.connect(url, ROLE, size=2 * pace.lanes)
    if settings.is_production:
        await demonstration.require_none(database, WORKER)
    async with Solver() as solver:
        tools = Tools(database, solver, _demonstrated_time if not settings.is_production else _crisis_time, real_time, _callback(settings))
        relay = Relay(database, tuple(Fact.__subclasses__()), tools.deliver, pace)
        listening = asyncio.create_task(feed.listen(url, ROLE, feed.OUTBOX, relay.wake))
        LOG.info("the relay is at work")
        await relay.run(stop)
        listening.cancel()
        await asyncio.gather(listening, return_exceptions=True)
    await database.close()
    LOG.info("the relay has stopped")


def real_time() -> datetime:
    """The wall clock."""
    return datetime.now(UTC)


async def _crisis_time(_: Transaction) -> datetime:
    return real_time()


async def _demonstrated_time(tx: Transaction) -> datetime:
    return await clock.crisis_time(tx, real_time())


def _callback(settings: Settings) -> Callback | None:
    if settings.portal_callback is None:
        return None
    if settings.portal_secret is None and settings.is_production:
        raise Misconfigured("PLANBLANC_PORTAL_CALLBACK demande PLANBLANC_PORTAL_SECRET, le fichier du secret qui signe.")
    keys = secret.named(settings.portal_secret) if settings.portal_secret else secret.demonstrated(settings.home)
    return Callback(settings.portal_callback, keys[0])


def _until_signalled() -> asyncio.Event:
    stop = asyncio.Event()
    for name in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(name, stop.set)
    return stop
