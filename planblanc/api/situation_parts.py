"""What a situation report tells, part by part."""

from datetime import datetime

import strawberry

from planblanc.api.incident_words import IncidentState, Severity
from planblanc.api.nodes import global_id
from planblanc.domain import situation as domain
from planblanc.domain.services import ServiceState


@strawberry.type(description="Ce qui est voulu, et où cela en est : chaque unité compte une fois, là où elle est le plus loin.")
class SituationNeed:
    label: str = strawberry.field(description="La compétence, ou le type de matériel ; vide pour un total.")
    criticality: str = strawberry.field(description="VITAL, HIGH ou NORMAL ; vide pour un total.")
    wanted: int = strawberry.field(description="Voulus.")
    asked: int = strawberry.field(description="Demandés à un prêteur, sans réponse encore.")
    promised: int = strawberry.field(description="Promis, pas encore partis.")
    on_the_way: int = strawberry.field(description="En route.")
    on_site: int = strawberry.field(description="Sur place.")
    received: int = strawberry.field(description="Reçus, selon l'établissement, parmi ceux sur place.")
    missing: int = strawberry.field(description="Que personne n'apporte encore.")

    @classmethod
    def of(cls, need: domain.NeedFigures) -> "SituationNeed":
        """The figures, as the API shows them."""
        return cls(
            label=need.label,
            criticality=need.criticality,
            wanted=need.wanted,
            asked=need.asked,
            promised=need.promised,
            on_the_way=need.on_the_way,
            on_site=need.on_site,
            received=need.received,
            missing=need.missing,
        )


@strawberry.type(description="L'état d'un service, tel que le point le donne.")
class SituationService:
    code: str = strawberry.field(description="Code du domaine de service.")
    label: str = strawberry.field(description="Libellé.")
    state: ServiceState = strawberry.field(description="État.")
    since: datetime = strawberry.field(description="Depuis quand.")
    reassess_at: datetime | None = strawberry.field(description="Prochaine réévaluation.")

    @classmethod
    def of(cls, service: domain.ServiceLine) -> "SituationService":
        """The service, as the API shows it."""
        return cls(code=service.code, label=service.label, state=service.state, since=service.since, reassess_at=service.reassess_at)


@strawberry.type(description="Un lien avec un partenaire, tel que le point le donne.")
class SituationLink:
    told: str = strawberry.field(description="Le partenaire, et ce qui passe par le lien.")
    cut_at: datetime = strawberry.field(description="Quand il a été coupé.")
    restored_at: datetime | None = strawberry.field(description="Quand il a été rétabli.")

    @classmethod
    def of(cls, link: domain.LinkLine) -> "SituationLink":
        """The link, as the API shows it."""
        return cls(told=link.told, cut_at=link.cut_at, restored_at=link.restored_at)


@strawberry.type(description="Une obligation légale, telle que le point la donne.")
class SituationObligation:
    code: str = strawberry.field(description="Code de l'obligation.")
    label: str = strawberry.field(description="Libellé.")
    standing: str = strawberry.field(description="Où elle en est, en français.")

    @classmethod
    def of(cls, line: domain.ObligationLine) -> "SituationObligation":
        """The obligation, as the API shows it."""
        return cls(code=line.code, label=line.label, standing=line.standing)


@strawberry.type(description="Où en est un incident, tel que le point le donne.")
class SituationIncident:
    incident: strawberry.ID = strawberry.field(description="Identifiant global de l'incident.")
    victim: str = strawberry.field(description="La structure touchée.")
    state: IncidentState = strawberry.field(description="Où il en est.")
    severity: Severity = strawberry.field(description="Gravité.")
    officer: str | None = strawberry.field(description="Qui en est chargé.")
    plan_blanc: str | None = strawberry.field(description="Le plan blanc en cours, en français.")
    services: list[SituationService] = strawberry.field(description="Ses services : une quarantaine au plus.")
    services_down: int = strawberry.field(description="Combien ne marchent pas comme d'habitude.")
    needs: list[SituationNeed] = strawberry.field(description="Ses besoins, les vitaux d'abord : deux cents au plus.")
    total: SituationNeed = strawberry.field(description="Tous ses besoins ensemble.")
    loans_out: int = strawberry.field(description="Choses prêtées qui sont dehors.")
    loans_overdue: int = strawberry.field(description="Dont celles qui devraient être rentrées.")
    loans_lost: int = strawberry.field(description="Choses prêtées et perdues.")
    links: list[SituationLink] = strawberry.field(description="Liens avec les partenaires : cent au plus.")
    support: list[str] = strawberry.field(description="L'appui national, en français : vingt lignes au plus.")
    decisions: list[str] = strawberry.field(description="Échelons ouverts et planchers abaissés, en français : cent lignes au plus.")
    obligations: list[SituationObligation] = strawberry.field(description="Les obligations légales : vingt au plus.")

    @classmethod
    def of(cls, one: domain.IncidentSituation) -> "SituationIncident":
        """The situation of one incident, as the API shows it."""
        return cls(
            incident=global_id("Incident", one.incident),
            victim=one.victim,
            state=one.state,
            severity=one.severity,
            officer=one.officer,
            plan_blanc=one.plan_blanc,
            services=[SituationService.of(service) for service in one.services],
            services_down=one.services_down,
            needs=[SituationNeed.of(need) for need in one.needs[:200]],
            total=SituationNeed.of(domain.total(one.needs)),
            loans_out=one.loans.out,
            loans_overdue=one.loans.overdue,
            loans_lost=one.loans.lost,
            links=[SituationLink.of(link) for link in one.links[:100]],
            support=list(one.support[:20]),
            decisions=list(one.decisions[:100]),
            obligations=[SituationObligation.of(line) for line in one.obligations[:20]],
        )
