"""Roles and channels, as the API tells them."""

from planblanc.api.enums import describe
from planblanc.domain.access import Channel, Role

__all__ = ["Channel", "Role"]

_MEANINGS = {
    Role.ARS_COORDINATOR: "Coordonnateur d'une agence régionale de santé : prend les appels, planifie, approuve, suit.",
    Role.ZONE_COORDINATOR: "Coordonnateur de l'ARS de zone : autorise en plus l'échelon de la zone de défense.",
    Role.NATIONAL_COORDINATOR: "Coordonnateur national : autorise les échelons national et européen, arbitre entre régions.",
    Role.NATIONAL_READER: "Lecteur national (CERT Santé) : lit les incidents et les chiffres.",
    Role.SAMU: "SAMU : lit l'état des services des établissements de son territoire.",
    Role.ESTABLISHMENT: "Établissement : demande de l'aide, suit les arrivées, répond comme prêteur.",
    Role.RESOURCE_MANAGER: "Gestionnaire de ressources d'un prêteur : tient à jour intervenants, matériel et procédures.",
    Role.DUTY_DIRECTOR: "Directeur de garde d'un prêteur : libère des personnes et du matériel.",
    Role.SERVICE: "Programme : portail d'incidents ou outil de crise d'un établissement.",
    Role.ADMINISTRATOR: "Administrateur de l'installation : utilisateurs, clés, réglages ; aucun geste de crise.",
    Role.LINK_HOLDER: "Porteur d'un lien de réponse : une sollicitation, ou un engagement, et rien d'autre.",
    Role.CODE_HOLDER: "Porteur d'un code papier : demande de l'aide, suit et reçoit ce qui arrive, lit ses procédures.",
    Role.NEWCOMER: "Nouveau venu : identifié, et sans aucun droit tant que personne ne lui en a donné.",
}

describe(Role, "Rôle d'un acteur : ce qu'il peut faire, dans les limites de son périmètre.", _MEANINGS)
describe(
    Channel,
    "Par quel canal un acte est arrivé au service.",
    {
        Channel.API: "L'API.",
        Channel.PHONE: "Un appel téléphonique, noté par un agent.",
        Channel.CONSOLE: "La console.",
        Channel.PORTAL: "Le portail national des incidents.",
        Channel.LINK: "Un lien à usage unique.",
        Channel.SYSTEM: "Le service lui-même.",
    },
)
