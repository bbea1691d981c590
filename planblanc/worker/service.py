"""The worker as a process: its relays, its rounds, the feed that wakes it and the solver it asks, until a signal."""

import asyncio
import logging
import signal
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial

from planblanc.domain.facts import Fact, PlanRequested, ReliefRequested, StressTestRequested
from planblanc.integrations.notify import gateways, mail
from planblanc.integrations.notify.gateways import Gateways
from planblanc.integrations.notify.senders import Senders
from planblanc.integrations.portal import secret
from planblanc.integrations.portal.callback import Callback
from planblanc.planning import garbage
from planblanc.planning.run import Solver
from planblanc.sealing import encryption, signing
from planblanc.settings import Misconfigured, Settings, environment_bare
from planblanc.store import clock, demonstration, feed, health
from planblanc.store.transaction import Database, Transaction
from planblanc.worker import handlers, rounds
from planblanc.worker.relay import WORKER, Pace, Relay
from planblanc.worker.tools import Tools

ROLE = "planblanc_worker"
PLAN_LANES = 1  # the solver computes one plan at a time
RELIEF_LANES = 1  # so does the one of rosters, which take longer
STRESS_LANES = 1  # a test takes a core for as long as it lasts
SENDS = 10  # what is sent at once comes to its end without waiting for a connection
LOG = logging.getLogger(__name__)


async def work(settings: Settings, url: str) -> None:
    """Relay facts until SIGTERM or SIGINT, then finish what was begun."""
    garbage.look_seldom()
    pace, stop = Pace(), _until_signalled()
    keys = encryption.found(settings.data_keys, settings.demonstration_home)
    size = 2 * (pace.lanes + PLAN_LANES + RELIEF_LANES + STRESS_LANES) + SENDS
    database = (await Database.connect(url, ROLE, size=size)).keyed(keys)
    await health.require_migrated(database, WORKER)
    if settings.is_production:
        await demonstration.require_none(database, WORKER)
    async with Solver() as solver:
        crisis_clock = _demonstrated_time if not settings.is_production else _crisis_time
        tools = Tools(
            database,
            solver,
            crisis_clock,
            real_time,
            _callback(settings),
            _senders(settings),
            settings.private_targets,
            signing.found(settings.journal_key, settings.demonstration_home),
            settings.retention,
        )
        at_work = relays(tools, pace)

        def wake() -> None:
            for relay in at_work:
                relay.wake()

        listening = asyncio.create_task(feed.listen(url, ROLE, feed.OUTBOX, wake))
        LOG.info("the relay is at work")
        await asyncio.gather(rounds.make_rounds(tools, stop), *(relay.run(stop) for relay in at_work))
        listening.cancel()
        await asyncio.gather(listening, return_exceptions=True)
    await database.close()
    LOG.info("the relay has stopped")


def relays(tools: Tools, pace: Pace) -> tuple[Relay, ...]:
    """One for the plans, however many are asked for, one for the rosters, one for the stress tests, and one for all that must not wait."""
    long = {PlanRequested: PLAN_LANES, ReliefRequested: RELIEF_LANES, StressTestRequested: STRESS_LANES}
    others = tuple(kind for kind in Fact.__subclasses__() if kind not in long)
    deliver, give_up = partial(handlers.deliver, tools), partial(handlers.give_up, tools)
    apart = (Relay(tools.database, (kind,), deliver, replace(pace, lanes=lanes), give_up) for kind, lanes in long.items())
    return (*apart, Relay(tools.database, others, deliver, pace, give_up))


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


def _senders(settings: Settings) -> Senders:
    """With what notices are sent; without a server or a service of its kind, a channel says that it is not served."""
    server, sender = settings.mail_server, settings.mail_from
    services = gateways.read(settings.gateways) if settings.gateways else {}
    return Senders(
        mail.server_of(server, sender, settings.mail_password) if server is not None and sender is not None else None,
        Gateways(services, private_allowed=settings.private_targets, environment=environment_bare()),
    )


def _until_signalled() -> asyncio.Event:
    stop = asyncio.Event()
    for name in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(name, stop.set)
    return stop
