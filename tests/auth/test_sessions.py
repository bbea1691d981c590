"""A session stands as long as its account, its right, its site and its use; its token is kept nowhere."""

from dataclasses import replace
from datetime import timedelta
from uuid import UUID, uuid4

import pytest

from planblanc.auth import accounts as doors
from planblanc.auth import sessions
from planblanc.auth.sessions import Opening
from planblanc.auth.tokens import NotAuthenticated
from planblanc.domain import identity
from planblanc.domain import sessions as domain
from planblanc.domain.access import Role
from planblanc.domain.sessions import SessionKind
from planblanc.store import sessions as stored
from planblanc.store.queries import parse
from tests.nights import DAX, MIGRATOR, Night
from tests.usecases.accounts import DIRECTOR, NEIGHBOUR, REAL, login

WRITES = parse(
    """
-- name: end
-- Somebody leaves.
UPDATE account SET ended_at = :at, ended_reason = 'Départ' WHERE id = :id

-- name: grant
-- Somebody speaks for a site.
INSERT INTO account_grant (id, account_id, role, regions, establishments, lenders, region_codes, approved_by, approved_name,
    approved_at, starts_at)
VALUES (:id, :account, 'ESTABLISHMENT', '{}', ARRAY[:site::uuid], '{}', '{75}', :id, 'ARS', :at, :at)

-- name: doubt
-- A site is compromised.
UPDATE establishment SET security_state = 'COMPROMISED' WHERE id = :site

-- name: count
-- The logins under way.
SELECT count(*) FROM login_attempt

-- name: restore
-- It is trusted again.
UPDATE establishment SET security_state = 'RESTORED' WHERE id = :site
""",
    "sessions",
)
SOON = REAL + timedelta(minutes=5)


async def opened(night: Night) -> str:
    """The session of somebody who has just come in, and has no right yet."""
    known = await login(night)
    async with night.database.transaction(doors.at_the_door(DIRECTOR)) as tx:
        wanted = Opening(SessionKind.LOGIN, DIRECTOR.name, known.account.id, authenticated_at=REAL)
        return await sessions.open_session(tx, wanted, REAL)


async def test_a_session_speaks_for_its_account(night: Night) -> None:
    found = await sessions.identified(night.database, await opened(night), SOON)

    assert found.actor.role is Role.NEWCOMER
    assert found.actor.account == DIRECTOR.key
    assert found.actor.fresh
    assert found.expires_at == REAL + domain.LONGEST


async def test_a_session_is_no_longer_fresh_after_a_while(night: Night) -> None:
    found = await sessions.identified(night.database, await opened(night), REAL + timedelta(minutes=11))

    assert not found.actor.fresh


@pytest.mark.parametrize("after", [domain.IDLE, domain.LONGEST], ids=["idle", "old"])
async def test_a_session_that_nobody_uses_or_that_is_old_is_over(night: Night, after: timedelta) -> None:
    token = await opened(night)

    with pytest.raises(NotAuthenticated):
        await sessions.identified(night.database, token, REAL + after)


async def test_a_session_that_is_used_lasts(night: Night) -> None:
    token = await opened(night)
    await sessions.identified(night.database, token, REAL + timedelta(minutes=50))

    assert (await sessions.identified(night.database, token, REAL + timedelta(minutes=100))).expires_at > REAL + timedelta(minutes=100)


async def test_whoever_leaves_has_no_session_left(night: Night) -> None:
    token = await opened(night)
    async with night.migrator.transaction(MIGRATOR) as tx:
        await tx.execute(WRITES["end"], at=SOON, id=DIRECTOR.key)

    with pytest.raises(NotAuthenticated):
        await sessions.identified(night.database, token, SOON)


async def granted(night: Night, grant: UUID) -> str:
    """The session of somebody who speaks for Dax."""
    async with night.database.transaction(doors.at_the_door(DIRECTOR)) as tx:
        return await sessions.open_session(tx, Opening(SessionKind.LOGIN, DIRECTOR.name, DIRECTOR.key, grant), REAL)


