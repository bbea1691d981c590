"""Places on the globe, and the great circles between them."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from geopy.distance import great_circle
from numpy.typing import NDArray

# The radius geopy uses, so that the matrix of the plan and the distance that is shown never disagree.
EARTH_RADIUS_KM = 6371.009

Matrix = NDArray[np.float64]


class Located(Protocol):
    """Whatever stands somewhere: degrees (WGS 84), and the code of the road network there."""

    @property
    def latitude(self) -> float:
        """Degrees north."""
        ...

    @property
    def longitude(self) -> float:
        """Degrees east."""
        ...

    @property
    def network(self) -> str:
        """The road network's code."""
        ...


@dataclass(frozen=True)
class Place:
    """A point in degrees (WGS 84) and the code of the road network it stands on."""

    latitude: float
    longitude: float
    network: str

    def __post_init__(self) -> None:
        if not (-90 <= self.latitude <= 90 and -180 <= self.longitude <= 180):
            raise ValueError(f"not a point of the globe: {self.latitude}, {self.longitude}")


def great_circle_km(origin: Located, destination: Located) -> float:
    """The distance that is shown between two places, in km."""
    return float(great_circle((origin.latitude, origin.longitude), (destination.latitude, destination.longitude)).km)


def great_circles_km(victims: Sequence[Located], lenders: Sequence[Located]) -> Matrix:
    """The distances of every lender place from every victim place (haversine), shape victims × lenders, in km."""
    to_latitude, to_longitude = _radians(victims)
    from_latitude, from_longitude = _radians(lenders)
    half_height = np.sin((to_latitude[:, None] - from_latitude[None, :]) / 2) ** 2
    half_width = np.sin((to_longitude[:, None] - from_longitude[None, :]) / 2) ** 2
    narrowing = np.cos(to_latitude)[:, None] * np.cos(from_latitude)[None, :]
    chord = np.clip(half_height + narrowing * half_width, 0.0, 1.0)
    kilometres: Matrix = 2 * EARTH_RADIUS_KM * np.arcsin(np.sqrt(chord))
    return kilometres


def _radians(places: Sequence[Located]) -> tuple[Matrix, Matrix]:
    points = np.array([(place.latitude, place.longitude) for place in places], dtype=np.float64).reshape(-1, 2)
    latitudes, longitudes = np.radians(points).T
    return latitudes, longitudes
