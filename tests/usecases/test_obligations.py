"""Every incident has its legal clocks from its declaration on; each is filed, or said not to be required, and told in time."""

from datetime import datetime, timedelta
from typing import Any

import pytest

from planblanc.domain.access import Actor
from planblanc.domain.errors import BadInput, Forbidden, NotFound, TransitionRefused
from planblanc.domain.identity import IncidentId
from planblanc.domain.incidents import NationalReference, Source
from planblanc.domain.obligations import Obligation, ObligationState
from planblanc.domain.reports import IncidentChange, IncidentUpdate
from planblanc.store import obligations as stored
from planblanc.usecases import incidents, merges, obligations
from planblanc.usecases.obligations import Decision, Filed
from tests.nights import ADMINISTRATOR, ARS, HOSPITAL, NOW, OTHER_ARS, OTHER_HOSPITAL, PORTAL, READER, SAMU, Night, told

OPENED = ["ANS_DECLARATION", "COMPLAINT", "CNIL_NOTIFICATION", "DATA_SUBJECTS"]


async def of(night: Night, incident: IncidentId, who: Actor = ARS) -> dict[str, Obligation]:
    async with night.reading(who) as tx:
        (found,) = await stored.of_incidents(tx, [incident])
    return {obligation.template.code: obligation for obligation in found}


async def the(night: Night, code: str, **changed: Any) -> Obligation:
    return (await of(night, (await night.incident(**changed)).id))[code]


async def round_at(night: Night, now: datetime) -> None:
    """What the worker does every minute."""
    async with night.worker.transaction(PORTAL) as tx:
        await obligations.complete(tx, now)
        await obligations.remind(tx, now)


@pytest.mark.parametrize(("who", "source"), [(ARS, Source.PHONE), (HOSPITAL, Source.ESTABLISHMENT), (PORTAL, Source.PORTAL)])
async def test_an_incident_has_its_obligations_whoever_declares_it(night: Night, who: Actor, source: Source) -> None:
    incident = await night.incident(who, source=source)

    assert list(await of(night, incident.id)) == OPENED
    (line,) = await night.lines(incident.id)
    assert line["details"]["obligations"] == sorted(OPENED)


async def test_what_nobody_has_checked_is_not_enabled(night: Night) -> None:
    async with night.reading(ARS) as tx:
        known = await stored.templates(tx)

    assert {template.code for template in known if not template.enabled} == {
        *("NIS1_INCIDENT", "NIS2_EARLY_WARNING", "NIS2_NOTIFICATION", "NIS2_FINAL_REPORT")
    }
    assert [template.phone for template in known if template.phone] == []


async def test_the_declaration_on_the_portal_is_filed_by_itself(night: Night) -> None:
    incident = await night.incident(PORTAL, source=Source.PORTAL, national=NationalReference("2021-40-0009", 0))

    met = (await of(night, incident.id))["ANS_DECLARATION"]
    assert met.filing is not None
    assert (met.state, met.filing.reference, met.filing.late) == (ObligationState.MET, "2021-40-0009", None)


async def test_an_incident_known_by_phone_first_meets_it_when_the_portal_tells(night: Night) -> None:
    incident = await night.incident()
    newer = told(source=Source.PORTAL, national=NationalReference("2021-40-0009", 1))

    await night.act(PORTAL, incidents.revise, incident.id, newer, NOW)
    assert (await of(night, incident.id))["ANS_DECLARATION"].state is ObligationState.MET


async def test_awareness_that_is_told_later_moves_the_clock(night: Night) -> None:
    incident = await night.incident()
    assert (await of(night, incident.id))["COMPLAINT"].due == NOW + timedelta(hours=72)

    await night.act(ARS, incidents.update, incident.id, IncidentUpdate(IncidentChange(awareness_at=NOW - timedelta(hours=5))), NOW)
    known = (await of(night, incident.id))["COMPLAINT"]
    assert (known.due, known.anchor_is_assumed) == (NOW + timedelta(hours=67), False)


