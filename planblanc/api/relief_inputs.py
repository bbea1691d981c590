"""A relief as callers ask for it: sites, crews, posts."""

from datetime import date

import strawberry

from planblanc.api import nodes
from planblanc.api.availability import clock
from planblanc.domain import texts
from planblanc.domain.identity import EstablishmentId, IncidentId
from planblanc.domain.relief import RosterId
from planblanc.domain.relief_wanted import Crew, Post, ReliefWanted, SiteWanted
from planblanc.domain.requests import Criticality
from planblanc.domain.responders import Level


@strawberry.input(description="Un poste d'une équipe : tant de personnes d'une même compétence.")
class ReliefPostInput:
    competence: str = strawberry.field(description="Code de la compétence voulue.")
    least_level: Level = strawberry.field(description="Niveau minimal.", default=Level.BASIC)
    quantity: int = strawberry.field(description="Combien de personnes, de 1 à 20.", default=1)
    criticality: Criticality = strawberry.field(description="Ce qui y tient.", default=Criticality.HIGH)
    is_lead: bool = strawberry.field(
        description="Est-ce le responsable ? L'équipe ne se tient alors qu'avec lui ; un seul par équipe.", default=False
    )

    def wanted(self, path: tuple[str, ...]) -> Post:
        """The post of this place."""
        competence = texts.line(self.competence, (*path, "competence"), most=60)
        return Post(competence, int(self.least_level), self.quantity, self.criticality, self.is_lead)


@strawberry.input(description="Une équipe, aux mêmes heures chaque jour.")
class ReliefCrewInput:
    name: str = strawberry.field(description="Son nom, pour la lire à voix haute : jour, nuit ; 60 caractères au plus.")
    daily_from: str = strawberry.field(description="Heure de prise de poste, à l'horloge du lieu : 08:00.")
    daily_to: str = strawberry.field(description="Heure de fin ; le lendemain si elle ne vient pas après celle de début.")
    posts: list[ReliefPostInput] = strawberry.field(description="Qui la compose : six postes au plus.")

    def wanted(self, path: tuple[str, ...]) -> Crew:
        """The crew of this place."""
        return Crew(
            name=texts.line(self.name, (*path, "name"), most=60),
            daily_from=clock(self.daily_from, (*path, "daily_from")),
            daily_to=clock(self.daily_to, (*path, "daily_to")),
            posts=tuple(post.wanted((*path, "posts", str(place))) for place, post in enumerate(self.posts)),
        )


@strawberry.input(description="Un établissement à relever.")
class ReliefSiteInput:
    incident: strawberry.ID = strawberry.field(description="L'incident qui le touche.")
    establishment: strawberry.ID | None = strawberry.field(
        description="L'établissement ; sans précision, celui de l'incident.", default=None
    )
    crews: list[ReliefCrewInput] = strawberry.field(description="Ses équipes : quatre au plus.")

    def wanted(self, path: tuple[str, ...]) -> SiteWanted:
        """The site of this place."""
        site = nodes.uuid_of(self.establishment, "Establishment", (*path, "establishment")) if self.establishment is not None else None
        return SiteWanted(
            incident=IncidentId(nodes.uuid_of(self.incident, "Incident", (*path, "incident"))),
            crews=tuple(crew.wanted((*path, "crews", str(place))) for place, crew in enumerate(self.crews)),
            establishment=EstablishmentId(site) if site is not None else None,
        )


@strawberry.input(description="La relève voulue.")
class ProposeReliefInput:
    starts_on: date = strawberry.field(description="Premier jour, aujourd'hui au plus tôt.")
    weeks: int = strawberry.field(description="Combien de semaines, de 1 à 4.")
    sites: list[ReliefSiteInput] = strawberry.field(description="Les établissements à relever ensemble : six au plus, d'une seule région.")
    handover_minutes: int | None = strawberry.field(
        description="Combien de minutes deux équipes qui se suivent restent ensemble, de 0 à 120 ; 15 sans précision, ou ce que "
        "l'installation a réglé.",
        default=None,
    )

    def wanted(self) -> ReliefWanted:
        """What the use case takes."""
        sites = tuple(site.wanted(("sites", str(place))) for place, site in enumerate(self.sites))
        return ReliefWanted(self.starts_on, self.weeks, sites, self.handover_minutes)


@strawberry.input(description="L'approbation d'une relève.")
class ApproveReliefInput:
    roster: strawberry.ID = strawberry.field(description="La relève proposée.")

    def roster_id(self) -> RosterId:
        """The key of the roster."""
        return RosterId(nodes.uuid_of(self.roster, "ReliefRoster", ("roster",)))
