"""What engagements, costs and loans are said to be, value by value."""

from planblanc.api import enums
from planblanc.domain.costs import CostRule
from planblanc.domain.engagements import EndKind, EngagementState
from planblanc.domain.loans import LoanState

enums.describe(
    EngagementState,
    "Où en est un engagement ; un pas peut être sauté, aucun ne se reprend.",
    {
        EngagementState.PROPOSED: "Demandé à son prêteur, sans réponse encore.",
        EngagementState.ALERTED: "Confirmé : le prêteur libère, la personne accepte, l'ordre de départ est donné.",
        EngagementState.DEPARTED: "Parti.",
        EngagementState.ARRIVED: "Arrivé sur place.",
        EngagementState.COMPLETED: "Terminé sur place.",
        EngagementState.RETURNED: "Rentré chez son prêteur.",
        EngagementState.REFUSED: "Refusé par son prêteur ou par la personne.",
        EngagementState.CANCELLED: "Annulé avant l'arrivée.",
    },
)
enums.describe(
    EndKind,
    "Comment une personne a mis fin à un engagement avant son terme.",
    {
        EndKind.CANCELLED: "Annulé.",
        EndKind.RECALLED: "Rappelé avant d'arriver.",
        EndKind.RELEASED: "Libéré plus tôt que prévu.",
        EndKind.SICK: "Malade, à remplacer.",
    },
)
enums.describe(
    CostRule,
    "Comment une convention compte.",
    {
        CostRule.FREE: "À titre gracieux.",
        CostRule.HOURLY: "À l'heure travaillée.",
        CostRule.DAILY: "Par unité et par jour commencé, de l'arrivée à la fin.",
        CostRule.FLAT: "Au forfait, une fois arrivé.",
    },
)
enums.describe(
    LoanState,
    "Où en est un prêt.",
    {
        LoanState.OUT: "Sorti de chez le prêteur.",
        LoanState.RECEIVED: "Reçu par l'établissement.",
        LoanState.RETURNED: "Rendu au prêteur.",
        LoanState.LOST: "Perdu : il ne reviendra pas.",
    },
)

__all__ = ["CostRule", "EndKind", "EngagementState", "LoanState"]
