"""The structure that is hit, as it is told and as it is shown."""

from enum import StrEnum
from uuid import UUID

import strawberry

from planblanc.api import enums
from planblanc.api.establishments import Establishment
from planblanc.api.operation import Info
from planblanc.domain import victims as domain
from planblanc.domain.victims import Entity, Site, VictimTold
from planblanc.store import establishments as stored


class VictimKind(StrEnum):
    """By what the structure is known."""

    SITE = "SITE"
    ENTITY = "ENTITY"
    UNLISTED = "UNLISTED"


enums.describe(
    VictimKind,
    "Ce par quoi la structure touchée est connue.",
    {
        VictimKind.SITE: "Un site du référentiel (FINESS ET).",
        VictimKind.ENTITY: "Une entité juridique (FINESS EJ) : le site touché reste à préciser.",
        VictimKind.UNLISTED: "Une structure absente du référentiel, connue par son nom : une personne doit la rapprocher.",
    },
)


@strawberry.type(description="Structure touchée par un incident.")
class Victim:
    site_key: strawberry.Private[UUID | None]
    entity_key: strawberry.Private[UUID | None]
    kind: VictimKind = strawberry.field(description="Ce par quoi elle est connue.")
    finess: str | None = strawberry.field(description="Numéro FINESS du site ou de l'entité, tel qu'il a été donné.")
    name: str = strawberry.field(description="Nom.")
    town: str | None = strawberry.field(description="Commune, si elle est connue.")
    department_code: str | None = strawberry.field(description="Code INSEE du département, s'il est connu.")

    @classmethod
    def of(cls, victim: domain.Victim) -> "Victim":
        """The victim, as the API shows it."""
        kind = VictimKind.SITE if isinstance(victim, Site) else VictimKind.ENTITY if isinstance(victim, Entity) else VictimKind.UNLISTED
        return cls(
            site_key=victim.id if isinstance(victim, Site) else None,
            entity_key=victim.id if isinstance(victim, Entity) else None,
            kind=kind,
            finess=victim.finess,
            name=victim.name,
            town=None if isinstance(victim, Entity) else victim.town,
            department_code=victim.department,
        )

    @strawberry.field(description="Le site du référentiel, quand la structure est connue par lui.")
    async def establishment(self, info: Info) -> Establishment | None:
        found = await info.context.load(stored.establishments_by_id, self.site_key) if self.site_key else None
        return Establishment.of(found) if found else None

    @strawberry.field(description="Les sites parmi lesquels choisir, quand seule l'entité juridique est connue : cent au plus.")
    async def sites(self, info: Info) -> list[Establishment]:
        found = await info.context.load(stored.sites_of_entities, self.entity_key) if self.entity_key else []
        return [Establishment.of(site) for site in found[:100]]


@strawberry.input(description="La structure touchée, telle que l'appelant la nomme : un numéro FINESS ou un nom suffit.")
class VictimInput:
    finess: str | None = strawberry.field(
        description="Numéro FINESS d'un site ou d'une entité juridique. Une clé fausse est signalée, jamais refusée.", default=None
    )
    name: str | None = strawberry.field(description="Nom, quand le numéro n'est pas connu du référentiel.", default=None)
    town: str | None = strawberry.field(description="Commune.", default=None)
    department: str | None = strawberry.field(description="Code INSEE du département.", default=None)
    region: str | None = strawberry.field(
        description="Code INSEE de la région, quand rien d'autre ne la dit et que vous en suivez plusieurs.", default=None
    )

    def told(self) -> VictimTold:
        """What the use cases take."""
        return VictimTold(self.finess, self.name, self.town, self.department, self.region)
