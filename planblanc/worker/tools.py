"""What handlers of facts and rounds work with."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import datetime

from planblanc.domain.retention import Retention
from planblanc.integrations.notify.senders import Senders
from planblanc.integrations.portal.callback import Callback
from planblanc.planning.run import Solver
from planblanc.sealing.encryption import KeyRing
from planblanc.sealing.signing import Signer
from planblanc.store.transaction import Database, Transaction


@dataclass(frozen=True)
class Tools:
    """The database, the solver, the time of the crisis and the real one; no callback where the portal wants no news.

    With what notices are sent, whether outside programs may be on the installation's own network, the key that signs the
    ends of the journal, if there is one, and how long what names a person is kept.
    """

    database: Database
    solver: Solver
    crisis_clock: Callable[[Transaction], Awaitable[datetime]]
    real_clock: Callable[[], datetime]
    callback: Callback | None = None
    senders: Senders = field(default_factory=Senders)
    private_targets: bool = False
    signer: Signer | None = None
    retention: Retention = field(default_factory=Retention)

    @property
    def keys(self) -> KeyRing:
        """With what personal and secret columns are sealed."""
        return self.database.keys
