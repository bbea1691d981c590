"""Ready packs: bundles of needs for a call in which nothing else is known."""

from datetime import timedelta

import strawberry

from planblanc.api.levels import Level
from planblanc.api.operation import Info
from planblanc.domain import packs as domain
from planblanc.domain.requests import Criticality, WantedBy
from planblanc.store import packs as stored


@strawberry.type(
    description="Ligne d'un lot : une base, plus une part pour cent lits, arrondie à l'unité supérieure, entre un minimum et un maximum."
)
class ReadyPackLine:
    competence: str | None = strawberry.field(description="Code de la compétence.")
    equipment_type: str | None = strawberry.field(description="Code du type de matériel.")
    service_domain: str | None = strawberry.field(description="Code du domaine de service dont la procédure est voulue.")
    least_level: Level | None = strawberry.field(description="Niveau minimal de la compétence.")
    only_if_service: str | None = strawberry.field(description="Ne compte que si l'établissement assure ce service.")
    base: int = strawberry.field(description="Quantité de base.")
    per_hundred_beds: float = strawberry.field(description="Quantité pour cent lits.")
    least: int = strawberry.field(description="Quantité minimale.")
    most: int = strawberry.field(description="Quantité maximale.")
    wanted_by: WantedBy = strawberry.field(description="Délai voulu.")
    window_hours: int = strawberry.field(description="Durée de la fenêtre, en heures.")
    criticality: Criticality = strawberry.field(description="Ce qui y tient.")

    @classmethod
    def of(cls, line: domain.PackLine) -> "ReadyPackLine":
        """The line, as the API shows it."""
        return cls(
            competence=line.competence,
            equipment_type=line.equipment_type,
            service_domain=line.service_domain,
            least_level=Level(line.least_level) if line.least_level else None,
            only_if_service=line.only_if_service,
            base=line.base,
            per_hundred_beds=float(line.per_100_beds),
            least=line.least,
            most=line.most,
            wanted_by=line.wanted_by,
            window_hours=line.window // timedelta(hours=1),
            criticality=line.criticality,
        )


@strawberry.type(description="Lot prêt : des besoins à demander d'un mot, à la mesure de l'établissement.")
class ReadyPack:
    code: str = strawberry.field(description="Code stable.")
    label: str = strawberry.field(description="Libellé.")
    explanation: str = strawberry.field(description="À quoi il sert.")
    lines: list[ReadyPackLine] = strawberry.field(description="Ses lignes : une trentaine au plus.")

    @classmethod
    def of(cls, pack: domain.Pack) -> "ReadyPack":
        """The pack, as the API shows it."""
        lines = [ReadyPackLine.of(line) for line in pack.lines]
        return cls(code=pack.code, label=pack.label, explanation=pack.description, lines=lines)


@strawberry.type
class Queries:
    @strawberry.field(description="Les lots prêts, par code : cent au plus.")
    async def ready_packs(self, info: Info) -> list[ReadyPack]:
        return [ReadyPack.of(pack) for pack in await stored.read(await info.context.tx())]
