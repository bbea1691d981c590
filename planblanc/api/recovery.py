"""The recovery curve of an incident: each service over time, and how many were open at each moment."""

from datetime import datetime

import strawberry

from planblanc.api.competences import ServiceDomain
from planblanc.api.operation import Info
from planblanc.domain import recovery as domain
from planblanc.domain.services import ServiceState
from planblanc.store import catalogues


@strawberry.type(description="Un temps passé par un service dans un état.")
class RecoveryStep:
    state: ServiceState = strawberry.field(description="L'état.")
    since: datetime = strawberry.field(description="Depuis quand.")
    until: datetime | None = strawberry.field(description="Jusqu'à quand ; rien s'il dure encore.")
    note: str = strawberry.field(description="Précisions données alors.")

    @classmethod
    def of(cls, step: domain.Step) -> "RecoveryStep":
        """The step, as the API shows it."""
        return cls(state=step.state, since=step.since, until=step.until, note=step.note)


@strawberry.type(description="La reprise d'un service.")
class ServiceRecovery:
    code: strawberry.Private[str]
    steps: list[RecoveryStep] = strawberry.field(description="Ses états l'un après l'autre, sans trou : deux cents au plus, les derniers.")
    down_minutes: int = strawberry.field(description="Minutes, en tout, sans marcher comme d'habitude.")
    restored_at: datetime | None = strawberry.field(description="Depuis quand il est rouvert, s'il l'est après avoir été touché.")

    @classmethod
    def of(cls, service: domain.ServiceCurve, now: datetime) -> "ServiceRecovery":
        """The service, as the API shows it."""
        return cls(
            code=service.domain,
            steps=[RecoveryStep.of(step) for step in service.steps[-200:]],
            down_minutes=int(service.down(now).total_seconds() // 60),
            restored_at=service.restored_at,
        )

    @strawberry.field(description="Le domaine de service.")
    async def domain(self, info: Info) -> ServiceDomain | None:
        found = await info.context.load(catalogues.service_domains_by_code, self.code)
        return ServiceDomain.of(found) if found else None


@strawberry.type(description="Combien de services étaient dans chaque état, à partir d'un moment.")
class RecoveryPoint:
    at: datetime = strawberry.field(description="Le moment.")
    open: int = strawberry.field(description="Services ouverts.")
    degraded: int = strawberry.field(description="Services en mode dégradé.")
    closed: int = strawberry.field(description="Services fermés.")
    diverted: int = strawberry.field(description="Services déroutés vers d'autres établissements.")
    unknown: int = strawberry.field(description="Services dont l'état n'était pas connu.")
    open_percent: int = strawberry.field(description="Part des services ouverts, en pour cent.")

    @classmethod
    def of(cls, point: domain.Point) -> "RecoveryPoint":
        """The point, as the API shows it."""
        count = point.services
        return cls(
            at=point.at,
            open=count.get(ServiceState.OPEN, 0),
            degraded=count.get(ServiceState.DEGRADED, 0),
            closed=count.get(ServiceState.CLOSED, 0),
            diverted=count.get(ServiceState.DIVERTED, 0),
            unknown=count.get(ServiceState.UNKNOWN, 0),
            open_percent=round(100 * point.open_share),
        )


@strawberry.type(description="Courbe de reprise d'un incident, d'après tout ce qui a été dit de ses services.")
class Recovery:
    services: list[ServiceRecovery] = strawberry.field(description="Un service par domaine : une quarantaine au plus.")
    points: list[RecoveryPoint] = strawberry.field(description="Un point à chaque changement : cinq cents au plus, les derniers.")

    @classmethod
    def of(cls, curve: domain.Recovery, now: datetime) -> "Recovery":
        """The curve, as the API shows it."""
        return cls(
            services=[ServiceRecovery.of(service, now) for service in curve.services],
            points=[RecoveryPoint.of(point) for point in curve.points[-500:]],
        )
