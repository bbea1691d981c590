"""Who comes in, for the tests of accounts: rules, logins, and what they give."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from uuid import uuid4

from planblanc.auth import accounts as doors
from planblanc.domain.access import Actor, Channel, Role
from planblanc.domain.access_rules import AccessRule, Claim, RuleScope
from planblanc.domain.accounts import AccessRequest, Grant, Scope, ShownIdentity
from planblanc.store import access_requests
from planblanc.usecases import accounts
from planblanc.usecases.accounts import Recognised
from tests.nights import BORDEAUX, DAX, MIGRATOR, Night

REAL = datetime(2026, 11, 24, 20, 0, tzinfo=UTC)
ISSUER = "https://identites.example"
DIRECTOR = ShownIdentity(ISSUER, "dax-1", "Directeur de garde (synthétique)", rpps="10000000001", finess=(DAX,))
COLLEAGUE = replace(DIRECTOR, subject="dax-2", name="Cadre de garde (synthétique)", rpps=None)
NEIGHBOUR = replace(DIRECTOR, subject="bordeaux-1", name="Directeur d'ailleurs (synthétique)", finess=(BORDEAUX,))
OF_SHOWN_SITE = AccessRule(uuid4(), Claim.FINESS, "*", Role.ESTABLISHMENT, RuleScope.SHOWN_ESTABLISHMENT, "Établissement montré")


def rule(claim: Claim, pattern: str, role: Role, scope: RuleScope, scope_key: str | None = None) -> AccessRule:
    return AccessRule(uuid4(), claim, pattern, role, scope, "Règle d'essai", scope_key)


async def have_rules(night: Night, *rules: AccessRule) -> None:
    async with night.migrator.transaction(MIGRATOR) as tx:
        await access_requests.replace_rules(tx, rules, REAL)


async def login(night: Night, shown: ShownIdentity = DIRECTOR, at: datetime = REAL) -> Recognised:
    async with night.database.transaction(doors.at_the_door(shown)) as tx:
        return await accounts.recognise(tx, shown, now=night.now, real=at)


async def waiting(night: Night, shown: ShownIdentity = DIRECTOR) -> AccessRequest:
    """The one first access that the rule of the shown site proposes."""
    await have_rules(night, OF_SHOWN_SITE)
    (request,) = (await login(night, shown)).waiting
    return request


def holder(grant: Grant, name: str = "Titulaire (synthétique)") -> Actor:
    """Whoever acts with a grant, having just logged in."""
    scope: Scope = grant.scope
    return Actor(
        grant.account, name, grant.role, scope.regions, scope.establishments, scope.lenders,
        channel=Channel.CONSOLE, fresh=True, account=grant.account,
    )  # fmt: skip


def later(**delta: float) -> datetime:
    return REAL + timedelta(**delta)
