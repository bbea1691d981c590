"""What a relief holds: its sites with their crews, its shifts, what each person is asked."""

from datetime import datetime

import strawberry

from planblanc.api.competences import Competence
from planblanc.api.nodes import global_id
from planblanc.api.operation import Info
from planblanc.api.perimeter import Rung
from planblanc.domain import relief as domain
from planblanc.domain import relief_wanted as wanted
from planblanc.domain.relief import RosterId
from planblanc.domain.requests import Criticality
from planblanc.domain.responders import Level
from planblanc.store import catalogues as stored_catalogues
from planblanc.store import relief as stored


@strawberry.type(description="Une préférence de la relève : plus les valeurs sont basses, mieux c'est.")
class ReliefStage:
    name: str = strawberry.field(description="Mot stable qui désigne la préférence.")
    title: str = strawberry.field(description="La préférence, en français.")
    value: list[float] = strawberry.field(description="Ce que la relève atteint : un chiffre, ou un par établissement pour la couverture.")
    bound: list[float] = strawberry.field(description="Le moins qu'une relève puisse atteindre, les préférences précédentes étant tenues.")
    proof: str = strawberry.field(description="Ce qui en est prouvé : OPTIMAL, GAP ou NOT_REACHED.")

    @classmethod
    def of(cls, stage: domain.ReliefStage) -> "ReliefStage":
        """The stage, as the API shows it."""
        return cls(name=stage.name, title=stage.title, value=list(stage.value), bound=list(stage.bound), proof=stage.proof)


@strawberry.type(description="Un poste d'une équipe.")
class ReliefPost:
    code: strawberry.Private[str]
    least_level: Level = strawberry.field(description="Niveau minimal.")
    quantity: int = strawberry.field(description="Combien de personnes.")
    criticality: Criticality = strawberry.field(description="Ce qui y tient.")
    is_lead: bool = strawberry.field(description="Est-ce le responsable de l'équipe ?")

    @classmethod
    def of(cls, post: wanted.Post) -> "ReliefPost":
        """The post, as the API shows it."""
        return cls(
            code=post.competence,
            least_level=Level(post.least_level),
            quantity=post.quantity,
            criticality=post.criticality,
            is_lead=post.is_lead,
        )

    @strawberry.field(description="La compétence voulue.")
    async def competence(self, info: Info) -> Competence | None:
        found = await info.context.load(stored_catalogues.competences_by_code, self.code)
        return Competence.of(found) if found else None


@strawberry.type(description="Une équipe d'un établissement, aux mêmes heures chaque jour.")
class ReliefCrew:
    name: str = strawberry.field(description="Son nom.")
    daily_from: str = strawberry.field(description="Heure de prise de poste, à l'horloge du lieu.")
    daily_to: str = strawberry.field(description="Heure de fin ; le lendemain si elle ne vient pas après celle de début.")
    posts: list[ReliefPost] = strawberry.field(description="Qui la compose : six postes au plus.")

    @classmethod
    def of(cls, crew: wanted.Crew) -> "ReliefCrew":
        """The crew, as the API shows it."""
        return cls(
            name=crew.name,
            daily_from=f"{crew.daily_from:%H:%M}",
            daily_to=f"{crew.daily_to:%H:%M}",
            posts=[ReliefPost.of(post) for post in crew.posts],
        )


@strawberry.type(description="Une personne, ou une unité d'un renfort non nommé, à un poste d'une garde ; jamais un téléphone.")
class ReliefTurn:
    label: str = strawberry.field(description="Qui vient.")
    is_named: bool = strawberry.field(description="Est-ce une personne désignée ? Sinon un renfort que son prêteur désignera.")
    unit: int = strawberry.field(description="Rang dans un renfort de plusieurs, pour les distinguer ; 1 pour une personne désignée.")
    lender_name: str = strawberry.field(description="Prêteur.")
    commune: str = strawberry.field(description="Commune d'où vient la personne.")
    rung: Rung | None = strawberry.field(description="Échelon du périmètre ; rien pour le personnel de l'établissement.")
    travel_minutes: int = strawberry.field(description="Trajet de porte à porte, en minutes.")
    is_on_site: bool = strawberry.field(description="Déjà engagée sur place pendant toute la garde : rien n'est redemandé.")
    post: ReliefPost = strawberry.field(description="Le poste tenu.")

    @classmethod
    def of(cls, turn: domain.Turn, crew: wanted.Crew) -> "ReliefTurn":
        """The turn, as the API shows it."""
        return cls(
            label=turn.label,
            is_named=turn.is_named,
            unit=turn.unit,
            lender_name=turn.lender_name,
            commune=turn.commune,
            rung=Rung(turn.rung) if turn.rung else None,
            travel_minutes=turn.travel_minutes,
            is_on_site=turn.is_on_site,
            post=ReliefPost.of(crew.posts[turn.post]),
        )


