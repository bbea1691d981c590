"""Great circles: the same in the matrix as in what is shown, and as in the cases of the field."""

import numpy as np
import pytest

from planblanc.travel.places import Place, great_circle_km, great_circles_km

# Positions: FINESS extract of 06/03/2020 by way of Eurostat GISCO, Licence Ouverte.
DAX = Place(43.71306, -1.04504, "MAINLAND")
BAYONNE = Place(43.48311, -1.48231, "MAINLAND")
MONT_DE_MARSAN = Place(43.89487, -0.48984, "MAINLAND")
PAU = Place(43.324085, -0.35326, "MAINLAND")
TARBES = Place(43.22135, 0.05984, "MAINLAND")
PELLEGRIN = Place(44.83038, -0.6036, "MAINLAND")

FROM_DAX = [(BAYONNE, 43.5), (MONT_DE_MARSAN, 48.9), (PAU, 70.6), (TARBES, 104.6), (PELLEGRIN, 129.1)]


@pytest.mark.parametrize(("lender", "km"), FROM_DAX)
def test_the_distances_of_dax_are_those_of_the_case(lender: Place, km: float) -> None:
    assert great_circle_km(lender, DAX) == pytest.approx(km, abs=0.05)


def test_the_matrix_and_the_shown_distance_agree_to_the_metre() -> None:
    places = [DAX, TARBES, PELLEGRIN, Place(-20.9, 55.5, "REUNION"), Place(16.2, -61.5, "GUADELOUPE")]

    matrix = great_circles_km(places, places)

    shown = [[great_circle_km(lender, victim) for lender in places] for victim in places]
    np.testing.assert_allclose(matrix, shown, atol=0.001)


def test_the_other_side_of_the_globe_is_half_its_circle_away() -> None:
    matrix = great_circles_km([Place(0, 0, "ICI")], [Place(0, 180, "LÀ")])

    assert matrix[0, 0] == pytest.approx(20015.1, abs=0.1)


def test_rows_are_victims_and_columns_are_lenders() -> None:
    assert great_circles_km([DAX], [BAYONNE, PAU, TARBES]).shape == (1, 3)
    assert great_circles_km([], [BAYONNE]).shape == (0, 1)


@pytest.mark.parametrize(("latitude", "longitude"), [(91, 0), (-91, 0), (0, 181), (float("nan"), 0)])
def test_a_point_off_the_globe_cannot_be_built(latitude: float, longitude: float) -> None:
    with pytest.raises(ValueError, match="not a point of the globe"):
        Place(latitude, longitude, "MAINLAND")
