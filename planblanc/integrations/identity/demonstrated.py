"""The provider that a demonstration is of itself: it vouches for whichever of its invented identities somebody chooses."""

from collections.abc import Sequence
from datetime import datetime
from urllib.parse import urlencode
from uuid import UUID

from planblanc.auth import AUDIENCE, DEMONSTRATION_ISSUER
from planblanc.auth.demonstration import IDENTITIES, DemonstrationIdentity
from planblanc.auth.oidc import Asked, LoginRefused, Provider, Vouched
from planblanc.domain.accounts import ROLE_WORDS, ShownIdentity


class Demonstrated:
    """One invented identity: no password, and no right but the access that the demonstration gave its account."""

    def __init__(self, known: DemonstrationIdentity) -> None:
        self._shown = ShownIdentity(DEMONSTRATION_ISSUER, known.code, known.name)
        label = f"{known.name} : {ROLE_WORDS[known.role]}, {known.scope}"
        self.provider = Provider(known.code, label, DEMONSTRATION_ISSUER, AUDIENCE)

    def may_vouch(self, account: UUID) -> bool:
        """Whether it is the identity of this account."""
        return account == self._shown.key

    async def address(self, asked: Asked, back: str, *, again: bool) -> str:
        """Straight back, as whoever was chosen; chosen once more, it is `again` in itself."""
        return f"{back}?{urlencode({'state': asked.state, 'code': self.provider.code})}"

    async def exchanged(self, code: str, asked: Asked, back: str, now: datetime) -> tuple[Vouched, ShownIdentity, str]:
        """The identity that was chosen, which has logged in now."""
        if code != self.provider.code:
            raise LoginRefused
        return Vouched(code, now), self._shown, ""

    async def leaving(self, id_token: str, back: str) -> str | None:
        """Nowhere: there is nothing to leave but this service."""
        return None


def providers() -> Sequence[Demonstrated]:
    """One for each identity of the demonstration."""
    return [Demonstrated(known) for known in IDENTITIES]