@strawberry.type(description="Des personnes qu'une règle écarte d'une place vacante, comptées, sans les nommer.")
class ReliefReason:
    rule: str = strawberry.field(description="Mot stable de la règle.")
    title: str = strawberry.field(description="La règle, en français.")
    count: int = strawberry.field(description="Combien de personnes elle écarte.")

    @classmethod
    def of(cls, reason: domain.Reason) -> "ReliefReason":
        """The reason, as the API shows it."""
        return cls(rule=reason.rule, title=reason.title, count=reason.count)


@strawberry.type(description="Vacance : des personnes manquent à un poste d'une garde.")
class ReliefVacancy:
    post: ReliefPost = strawberry.field(description="Le poste.")
    quantity: int = strawberry.field(description="Combien de personnes manquent.")
    reasons: list[ReliefReason] = strawberry.field(description="Ce qui les écarte, règle par règle : vingt au plus.")

    @classmethod
    def of(cls, vacancy: domain.Vacancy, crew: wanted.Crew) -> "ReliefVacancy":
        """The vacancy, as the API shows it."""
        return cls(
            post=ReliefPost.of(crew.posts[vacancy.post]),
            quantity=vacancy.quantity,
            reasons=[ReliefReason.of(reason) for reason in vacancy.reasons[:20]],
        )


@strawberry.type(description="Une garde : une équipe d'un établissement au travail, un jour.")
class ReliefShift:
    key: strawberry.ID = strawberry.field(name="id", description="Identifiant de la garde.")
    crew_name: str = strawberry.field(description="Nom de l'équipe.")
    starts_at: datetime = strawberry.field(description="Début.")
    ends_at: datetime = strawberry.field(description="Fin, passation comprise.")
    is_night: bool = strawberry.field(description="Est-ce un travail de nuit (trois heures au moins entre 21 h et 6 h) ?")
    crew: list[ReliefTurn] = strawberry.field(description="Qui la tient : cent vingt au plus ; rien pour qui ne lit que des chiffres.")
    vacancies: list[ReliefVacancy] = strawberry.field(description="Ce qui manque : six postes au plus.")

    @classmethod
    def of(cls, shift: domain.Shift, site: domain.Site) -> "ReliefShift":
        """The shift, as the API shows it."""
        crew = site.crews[shift.crew]
        return cls(
            key=strawberry.ID(str(shift.id)),
            crew_name=crew.name,
            starts_at=shift.starts_at,
            ends_at=shift.ends_at,
            is_night=shift.is_night,
            crew=[ReliefTurn.of(turn, crew) for turn in shift.turns],
            vacancies=[ReliefVacancy.of(vacancy, crew) for vacancy in shift.vacancies],
        )


