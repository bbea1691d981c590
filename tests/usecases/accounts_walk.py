"""The acts on who has access that a night's walk takes."""

from collections.abc import Awaitable, Callable
from typing import Any

from planblanc.auth import keys
from planblanc.domain.access import Role
from planblanc.domain.accounts import Grant
from planblanc.usecases import access_requests, grants, operators, service_keys
from planblanc.usecases.access_requests import AccessDecision
from planblanc.usecases.grants import DeputyWanted, EndWanted
from planblanc.usecases.operators import GlassBroken, GrantWanted, ScopeWanted
from planblanc.usecases.service_keys import KeyWanted, ProgramWanted
from tests.nights import ARS, DAX, OPERATOR, Night
from tests.usecases.accounts import COLLEAGUE, NEIGHBOUR, OF_SHOWN_SITE, REAL, holder, later, login


async def access_is_kept(night: Night, act: Callable[..., Awaitable[Any]]) -> None:
    """Rules, a first access, a deputy, a leaver; a program and its keys; the operator's own acts."""
    await act(OPERATOR, operators.replace_rules, [OF_SHOWN_SITE], REAL)
    (request,) = (await login(night)).waiting
    await act(ARS, access_requests.decide, AccessDecision(request.id, accepts=True), REAL)
    (grant,) = (await login(night)).grants
    colleague = (await login(night, COLLEAGUE)).account.id
    await act(holder(grant), grants.name_deputy, DeputyWanted(grant.id, colleague, later(days=1)), REAL)
    await _glass_is_broken(act, grant)
    await act(ARS, grants.end, EndWanted("Départ", grant=grant.id), REAL)
    program = await act(ARS, service_keys.open_account, ProgramWanted("Outil de crise", (DAX,)), REAL)
    key = await act(ARS, service_keys.issue, KeyWanted(program, keys.new_key(), "Serveur"), REAL)
    await act(ARS, service_keys.revoke, (key, "Fuite"), REAL)


async def _glass_is_broken(act: Callable[..., Awaitable[Any]], grant: Grant) -> None:
    first = await act(OPERATOR, operators.register, NEIGHBOUR, REAL)
    await act(OPERATOR, operators.give, GrantWanted(first, Role.ADMINISTRATOR, ScopeWanted(), "Premier administrateur"), REAL)
    await act(OPERATOR, operators.break_glass, GlassBroken(grant.account, "Fournisseur d'identité en panne"), REAL)
