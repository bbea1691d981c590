"""Claims facts of the outbox under a lease, has them handled, and gives each one a final state."""

import asyncio
import logging
from collections.abc import AsyncIterator, Awaitable, Callable, Collection
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import timedelta

from planblanc.domain.access import Actor, Channel, Role
from planblanc.domain.errors import Conflict, PlanblancError, Refused
from planblanc.domain.facts import Fact
from planblanc.domain.identity import key_of
from planblanc.store import outbox
from planblanc.store.outbox import Claim, FinalState
from planblanc.store.transaction import Database

WORKER = Actor(key_of("service", "worker"), "Service", Role.SERVICE, channel=Channel.SYSTEM)
LOG = logging.getLogger(__name__)


@dataclass(frozen=True)
class Pace:
    """How the relay works: lanes side by side, lease of a claim, how long one try may take, tries, and delays.

    A worker that is killed leaves its facts to the others once the lease is over.
    """

    lanes: int = 4
    lease: timedelta = timedelta(seconds=15)
    longest_try: timedelta = timedelta(minutes=10)  # longer than a plan that is computed three times
    poll: timedelta = timedelta(seconds=2)
    most_attempts: int = 10
    first_delay: timedelta = timedelta(seconds=1)
    longest_delay: timedelta = timedelta(minutes=5)
    grace: timedelta = timedelta(seconds=10)

    def delay(self, attempts: int) -> timedelta:
        """How long to wait after so many failed tries: doubled each time, up to the longest."""
        return min(self.first_delay * (1 << min(attempts - 1, 30)), self.longest_delay)


class Relay:
    """Brings facts to `deliver`, which must have one effect however often it is called for one fact.

    `give_up` hears of those that could not be delivered, before their final state is written.
    """

    def __init__(
        self,
        database: Database,
        kinds: Collection[type[Fact]],
        deliver: Callable[[Claim], Awaitable[None]],
        pace: Pace | None = None,
        give_up: Callable[[Claim], Awaitable[None]] | None = None,
    ) -> None:
        self._database = database
        self._kinds = kinds
        self._deliver = deliver
        self._give_up = give_up
        self._pace = pace or Pace()
        self._woken = asyncio.Event()
        self._stopping = False

    def wake(self) -> None:
        """There may be something to claim."""
        self._woken.set()

    async def run(self, stop: asyncio.Event) -> None:
        """Work until `stop`, then finish what was begun, within the grace."""
        lanes = [asyncio.create_task(self._lane()) for _ in range(self._pace.lanes)]
        await stop.wait()
        self._stopping = True
        self.wake()
        _, late = await asyncio.wait(lanes, timeout=self._pace.grace.total_seconds())
        for lane in late:
            lane.cancel()
        await asyncio.gather(*lanes, return_exceptions=True)

    async def _lane(self) -> None:
        while not self._stopping:
            if not await self._tried() and not self._stopping:
                await self._rest()

    async def _tried(self) -> bool:
        try:
            return await self.step()
        except (PlanblancError, OSError) as error:
            LOG.warning("the outbox is away: %s", _reason(error))
        except Exception:
            LOG.exception("the relay failed")
        self._woken.clear()
        return False

    async def step(self) -> bool:
        """Claim one fact and bring it to its end; false when there was none."""
        async with self._database.transaction(WORKER) as tx:
            held = await outbox.claim(tx, self._kinds, self._pace.lease)
        if held is None:
            return False
        self.wake()  # another lane looks for the next one
        await self._bring(held)
        return True

    async def _rest(self) -> None:
        try:
            async with asyncio.timeout(self._pace.poll.total_seconds()):
                await self._woken.wait()
        except TimeoutError:
            return
        if not self._stopping:
            self._woken.clear()

    async def _bring(self, held: Claim) -> None:
        if held.attempts > self._pace.most_attempts:
            await self._abandon(held, "the worker stopped at every try")
            return
        try:
            async with asyncio.timeout(self._pace.longest_try.total_seconds()), self._renewed(held):
                await self._deliver(held)
        except Exception as error:
            # What the domain says needs no trace, whose causes may quote a row.
            reason, trace = _reason(error), None if isinstance(error, PlanblancError) else error
            LOG.exception("%s %s failed at try %d: %s", held.kind.__name__, held.id, held.attempts, reason, exc_info=trace)
            await self._failed(held, error)
        else:
            await self._settle(held, FinalState.DONE)

    async def _failed(self, held: Claim, error: Exception) -> None:
        is_final = isinstance(error, Refused) and not isinstance(error, Conflict)
        if is_final or held.attempts >= self._pace.most_attempts:
            await self._abandon(held, _reason(error))
            return
        async with self._database.transaction(WORKER) as tx:
            await outbox.postpone(tx, held, self._pace.delay(held.attempts), _reason(error))

    async def _abandon(self, held: Claim, why: str) -> None:
        if self._give_up is not None:
            try:
                await self._give_up(held)
            except Exception:  # the row must end all the same
                LOG.exception("nobody was told that %s %s failed", held.kind.__name__, held.id)
        await self._settle(held, FinalState.FAILED, why)

    async def _settle(self, held: Claim, state: FinalState, error: str | None = None) -> None:
        async with self._database.transaction(WORKER) as tx:
            await outbox.settle(tx, held, state, error)

    @asynccontextmanager
    async def _renewed(self, held: Claim) -> AsyncIterator[None]:
        """Keep the lease from ending while the handlers work."""
        renewing = asyncio.create_task(self._renew(held))
        try:
            yield
        finally:
            renewing.cancel()
            await asyncio.gather(renewing, return_exceptions=True)

    async def _renew(self, held: Claim) -> None:
        is_ours = True
        while is_ours:
            await asyncio.sleep(self._pace.lease.total_seconds() / 3)
            try:
                async with self._database.transaction(WORKER) as tx:
                    is_ours = await outbox.renew(tx, held, self._pace.lease)
            except (PlanblancError, OSError) as error:
                LOG.warning("the lease of %s was not renewed: %s", held.id, _reason(error))


def _reason(error: Exception) -> str:
    # An error of the database or of a library may quote a row: only its name is kept.
    return str(error)[:500] if isinstance(error, PlanblancError) else type(error).__name__