@strawberry.type(description="Ce qu'une personne fait dans toute la relève, et les seuils de fatigue qu'elle touche.")
class ReliefLoad:
    label: str = strawberry.field(description="Qui.")
    is_named: bool = strawberry.field(description="Est-ce une personne désignée ?")
    unit: int = strawberry.field(description="Rang dans un renfort de plusieurs ; 1 pour une personne désignée.")
    lender_name: str = strawberry.field(description="Prêteur.")
    shifts: int = strawberry.field(description="Nombre de gardes.")
    hours: float = strawberry.field(description="Heures en tout, en temps réellement écoulé.")
    most_hours_a_week: float = strawberry.field(description="Le plus d'heures sur sept jours de suite.")
    nights: int = strawberry.field(description="Nombre de nuits.")
    longest_run_days: int = strawberry.field(description="Le plus de jours de suite.")
    warnings: list[str] = strawberry.field(description="Seuils de fatigue touchés : dix au plus.")

    @classmethod
    def of(cls, load: domain.Load) -> "ReliefLoad":
        """The load, as the API shows it."""
        return cls(
            label=load.label,
            is_named=load.is_named,
            unit=load.unit,
            lender_name=load.lender_name,
            shifts=load.shifts,
            hours=round(load.minutes / 60, 2),
            most_hours_a_week=round(load.most_minutes_a_week / 60, 2),
            nights=load.nights,
            longest_run_days=load.longest_run_days,
            warnings=list(load.warnings),
        )


@strawberry.type(
    description="Prévision de pénurie : ce qu'un établissement demandera en un jour, à tant de jours du début, si ses équipes continuent, "
    "et ce que les intervenants pourront en couvrir, les besoins vitaux d'abord, personne n'étant compté deux fois."
)
class ReliefForecast:
    code: strawberry.Private[str]
    days: int = strawberry.field(description="À combien de jours du début : 3, 7 ou 30.")
    least_level: Level = strawberry.field(description="Niveau minimal.")
    criticality: Criticality = strawberry.field(description="Ce qui y tient.")
    wanted_hours: float = strawberry.field(description="Heures demandées ce jour-là.")
    covered_hours: float = strawberry.field(description="Heures couvertes.")
    missing_hours: float = strawberry.field(description="Heures qui manqueront.")
    people: int = strawberry.field(description="Combien de personnes pourront venir ce jour-là.")
    gone: int = strawberry.field(description="Combien le pouvaient le premier jour, et ne le pourront plus.")

    @classmethod
    def of(cls, forecast: domain.Forecast) -> "ReliefForecast":
        """The forecast, as the API shows it."""
        return cls(
            code=forecast.competence,
            days=forecast.days,
            least_level=Level(forecast.least_level),
            criticality=Criticality(forecast.criticality),
            wanted_hours=round(forecast.wanted_minutes / 60, 2),
            covered_hours=round(forecast.covered_minutes / 60, 2),
            missing_hours=round(forecast.missing_minutes / 60, 2),
            people=forecast.people,
            gone=forecast.gone,
        )

    @strawberry.field(description="La compétence voulue.")
    async def competence(self, info: Info) -> Competence | None:
        found = await info.context.load(stored_catalogues.competences_by_code, self.code)
        return Competence.of(found) if found else None


@strawberry.type(description="Un établissement relevé, avec ses équipes.")
class ReliefSite:
    roster_key: strawberry.Private[RosterId]
    known: strawberry.Private[domain.Site]
    establishment: strawberry.ID = strawberry.field(description="L'établissement.")
    incident: strawberry.ID = strawberry.field(description="L'incident qui le touche.")
    name: str = strawberry.field(description="Nom de l'établissement.")
    commune: str = strawberry.field(description="Commune.")
    crews: list[ReliefCrew] = strawberry.field(description="Les équipes voulues : quatre au plus.")
    forecasts: list[ReliefForecast] = strawberry.field(
        description="La prévision de pénurie à 3, 7 et 30 jours, par compétence : quatre-vingts lignes au plus."
    )

    @classmethod
    def of(cls, roster: RosterId, site: domain.Site) -> "ReliefSite":
        """The site, as the API shows it."""
        return cls(
            roster_key=roster,
            known=site,
            establishment=global_id("Establishment", site.establishment_id),
            incident=global_id("Incident", site.incident_id),
            name=site.name,
            commune=site.commune,
            crews=[ReliefCrew.of(crew) for crew in site.crews],
            forecasts=[ReliefForecast.of(forecast) for forecast in site.forecasts],
        )

    @strawberry.field(description="Les gardes, dans l'ordre : quatre par jour au plus.")
    async def shifts(self, info: Info) -> list[ReliefShift]:
        found = await info.context.load(stored.shifts_of, self.roster_key)
        return [ReliefShift.of(shift, self.known) for shift in found if shift.establishment_id == self.known.establishment_id]
