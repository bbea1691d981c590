"""What a plan holds: its lines, and what it says of each need."""

from datetime import datetime

import strawberry

from planblanc.api.adjustment_words import PlanAdjustment
from planblanc.api.lenders import Lender
from planblanc.api.need_lines import NeedLine
from planblanc.api.nodes import global_id
from planblanc.api.operation import Info
from planblanc.api.perimeter import Rung
from planblanc.api.plan_rungs import PlanNextRung
from planblanc.api.plan_words import LineFlag, PlanStanding
from planblanc.domain import plans as domain
from planblanc.domain.identity import IncidentId, LenderId, NeedId, PlanId
from planblanc.store import adjustments as stored_adjustments
from planblanc.store import lenders as stored_lenders
from planblanc.store import needs as stored_needs
from planblanc.store import plans as stored
from planblanc.store import requests as stored_requests


@strawberry.type(description="Une préférence du plan : plus la valeur est basse, mieux c'est.")
class PlanStage:
    name: str = strawberry.field(description="Mot stable qui désigne la préférence.")
    title: str = strawberry.field(description="La préférence, en français.")
    value: float = strawberry.field(description="Ce que le plan atteint.")
    bound: float = strawberry.field(description="Le moins qu'un plan puisse atteindre, les préférences précédentes étant tenues.")
    proof: str = strawberry.field(description="Ce qui en est prouvé : OPTIMAL, GAP, NOT_REACHED ou NEAREST_FIRST.")

    @classmethod
    def of(cls, stage: domain.Stage) -> "PlanStage":
        """The stage, as the API shows it."""
        return cls(name=stage.name, title=stage.title, value=float(stage.value), bound=float(stage.bound), proof=stage.proof)


@strawberry.type(description="Le temps pour être sur place, en minutes, avec ses parts et sa fourchette.")
class PlanJourney:
    distance_km: float = strawberry.field(description="Distance à vol d'oiseau, en kilomètres.")
    alert_minutes: int = strawberry.field(description="Alerte : de l'appel à quelqu'un qui peut agir.")
    preparation_minutes: int = strawberry.field(description="Préparation : jusqu'au départ.")
    road_minutes: int = strawberry.field(description="Trajet, de porte à porte.")
    total_minutes: int = strawberry.field(description="La somme, avec laquelle le plan compte.")
    least_minutes: int = strawberry.field(description="Au plus tôt.")
    most_minutes: int = strawberry.field(description="Au plus tard.")
    arrives_at: datetime = strawberry.field(description="Heure d'arrivée prévue, si l'appel est passé à l'heure du calcul.")

    @classmethod
    def of(cls, journey: domain.Journey) -> "PlanJourney":
        """The journey, as the API shows it."""
        return cls(
            distance_km=round(journey.distance_km, 1),
            alert_minutes=journey.alert_minutes,
            preparation_minutes=journey.preparation_minutes,
            road_minutes=journey.road_minutes,
            total_minutes=journey.total_minutes,
            least_minutes=journey.least_minutes,
            most_minutes=journey.most_minutes,
            arrives_at=journey.arrives_at,
        )


@strawberry.type(description="Une ligne du plan : une ressource, ou une procédure, pour un besoin.")
class PlanLine:
    key: strawberry.ID = strawberry.field(name="id", description="Identifiant de la ligne.")
    need_key: strawberry.Private[NeedId]
    lender_key: strawberry.Private[LenderId | None]
    lender_name: str = strawberry.field(description="Prêteur, ou éditeur de la procédure.")
    commune: str = strawberry.field(description="Commune d'où vient la ressource ; vide pour une procédure.")
    label: str = strawberry.field(description="Ce qui est envoyé.")
    quantity: int = strawberry.field(description="Combien.")
    rung: Rung | None = strawberry.field(description="Échelon du périmètre ; rien pour une procédure.")
    journey: PlanJourney | None = strawberry.field(description="Trajet et délai ; rien pour une procédure.")
    starts_at: datetime = strawberry.field(description="Début de la période couverte.")
    ends_at: datetime = strawberry.field(description="Fin de la période couverte.")
    reason: str = strawberry.field(description="Pourquoi cette ressource, en quelques mots.")
    flags: list[LineFlag] = strawberry.field(description="Ce qu'il faut savoir avant d'appeler : sept mentions au plus.")
    procedure: strawberry.ID | None = strawberry.field(description="La procédure à appliquer, quand c'en est une.")
    resource: strawberry.ID | None = strawberry.field(description="L'intervenant ou le stock, pour le fixer, l'écarter ou l'échanger.")

    @classmethod
    def of(cls, line: domain.Line) -> "PlanLine":
        """The line, as the API shows it."""
        return cls(
            key=strawberry.ID(str(line.id)),
            need_key=line.need_id,
            lender_key=line.lender_id,
            lender_name=line.lender_name,
            commune=line.commune,
            label=line.label,
            quantity=line.quantity,
            rung=Rung(line.rung) if line.rung else None,
            journey=PlanJourney.of(line.journey) if line.journey else None,
            starts_at=line.starts_at,
            ends_at=line.ends_at,
            reason=line.reason,
            flags=sorted(line.flags),
            procedure=global_id("Procedure", line.procedure_id) if line.procedure_id else None,
            resource=resource_id(line.responder_id or line.stock_id, is_stock=line.stock_id is not None),
        )

    @strawberry.field(description="Le prêteur, si vous y avez accès ; rien pour une procédure.")
    async def lender(self, info: Info) -> Lender | None:
        found = await info.context.load(stored_lenders.lenders_by_id, self.lender_key) if self.lender_key else None
        return Lender.of(found) if found else None

    @strawberry.field(description="Le besoin servi.")
    async def need(self, info: Info) -> NeedLine | None:
        return await _need(info, self.need_key)