async def test_a_filing_keeps_its_reference_and_its_lateness(night: Night) -> None:
    known = await the(night, "COMPLAINT")
    later = NOW + timedelta(hours=80)

    await night.act(HOSPITAL, obligations.file, known.id, Filed("PV 2021/123", NOW + timedelta(hours=74)), later)

    filed = (await of(night, known.incident))["COMPLAINT"]
    assert filed.filing is not None
    assert (filed.state, filed.filing.reference, filed.late(later)) == (ObligationState.MET, "PV 2021/123", timedelta(hours=2))
    line = (await night.lines(known.incident))[-1]
    assert line["text"].endswith(": faite, référence PV 2021/123, avec 2 h 00 de retard.")


async def test_a_breach_starts_its_clock_and_may_be_filed_in_phases(night: Night) -> None:
    known = await the(night, "CNIL_NOTIFICATION")
    with pytest.raises(TransitionRefused):
        await night.act(HOSPITAL, obligations.file, known.id, Filed("N-1"), NOW)

    await night.act(HOSPITAL, obligations.start, known.id, NOW, NOW)
    await night.act(HOSPITAL, obligations.file, known.id, Filed("N-1"), NOW + timedelta(hours=70))
    done = await night.act(HOSPITAL, obligations.file, known.id, Filed("N-2"), NOW + timedelta(hours=90))

    assert done.filing is not None
    assert (done.filing.reference, done.filing.supplements, done.filing.late) == ("N-1", ("N-2",), timedelta(0))
    assert [line["act"] for line in await night.lines(known.incident)][1:] == ["obligation.started", *["obligation.filed"] * 2]


async def test_what_is_not_required_is_said_with_its_reason_and_stays_to_be_seen(night: Night) -> None:
    known = await the(night, "COMPLAINT")
    with pytest.raises(BadInput):
        await night.act(HOSPITAL, obligations.waive, known.id, " ", NOW)

    await night.act(HOSPITAL, obligations.waive, known.id, "Pas d'assurance cyber", NOW)

    assert (await of(night, known.incident))["COMPLAINT"].state is ObligationState.WAIVED
    line = (await night.lines(known.incident))[-1]
    assert line["text"].endswith(": déclarée sans objet par CH de Dax.")
    assert "assurance cyber" not in line["text"].rpartition(" : ")[2]


@pytest.mark.parametrize(
    ("stranger", "refusal"),
    [(OTHER_ARS, NotFound), (OTHER_HOSPITAL, NotFound), (SAMU, NotFound), (READER, Forbidden), (ADMINISTRATOR, NotFound)],
    ids=["other ARS", "other hospital", "SAMU", "reader", "administrator"],
)
async def test_strangers_touch_nothing(night: Night, stranger: Actor, refusal: type[Exception]) -> None:
    known = await the(night, "COMPLAINT")

    with pytest.raises(refusal):
        await night.act(stranger, obligations.file, known.id, Filed("N-1"), NOW)
    with pytest.raises(refusal):
        await night.act(stranger, obligations.waive, known.id, "Non", NOW)
    with pytest.raises(refusal):
        await night.act(stranger, obligations.start, known.id, NOW, NOW)
    assert len(await night.lines(known.incident)) == 1


async def test_an_administrator_enables_what_was_checked_and_open_incidents_get_it(night: Night) -> None:
    incident = await night.incident()
    with pytest.raises(Forbidden):
        await night.act(ARS, obligations.decide, Decision("NIS2_EARLY_WARNING", True), NOW)
    with pytest.raises(BadInput):  # its clock runs from another one, which is not enabled
        await night.act(ADMINISTRATOR, obligations.decide, Decision("NIS2_FINAL_REPORT", True), NOW)
    with pytest.raises(NotFound):
        await night.act(ADMINISTRATOR, obligations.decide, Decision("NIS9", True), NOW)

    for code in ("NIS2_NOTIFICATION", "NIS2_FINAL_REPORT"):
        await night.act(ADMINISTRATOR, obligations.decide, Decision(code, True), NOW)
    await round_at(night, NOW)
    await round_at(night, NOW)

    assert list(await of(night, incident.id))[-2:] == ["NIS2_NOTIFICATION", "NIS2_FINAL_REPORT"]
    assert [line["act"] for line in await night.lines(incident.id)] == ["incident.declared", "obligation.opened"]
    with pytest.raises(TransitionRefused):
        await night.act(ADMINISTRATOR, obligations.decide, Decision("NIS2_NOTIFICATION", True), NOW)


