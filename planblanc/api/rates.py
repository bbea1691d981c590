"""How often an address and an actor may ask, and how often either may be wrong; each process counts its own."""

from collections.abc import Callable
from dataclasses import dataclass
from time import monotonic
from uuid import UUID

from planblanc.api import addresses
from planblanc.domain import rates
from planblanc.domain.rates import Bucket, Rate


@dataclass(frozen=True)
class RatesAllowed:
    """What is allowed: to an address, shared by a whole hospital; to an actor; and of requests that are not well formed or not let in."""

    address: Rate = rates.OF_AN_ADDRESS
    actor: Rate = rates.OF_AN_ACTOR
    faults: Rate = rates.OF_FAULTS


class Rates:
    """What was used of it; every method raises `TooManyRequests` when nothing is left."""

    def __init__(self, allowed: RatesAllowed | None = None, clock: Callable[[], float] = monotonic) -> None:
        allowed = allowed or RatesAllowed()
        self._clock = clock
        self._addresses = Bucket(allowed.address)
        self._actors = Bucket(allowed.actor)
        self._faults = Bucket(allowed.faults)

    def address(self, address: str) -> None:
        """One request of an address."""
        self._addresses.take(addresses.neighbourhood(address), self._clock())

    def actor(self, actor: UUID) -> None:
        """One operation of an actor; none at all once it was wrong too often."""
        now = self._clock()
        self._faults.require(actor, now)
        self._actors.take(actor, now)

    def fault(self, who: UUID | str) -> None:
        """One fault of an actor, or of an address at which nobody is known."""
        self._faults.take(addresses.neighbourhood(who) if isinstance(who, str) else who, self._clock())
