"""The words of relief, as the API says them in French."""

from planblanc.api import enums
from planblanc.domain.relief import ReliefState

__all__ = ["ReliefState"]

enums.describe(
    ReliefState,
    "Où en est une relève.",
    {
        ReliefState.REQUESTED: "Demandée : le calcul est en cours.",
        ReliefState.PROPOSED: "Proposée : elle attend une décision.",
        ReliefState.FAILED: "Sans résultat : la raison est donnée.",
        ReliefState.APPROVED: "Approuvée : ses intervenants sont promis, et leurs prêteurs peuvent être appelés.",
        ReliefState.SUPERSEDED: "Remplacée par une relève plus récente.",
    },
)
