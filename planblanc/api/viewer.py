"""Who the service takes the caller for."""

import strawberry

from planblanc.api.enums import describe
from planblanc.api.nodes import global_id
from planblanc.api.operation import Info
from planblanc.domain.access import Actor, Role

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
}

describe(Role, "Rôle d'un acteur : ce qu'il peut faire, dans les limites de son périmètre.", _MEANINGS)


@strawberry.type(description="L'acteur que le service reconnaît dans le jeton présenté, et son périmètre.")
class Viewer:
    id: strawberry.ID = strawberry.field(description="Identifiant de l'acteur, tel que le journal le note.")
    name: str = strawberry.field(description="Nom affiché.")
    role: Role = strawberry.field(description="Rôle.")
    regions: list[str] = strawberry.field(description="Codes INSEE des régions du périmètre ; vide pour un rôle national.")
    establishments: list[strawberry.ID] = strawberry.field(description="Établissements du périmètre, par leur identifiant global.")
    lenders: list[strawberry.ID] = strawberry.field(description="Prêteurs du périmètre, par leur identifiant global.")

    @classmethod
    def of(cls, actor: Actor) -> "Viewer":
        """The actor, as the API shows it."""
        return cls(
            id=global_id("Actor", actor.id),
            name=actor.name,
            role=actor.role,
            regions=sorted(actor.regions),
            establishments=[global_id("Establishment", key) for key in sorted(actor.establishments)],
            lenders=[global_id("Lender", key) for key in sorted(actor.lenders)],
        )


@strawberry.type
class Queries:
    @strawberry.field(description="Qui vous êtes pour le service : nom, rôle, périmètre.")
    def viewer(self, info: Info) -> Viewer:
        return Viewer.of(info.context.actor)
