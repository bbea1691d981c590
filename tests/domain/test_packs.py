"""A pack grows with the establishment, within bounds, and asks for what its services need."""

from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest

from planblanc.domain.packs import ASSUMED_BEDS, Pack, PackLine, Size, expand, quantity
from planblanc.domain.requests import Criticality, WantedBy

NOW = datetime(2021, 2, 9, 1, 40, tzinfo=UTC)


def line(*, base: int = 2, per_100_beds: str = "1.5", most: int = 50, only_if_service: str | None = None) -> PackLine:
    return PackLine(
        competence=None,
        equipment_type="WORKSTATION",
        service_domain=None,
        least_level=None,
        only_if_service=only_if_service,
        base=base,
        per_100_beds=Decimal(per_100_beds),
        least=3,
        most=most,
        wanted_by=WantedBy.H4,
        window=timedelta(hours=24),
        criticality=Criticality.HIGH,
    )


def needs(*lines: PackLine, size: Size) -> list[int | None]:
    return [need.quantity for need in expand(Pack("P", "Lot", "", lines), size, NOW)]


@pytest.mark.parametrize(("beds", "units"), [(0, 3), (60, 3), (67, 4), (200, 5), (201, 6), (316, 7), (100_000, 50)])
def test_a_quantity_grows_with_the_beds_rounded_up_and_stays_in_bounds(beds: int, units: int) -> None:
    assert quantity(line(), beds) == units


def test_a_part_of_a_bed_is_never_lost_to_binary_fractions() -> None:
    assert quantity(line(base=0, per_100_beds="0.1"), 3000) == 3


def test_a_service_that_is_not_run_asks_for_nothing() -> None:
    dialysis = line(only_if_service="DIALYSIS")

    assert needs(dialysis, size=Size(316, run=frozenset({"EMERGENCY"}))) == []
    assert needs(dialysis, size=Size(316, run=frozenset({"DIALYSIS"}))) == [7]


def test_a_service_that_works_asks_for_nothing() -> None:
    assert needs(line(only_if_service="DIALYSIS"), size=Size(316, working=frozenset({"DIALYSIS"}))) == []


def test_where_nothing_is_known_of_services_everything_is_asked() -> None:
    assert needs(line(only_if_service="DIALYSIS"), size=Size(316)) == [7]


def test_an_unknown_size_is_assumed_and_says_so() -> None:
    (need,) = expand(Pack("P", "Lot", "", (line(),)), Size(None), NOW)

    assert (need.quantity, need.assumed) == (quantity(line(), ASSUMED_BEDS), ("quantity",))


def test_a_need_of_a_pack_has_the_pack_s_window_and_code() -> None:
    (need,) = expand(Pack("P", "Lot", "", (line(),)), Size(316), NOW)

    assert (need.pack, need.starts_at, need.ends_at) == ("P", NOW, NOW + timedelta(hours=24))
