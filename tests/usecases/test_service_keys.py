"""A program comes in by a key of its own, within its scope, until the key is taken back or too old."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from uuid import UUID

import pytest

from planblanc.auth import keys
from planblanc.auth.tokens import NotAuthenticated
from planblanc.domain.access import Actor, Role
from planblanc.domain.errors import BadInput, Forbidden, FreshLoginWanted, NotFound, TransitionRefused
from planblanc.domain.identity import establishment_id
from planblanc.store import grants as stored_grants
from planblanc.store import service_keys as stored
from planblanc.usecases import grants, service_keys
from planblanc.usecases.grants import EndWanted
from planblanc.usecases.service_keys import KeyWanted, ProgramWanted
from tests.nights import ADMINISTRATOR, ARS, BORDEAUX, DAX, HOSPITAL, OTHER_ARS, OTHER_HOSPITAL, PORTAL, TARBES, Night
from tests.usecases.accounts import REAL, later

TOOL = ProgramWanted("Outil de crise du CH", (DAX,))


async def opened(night: Night, who: Actor = ARS, wanted: ProgramWanted = TOOL) -> UUID:
    return await night.act(who, service_keys.open_account, wanted, REAL, night.now)


async def issued(night: Night, account: UUID, who: Actor = ARS, days: int = 90) -> tuple[str, UUID]:
    key = keys.new_key()
    return key, await night.act(who, service_keys.issue, KeyWanted(account, key, "Serveur", days), REAL, night.now)


async def identified(night: Night, key: str, at: datetime = REAL) -> Actor:
    return (await keys.identified(night.database, key, at)).actor


@pytest.mark.parametrize("who", [ARS, HOSPITAL, ADMINISTRATOR], ids=lambda who: who.name)
async def test_a_key_speaks_for_its_program_within_its_scope_and_is_never_fresh(night: Night, who: Actor) -> None:
    account = await opened(night, who)
    key, _ = await issued(night, account, who)

    actor = await identified(night, key)

    assert (actor.id, actor.role, actor.name) == (account, Role.SERVICE, "Outil de crise du CH")
    assert actor.establishments == {establishment_id(DAX)}
    assert not actor.regions
    assert not actor.fresh


async def test_what_is_kept_of_a_key_does_not_open_anything(night: Night) -> None:
    account = await opened(night)
    key, made = await issued(night, account)

    async with night.reading(ARS) as tx:
        ((kept,),) = await stored.of_accounts(tx, [account])
    assert (kept.id, kept.shown) == (made, key[:10])
    with pytest.raises(NotAuthenticated):
        await identified(night, kept.shown.ljust(len(key), "A"))


async def test_a_key_lives_for_its_days(night: Night) -> None:
    key, _ = await issued(night, await opened(night), days=1)

    await identified(night, key, later(hours=23))
    with pytest.raises(NotAuthenticated):
        await identified(night, key, later(hours=25))


async def test_a_new_key_rolls_over_the_one_before(night: Night) -> None:
    account = await opened(night)
    before, old = await issued(night, account)
    after, _ = await issued(night, account)

    await identified(night, before)
    await night.act(ARS, service_keys.revoke, (old, "Remplacée"), REAL, night.now)

    await identified(night, after)
    with pytest.raises(NotAuthenticated):
        await identified(night, before)


async def test_the_keys_of_a_program_end_with_its_access(night: Night) -> None:
    account = await opened(night)
    key, _ = await issued(night, account)
    async with night.reading(ARS) as tx:
        ((grant,),) = await stored_grants.of_accounts(tx, [account])

    await night.act(ARS, grants.end, EndWanted("Outil arrêté", grant=grant.id), REAL, night.now)

    with pytest.raises(NotAuthenticated):
        await identified(night, key)


@pytest.mark.parametrize(
    "key", ["", "pbk_", "pbk_é" + "a" * 42, "pbk_" + "a" * 43, "pbk_" + "a" * 5000], ids=["none", "short", "accent", "made up", "long"]
)
async def test_what_is_no_key_opens_nothing(night: Night, key: str) -> None:
    with pytest.raises(NotAuthenticated):
        await identified(night, key)


async def test_what_is_done_with_keys_is_told_without_them(night: Night) -> None:
    account = await opened(night)
    key, made = await issued(night, account)
    await night.act(ARS, service_keys.revoke, (made, "Fuite"), REAL, night.now)

    lines = await night.lines("75")
    assert [line["text"] for line in lines] == [
        "Programme « Outil de crise du CH » autorisé : programme, Centre Hospitalier Dax.",
        f"Clé {key[:10]}… remise au programme « Outil de crise du CH », valable jusqu'au lundi 22 février 2027.",
        f"Clé {key[:10]}… révoquée.",
    ]
    assert key not in str(lines)


@pytest.mark.parametrize(
    ("who", "wanted"),
    [(OTHER_ARS, TOOL), (OTHER_HOSPITAL, TOOL), (HOSPITAL, ProgramWanted("Outil", (DAX, BORDEAUX))), (PORTAL, TOOL)],
    ids=["another region", "another site", "one site too many", "a program"],
)
async def test_a_program_of_another_scope_is_not_let_in(night: Night, who: Actor, wanted: ProgramWanted) -> None:
    with pytest.raises(Forbidden):
        await opened(night, who, wanted)


@pytest.mark.parametrize("who", [OTHER_ARS, OTHER_HOSPITAL], ids=lambda who: who.name)
async def test_a_neighbour_neither_issues_nor_revokes(night: Night, who: Actor) -> None:
    account = await opened(night)
    key, made = await issued(night, account)

    with pytest.raises(NotFound):
        await issued(night, account, who)
    with pytest.raises(NotFound):
        await night.act(who, service_keys.revoke, (made, "Fuite"), REAL, night.now)
    await identified(night, key)


@pytest.mark.parametrize(
    "wanted",
    [
        ProgramWanted("", (DAX,)),
        ProgramWanted("Outil", ()),
        ProgramWanted("Outil", ("400000105'",)),
        ProgramWanted("Outil", (TARBES,) * 2 + ("X",)),
    ],
    ids=["no name", "no site", "a quote", "unknown"],
)
async def test_a_program_that_makes_no_sense_is_refused(night: Night, wanted: ProgramWanted) -> None:
    with pytest.raises(BadInput):
        await opened(night, ARS, wanted)


@pytest.mark.parametrize(
    "changed",
    [lambda good: replace(good, days=0), lambda good: replace(good, days=367), lambda good: replace(good, label="")],
    ids=["no day", "too long", "no label"],
)
async def test_a_key_that_makes_no_sense_is_refused(night: Night, changed: Callable[[KeyWanted], KeyWanted]) -> None:
    good = KeyWanted(await opened(night), keys.new_key(), "Serveur")

    with pytest.raises(BadInput):
        await night.act(ARS, service_keys.issue, changed(good), REAL, night.now)


async def test_a_program_has_as_many_keys_as_it_needs_to_roll_over(night: Night) -> None:
    account = await opened(night)
    for _ in range(5):
        await issued(night, account)

    with pytest.raises(TransitionRefused, match="5 clés"):
        await issued(night, account)


async def test_a_key_is_revoked_once(night: Night) -> None:
    _, made = await issued(night, await opened(night))
    await night.act(ARS, service_keys.revoke, (made, "Fuite"), REAL, night.now)

    with pytest.raises(TransitionRefused):
        await night.act(ARS, service_keys.revoke, (made, "Fuite"), REAL, night.now)


async def test_to_issue_a_key_wants_a_fresh_login_and_to_revoke_one_does_not(night: Night) -> None:
    account = await opened(night)
    _, made = await issued(night, account)
    stale = replace(ARS, fresh=False)

    with pytest.raises(FreshLoginWanted):
        await issued(night, account, stale)
    await night.act(stale, service_keys.revoke, (made, "Fuite"), REAL, night.now)


async def test_only_a_program_has_keys(night: Night) -> None:
    with pytest.raises(NotFound):
        await issued(night, UUID(int=7))