@strawberry.type(description="Quelqu'un d'autre : le suivant sur la liste, ou un candidat écarté avec la règle qui l'écarte.")
class PlanCandidate:
    lender_name: str = strawberry.field(description="Prêteur.")
    commune: str = strawberry.field(description="Commune.")
    label: str = strawberry.field(description="Ce qu'il enverrait.")
    distance_km: float = strawberry.field(description="Distance à vol d'oiseau, en kilomètres.")
    total_minutes: int | None = strawberry.field(description="Temps pour être sur place, en minutes, s'il y a un chemin.")
    rung: Rung = strawberry.field(description="Échelon du périmètre.")
    rule: str = strawberry.field(description="Mot stable de la première règle qui l'écarte ; vide pour le suivant sur la liste.")
    title: str = strawberry.field(description="Cette règle, en français.")
    also: list[str] = strawberry.field(description="Les autres règles qui l'écartent aussi, en français : dix au plus.")
    behind: str = strawberry.field(description="De combien il est moins bon que le dernier retenu ; vide pour un candidat écarté.")
    resource: strawberry.ID | None = strawberry.field(
        description="L'intervenant ou le stock, pour le fixer ou l'écarter ; rien au-delà des échelons ouverts."
    )

    @classmethod
    def of(cls, candidate: domain.Candidate) -> "PlanCandidate":
        """The candidate, as the API shows it."""
        return cls(
            lender_name=candidate.lender_name,
            commune=candidate.commune,
            label=candidate.label,
            distance_km=round(candidate.distance_km, 1),
            total_minutes=candidate.total_minutes,
            rung=Rung(candidate.rung),
            rule=candidate.rule,
            title=candidate.title,
            also=list(candidate.also),
            behind=candidate.behind,
            resource=resource_id(candidate.resource, is_stock=candidate.is_stock),
        )


@strawberry.type(description="Des candidats au-delà des échelons ouverts, comptés par règle, sans personne.")
class PlanRuleCount:
    rule: str = strawberry.field(description="Mot stable de la règle.")
    title: str = strawberry.field(description="La règle, en français.")
    count: int = strawberry.field(description="Combien de candidats elle écarte.")

    @classmethod
    def of(cls, counted: domain.RuleCount) -> "PlanRuleCount":
        """The count, as the API shows it."""
        return cls(rule=counted.rule, title=counted.title, count=counted.count)


