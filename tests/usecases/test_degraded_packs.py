"""The degraded pack: for every service that is down, the nearest procedure that holds."""

import pytest

from planblanc.domain.access import Role
from planblanc.domain.errors import Forbidden, NotFound
from planblanc.domain.needs import NeedTold
from planblanc.domain.reports import ServiceTold
from planblanc.domain.services import ServiceState
from planblanc.domain.victims import VictimTold
from planblanc.usecases import degraded_packs, procedures, services
from tests.nights import ARS, HOSPITAL, NOW, OTHER_ARS, OTHER_HOSPITAL, Night, actor
from tests.usecases.pool_wanted import SHEET

MANAGER = actor(Role.RESOURCE_MANAGER, "75", name="GRADeS")


async def test_own_procedures_come_before_those_of_the_nation(night: Night) -> None:
    incident = await night.active()
    draft = await night.act(HOSPITAL, procedures.save, SHEET, NOW)
    own = await night.act(HOSPITAL, procedures.publish, draft, 1, NOW)
    await night.act(ARS, services.update, incident.id, [ServiceTold("PHARMACY", ServiceState.CLOSED, NOW)], NOW)

    pack = await night.act(ARS, degraded_packs.gather, incident.id, NOW)
    (pharmacy,) = pack.services
    assert own in [sheet.id for sheet in pharmacy.sheets]
    assert pack.reflexes != ()


async def test_a_service_without_any_procedure_is_told(night: Night) -> None:
    incident = await night.active()
    await night.act(ARS, services.update, incident.id, [ServiceTold("HR_PAYROLL", ServiceState.CLOSED, NOW)], NOW)

    pack = await night.act(ARS, degraded_packs.gather, incident.id, NOW)
    assert pack.without_procedure == ("Ressources humaines et paie",)


async def test_before_anybody_has_said_the_services_that_the_site_runs_are_supposed_down(night: Night) -> None:
    incident = await night.active()

    pack = await night.act(ARS, degraded_packs.gather, incident.id, NOW)
    labels = [part.label for part in pack.services]
    assert "Radiothérapie" in labels
    assert all("Supposé" in part.service.note for part in pack.services)


async def test_a_procedure_that_was_asked_is_in_the_pack(night: Night) -> None:
    incident = await night.active()
    await night.act(ARS, services.update, incident.id, [ServiceTold("PHARMACY", ServiceState.CLOSED, NOW)], NOW)
    await night.request(incident, needs=(NeedTold(service_domain="TELEPHONY"),))

    pack = await night.act(ARS, degraded_packs.gather, incident.id, NOW)
    assert {part.service.domain for part in pack.services} == {"PHARMACY", "TELEPHONY"}


async def test_an_unlisted_structure_has_the_reflex_sheets_of_the_nation(night: Night) -> None:
    incident = await night.incident(victim=VictimTold(name="EHPAD des Pins", town="Dax", department="40"))

    pack = await night.act(ARS, degraded_packs.gather, incident.id, NOW)
    assert (pack.establishment, pack.finess, pack.services) == ("EHPAD des Pins", None, ())
    assert pack.reflexes != ()


async def test_a_neighbour_reads_no_pack(night: Night) -> None:
    incident = await night.active()

    for stranger in (OTHER_ARS, OTHER_HOSPITAL):
        with pytest.raises(NotFound):
            await night.act(stranger, degraded_packs.gather, incident.id, NOW)
    with pytest.raises(Forbidden):
        await night.act(MANAGER, degraded_packs.gather, incident.id, NOW)
