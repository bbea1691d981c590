"""Where things stand."""

import strawberry

from planblanc.domain import positions as domain


@strawberry.type(description="Position d'un lieu.")
class Position:
    latitude: float = strawberry.field(description="Latitude, en degrés (WGS 84).")
    longitude: float = strawberry.field(description="Longitude, en degrés (WGS 84).")
    road_network: str = strawberry.field(description="Réseau routier : MAINLAND pour le continent, sinon l'île ou le territoire.")

    @classmethod
    def of(cls, position: domain.Position) -> "Position":
        """The position, as the API shows it."""
        return cls(latitude=position.latitude, longitude=position.longitude, road_network=position.network)