async def test_the_sessions_of_a_compromised_site_end_with_its_trust(night: Night) -> None:
    known, site, grant = await login(night), identity.establishment_id(DAX), uuid4()
    async with night.migrator.transaction(MIGRATOR) as tx:
        await tx.execute(WRITES["grant"], id=grant, account=known.account.id, site=site, at=REAL)
    token = await granted(night, grant)
    assert (await sessions.identified(night.database, token, SOON)).actor.establishments == {site}

    async with night.migrator.transaction(MIGRATOR) as tx:
        await tx.execute(WRITES["doubt"], site=site)

    with pytest.raises(NotAuthenticated):
        await sessions.identified(night.database, token, SOON)


async def test_a_session_that_an_attacker_opened_meanwhile_ends_as_the_trust_comes_back(night: Night) -> None:
    known, site, grant = await login(night), identity.establishment_id(DAX), uuid4()
    async with night.migrator.transaction(MIGRATOR) as tx:
        await tx.execute(WRITES["grant"], id=grant, account=known.account.id, site=site, at=REAL)
        await tx.execute(WRITES["doubt"], site=site)
    token = await granted(night, grant)

    async with night.migrator.transaction(MIGRATOR) as tx:
        await tx.execute(WRITES["restore"], site=site)

    with pytest.raises(NotAuthenticated):
        await sessions.identified(night.database, token, SOON)
    assert (await sessions.identified(night.database, await granted(night, grant), SOON)).actor.establishments == {site}


async def test_logins_that_nobody_came_back_from_are_forgotten_as_others_begin(night: Night) -> None:
    for number in range(3):
        async with night.database.transaction(doors.AT_THE_DOOR) as tx:
            await stored.begin(tx, domain.digest(str(number)), stored.Attempt("essai", "/", None, REAL + number * domain.LONGEST_LOGIN))

    async with night.migrator.transaction(MIGRATOR) as tx:
        assert await tx.value(WRITES["count"]) == 1


async def test_nobody_opens_a_session_for_another(night: Night) -> None:
    known = await login(night)
    await login(night, NEIGHBOUR)

    with pytest.raises(Exception, match="droits"):
        async with night.database.transaction(doors.at_the_door(NEIGHBOUR)) as tx:
            await sessions.open_session(tx, Opening(SessionKind.LOGIN, "Autre", known.account.id), REAL)


async def test_nobody_opens_a_session_with_a_right_that_is_not_theirs(night: Night) -> None:
    known = await login(night)

    with pytest.raises(Exception, match="droits"):
        async with night.database.transaction(doors.at_the_door(DIRECTOR)) as tx:
            await sessions.open_session(tx, Opening(SessionKind.LOGIN, "Titulaire", known.account.id, uuid4()), REAL)


async def test_whoever_is_let_in_by_a_code_is_confined(night: Night) -> None:
    known = await sessions.identified(night.database, await opened(night), SOON)
    confined = sessions.confined(replace(known.actor, role=Role.ESTABLISHMENT))

    assert confined.confined
    assert not confined.fresh
    assert confined.account is None


@pytest.mark.parametrize(
    "token", ["", "pbs_", "pbs_" + "x" * 42, "pbk_" + "x" * 43, "pbs_" + "é" * 43], ids=["none", "empty", "short", "key", "odd"]
)
async def test_what_is_no_token_is_not_looked_for(night: Night, token: str) -> None:
    with pytest.raises(NotAuthenticated):
        await sessions.identified(night.database, token, SOON)


def test_the_proof_of_a_page_is_that_of_its_session_alone() -> None:
    assert sessions.csrf_of("pbs_a") != sessions.csrf_of("pbs_b")
    assert "pbs_a" not in sessions.csrf_of("pbs_a")


@pytest.mark.parametrize("wanted", ["https://ailleurs.example", "//ailleurs.example", "/\\ailleurs", "", "/\n", "connexion"], ids=range(6))
def test_a_page_elsewhere_is_refused(wanted: str) -> None:
    with pytest.raises(Exception, match="adresse de retour"):
        domain.local_path(wanted)
