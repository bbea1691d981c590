"""The operator alone gives without a request, and breaks the glass; each is told in the nation's chain."""

from collections.abc import Callable
from dataclasses import replace
from uuid import UUID

import pytest

from planblanc.auth import sessions
from planblanc.auth.sessions import Opening
from planblanc.auth.tokens import NotAuthenticated
from planblanc.domain.access import Actor, Role
from planblanc.domain.accounts import Scope
from planblanc.domain.errors import AlreadyExists, BadInput, Forbidden, NotFound
from planblanc.domain.sessions import SessionKind
from planblanc.usecases import grants, operators
from planblanc.usecases.grants import EndWanted
from planblanc.usecases.operators import GlassBroken, GrantWanted, ScopeWanted
from tests.nights import ADMINISTRATOR, ARS, DAX, OPERATOR, Night
from tests.usecases.accounts import DIRECTOR, OF_SHOWN_SITE, REAL, later, login


async def registered(night: Night) -> UUID:
    return await night.act(OPERATOR, operators.register, DIRECTOR, REAL, night.now)


async def given(night: Night, role: Role = Role.ADMINISTRATOR, scope: ScopeWanted | None = None) -> UUID:
    wanted = GrantWanted(await registered(night), role, scope or ScopeWanted(), "Premier administrateur")
    await night.act(OPERATOR, operators.give, wanted, REAL, night.now)
    return wanted.account


async def opened(night: Night, account: UUID) -> str:
    """What the command does: the act, and the session."""
    async with night.migrator.transaction(OPERATOR) as tx:
        grant = await operators.break_glass(tx, OPERATOR, GlassBroken(account, "Fournisseur en panne"), REAL, night.now)
        opening = Opening(SessionKind.BREAK_GLASS, "Secours", account=account, grant=grant.id, authenticated_at=REAL)
        return await sessions.open_session(tx, opening, REAL)


async def test_the_first_administrator_is_known_at_the_first_login(night: Night) -> None:
    account = await given(night)

    known = await login(night)

    assert (known.account.id, [(grant.role, grant.scope) for grant in known.grants]) == (account, [(Role.ADMINISTRATOR, Scope())])


@pytest.mark.parametrize(
    ("role", "scope", "places"),
    [
        (Role.ARS_COORDINATOR, ScopeWanted(regions=("75",)), {"75"}),
        (Role.ESTABLISHMENT, ScopeWanted(finess=(DAX,)), {"75"}),
        (Role.RESOURCE_MANAGER, ScopeWanted(lenders=("alpi",)), {"75"}),
        (Role.NATIONAL_COORDINATOR, ScopeWanted(), set()),
    ],
    ids=["a region", "a site", "a lender", "the nation"],
)
async def test_a_role_is_given_within_its_scope(night: Night, role: Role, scope: ScopeWanted, places: set[str]) -> None:
    await given(night, role, scope)

    (grant,) = (await login(night)).grants
    assert grant.role is role
    assert set(grant.scope.lies_in) == places


@pytest.mark.parametrize(
    ("role", "scope"),
    [
        (Role.ARS_COORDINATOR, ScopeWanted()),
        (Role.ARS_COORDINATOR, ScopeWanted(regions=("75'",))),
        (Role.ADMINISTRATOR, ScopeWanted(regions=("75",))),
        (Role.ESTABLISHMENT, ScopeWanted(regions=("75",))),
        (Role.ESTABLISHMENT, ScopeWanted(finess=("999999999",))),
        (Role.RESOURCE_MANAGER, ScopeWanted(lenders=("personne",))),
        (Role.LINK_HOLDER, ScopeWanted()),
    ],
    ids=["no region", "a quote", "no scope wanted", "no site", "unknown site", "unknown lender", "no role of accounts"],
)
async def test_a_role_without_its_scope_is_refused(night: Night, role: Role, scope: ScopeWanted) -> None:
    with pytest.raises(BadInput):
        await given(night, role, scope)


async def test_one_account_is_registered_once(night: Night) -> None:
    await registered(night)

    with pytest.raises(AlreadyExists):
        await registered(night)


async def test_the_glass_lets_a_named_account_in_for_four_hours_and_is_loud(night: Night) -> None:
    account = await given(night)

    token = await opened(night, account)

    session = await sessions.identified(night.database, token, later(minutes=1))
    assert (session.actor.account, session.actor.role, session.actor.fresh) == (account, Role.ADMINISTRATOR, True)
    assert session.expires_at == later(hours=4)
    assert (await night.facts())[-1] == "GlassBroken"
    line = (await night.lines("FR", ADMINISTRATOR))[-1]
    assert line["text"] == "Accès de secours ouvert sans fournisseur d'identité : administrateur."
    assert DIRECTOR.name not in str(line)


async def test_a_broken_glass_is_closed_with_the_account(night: Night) -> None:
    account = await given(night)
    token = await opened(night, account)

    await night.act(OPERATOR, grants.end, EndWanted("Fin de l'alerte", account=account), later(hours=1), night.now)

    with pytest.raises(NotAuthenticated):
        await sessions.identified(night.database, token, later(hours=1))


@pytest.mark.parametrize(
    ("changed", "refusal"),
    [
        (lambda good: replace(good, account=UUID(int=7)), NotFound),
        (lambda good: replace(good, grant=UUID(int=7)), BadInput),
        (lambda good: replace(good, reason=" "), BadInput),
    ],
    ids=["nobody", "another access", "no reason"],
)
async def test_glass_that_makes_no_sense_is_refused(
    night: Night, changed: Callable[[GlassBroken], GlassBroken], refusal: type[Exception]
) -> None:
    good = GlassBroken(await given(night), "Fournisseur en panne")

    with pytest.raises(refusal):
        await night.act(OPERATOR, operators.break_glass, changed(good), REAL, night.now)


async def test_an_account_without_access_gets_none_by_broken_glass(night: Night) -> None:
    account = await registered(night)

    with pytest.raises(BadInput, match="un seul accès"):
        await night.act(OPERATOR, operators.break_glass, GlassBroken(account, "Panne"), REAL, night.now)


@pytest.mark.parametrize("who", [ADMINISTRATOR, ARS], ids=lambda who: who.name)
async def test_nobody_else_does_what_the_operator_does(night: Night, who: Actor) -> None:
    account = await given(night)
    wanted = GrantWanted(account, Role.ADMINISTRATOR, ScopeWanted(), "Pour moi")

    with pytest.raises(Forbidden):
        await night.act(who, operators.register, DIRECTOR, REAL, night.now)
    with pytest.raises(Forbidden):
        await night.act(who, operators.give, wanted, REAL, night.now)
    with pytest.raises(Forbidden):
        await night.act(who, operators.break_glass, GlassBroken(account, "Pour moi"), REAL, night.now)
    with pytest.raises(Forbidden):
        await night.act(who, operators.replace_rules, [OF_SHOWN_SITE], REAL, night.now)
