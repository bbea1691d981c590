"""The words of plans, as the API says them in French."""

from planblanc.api import enums
from planblanc.domain.plans import LineFlag, PlanMethod, PlanScope, PlanStanding, PlanState

__all__ = ["LineFlag", "PlanMethod", "PlanScope", "PlanStanding", "PlanState"]

enums.describe(
    PlanState,
    "Où en est le calcul d'un plan.",
    {
        PlanState.REQUESTED: "Demandé : le calcul est en cours.",
        PlanState.PROPOSED: "Calculé : il peut être lu.",
        PlanState.FAILED: "Sans résultat : la raison est donnée.",
    },
)
enums.describe(
    PlanStanding,
    "Où en est un plan pour un incident.",
    {
        PlanStanding.PROPOSED: "Proposé : il attend une décision.",
        PlanStanding.APPROVED: "Approuvé : ses ressources sont promises.",
        PlanStanding.SUPERSEDED: "Remplacé par un plan plus récent.",
        PlanStanding.EXPIRED: "Périmé : aucune décision n'a été prise à temps.",
    },
)
enums.describe(
    PlanScope,
    "Périmètre d'un plan.",
    {
        PlanScope.REGION: "Les incidents ouverts de la région.",
        PlanScope.ZONE: "Ceux de la zone de défense.",
        PlanScope.NATION: "Ceux de tout le pays.",
    },
)
enums.describe(
    PlanMethod,
    "Ce que l'on sait de la qualité d'un plan.",
    {
        PlanMethod.OPTIMAL: "Prouvé : aucun plan n'est meilleur, préférence après préférence.",
        PlanMethod.GAP: "Le meilleur trouvé : l'écart à la borne est donné par préférence.",
        PlanMethod.NEAREST_FIRST: "Liste au plus proche : le calcul n'a pas abouti, les règles sont respectées.",
    },
)
enums.describe(
    LineFlag,
    "Ce qu'il faut savoir d'une ligne avant d'appeler.",
    {
        LineFlag.TO_CONFIRM: "À confirmer par téléphone : la donnée a dépassé sa date de confirmation.",
        LineFlag.TO_ATTEST: "À attester : le prêteur est du même groupe que la victime.",
        LineFlag.ASSUMED_DELAY: "Délai supposé : personne, sur le terrain, ne l'a confirmé.",
        LineFlag.EXTRAPOLATED: "Trajet extrapolé, au-delà de 250 km.",
        LineFlag.SUBSTITUTE: "Matériel de remplacement accepté à la place du type demandé.",
        LineFlag.SYNTHETIC: "Donnée synthétique, inventée pour une démonstration.",
        LineFlag.KEPT: "Déjà demandé ou engagé : rien ne change pour cette ressource.",
    },
)
