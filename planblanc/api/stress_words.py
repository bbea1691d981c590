"""The words of stress tests, as the API says them in French."""

from planblanc.api import enums
from planblanc.domain.stress import StressPart, StressStaffing, StressState

__all__ = ["StressPart", "StressStaffing", "StressState"]

enums.describe(
    StressState,
    "Où en est un test de résistance.",
    {
        StressState.REQUESTED: "Demandé : il attend son tour.",
        StressState.RUNNING: "En cours : les attaques déjà faites sont comptées.",
        StressState.DONE: "Terminé : ses résultats peuvent être lus.",
        StressState.FAILED: "Sans résultat : la raison est donnée.",
        StressState.CANCELLED: "Arrêté avant sa fin.",
    },
)
enums.describe(
    StressStaffing,
    "Effectif au moment de l'attaque : qui est disponible, et avec quels délais.",
    {
        StressStaffing.DAY: "De jour : un mardi à 10 h, à l'heure de la région.",
        StressStaffing.NIGHT: "De nuit : un mercredi à 2 h.",
        StressStaffing.WEEK_END: "Le week-end : un dimanche à 15 h.",
    },
)
enums.describe(
    StressPart,
    "Tableau des résultats d'un test de résistance.",
    {
        StressPart.ALONE: "Chaque établissement attaqué seul.",
        StressPart.GROUP: "Chaque groupe d'établissements au sort commun, attaqué tout entier.",
        StressPart.PAIR: "Les paires d'établissements attaqués ensemble : les cent pires.",
        StressPart.SHORTAGE: "Ce qui manque, sur toutes les attaques isolées.",
        StressPart.LOSS: "Les personnes et les stocks qui manqueraient le plus.",
        StressPart.GAIN: "Ce qu'une unité de plus apporterait, et où.",
    },
)
