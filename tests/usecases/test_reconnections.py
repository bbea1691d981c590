"""Links with partners are cut, and restored once somebody attested; a lender of the same fate is then attested clean."""

from datetime import timedelta

import pytest

from planblanc.domain.access import Actor
from planblanc.domain.attestations import AttestationWanted
from planblanc.domain.errors import AlreadyExists, BadInput, Forbidden, NotFound, TransitionRefused
from planblanc.domain.identity import IncidentId, lender_id
from planblanc.domain.national_support import SupportKind, SupportTold
from planblanc.domain.reconnections import CutBy, CutTold, LinkKind, PartnerLink, RestorationTold
from planblanc.store import attestations as stored_attestations
from planblanc.store import national_support as stored_support
from planblanc.store import reconnections as stored
from planblanc.usecases import attestations, incidents, merges, national_support, reconnections, shared_fate
from planblanc.usecases.attestations import AttestationGone
from tests.nights import ARS, HOSPITAL, NOW, OTHER_ARS, OTHER_HOSPITAL, READER, SAMU, Night
from tests.usecases import pool_wanted
from tests.usecases.pool_wanted import ALPI

WITH_ALPI = CutTold(LinkKind.HOSTING, lender=ALPI, description="Salle machine commune")
WITH_GRADES = CutTold(LinkKind.MAIL, "GRADeS Nouvelle-Aquitaine", cut_by=CutBy.PARTNER, cut_at=NOW - timedelta(hours=1))
SAFE = RestorationTold("RSSI de l'ALPI", "Serveurs réinstallés, journaux relus, aucune trace.")


async def cut(night: Night, told: CutTold = WITH_ALPI, who: Actor = ARS) -> PartnerLink:
    incident = await night.incident()
    return await night.act(who, reconnections.cut, incident.id, told, NOW)


async def falls_with_dax(night: Night) -> None:
    await night.act(ARS, shared_fate.save, pool_wanted.FATE, NOW)


async def standing(night: Night, incident: IncidentId) -> list[str]:
    async with night.reading(ARS) as tx:
        (found,) = await stored_attestations.of_incidents(tx, [incident])
    return [made.reason for made in found if made.withdrawn is None]


async def test_a_link_is_cut_by_the_victim_and_restored_by_the_region_with_who_attested(night: Night) -> None:
    incident = await night.incident()

    mail = await night.act(HOSPITAL, reconnections.cut, incident.id, WITH_GRADES, NOW)
    hosting = await night.act(ARS, reconnections.cut, incident.id, WITH_ALPI, NOW)
    await night.act(ARS, reconnections.restore, hosting.id, SAFE, night.later(days=3))

    async with night.reading(HOSPITAL) as tx:
        (links,) = await stored.of_incidents(tx, [incident.id])
    assert [(link.partner, link.cut_at, link.cut_by) for link in links] == [
        (mail.partner, NOW - timedelta(hours=1), CutBy.PARTNER),
        (links[1].partner, NOW, CutBy.VICTIM),
    ]
    assert "ALPI" in links[1].partner
    assert links[0].restored is None
    assert links[1].restored is not None
    assert (links[1].restored.attested_by, links[1].restored.at) == (SAFE.attested_by, NOW + timedelta(days=3))
    assert [line["act"] for line in await night.lines(incident.id)][-3:] == ["link.cut", "link.cut", "link.restored"]
    assert (await night.facts())[-3:] == ["LinkCut", "LinkCut", "LinkRestored"]


async def test_the_register_is_read_a_page_at_a_time(night: Night) -> None:
    link = await cut(night)
    later = CutTold(LinkKind.NETWORK, "CHU", cut_at=NOW)
    await night.act(ARS, reconnections.cut, link.incident, WITH_GRADES, NOW)
    await night.act(ARS, reconnections.restore, link.id, SAFE, NOW)
    await night.act(ARS, reconnections.cut, link.incident, later, NOW)

    async with night.reading(ARS) as tx:
        cut_still = await stored.page(tx, stored.LinksWanted(link.incident, True, None, 10))
        rest = await stored.page(tx, stored.LinksWanted(link.incident, True, (cut_still[0].cut_at, cut_still[0].id), 10))
        restored = await stored.page(tx, stored.LinksWanted(link.incident, False, None, 10))
    assert [one.partner for one in cut_still] == ["CHU", WITH_GRADES.partner]
    assert [one.partner for one in rest] == [WITH_GRADES.partner]
    assert [one.id for one in restored] == [link.id]


@pytest.mark.parametrize(
    ("told", "path"),
    [
        (CutTold(LinkKind.NETWORK), ("partner",)),
        (CutTold(LinkKind.NETWORK, " "), ("partner",)),
        (CutTold(LinkKind.NETWORK, "CHU", cut_at=NOW + timedelta(hours=1)), ("cut_at",)),
        (CutTold(LinkKind.NETWORK, "CHU", description="a" * 201), ("description",)),
        (CutTold(LinkKind.NETWORK, lender=lender_id("nobody")), ("lender",)),
    ],
)
async def test_a_cut_that_says_nothing_is_refused(night: Night, told: CutTold, path: tuple[str, ...]) -> None:
    with pytest.raises((BadInput, NotFound)) as refused:
        await cut(night, told)

    assert refused.value.path == path


@pytest.mark.parametrize(
    ("told", "path"),
    [
        (RestorationTold(" ", "Vérifié"), ("attested_by",)),
        (RestorationTold("RSSI", " "), ("attestation",)),
        (RestorationTold("RSSI", "Vérifié", NOW + timedelta(hours=1)), ("restored_at",)),
        (RestorationTold("RSSI", "Vérifié", NOW - timedelta(hours=1)), ("restored_at",)),
    ],
)
async def test_a_restoration_that_attests_nothing_is_refused(night: Night, told: RestorationTold, path: tuple[str, ...]) -> None:
    link = await cut(night)

    with pytest.raises(BadInput) as refused:
        await night.act(ARS, reconnections.restore, link.id, told, NOW)

    assert refused.value.path == path


