"""Coming in by a code: it is used up, told of, and a session is open, all in one transaction."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime
from typing import TypeAlias
from uuid import uuid4

from planblanc.auth import accounts, sessions
from planblanc.auth.sessions import Opening
from planblanc.domain import access_codes, texts
from planblanc.domain import sessions as domain
from planblanc.domain.access import Actor, Channel, Role
from planblanc.domain.access_codes import REFUSALS, CodeKind, CodeOutcome
from planblanc.domain.errors import BadInput, TooManyRequests
from planblanc.domain.establishments import require_finess
from planblanc.domain.identity import EstablishmentId, establishment_id
from planblanc.domain.sessions import SessionKind
from planblanc.store import sessions as stored
from planblanc.store.transaction import Database, Transaction
from planblanc.usecases import access_codes as codes
from planblanc.usecases.access_codes import CodeShown

Clock: TypeAlias = Callable[[Transaction], Awaitable[datetime]]

_AN_HOUR = 3600
_NAMES = {CodeKind.PAPER: "Porteur d'un code papier", CodeKind.CALL_BACK: "Direction, rappelée par l'ARS"}


class CodeRefused(BadInput):
    """Ce code n'ouvre rien."""


@dataclass(frozen=True)
class CodeDoor:
    """Lets in whoever shows a code."""

    database: Callable[[], Database]
    real_clock: Callable[[], datetime]
    crisis_clock: Clock

    async def enter(self, finess: str, code: str, address: str) -> str:
        """The token of a session; `BadInput` for what cannot be a code, `CodeRefused` and `TooManyRequests` for what opens nothing."""
        number = require_finess(texts.line(finess, ("finess",)).replace(" ", "").upper(), ("finess",))
        shown = CodeShown(establishment_id(number), access_codes.read(code), address)
        holder = _holder(shown.site)
        async with self.database().transaction(holder) as tx:
            outcome, kind = await codes.redeem(tx, holder, shown, self.real_clock(), await self.crisis_clock(tx))
            token = await self._opened(tx, shown.site, kind) if kind is not None else ""
        # Refused after the commit: a try that is undone would not be counted.
        if outcome is CodeOutcome.TOO_MANY:
            raise TooManyRequests(REFUSALS[outcome], ("code",), retry_seconds=_AN_HOUR)
        if outcome is not CodeOutcome.OPENED:
            raise CodeRefused(REFUSALS[outcome], ("code",))
        return token

    async def leave(self, token: str) -> None:
        """End a session."""
        async with self.database().transaction(accounts.AT_THE_DOOR) as tx:
            await stored.close(tx, domain.digest(token), self.real_clock(), "Déconnexion")

    async def _opened(self, tx: Transaction, site: EstablishmentId, kind: CodeKind) -> str:
        wanted = Opening(SessionKind(kind.value), _NAMES[kind], establishment=site)
        return await sessions.open_session(tx, wanted, self.real_clock())


def _holder(site: EstablishmentId) -> Actor:
    """Whoever shows a code, before anybody knows whether it opens: the wall lets nothing but a code of this site open a session."""
    return Actor(
        id=uuid4(),
        name="Porteur d'un code",
        role=Role.CODE_HOLDER,
        establishments=frozenset({site}),
        channel=Channel.CONSOLE,
        confined=True,
    )
