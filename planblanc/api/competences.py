"""The catalogues that everybody speaks by: competences, services, causes."""

from collections.abc import Mapping
from typing import Annotated

import strawberry

from planblanc.api import connections, enums
from planblanc.api.connections import DEFAULT_SIZE, After, Connection, First
from planblanc.api.nodes import Node, ReadNode, global_id
from planblanc.api.operation import Info, Operation
from planblanc.domain import catalogues as domain
from planblanc.domain.incidents import Origin
from planblanc.store import catalogues as stored

enums.describe(
    Origin,
    "Origine d'un incident.",
    {
        Origin.MALICIOUS: "Malveillante.",
        Origin.NOT_MALICIOUS: "Non malveillante : panne, erreur, prestataire.",
        Origin.UNKNOWN: "Pas encore connue.",
    },
)


@strawberry.type(description="Service d'un établissement qui peut être touché.")
class ServiceDomain(Node):
    code: str = strawberry.field(description="Code stable.")
    label: str = strawberry.field(description="Libellé.")
    rank: int = strawberry.field(description="Ordre d'affichage.")

    @classmethod
    def of(cls, domain: domain.ServiceDomain) -> "ServiceDomain":
        """The service domain, as the API shows it."""
        return cls(id=global_id("ServiceDomain", domain.code), code=domain.code, label=domain.label, rank=domain.rank)


@strawberry.type(description="Compétence du catalogue, avec ses correspondances nationales et européennes.")
class Competence(Node):
    code: str = strawberry.field(description="Code stable.")
    family: str = strawberry.field(description="Famille de compétences.")
    label: str = strawberry.field(description="Libellé.")
    explanation: str = strawberry.field(description="Ce qu'elle recouvre.")
    pris_activity: str | None = strawberry.field(description="Activité PRIS de l'ANSSI qui lui correspond, s'il y en a une.")
    ecsf_role: str | None = strawberry.field(description="Rôle du cadre européen ECSF (ENISA), s'il y en a un.")

    @classmethod
    def of(cls, competence: domain.Competence) -> "Competence":
        """The competence, as the API shows it."""
        return cls(
            id=global_id("Competence", competence.code),
            code=competence.code,
            family=competence.family,
            label=competence.label,
            explanation=competence.description,
            pris_activity=competence.pris_activity,
            ecsf_role=competence.ecsf_role,
        )


@strawberry.type(description="Cause d'un incident.")
class IncidentCategory:
    code: str = strawberry.field(description="Code stable.")
    label: str = strawberry.field(description="Libellé.")
    origin: Origin = strawberry.field(description="Ce qu'elle dit de l'origine.")

    @classmethod
    def of(cls, category: domain.IncidentCategory) -> "IncidentCategory":
        """The cause, as the API shows it."""
        return cls(code=category.code, label=category.label, origin=category.origin)


@strawberry.type
class Queries:
    @strawberry.field(description="Les services qui peuvent être touchés, dans l'ordre d'affichage.")
    async def service_domains(self, info: Info, first: First = DEFAULT_SIZE, after: After = None) -> Connection[ServiceDomain]:
        page = connections.page(first, after, int, str)
        key = None if page.after is None else (page.key(0), page.key(1))
        found = await stored.service_domains(await info.context.tx(), after=key, limit=page.limit)
        return connections.connection(page, found, lambda domain: (domain.rank, domain.code), ServiceDomain.of)

    @strawberry.field(description="Les compétences du catalogue.")
    async def competences(
        self,
        info: Info,
        family: Annotated[str | None, strawberry.argument(description="Code d'une famille de compétences.")] = None,
        first: First = DEFAULT_SIZE,
        after: After = None,
    ) -> Connection[Competence]:
        page = connections.page(first, after, int)
        found = await stored.competences(await info.context.tx(), family=family, after_number=page.key(0), limit=page.limit)
        return connections.connection(page, found, lambda competence: (competence.number,), Competence.of)

    @strawberry.field(description="Les causes d'incident, par code.")
    async def incident_categories(self, info: Info, first: First = DEFAULT_SIZE, after: After = None) -> Connection[IncidentCategory]:
        page = connections.page(first, after, str)
        found = await stored.incident_categories(await info.context.tx(), after_code=page.key(0), limit=page.limit)
        return connections.connection(page, found, lambda category: (category.code,), IncidentCategory.of)


async def _competence_node(operation: Operation, key: str) -> Node | None:
    found = await operation.load(stored.competences_by_code, key)
    return Competence.of(found) if found else None


async def _service_domain_node(operation: Operation, key: str) -> Node | None:
    found = await operation.load(stored.service_domains_by_code, key)
    return ServiceDomain.of(found) if found else None


NODES: Mapping[str, ReadNode] = {"Competence": _competence_node, "ServiceDomain": _service_domain_node}
