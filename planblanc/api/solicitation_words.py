"""The words of solicitations and offers, as the API says them in French."""

from planblanc.api import enums
from planblanc.domain.offers import OfferState
from planblanc.domain.solicitations import Answer, Consent

__all__ = ["Answer", "Consent", "OfferState"]

enums.describe(
    Answer,
    "Ce qu'un prêteur répond à une ligne.",
    {
        Answer.PENDING: "En attente de réponse.",
        Answer.ACCEPTED: "Oui, pour tout ce qui est demandé.",
        Answer.PARTIAL: "Partiel : une quantité, moindre.",
        Answer.REFUSED: "Non, avec la raison.",
        Answer.DEFERRED: "À rappeler, dans un délai qui court.",
    },
)
enums.describe(
    Consent,
    "L'accord de la personne qui partirait.",
    {
        Consent.NOT_NEEDED: "Sans objet : du matériel, ou une capacité anonyme.",
        Consent.PENDING: "Attendu.",
        Consent.GIVEN: "Donné.",
        Consent.REFUSED: "Refusé.",
    },
)
enums.describe(
    OfferState,
    "Ce qui est fait d'une aide proposée.",
    {
        OfferState.RECEIVED: "Reçue : elle attend une décision.",
        OfferState.ACCEPTED: "Acceptée : elle est dans le vivier.",
        OfferState.DECLINED: "Déclinée, avec la raison.",
    },
)
