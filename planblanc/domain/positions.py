"""Where something stands: a point of the globe, and the road network it can leave by."""

from dataclasses import dataclass

from planblanc.domain.errors import BadInput

MAINLAND = "MAINLAND"
# Departments that no road joins to the mainland; their smaller islands must be named by whoever describes the place.
_NETWORKS = {
    "2A": "CORSE",
    "2B": "CORSE",
    "971": "GUADELOUPE",
    "972": "MARTINIQUE",
    "973": "GUYANE",
    "974": "REUNION",
    "975": "SAINT_PIERRE_ET_MIQUELON",
    "976": "MAYOTTE",
    "977": "SAINT_BARTHELEMY",
    "978": "SAINT_MARTIN",
    "986": "WALLIS_ET_FUTUNA",
}


@dataclass(frozen=True, slots=True)
class Position:
    """Degrees (WGS 84) and the code of a road network."""

    latitude: float
    longitude: float
    network: str

    def __post_init__(self) -> None:
        # A comparison with NaN is false: it is refused with the rest.
        if not -90 <= self.latitude <= 90:
            raise BadInput("La latitude doit être comprise entre -90 et 90 degrés.", ("latitude",))
        if not -180 <= self.longitude <= 180:
            raise BadInput("La longitude doit être comprise entre -180 et 180 degrés.", ("longitude",))


def usual_network(department: str) -> str:
    """The road network of most of a department (INSEE code), for want of a better word."""
    return _NETWORKS.get(department, MAINLAND)
