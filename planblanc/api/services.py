"""The state of the victim's services."""

from collections.abc import Sequence
from datetime import datetime

import strawberry

from planblanc.api import enums
from planblanc.api.competences import ServiceDomain
from planblanc.api.operation import Info
from planblanc.domain import services as domain
from planblanc.domain.reports import ServiceTold
from planblanc.domain.services import ServiceState
from planblanc.store import catalogues

enums.describe(
    ServiceState,
    "État d'un service.",
    {
        ServiceState.OPEN: "Ouvert.",
        ServiceState.DEGRADED: "En mode dégradé.",
        ServiceState.CLOSED: "Fermé.",
        ServiceState.DIVERTED: "Dérouté vers d'autres établissements.",
        ServiceState.UNKNOWN: "Pas encore connu.",
    },
)


@strawberry.type(description="État d'un service de la structure touchée.")
class ServiceStatus:
    code: strawberry.Private[str]
    state: ServiceState = strawberry.field(description="État, tel que dit en dernier.")
    since: datetime = strawberry.field(description="Depuis quand.")
    reassess_at: datetime | None = strawberry.field(description="Prochaine réévaluation, si elle est fixée.")
    note: str = strawberry.field(description="Précisions.")

    @classmethod
    def of(cls, service: domain.Service) -> "ServiceStatus":
        """The service, as the API shows it."""
        return cls(code=service.domain, state=service.state, since=service.since, reassess_at=service.reassess_at, note=service.note)

    @strawberry.field(description="L'heure de sa réévaluation est-elle passée ?")
    async def is_overdue(self, info: Info) -> bool:
        return self.reassess_at is not None and self.reassess_at <= await info.context.now()

    @strawberry.field(description="Le domaine de service.")
    async def domain(self, info: Info) -> ServiceDomain | None:
        found = await info.context.load(catalogues.service_domains_by_code, self.code)
        return ServiceDomain.of(found) if found else None


@strawberry.input(description="Ce qui est dit d'un service.")
class ServiceStatusInput:
    domain: str = strawberry.field(description="Code du domaine de service.")
    state: ServiceState = strawberry.field(description="État.")
    since: datetime | None = strawberry.field(description="Depuis quand ; maintenant sans précision.", default=None)
    reassess_at: datetime | None = strawberry.field(
        description="Prochaine réévaluation ; dans douze heures sans précision, sauf si le service est ouvert.", default=None
    )
    note: str = strawberry.field(description="Précisions, 1 000 caractères au plus.", default="")


def told(services: Sequence[ServiceStatusInput]) -> tuple[ServiceTold, ...]:
    """What the use cases take."""
    return tuple(ServiceTold(one.domain, one.state, one.since, one.reassess_at, one.note) for one in services)
