"""The accounts of a demonstration's identities: real ones, each with the one access by which it may be shown."""

from collections.abc import Iterable
from datetime import datetime

from planblanc.auth import DEMONSTRATION_ISSUER
from planblanc.auth.demonstration import DemonstrationIdentity
from planblanc.domain.access import Actor
from planblanc.domain.accounts import ShownIdentity
from planblanc.store import accounts
from planblanc.store.transaction import Transaction
from planblanc.usecases import operators
from planblanc.usecases.operators import GrantWanted, ScopeWanted

_WHY = "Identité inventée de la démonstration."


async def let_in(tx: Transaction, actor: Actor, invented: Iterable[DemonstrationIdentity], real: datetime, now: datetime) -> int:
    """Open an account for each identity whose places are there, as the operator would; how many were opened."""
    opened = 0
    for known in invented:
        shown = ShownIdentity(DEMONSTRATION_ISSUER, known.code, known.name)
        if await accounts.of_identity(tx, shown.key) is None and await _has_its_places(tx, known):
            account = await operators.register(tx, actor, shown, real, now)
            scope = ScopeWanted(known.regions, known.establishments, known.lenders)
            await operators.give(tx, actor, GrantWanted(account, known.role, scope, _WHY), real, now)
            opened += 1
    return opened


async def _has_its_places(tx: Transaction, known: DemonstrationIdentity) -> bool:
    """Whether the crisis that is replayed knows the hospitals and the lenders of an identity."""
    sites = {site.finess for site in await accounts.sites(tx, known.establishments)}
    lenders = {lender.code for lender in await accounts.lenders(tx, (), known.lenders)}
    return sites >= set(known.establishments) and lenders >= set(known.lenders)
