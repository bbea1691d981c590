"""Procedures are written as drafts, and published by an act of their own."""

from dataclasses import replace

import pytest

from planblanc.domain.access import Actor
from planblanc.domain.errors import AlreadyExists, BadInput, Conflict, Forbidden, NotFound, TransitionRefused
from planblanc.domain.identity import ProcedureId
from planblanc.domain.procedures import Procedure, ProcedureScope, ProcedureWanted
from planblanc.store import procedures as stored
from planblanc.usecases import procedures
from tests.nights import ARS, HOSPITAL, NATION, NOW, OTHER_ARS, OTHER_HOSPITAL, SAMU, Night
from tests.usecases.pool_wanted import SHEET

NATIONAL = replace(SHEET, code="pharmacie-nationale", scope=ProcedureScope.NATIONAL, establishment_finess=None)


async def read(night: Night, key: ProcedureId, who: Actor = ARS) -> Procedure | None:
    async with night.reading(who) as tx:
        return await stored.by_id(tx, key)


async def published(night: Night, wanted: ProcedureWanted = SHEET) -> ProcedureId:
    draft = await night.act(HOSPITAL, procedures.save, wanted, NOW)
    return await night.act(HOSPITAL, procedures.publish, draft, 1, NOW)


async def test_a_draft_is_read_by_its_keepers_alone(night: Night) -> None:
    draft = await night.act(HOSPITAL, procedures.save, SHEET, NOW)

    assert await read(night, draft, HOSPITAL) is not None
    assert await read(night, draft, OTHER_HOSPITAL) is None
    assert await read(night, draft, OTHER_ARS) is None


async def test_what_is_published_is_read_by_everybody(night: Night) -> None:
    key = await published(night)

    for reader in (HOSPITAL, OTHER_HOSPITAL, OTHER_ARS, SAMU):
        found = await read(night, key, reader)
        assert found is not None
        assert found.published_by == HOSPITAL.name


async def test_a_published_procedure_stays_as_it_is_until_its_draft_takes_its_place(night: Night) -> None:
    key = await published(night)
    draft = await night.act(HOSPITAL, procedures.save, replace(SHEET, id=key, version=2, edition="2", body="Nouveau texte."), NOW)

    before = await read(night, key)
    again = await night.act(HOSPITAL, procedures.publish, draft, 1, NOW)
    after = await read(night, key)

    assert draft != key
    assert again == key
    assert [found and (found.edition, found.published) for found in (before, after)] == [("1", True), ("2", True)]
    assert await read(night, draft, HOSPITAL) is None


async def test_one_draft_at_a_time(night: Night) -> None:
    draft = await night.act(HOSPITAL, procedures.save, SHEET, NOW)

    with pytest.raises(AlreadyExists):
        await night.act(HOSPITAL, procedures.save, SHEET, NOW)
    await night.act(HOSPITAL, procedures.save, replace(SHEET, id=draft, version=1, title="Titre repris"), NOW)
    with pytest.raises(Conflict):
        await night.act(HOSPITAL, procedures.save, replace(SHEET, id=draft, version=1), NOW)


async def test_what_is_published_is_not_published_again(night: Night) -> None:
    key = await published(night)

    with pytest.raises(TransitionRefused):
        await night.act(HOSPITAL, procedures.publish, key, 2, NOW)


async def test_a_neighbour_publishes_nothing(night: Night) -> None:
    draft = await night.act(HOSPITAL, procedures.save, SHEET, NOW)

    with pytest.raises(NotFound):
        await night.act(OTHER_HOSPITAL, procedures.publish, draft, 1, NOW)
    with pytest.raises(NotFound):
        await night.act(OTHER_ARS, procedures.publish, draft, 1, NOW)


async def test_the_nation_writes_its_own_and_in_its_own_chain(night: Night) -> None:
    with pytest.raises(Forbidden):
        await night.act(ARS, procedures.save, NATIONAL, NOW)
    draft = await night.act(NATION, procedures.save, NATIONAL, NOW)
    await night.act(NATION, procedures.publish, draft, 1, NOW)

    acts = [line["act"] for line in await night.lines("FR", NATION)]
    assert acts[-2:] == ["procedure.saved", "procedure.published"]


@pytest.mark.parametrize(
    ("wanted", "field"),
    [
        (replace(SHEET, service_domain="ALCHEMY"), "service_domain"),
        (replace(SHEET, establishment_finess="4"), "establishment_finess"),
        (replace(SHEET, establishment_finess="400009998"), "establishment_finess"),
        (replace(SHEET, scope=ProcedureScope.GROUP, establishment_finess=None, hospital_group="0"), "hospital_group"),
        (replace(SHEET, scope=ProcedureScope.REGION, establishment_finess=None, region="99"), "region"),
        (replace(SHEET, body=""), "body"),
    ],
)
async def test_a_draft_that_makes_no_sense_names_the_field(night: Night, wanted: ProcedureWanted, field: str) -> None:
    with pytest.raises(BadInput) as refused:
        await night.act(ARS, procedures.save, wanted, NOW)

    assert refused.value.path == (field,)