async def test_a_month_runs_from_the_notice_that_it_follows(night: Night) -> None:
    for code in ("NIS2_NOTIFICATION", "NIS2_FINAL_REPORT"):
        await night.act(ADMINISTRATOR, obligations.decide, Decision(code, True), NOW)
    incident = await night.incident()
    known = await of(night, incident.id)
    assert known["NIS2_FINAL_REPORT"].state is ObligationState.NOT_STARTED

    await night.act(ARS, obligations.file, known["NIS2_NOTIFICATION"].id, Filed("A-1"), NOW + timedelta(hours=10))
    assert (await of(night, incident.id))["NIS2_FINAL_REPORT"].due == datetime.fromisoformat("2021-03-09T11:40:00+00:00")


async def test_a_limit_that_comes_near_is_told_once_a_step_and_nothing_once_it_is_met(night: Night) -> None:
    known = await the(night, "COMPLAINT")
    for hours in (47, 49, 49, 67, 71.5, 73, 73, 90):
        await round_at(night, NOW + timedelta(hours=hours))

    lines = [line for line in await night.lines(known.incident) if line["act"] == "obligation.reminded"]
    assert [line["details"]["hours"] for line in lines] == [24, 6, 1, 0]
    assert (await night.facts()).count("ObligationDue") == 4
    assert lines[-1]["text"].endswith("est dépassée.")

    other = await the(night, "COMPLAINT")
    await night.act(HOSPITAL, obligations.file, other.id, Filed("PV"), NOW)
    await round_at(night, NOW + timedelta(hours=71.5))
    assert [line["act"] for line in await night.lines(other.incident)] == ["incident.declared", "obligation.filed"]


async def test_a_dismissed_incident_obliges_to_nothing_more(night: Night) -> None:
    known = await the(night, "COMPLAINT")
    await night.act(ARS, incidents.dismiss, known.incident, "Fausse alerte", NOW)

    await round_at(night, NOW + timedelta(hours=73))
    assert [line["act"] for line in await night.lines(known.incident)] == ["incident.declared", "incident.dismissed"]
    with pytest.raises(TransitionRefused):
        await night.act(HOSPITAL, obligations.file, known.id, Filed("PV"), NOW)


async def test_what_was_filed_for_a_merged_report_counts_for_the_one_that_is_kept(night: Night) -> None:
    kept, merged = await night.incident(), await night.incident()
    theirs = await of(night, merged.id)
    await night.act(HOSPITAL, obligations.file, theirs["COMPLAINT"].id, Filed("PV"), NOW)
    await night.act(HOSPITAL, obligations.start, theirs["CNIL_NOTIFICATION"].id, NOW, NOW)

    await night.act(ARS, merges.merge, kept.id, merged.id, NOW)

    ours = await of(night, kept.id)
    assert ours["COMPLAINT"].state is ObligationState.MET
    assert ours["CNIL_NOTIFICATION"].state is ObligationState.RUNNING
    assert ours["ANS_DECLARATION"].state is ObligationState.NO_DEADLINE


async def test_the_nearest_limit_comes_first_and_pages_hold_every_one(night: Night) -> None:
    for _ in range(2):
        await night.incident(OTHER_HOSPITAL, finess="330781360")
    known = await the(night, "COMPLAINT")
    await night.act(HOSPITAL, obligations.waive, known.id, "Sans assurance", NOW)
    seen: list[Obligation] = []
    async with night.reading(ARS) as tx:
        while page := await stored.page(tx, stored.Wanted("75", only_open=True), limit=3, **_after(seen)):
            seen += page

    keys = [(obligation.due or obligation.times.declared, obligation.id) for obligation in seen]
    assert keys == sorted(keys)
    assert len({key for _, key in keys}) == 11


def _after(seen: list[Obligation]) -> dict[str, Any]:
    return {"after_at": seen[-1].due or seen[-1].times.declared, "after_id": seen[-1].id} if seen else {}
