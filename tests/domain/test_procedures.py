"""Which procedures hold for an establishment, and for which services a pack is gathered."""

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any
from uuid import UUID, uuid5

import pytest

from planblanc.domain import procedures
from planblanc.domain.errors import BadInput
from planblanc.domain.identity import NAMESPACE, ProcedureId, establishment_id
from planblanc.domain.procedures import Holder, Procedure, ProcedureKind, ProcedureScope, ProcedureSource, ProcedureWanted
from planblanc.domain.services import Service, ServiceState
from tests.domain.test_establishments import described

SINCE = datetime(2021, 2, 9, 1, tzinfo=UTC)
DAX = replace(described(), hospital_group="75107")
TYPED = ProcedureWanted(
    code="pharmacie",
    edition="1",
    title="Pharmacie sans informatique",
    kind=ProcedureKind.DEGRADED,
    service_domain="PHARMACY",
    scope=ProcedureScope.NATIONAL,
    business_owner="Pharmacien chef",
    body="Sortir les dotations papier.",
)
HOLDERS = {
    ProcedureScope.ESTABLISHMENT: Holder(DAX.id, None, "75"),
    ProcedureScope.GROUP: Holder(None, "75107", "75"),
    ProcedureScope.REGION: Holder(None, None, "75"),
    ProcedureScope.NATIONAL: Holder(None, None, None),
}


def published(scope: ProcedureScope, code: str = "pharmacie", **changes: Any) -> Procedure:
    key = ProcedureId(uuid5(NAMESPACE, f"{scope}:{code}"))
    draft = procedures.drafted(replace(TYPED, scope=scope, code=code), key, HOLDERS[scope], "CH de Dax")
    return replace(draft, **{"published": True, **changes})


@pytest.mark.parametrize("count", [4, 3, 2, 1])
def test_the_nearest_scope_holds(count: int) -> None:
    known = [published(scope) for scope in list(ProcedureScope)[-count:]]

    assert procedures.resolve(known, DAX, "PHARMACY") == (known[0],)


def test_what_was_written_for_others_does_not_hold() -> None:
    elsewhere = [
        published(ProcedureScope.ESTABLISHMENT, establishment_id=establishment_id("650000417")),
        published(ProcedureScope.GROUP, hospital_group="75109"),
        published(ProcedureScope.REGION, region="76"),
        published(ProcedureScope.NATIONAL, service_domain="THEATRE"),
        published(ProcedureScope.NATIONAL, published=False),
    ]

    assert procedures.resolve(elsewhere, DAX, "PHARMACY") == ()


def test_a_reflex_sheet_of_the_nation_comes_before_a_procedure_of_the_site() -> None:
    reflex = published(ProcedureScope.NATIONAL, "reflexe", kind=ProcedureKind.REFLEX)
    own, national = published(ProcedureScope.ESTABLISHMENT), published(ProcedureScope.NATIONAL)

    assert procedures.resolve([national, own, reflex], DAX, "PHARMACY") == (reflex, own)


def test_a_structure_that_is_not_known_has_the_procedures_of_the_nation() -> None:
    assert procedures.resolve([published(scope) for scope in ProcedureScope], None, "PHARMACY") == (published(ProcedureScope.NATIONAL),)


def test_a_group_that_is_not_known_is_nobody_s() -> None:
    assert procedures.resolve([published(ProcedureScope.GROUP)], replace(DAX, hospital_group=None), "PHARMACY") == ()


def test_a_pack_is_for_what_is_down_and_for_what_was_asked() -> None:
    said = [
        Service("PHARMACY", ServiceState.CLOSED, SINCE),
        Service("IMAGING", ServiceState.OPEN, SINCE),
        Service("THEATRE", ServiceState.UNKNOWN, SINCE),
    ]
    found = procedures.concerned(said, asked=["TELEPHONY", "IMAGING"], run=["DIALYSIS"], since=SINCE)

    assert [service.domain for service in found] == ["PHARMACY", "TELEPHONY"]
    assert "demandée" in found[1].note


def test_when_nobody_has_said_all_that_the_site_runs_is_supposed_down() -> None:
    said = [Service("IMAGING", ServiceState.OPEN, SINCE)]
    found = procedures.concerned(said, asked=["TELEPHONY"], run=["IMAGING", "DIALYSIS", "TELEPHONY"], since=SINCE)

    assert [service.domain for service in found] == ["TELEPHONY", "DIALYSIS"]
    assert "Supposé" in found[1].note


@pytest.mark.parametrize(
    ("changes", "path"),
    [
        ({"title": ""}, ("title",)),
        ({"body": "x" * 200_001}, ("body",)),
        ({"body": "\u202eenvers"}, ("body",)),
        ({"rank": 0}, ("rank",)),
        ({"sources": (ProcedureSource("", "ANS"),)}, ("sources", "0", "title")),
        ({"sources": (ProcedureSource("Guide", "ANS", 1),)}, ("sources", "0", "year")),
        ({"sources": (ProcedureSource("Guide", "ANS"),) * 51}, ("sources",)),
    ],
)
def test_a_draft_that_makes_no_sense_cannot_be_written(changes: dict[str, Any], path: tuple[str, ...]) -> None:
    with pytest.raises(BadInput) as refused:
        procedures.drafted(replace(TYPED, **changes), ProcedureId(UUID(int=1)), HOLDERS[ProcedureScope.NATIONAL], "")

    assert refused.value.path == path


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"scope": ProcedureScope.ESTABLISHMENT}, "establishment_finess"),
        ({"scope": ProcedureScope.GROUP}, "hospital_group"),
        ({"scope": ProcedureScope.REGION}, "region"),
        ({"region": "75"}, "region"),
        ({"scope": ProcedureScope.REGION, "region": "75", "hospital_group": "75107"}, "hospital_group"),
    ],
)
def test_a_scope_calls_for_its_holder_and_no_other(changes: dict[str, Any], field: str) -> None:
    with pytest.raises(BadInput) as refused:
        procedures.require_holder(replace(TYPED, **changes))

    assert refused.value.path == (field,)
