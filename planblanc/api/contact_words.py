"""By what a contact is reached, and whom it rings, in the words of the API."""

from planblanc.api import enums
from planblanc.domain.contacts import ContactChannel, ContactFunction

__all__ = ["ContactChannel", "ContactFunction"]

enums.describe(
    ContactChannel,
    "Moyen de joindre une organisation.",
    {
        ContactChannel.PHONE: "Téléphone.",
        ContactChannel.SMS: "SMS.",
        ContactChannel.MAIL: "Messagerie, hors du réseau de la victime.",
        ContactChannel.RADIO: "Radio.",
        ContactChannel.SATELLITE: "Téléphone par satellite.",
        ContactChannel.APPRISE: "Autre service de messages, par son adresse au format Apprise (service://…).",
    },
)

enums.describe(
    ContactFunction,
    "Qui un point de contact joint.",
    {
        ContactFunction.DUTY_DIRECTOR: "Le directeur de garde, sur son mobile : le seul numéro d'un contre-appel.",
        ContactFunction.CRISIS_CELL: "La cellule de crise.",
        ContactFunction.IT_DUTY: "L'astreinte informatique.",
        ContactFunction.SWITCHBOARD: "Le standard.",
        ContactFunction.OTHER: "Autre, ou on ne sait pas.",
    },
)
