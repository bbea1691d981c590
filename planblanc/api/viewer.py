"""Who the service takes the caller for."""

import strawberry

from planblanc.api.nodes import global_id
from planblanc.api.operation import Info
from planblanc.api.roles import Role
from planblanc.domain.access import Actor


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
