"""A procedure as its business owner types it."""

from datetime import date

import strawberry

from planblanc.api import enums, nodes
from planblanc.domain import procedures as domain
from planblanc.domain.identity import ProcedureId
from planblanc.domain.procedures import ProcedureKind, ProcedureScope

enums.describe(
    ProcedureKind,
    "Nature d'une procédure.",
    {
        ProcedureKind.REFLEX: "Fiche réflexe : les premières minutes.",
        ProcedureKind.DEGRADED: "Procédure dégradée : travailler des jours sans informatique.",
    },
)
enums.describe(
    ProcedureScope,
    "Pour qui une procédure est écrite ; la plus proche vaut.",
    {
        ProcedureScope.ESTABLISHMENT: "Un établissement.",
        ProcedureScope.GROUP: "Un GHT.",
        ProcedureScope.REGION: "Une région.",
        ProcedureScope.NATIONAL: "Tous.",
    },
)


@strawberry.input(description="Ce dont une procédure est tirée.")
class ProcedureSourceInput:
    title: str = strawberry.field(description="Titre.")
    publisher: str = strawberry.field(description="Éditeur.")
    year: int | None = strawberry.field(description="Année.", default=None)


@strawberry.input(description="Le brouillon d'une procédure.")
class SaveProcedureInput:
    code: str = strawberry.field(description="Code stable, le même d'une édition à l'autre.")
    edition: str = strawberry.field(description="Édition, par exemple 2.")
    title: str = strawberry.field(description="Titre.")
    kind: ProcedureKind = strawberry.field(description="Nature.")
    service_domain: str = strawberry.field(description="Code du service concerné.")
    scope: ProcedureScope = strawberry.field(description="Pour qui elle est écrite.")
    business_owner: str = strawberry.field(description="Qui en répond, dans le métier : une fonction.")
    body: str = strawberry.field(description="Texte, en Markdown, 200 000 caractères au plus.")
    establishment_finess: str | None = strawberry.field(description="L'établissement, pour cette portée.", default=None)
    hospital_group: str | None = strawberry.field(description="Code du GHT, pour cette portée.", default=None)
    region: str | None = strawberry.field(description="Code INSEE de la région, pour cette portée.", default=None)
    review_on: date | None = strawberry.field(description="À revoir à cette date.", default=None)
    last_exercised_on: date | None = strawberry.field(description="Dernier exercice.", default=None)
    sources: list[ProcedureSourceInput] = strawberry.field(
        description="Ce dont elle est tirée : cinquante sources au plus.", default_factory=list
    )
    rank: int = strawberry.field(description="Ordre d'impression parmi celles du même service, de 1 à 9 999.", default=100)
    id: strawberry.ID | None = strawberry.field(
        description="Le brouillon à reprendre, ou la procédure publiée dont commencer un brouillon.", default=None
    )
    version: int | None = strawberry.field(description="La version lue, avec id.", default=None)

    def wanted(self) -> domain.ProcedureWanted:
        """What the use case takes."""
        return domain.ProcedureWanted(
            code=self.code,
            edition=self.edition,
            title=self.title,
            kind=self.kind,
            service_domain=self.service_domain,
            scope=self.scope,
            business_owner=self.business_owner,
            body=self.body,
            establishment_finess=self.establishment_finess,
            hospital_group=self.hospital_group,
            region=self.region,
            review_on=self.review_on,
            last_exercised_on=self.last_exercised_on,
            sources=tuple(domain.ProcedureSource(one.title, one.publisher, one.year) for one in self.sources),
            rank=self.rank,
            id=ProcedureId(nodes.uuid_of(self.id, "Procedure")) if self.id else None,
            version=self.version,
        )


@strawberry.input(description="Le brouillon à publier.")
class PublishProcedureInput:
    procedure: strawberry.ID = strawberry.field(description="Le brouillon.")
    version: int = strawberry.field(description="La version lue.")
