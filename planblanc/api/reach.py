"""What the doors of the API need of the outside."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime

from planblanc.api.crowd import Crowd
from planblanc.api.denials import Denials
from planblanc.api.operation import Clock
from planblanc.api.rates import Rates
from planblanc.auth.callers import Callers
from planblanc.auth.tokens import Verifier
from planblanc.domain.access import Actor
from planblanc.domain.denials import LONGEST_WHAT, Denial, Who
from planblanc.sealing.encryption import KeyRing
from planblanc.store.transaction import Database

_DOCUMENTS_AT_ONCE = 16  # typesetting and signing take a core each


@dataclass(frozen=True)
class Reach:
    """What a door needs, given once the application has started."""

    database: Callable[[], Database]
    verifier: Verifier
    real_clock: Callable[[], datetime]
    crisis_clock: Clock
    private_targets: bool = False
    rates: Rates = field(default_factory=Rates)
    denials: Denials = field(default_factory=Denials)
    documents: Crowd = field(default_factory=lambda: Crowd(_DOCUMENTS_AT_ONCE))
    public_url: str | None = None  # where browsers find the service; a demonstration on loopback is where it is asked

    def denied(self, code: str, door: str, what: str = "", *, actor: Actor | None = None, address: str = "") -> None:
        """Note what a door has refused, to whom as far as it is known; `what` is an operation or a path, never a value."""
        self.denials.record(Denial(code, door, what[:LONGEST_WHAT], Who.of(actor, address)), self.real_clock())

    @property
    def callers(self) -> Callers:
        """Who knows whoever comes to a door."""
        return Callers(self.database, self.verifier, self.real_clock)

    @property
    def keys(self) -> KeyRing:
        """With what personal and secret columns are sealed."""
        return self.database().keys
