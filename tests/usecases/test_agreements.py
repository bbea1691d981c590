"""Mutual aid agreements: kept by their region, read by their parties, applied to what is engaged."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from planblanc.domain.access import Actor
from planblanc.domain.agreements import Agreement, AgreementId
from planblanc.domain.costs import CostRule
from planblanc.domain.errors import BadInput, Conflict, Forbidden, NotFound
from planblanc.domain.identity import establishment_id, lender_id
from planblanc.store import agreements as stored
from planblanc.usecases import agreements
from planblanc.usecases.agreements import AgreementWanted
from tests.nights import ARS, BORDEAUX, DAX, HOSPITAL, NOW, OTHER_ARS, OTHER_HOSPITAL, TARBES, Night
from tests.usecases.engaged import manager
from tests.usecases.pool_wanted import ALPI

WANTED = AgreementWanted(
    region="75",
    title="Entraide informatique des Landes",
    covers_people=True,
    covers_equipment=True,
    preauthorised=True,
    rule=CostRule.FREE,
    rate_cents=0,
    starts_on=date(2021, 1, 1),
    expires_on=date(2021, 12, 31),
    lenders=(ALPI,),
    beneficiaries=(establishment_id(DAX),),
)


async def seen(night: Night, kept: Agreement, who: Actor) -> Agreement | None:
    async with night.reading(who) as tx:
        return (await stored.by_ids(tx, [kept.id]))[0]


async def test_the_region_keeps_it_and_its_parties_read_it(night: Night) -> None:
    kept = await night.act(ARS, agreements.save, WANTED, NOW)

    for party in (ARS, HOSPITAL, manager(ALPI)):
        found = await seen(night, kept, party)
        assert found is not None
        assert (found.title, found.lenders) == ("Entraide informatique des Landes", (ALPI,))
    for stranger in (OTHER_ARS, OTHER_HOSPITAL):
        assert await seen(night, kept, stranger) is None


async def test_another_region_does_not_keep_it(night: Night) -> None:
    with pytest.raises(Forbidden):
        await night.act(OTHER_ARS, agreements.save, WANTED, NOW)
    with pytest.raises(Forbidden):
        await night.act(HOSPITAL, agreements.save, WANTED, NOW)


async def test_it_is_changed_by_who_read_it_last(night: Night) -> None:
    kept = await night.act(ARS, agreements.save, WANTED, NOW)
    later = replace(WANTED, id=kept.id, version=kept.version, beneficiaries=(), rule=CostRule.HOURLY, rate_cents=6000)

    await night.act(ARS, agreements.save, later, NOW)
    with pytest.raises(Conflict):
        await night.act(ARS, agreements.save, later, NOW)

    found = await seen(night, kept, ARS)
    assert found is not None
    assert (found.rule, found.beneficiaries) == (CostRule.HOURLY, ())


async def test_only_the_region_of_a_lender_authorises_beforehand(night: Night) -> None:
    with pytest.raises(BadInput):
        await night.act(ARS, agreements.save, replace(WANTED, lenders=(lender_id(TARBES),)), NOW)


async def test_an_unknown_agreement_is_not_changed(night: Night) -> None:
    with pytest.raises(NotFound):
        await night.act(ARS, agreements.save, replace(WANTED, id=AgreementId(lender_id(BORDEAUX)), version=1), NOW)


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"expires_on": date(2020, 1, 1)}, "expires_on"),
        ({"rule": CostRule.FLAT}, "rate_cents"),
        ({"rate_cents": 100}, "rate_cents"),
        ({"covers_people": False, "covers_equipment": False}, "covers_people"),
        ({"lenders": ()}, "lenders"),
        ({"region": "00"}, "region"),
        ({"title": " "}, "title"),
    ],
)
async def test_what_could_not_be_applied_is_refused(night: Night, change: dict[str, Any], field: str) -> None:
    with pytest.raises(BadInput) as refused:
        await night.act(ARS, agreements.save, replace(WANTED, **change), NOW)

    assert refused.value.path == (field,)
