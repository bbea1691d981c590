"""What the doors of the API need of the outside."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from planblanc.api.operation import Clock
from planblanc.auth.tokens import Verifier
from planblanc.sealing.encryption import KeyRing
from planblanc.store.transaction import Database


@dataclass(frozen=True)
class Reach:
    """What a door needs, given once the application has started."""

    database: Callable[[], Database]
    verifier: Verifier
    real_clock: Callable[[], datetime]
    crisis_clock: Clock
    private_targets: bool = False

    @property
    def keys(self) -> KeyRing:
        """With what personal and secret columns are sealed."""
        return self.database().keys
