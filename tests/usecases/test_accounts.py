"""Whoever a provider vouches for is known, and has no right until a person of the scope has decided."""

from dataclasses import replace

import pytest

from planblanc.domain.access import Actor, Role
from planblanc.domain.access_rules import Claim, RuleScope
from planblanc.domain.accounts import AccessState, Ended, Scope, ShownIdentity
from planblanc.domain.errors import Forbidden
from planblanc.domain.identity import establishment_id, lender_id
from planblanc.store import access_requests
from planblanc.store import accounts as stored
from tests.nights import ADMINISTRATOR, ARS, DAX, DAX_ENTITY, OTHER_ARS, TARBES, Night
from tests.usecases.accounts import DIRECTOR, ISSUER, NEIGHBOUR, OF_SHOWN_SITE, have_rules, later, login, rule, waiting

BARE = replace(DIRECTOR, rpps=None, finess=())


async def test_nothing_is_given_nor_proposed_by_default(night: Night) -> None:
    known = await login(night)

    assert (known.account.name, known.grants, known.waiting) == (DIRECTOR.name, (), ())


async def test_a_rule_proposes_and_gives_nothing(night: Night) -> None:
    await have_rules(night, OF_SHOWN_SITE)

    known = await login(night)

    (request,) = known.waiting
    assert (request.role, request.state, known.grants) == (Role.ESTABLISHMENT, AccessState.PENDING, ())
    assert request.scope == Scope(
        establishments=frozenset({establishment_id(DAX)}), lenders=frozenset({lender_id(DAX)}), lies_in=frozenset({"75"})
    )


async def test_the_number_of_a_legal_entity_proposes_its_sites(night: Night) -> None:
    await have_rules(night, OF_SHOWN_SITE)

    (request,) = (await login(night, replace(DIRECTOR, finess=(DAX_ENTITY,)))).waiting

    assert establishment_id(DAX) in request.scope.establishments


@pytest.mark.parametrize(
    ("shown", "proposed"),
    [
        (replace(BARE, siret=("13000796000017",)), {Role.ARS_COORDINATOR}),
        (replace(BARE, siret=("99999999900017",)), set()),
        (replace(BARE, rpps="10000000009"), {Role.NATIONAL_READER}),
        (BARE, set()),
        (replace(BARE, issuer="https://ailleurs.example", rpps="10000000009"), set()),
        (replace(BARE, finess=("999999999",)), set()),
    ],
    ids=["siret", "another siret", "rpps", "no number", "another provider", "unknown site"],
)
async def test_rules_read_what_the_provider_shows(night: Night, shown: ShownIdentity, proposed: set[Role]) -> None:
    await have_rules(
        night,
        rule(Claim.SIRET, "13000796*", Role.ARS_COORDINATOR, RuleScope.REGION, "75"),
        replace(rule(Claim.RPPS, "10000000009", Role.NATIONAL_READER, RuleScope.NATION), issuer=ISSUER),
        OF_SHOWN_SITE,
    )

    known = await login(night, shown)

    assert {request.role for request in known.waiting} == proposed


async def test_the_same_person_is_one_account_that_asks_once(night: Night) -> None:
    first, second = await waiting(night), await login(night, replace(DIRECTOR, name="Nom d'usage"))

    assert [request.id for request in second.waiting] == [first.id]
    assert (second.account.id, second.account.name) == (first.account, "Nom d'usage")


async def test_the_same_word_at_another_provider_is_somebody_else(night: Night) -> None:
    first, other = await login(night), await login(night, replace(DIRECTOR, issuer="https://ailleurs.example"))

    assert first.account.id != other.account.id


async def test_a_first_access_is_told_in_its_region_without_a_name(night: Night) -> None:
    await waiting(night)

    (line,) = await night.lines("75")
    assert (line["act"], line["text"]) == ("access.asked", "Premier accès à décider : établissement, Centre Hospitalier Dax.")
    assert DIRECTOR.name not in line["text"]


async def test_it_is_read_by_those_who_decide_and_by_whoever_asks(night: Night) -> None:
    request = await waiting(night)

    async def seen_by(who: Actor) -> int:
        async with night.reading(who) as tx:
            return len(await access_requests.page(tx, None, after_at=None, after_id=None, limit=10))

    assert [await seen_by(who) for who in (ARS, ADMINISTRATOR, OTHER_ARS)] == [1, 1, 0]
    assert (await login(night)).waiting == (request,)
    assert (await login(night, NEIGHBOUR)).account.id != request.account


async def test_an_account_is_not_read_by_another_region(night: Night) -> None:
    await waiting(night, replace(DIRECTOR, finess=(TARBES,)))

    async with night.reading(ARS) as tx:
        assert await stored.page(tx, or_ended=True, after_name=None, after_id=None, limit=10) == []
    async with night.reading(OTHER_ARS) as tx:
        assert len(await stored.page(tx, or_ended=True, after_name=None, after_id=None, limit=10)) == 1


async def test_what_was_shown_last_is_kept(night: Night) -> None:
    account = (await login(night)).account
    await login(night, replace(DIRECTOR, finess=(DAX, TARBES)), later(days=1))

    async with night.reading(ADMINISTRATOR) as tx:
        ((identity,),) = await stored.identities(tx, [account.id])
    assert (identity.finess, identity.last_seen_at, identity.rpps) == ((DAX, TARBES), later(days=1), DIRECTOR.rpps)


async def test_whoever_has_left_does_not_come_in(night: Night) -> None:
    account = (await login(night)).account
    async with night.database.transaction(ADMINISTRATOR) as tx:
        await stored.end(tx, account.id, Ended(ADMINISTRATOR.id, ADMINISTRATOR.name, later(hours=1), "Départ"))

    with pytest.raises(Forbidden, match="pris fin"):
        await login(night)