async def test_a_link_is_restored_once_and_never_by_the_victim(night: Night) -> None:
    link = await cut(night)

    with pytest.raises(Forbidden):
        await night.act(HOSPITAL, reconnections.restore, link.id, SAFE, NOW)
    await night.act(ARS, reconnections.restore, link.id, SAFE, NOW)
    with pytest.raises(TransitionRefused):
        await night.act(ARS, reconnections.restore, link.id, SAFE, NOW)


@pytest.mark.parametrize("who", [OTHER_ARS, OTHER_HOSPITAL, READER, SAMU])
async def test_nobody_else_writes_in_the_register(night: Night, who: Actor) -> None:
    link = await cut(night)

    with pytest.raises((Forbidden, NotFound)):
        await night.act(who, reconnections.cut, link.incident, WITH_GRADES, NOW)
    with pytest.raises((Forbidden, NotFound)):
        await night.act(who, reconnections.restore, link.id, SAFE, NOW)


async def test_a_restored_link_lets_its_lender_be_attested_clean(night: Night) -> None:
    await falls_with_dax(night)
    link = await cut(night)
    wanted = AttestationWanted(ALPI, link=link.id)
    with pytest.raises(BadInput, match="encore coupé"):
        await night.act(ARS, attestations.attest, link.incident, wanted, NOW)

    await night.act(ARS, reconnections.restore, link.id, SAFE, NOW)
    await night.act(ARS, attestations.attest, link.incident, wanted, NOW)

    assert await standing(night, link.incident) == [f"{SAFE.attestation} (attesté par {SAFE.attested_by})"]
    with pytest.raises(AlreadyExists):
        await night.act(ARS, attestations.attest, link.incident, wanted, NOW)


async def test_an_attestation_is_taken_back_and_may_be_given_again(night: Night) -> None:
    await falls_with_dax(night)
    incident = (await night.incident()).id
    wanted = AttestationWanted(ALPI, "Vérifié par le CERT Santé.")
    await night.act(ARS, attestations.attest, incident, wanted, NOW)

    await night.act(ARS, attestations.withdraw, incident, AttestationGone(ALPI, "Trace trouvée"), NOW)

    assert await standing(night, incident) == []
    with pytest.raises(TransitionRefused):
        await night.act(ARS, attestations.withdraw, incident, AttestationGone(ALPI, "Encore"), NOW)
    await night.act(ARS, attestations.attest, incident, wanted, NOW)
    assert [line["act"] for line in await night.lines(incident)][-2:] == ["lender.attestation_withdrawn", "lender.attested"]


async def test_there_is_nothing_to_attest_of_who_does_not_share_the_fate(night: Night) -> None:
    incident = await night.incident()

    with pytest.raises(BadInput) as refused:
        await night.act(ARS, attestations.attest, incident.id, AttestationWanted(ALPI, "Vérifié"), NOW)

    assert refused.value.path == ("lender",)


async def test_an_attestation_rests_on_something(night: Night) -> None:
    await falls_with_dax(night)
    link = await cut(night, WITH_GRADES)

    with pytest.raises(BadInput) as refused:
        await night.act(ARS, attestations.attest, link.incident, AttestationWanted(ALPI), NOW)
    assert refused.value.path == ("reason",)
    with pytest.raises(BadInput) as refused:
        await night.act(ARS, attestations.attest, link.incident, AttestationWanted(ALPI, link=link.id), NOW)
    assert refused.value.path == ("link",)


@pytest.mark.parametrize("who", [OTHER_ARS, HOSPITAL, READER, SAMU])
async def test_nobody_else_attests(night: Night, who: Actor) -> None:
    await falls_with_dax(night)
    incident = (await night.incident()).id

    with pytest.raises((Forbidden, NotFound)):
        await night.act(who, attestations.attest, incident, AttestationWanted(ALPI, "Vérifié"), NOW)


async def test_nothing_is_cut_of_an_incident_that_is_over(night: Night) -> None:
    link = await cut(night)
    await night.act(ARS, incidents.dismiss, link.incident, "Fausse alerte", NOW)

    with pytest.raises(TransitionRefused):
        await night.act(ARS, reconnections.cut, link.incident, WITH_GRADES, NOW)
    with pytest.raises(TransitionRefused):
        await night.act(ARS, reconnections.restore, link.id, SAFE, NOW)


async def test_the_links_and_the_support_of_a_merged_report_go_with_it(night: Night) -> None:
    await falls_with_dax(night)
    link = await cut(night)
    await night.act(ARS, reconnections.restore, link.id, SAFE, NOW)
    await night.act(ARS, attestations.attest, link.incident, AttestationWanted(ALPI, link=link.id), NOW)
    kept = (await night.incident()).id
    for incident in (link.incident, kept):
        await night.act(ARS, national_support.record, incident, SupportTold(SupportKind.ADVICE), NOW)
    await night.act(ARS, national_support.record, link.incident, SupportTold(SupportKind.INVESTIGATION), NOW)

    await night.act(ARS, merges.merge, kept, link.incident, NOW)

    async with night.reading(ARS) as tx:
        (links,) = await stored.of_incidents(tx, [kept])
        (support,) = await stored_support.of_incidents(tx, [kept])
    assert [one.id for one in links] == [link.id]
    assert sorted(one.kind for one in support) == [SupportKind.ADVICE, SupportKind.INVESTIGATION]
