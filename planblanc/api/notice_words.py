"""What notices, alerts and messages are called, value by value."""

from planblanc.api import enums
from planblanc.domain.alerts import AlertState
from planblanc.domain.notifications import DeliveryState, NoticeKind, NoticeState

__all__ = ["AlertState", "DeliveryState", "NoticeKind", "NoticeState"]

enums.describe(
    NoticeKind,
    "Nature d'un avis.",
    {
        NoticeKind.ALERT: "Alerte sur un nouvel incident.",
        NoticeKind.UNREACHABLE: "Un destinataire n'a pas pu être joint.",
        NoticeKind.ARRIVALS: "Point des arrivées, au numéro de contre-appel de la victime.",
        NoticeKind.HAND_OVER_OFFERED: "Passation à accepter.",
        NoticeKind.SOLICITATION: "Sollicitation d'un prêteur.",
        NoticeKind.SOLICITATION_OVERDUE: "Réponse attendue d'un prêteur.",
        NoticeKind.SOLICITATION_ANSWERED: "Réponse d'un prêteur.",
        NoticeKind.POOL_DRAWN_ON: "Ressources de la région sollicitées pour une autre.",
        NoticeKind.PLAN_CHANGED: "Plan à approuver.",
        NoticeKind.OFFER_MADE: "Aide proposée.",
        NoticeKind.ENGAGEMENT_CANCELLED: "Engagement annulé.",
        NoticeKind.ENGAGEMENT_REDUCED: "Engagement réduit.",
        NoticeKind.RECEIPT_SHORT: "Réception incomplète.",
        NoticeKind.RETURN_REQUESTED: "Retour demandé par un prêteur.",
        NoticeKind.LOAN_OVERDUE: "Prêt à rendre.",
        NoticeKind.OBLIGATION_DUE: "Échéance légale.",
        NoticeKind.SERVICE_REASSESSMENT_DUE: "État des services à revoir.",
        NoticeKind.SITUATION_REPORTED: "Point de situation disponible.",
        NoticeKind.FLOOR_LOWERED: "Plancher d'un prêteur abaissé.",
        NoticeKind.SECURITY_CHANGED: "État de sécurité d'un établissement changé.",
        NoticeKind.CODE_USED: "Code d'accès utilisé par un établissement.",
        NoticeKind.GLASS_BROKEN: "Accès de secours ouvert.",
    },
)
enums.describe(
    NoticeState,
    "Fin d'un avis, ou de l'essai d'un canal.",
    {
        NoticeState.PENDING: "En cours.",
        NoticeState.DELIVERED: "Remis au canal, qui l'a accepté.",
        NoticeState.FAILED: "Refusé : le canal suivant est essayé, s'il en reste un.",
        NoticeState.EXPIRED: "Plus d'objet : trop tard, déjà reçu, ou remplacé.",
        NoticeState.EXERCISE: "Exercice : personne n'a été prévenu.",
    },
)
enums.describe(
    DeliveryState,
    "Fin d'un message à un programme.",
    {
        DeliveryState.PENDING: "En cours.",
        DeliveryState.DELIVERED: "Accepté par le programme.",
        DeliveryState.FAILED: "Refusé définitivement par le programme.",
        DeliveryState.EXPIRED: "Jamais accepté à temps.",
    },
)
enums.describe(
    AlertState,
    "Où en est une alerte.",
    {
        AlertState.RAISED: "Donnée : personne n'en a encore accusé réception.",
        AlertState.ACKNOWLEDGED: "Reçue.",
        AlertState.ENDED: "Terminée avec son incident.",
    },
)
