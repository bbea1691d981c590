"""A plan blanc is recorded with who decided it and who was told; one runs at a time."""

from datetime import timedelta

import pytest

from planblanc.domain.access import Actor
from planblanc.domain.errors import BadInput, Forbidden, NotFound
from planblanc.domain.plan_blanc import ActivationTold, Authority, PlanBlancLevel
from planblanc.store import plan_blanc as stored
from planblanc.usecases import plan_blanc
from tests.nights import ARS, HOSPITAL, NOW, OTHER_ARS, OTHER_HOSPITAL, READER, SAMU, Night

TOLD = ActivationTold(PlanBlancLevel.PLAN_BLANC, True, "Directeur de garde", NOW, (Authority.ARS, Authority.PREFET))


async def test_a_plan_blanc_is_recorded_by_the_site(night: Night) -> None:
    incident = await night.incident()

    await night.act(HOSPITAL, plan_blanc.record, incident.id, TOLD, NOW)

    line = (await night.lines(incident.id))[-1]
    assert line["text"] == (
        "Plan blanc, avec son annexe numérique, décidé le 9 février 2021 à 02 h 40 par Directeur de garde. Informés : l'ARS et le préfet."
    )
    assert (await night.facts())[-1] == "PlanBlancRecorded"


async def test_the_one_that_runs_ends_as_another_begins(night: Night) -> None:
    incident = await night.incident()
    tension = ActivationTold(PlanBlancLevel.TENSION, False, "Cadre de garde", NOW - timedelta(hours=1))
    await night.act(ARS, plan_blanc.record, incident.id, tension, NOW)

    await night.act(ARS, plan_blanc.record, incident.id, TOLD, NOW)

    async with night.reading(ARS) as tx:
        (activations,) = await stored.of_incidents(tx, [incident.id])
    assert [(found.level, found.ended_at) for found in activations] == [
        (PlanBlancLevel.TENSION, NOW),
        (PlanBlancLevel.PLAN_BLANC, None),
    ]


@pytest.mark.parametrize(
    ("told", "path"),
    [
        (ActivationTold(PlanBlancLevel.PLAN_BLANC, True, ""), ("decided_by",)),
        (ActivationTold(PlanBlancLevel.PLAN_BLANC, True, "Directeur", NOW + timedelta(hours=1)), ("decided_at",)),
        (ActivationTold(PlanBlancLevel.PLAN_BLANC, True, "Directeur", NOW, ended_at=NOW), ("ended_at",)),
        (ActivationTold(PlanBlancLevel.PLAN_BLANC, True, "Directeur", NOW, ended_at=NOW + timedelta(hours=1)), ("ended_at",)),
    ],
)
async def test_bad_input_is_refused_and_names_its_field(night: Night, told: ActivationTold, path: tuple[str, ...]) -> None:
    incident = await night.incident()

    with pytest.raises(BadInput) as refused:
        await night.act(ARS, plan_blanc.record, incident.id, told, NOW)

    assert refused.value.path == path


@pytest.mark.parametrize("who", [OTHER_ARS, OTHER_HOSPITAL, READER, SAMU])
async def test_nobody_else_records_it(night: Night, who: Actor) -> None:
    incident = await night.incident()

    with pytest.raises((Forbidden, NotFound)):
        await night.act(who, plan_blanc.record, incident.id, TOLD, NOW)
