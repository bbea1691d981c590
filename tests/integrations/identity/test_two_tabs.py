"""Two tabs of one browser that change its session at once: one session is left, with the role that was chosen last."""

import asyncio
import re
from datetime import UTC, datetime

from planblanc.auth import DEMONSTRATION_ISSUER
from planblanc.cli.operator import OPERATOR
from planblanc.domain.access import Role
from planblanc.domain.accounts import ShownIdentity
from planblanc.store import accounts
from planblanc.usecases import operators
from planblanc.usecases.operators import GrantWanted, ScopeWanted
from tests.console.conftest import desk
from tests.console.desk import OURS, Desk

__all__ = ["desk"]

OPEN = "SELECT count(*) FROM session WHERE revoked_at IS NULL"
ROLE = re.compile(r'name="grant" value="([^"]+)"><button class="second">Prendre ce rôle')


async def two_roles(desk: Desk) -> list[str]:
    """Let the coordinator be a reader of the nation too, and log in; what chooses each of the two."""
    shown = ShownIdentity(DEMONSTRATION_ISSUER, "ars-75", "ARS")
    async with desk.crisis.keeper.transaction(OPERATOR) as tx:
        account = await accounts.of_identity(tx, shown.key)
        assert account is not None
        now = datetime.now(UTC)
        await operators.give(tx, OPERATOR, GrantWanted(account.id, Role.NATIONAL_READER, ScopeWanted(), "Essai"), now, now)
    await desk.log_in()
    return ROLE.findall((await desk.page("/compte")).text)


async def role(desk: Desk) -> str:
    """The role under which the browser acts."""
    found = re.search(r'id="head-state" data-live><p>[^·]+· ([^<\n]+)', (await desk.page("/compte")).text)
    return found[1].strip() if found else ""


async def test_of_two_tabs_that_choose_a_role_at_once_one_is_told_that_the_session_has_changed(desk: Desk) -> None:
    grants = await two_roles(desk)
    csrf = await desk.csrf()

    answers = await asyncio.gather(
        *(desk.client.http.post("/connexion", data={"csrf": csrf, "act": "role", "grant": grant}, headers=OURS) for grant in grants)
    )

    assert sorted(answer.status_code for answer in answers) in ([303, 401], [303, 400])
    assert (await desk.crisis.sql(OPEN))[0][0] == 1


async def test_a_confirmation_keeps_the_role_that_was_chosen_meanwhile_in_another_tab(desk: Desk) -> None:
    grants = await two_roles(desk)
    before = await role(desk)
    asked = await desk.client.http.get("/connexion/confirmer?fournisseur=ars-75&suite=/compte")
    while "/connexion/retour" not in asked.headers["location"]:
        asked = await desk.client.http.get(asked.headers["location"])
    for grant in grants:
        if await role(desk) == before:
            await desk.send("/connexion", act="role", grant=grant)
    chosen = await role(desk)

    await desk.client.http.get(asked.headers["location"])

    assert chosen != before
    assert await role(desk) == chosen
    assert (await desk.crisis.sql(OPEN))[0][0] == 1
