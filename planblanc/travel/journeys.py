"""How far and how long from where help stands to where it is needed."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from enum import IntEnum
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from planblanc.travel.networks import NetworkLinks
from planblanc.travel.places import Located, Matrix, great_circle_km, great_circles_km

# Fitted on French roads under 250 km of great circle, with a mean error of 13 %.
START_MINUTES = 15.0
MINUTES_PER_KM = 0.829
FITTED_UP_TO_KM = 250.0
MEAN_ERROR = 0.13


class Basis(IntEnum):
    """What a number of minutes rests on."""

    ROAD = 0  # the fitted estimate
    EXTRAPOLATED = 1  # the same, beyond the distances it was fitted on
    FLIGHT = 2  # a link between two road networks
    ASSUMED_FLIGHT = 3  # the same, its duration an unconfirmed default
    NO_WAY = 4  # no link is known: the minutes are infinite


@dataclass(frozen=True)
class Journeys:
    """Every lender place to every victim place; the arrays have the shape victims × lenders."""

    km: Matrix
    minutes: Matrix
    basis: NDArray[np.int8]


@dataclass(frozen=True)
class Journey:
    """One lender place to one victim place; no duration where there is no way."""

    km: float
    duration: timedelta | None
    basis: Basis


class TravelModel(Protocol):
    """What serves the matrix: the documented estimate here, or a routing service of the same shape."""

    def journeys(self, victims: Sequence[Located], lenders: Sequence[Located]) -> Journeys:
        """Measure every lender place to every victim place."""
        ...


@dataclass(frozen=True)
class DocumentedEstimate:
    """On one road network `15 + 0.829 × km` minutes; between two networks the link's overhead and flight."""

    links: NetworkLinks

    def journeys(self, victims: Sequence[Located], lenders: Sequence[Located]) -> Journeys:
        """Measure every lender place to every victim place."""
        km = great_circles_km(victims, lenders)
        codes = tuple(sorted({place.network for place in (*victims, *lenders)}))
        flight, flight_basis = self._between(codes)
        to, start = _numbers(codes, victims), _numbers(codes, lenders)
        same_network = to[:, None] == start[None, :]
        minutes = np.where(same_network, START_MINUTES + MINUTES_PER_KM * km, flight[np.ix_(to, start)])
        on_road = np.where(km <= FITTED_UP_TO_KM, Basis.ROAD, Basis.EXTRAPOLATED)
        basis = np.where(same_network, on_road, flight_basis[np.ix_(to, start)])
        return Journeys(km, minutes, basis.astype(np.int8))

    def _between(self, codes: tuple[str, ...]) -> tuple[Matrix, NDArray[np.int8]]:
        minutes = np.full((len(codes), len(codes)), np.inf)
        basis = np.full((len(codes), len(codes)), Basis.NO_WAY, dtype=np.int8)
        for row, destination in enumerate(codes):
            for column, origin in enumerate(codes):
                link = self.links.get((origin, destination))
                if link is not None:
                    minutes[row, column] = link.duration / timedelta(minutes=1)
                    basis[row, column] = Basis.FLIGHT if link.confirmed else Basis.ASSUMED_FLIGHT
        return minutes, basis


def journey(model: TravelModel, victim: Located, lender: Located) -> Journey:
    """One journey as it is shown, its km by geopy."""
    return to_one(model, victim, [lender])[0]


def to_one(model: TravelModel, victim: Located, lenders: Sequence[Located]) -> list[Journey]:
    """The journeys of several lender places to one victim, as they are shown, measured at once."""
    measured = model.journeys([victim], lenders)
    return [
        Journey(
            km=great_circle_km(lender, victim),
            duration=timedelta(minutes=minutes) if np.isfinite(minutes) else None,
            basis=Basis(basis),
        )
        for lender, minutes, basis in zip(lenders, measured.minutes[0].tolist(), measured.basis[0].tolist(), strict=True)
    ]


def _numbers(codes: tuple[str, ...], places: Sequence[Located]) -> NDArray[np.intp]:
    return np.array([codes.index(place.network) for place in places], dtype=np.intp)
