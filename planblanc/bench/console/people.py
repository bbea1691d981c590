"""The coordinators of a measure: so many accounts of one region, each with a session, as their logins would leave them."""

from collections.abc import Sequence
from datetime import UTC, datetime

from planblanc.auth import DEMONSTRATION_ISSUER, accounts, sessions
from planblanc.auth.sessions import Opening
from planblanc.bench.crises import REGION
from planblanc.domain.access import Role
from planblanc.domain.accounts import ShownIdentity
from planblanc.domain.sessions import SessionKind
from planblanc.store.transaction import Database
from planblanc.usecases import operators
from planblanc.usecases.operators import GrantWanted, ScopeWanted
from planblanc.usecases.seeding import SEEDER


async def opened(url: str, count: int) -> Sequence[str]:
    """The token of a session for each of `count` coordinators."""
    migrator = await Database.connect(url, "planblanc_migrator", size=1)
    app = await Database.connect(url, "planblanc_app", size=1)
    try:
        return [await _one(migrator, app, number) for number in range(count)]
    finally:
        await app.close()
        await migrator.close()


async def _one(migrator: Database, app: Database, number: int) -> str:
    now = datetime.now(UTC)
    shown = ShownIdentity(DEMONSTRATION_ISSUER, f"console-{number:03}", f"Console {number:03} (synthétique)")
    async with migrator.transaction(SEEDER) as tx:
        account = await operators.register(tx, SEEDER, shown, now, now)
        wanted = GrantWanted(account, Role.ARS_COORDINATOR, ScopeWanted((REGION,)), "Mesure")
        grant = await operators.give(tx, SEEDER, wanted, now, now)
    async with app.transaction(accounts.at_the_door(shown)) as tx:
        opening = Opening(SessionKind.LOGIN, shown.name, account, grant, authenticated_at=now)
        return await sessions.open_session(tx, opening, now)
