"""Minutes by the documented estimate, by a link between networks, or by a routing service in its place."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

import numpy as np
import pytest

from planblanc.travel.journeys import Basis, DocumentedEstimate, Journeys, TravelModel, journey
from planblanc.travel.networks import NetworkLink, linked
from planblanc.travel.places import Located, Place, great_circles_km

DAX = Place(43.71306, -1.04504, "MAINLAND")
BAYONNE = Place(43.48311, -1.48231, "MAINLAND")
TARBES = Place(43.22135, 0.05984, "MAINLAND")
ARMENTIERES = Place(50.68364, 2.86887, "MAINLAND")
BASTIA = Place(42.699902, 9.44988, "CORSE")
SAINT_DENIS = Place(-20.88, 55.45, "REUNION")
TO_CORSE = NetworkLink("MAINLAND", "CORSE", overhead=timedelta(hours=4), flight=timedelta(minutes=95), confirmed=True)
ESTIMATE = DocumentedEstimate(linked([TO_CORSE]))


def test_one_road_network_takes_fifteen_minutes_and_so_many_a_kilometre() -> None:
    measured = ESTIMATE.journeys([DAX], [BAYONNE, TARBES])

    np.testing.assert_allclose(measured.minutes, 15 + 0.829 * measured.km)
    assert measured.basis.tolist() == [[Basis.ROAD, Basis.ROAD]]
    assert journey(ESTIMATE, DAX, BAYONNE).duration == pytest.approx(timedelta(minutes=51), abs=timedelta(minutes=1))


def test_beyond_250_km_the_estimate_is_marked_as_extrapolated() -> None:
    far = journey(ESTIMATE, DAX, ARMENTIERES)

    assert far.km > 250
    assert far.basis is Basis.EXTRAPOLATED


def test_between_two_networks_the_link_is_taken_in_either_direction() -> None:
    for victim, lender in [(DAX, BASTIA), (BASTIA, DAX)]:
        crossing = journey(ESTIMATE, victim, lender)

        assert crossing.duration == TO_CORSE.duration == timedelta(hours=5, minutes=35)
        assert crossing.basis is Basis.FLIGHT


def test_without_a_link_there_is_no_way_and_no_made_up_hour() -> None:
    crossing = journey(ESTIMATE, DAX, SAINT_DENIS)

    assert crossing.duration is None
    assert crossing.basis is Basis.NO_WAY
    assert np.isinf(ESTIMATE.journeys([DAX], [SAINT_DENIS]).minutes).all()


def test_an_empty_pool_is_an_empty_matrix() -> None:
    assert ESTIMATE.journeys([DAX], []).minutes.shape == (1, 0)
    assert ESTIMATE.journeys([], []).minutes.shape == (0, 0)


def test_a_link_that_nobody_confirmed_is_marked_as_assumed() -> None:
    assumed = DocumentedEstimate(linked([replace(TO_CORSE, confirmed=False)]))

    assert journey(assumed, DAX, BASTIA).basis is Basis.ASSUMED_FLIGHT


def test_each_direction_keeps_its_own_duration_when_both_are_told() -> None:
    back = NetworkLink("CORSE", "MAINLAND", overhead=timedelta(hours=5), flight=timedelta(minutes=95))

    for links in ([TO_CORSE, back], [back, TO_CORSE]):
        assert journey(DocumentedEstimate(linked(links)), DAX, BASTIA).duration == back.duration
        assert journey(DocumentedEstimate(linked(links)), BASTIA, DAX).duration == TO_CORSE.duration


def test_a_link_joins_two_networks_and_takes_time() -> None:
    with pytest.raises(ValueError, match="two different"):
        NetworkLink("CORSE", "CORSE", timedelta(0), timedelta(0))
    with pytest.raises(ValueError, match="no time"):
        NetworkLink("CORSE", "REUNION", timedelta(hours=-1), timedelta(0))


class RoutedTable:
    """A matrix as OSRM's table service answers it: seconds and metres by source, then by destination."""

    def __init__(self, answer: dict[str, list[list[float]]]) -> None:
        self.answer = answer

    def journeys(self, victims: Sequence[Located], lenders: Sequence[Located]) -> Journeys:
        seconds = np.array(self.answer["durations"]).T
        return Journeys(great_circles_km(victims, lenders), seconds / 60, np.zeros(seconds.shape, dtype=np.int8))


def test_a_routing_service_can_serve_the_matrix_instead() -> None:
    routed: TravelModel = RoutedTable({"durations": [[2520.0]], "distances": [[55_400.0]]})

    assert journey(routed, DAX, BAYONNE).duration == timedelta(minutes=42)
