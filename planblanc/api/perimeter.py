"""The ladder of the perimeter, as the API tells it."""

from planblanc.api import enums
from planblanc.domain.perimeter import Rung

__all__ = ["Rung"]

enums.describe(
    Rung,
    "Échelon du périmètre, du plus proche au plus lointain ; les trois premiers sont ouverts d'emblée.",
    {
        Rung.OWN_GROUP: "Même entité juridique, GHT ou groupe privé, dans la même région.",
        Rung.DEPARTMENT: "Même département.",
        Rung.REGION: "Même région.",
        Rung.ADJACENT_REGION: "Région voisine par la route ; s'ouvre par l'ARS de la région.",
        Rung.ZONE: "Même zone de défense ; s'ouvre par l'ARS de zone.",
        Rung.NATIONAL: "Toute la France ; s'ouvre par la coordination nationale.",
        Rung.EU: "Union européenne ; s'ouvre par la coordination nationale.",
    },
)