@strawberry.type(description="Ce que le plan dit d'un besoin.")
class PlanNeed:
    plan_key: strawberry.Private[PlanId]
    need_key: strawberry.Private[NeedId]
    wanted: int = strawberry.field(description="Combien sont demandés.")
    covered: int = strawberry.field(description="Combien sont couverts.")
    missing: int = strawberry.field(description="Combien manquent.")
    reason: str = strawberry.field(description="Pourquoi il en manque, en une phrase ; vide s'il n'en manque pas.")
    runner_up: PlanCandidate | None = strawberry.field(description="Le suivant sur la liste, et de combien il est moins bon.")
    rejected: list[PlanCandidate] = strawberry.field(description="Les plus proches candidats écartés des échelons ouverts : vingt au plus.")
    obstacles: list[PlanCandidate] = strawberry.field(
        description="Ce qui bloque les plus proches, si le besoin n'est pas couvert : cinq au plus."
    )
    counts: list[PlanRuleCount] = strawberry.field(description="Au-delà des échelons ouverts, combien de candidats par règle.")

    @classmethod
    def of(cls, plan: PlanId, answer: domain.NeedAnswer) -> "PlanNeed":
        """The answer, as the API shows it."""
        return cls(
            plan_key=plan,
            need_key=answer.need_id,
            wanted=answer.wanted,
            covered=answer.covered,
            missing=answer.missing,
            reason=answer.reason,
            runner_up=PlanCandidate.of(answer.runner_up) if answer.runner_up else None,
            rejected=[PlanCandidate.of(candidate) for candidate in answer.rejected],
            obstacles=[PlanCandidate.of(candidate) for candidate in answer.obstacles],
            counts=[PlanRuleCount.of(counted) for counted in answer.counts],
        )

    @strawberry.field(
        description="Aux échelons ouverts, combien de candidats chaque règle est la première à écarter, si vous y avez accès ; "
        "rejectedCandidates les donne un par un."
    )
    async def rejected_counts(self, info: Info) -> list[PlanRuleCount]:
        found = await info.context.load(stored.rejected_counts, self.plan_key)
        return [PlanRuleCount.of(counted) for counted in found.get(self.need_key, ())]

    @strawberry.field(description="Le besoin.")
    async def need(self, info: Info) -> NeedLine | None:
        return await _need(info, self.need_key)


@strawberry.type(description="Un plan, tel qu'il se présente pour un incident.")
class PlanForIncident:
    plan_key: strawberry.Private[PlanId]
    incident_key: strawberry.Private[IncidentId]
    incident: strawberry.ID = strawberry.field(description="L'incident.")
    state: PlanStanding = strawberry.field(description="Où en est le plan pour cet incident.")
    open_rungs: list[Rung] = strawberry.field(description="Échelons ouverts au-delà du périmètre d'origine : quatre au plus.")
    next_rung: PlanNextRung = strawberry.field(description="Ce que le prochain échelon fermé ajouterait.")
    approved_by: str | None = strawberry.field(description="Qui l'a approuvé.")
    approved_at: datetime | None = strawberry.field(description="Quand il a été approuvé.")

    @classmethod
    def of(cls, plan: PlanId, part: domain.IncidentPart) -> "PlanForIncident":
        """The part, as the API shows it."""
        return cls(
            plan_key=plan,
            incident_key=part.incident_id,
            incident=global_id("Incident", part.incident_id),
            state=part.state,
            open_rungs=[Rung(rung) for rung in part.open_rungs],
            next_rung=PlanNextRung.of(part.next_rung),
            approved_by=part.approved_name,
            approved_at=part.approved_at,
        )

    @strawberry.field(description="À vérifier : l'approbation attend-elle le contre-appel d'une demande de cet incident ?")
    async def to_verify(self, info: Info) -> bool:
        return bool(await info.context.load(stored_requests.unverified, self.incident_key))

    @strawberry.field(
        description="Les choix à la main faits pour cet incident, si vous y avez accès, le dernier d'abord : deux mille au plus."
    )
    async def adjustments(self, info: Info) -> list[PlanAdjustment]:
        found = await info.context.load(stored_adjustments.of_incidents, self.incident_key)
        return [PlanAdjustment.of(made) for made in found]

    @strawberry.field(description="Les lignes du plan pour cet incident, une par besoin et par ressource.")
    async def lines(self, info: Info) -> list[PlanLine]:
        found = await info.context.load(stored.lines_of, self.plan_key)
        return [PlanLine.of(line) for line in found if line.incident_id == self.incident_key]

    @strawberry.field(description="Ce que le plan dit de chaque besoin de cet incident.")
    async def needs(self, info: Info) -> list[PlanNeed]:
        found = await info.context.load(stored.answers_of, self.plan_key)
        return [PlanNeed.of(self.plan_key, answer) for answer in found if answer.incident_id == self.incident_key]


def resource_id(key: object, *, is_stock: bool) -> strawberry.ID | None:
    """The global identifier of an intervenant or a stock, where there is one to tell."""
    return None if key is None else global_id("EquipmentStock" if is_stock else "Responder", key)


async def _need(info: Info, key: NeedId) -> NeedLine | None:
    found = await info.context.load(stored_needs.by_ids, key)
    return NeedLine.of(found) if found else None
