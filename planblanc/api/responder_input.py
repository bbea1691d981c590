"""A responder as whoever keeps its lender's pool types it."""

from datetime import date

import strawberry

from planblanc.api import nodes
from planblanc.api.levels import Level
from planblanc.domain import responders as domain
from planblanc.domain.identity import LenderId, ResponderId


@strawberry.input(description="Une compétence d'un intervenant.")
class HeldCompetenceInput:
    code: str = strawberry.field(description="Code de la compétence.")
    level: Level = strawberry.field(description="Niveau.")
    evidence: str = strawberry.field(description="Ce qui l'atteste, 500 caractères au plus.", default="")
    expires_on: date | None = strawberry.field(description="Jusqu'à quand, si elle expire.", default=None)


@strawberry.input(description="La description complète d'un intervenant ; sans lieu propre, il part de chez son prêteur.")
class SaveResponderInput:
    lender: strawberry.ID = strawberry.field(description="Le prêteur.")
    label: str = strawberry.field(description="Libellé : une fonction pour une capacité anonyme.")
    competences: list[HeldCompetenceInput] = strawberry.field(description="Ce qu'il sait faire : d'une à cinquante compétences.")
    id: strawberry.ID | None = strawberry.field(description="L'intervenant à modifier ; rien pour en inscrire un.", default=None)
    version: int | None = strawberry.field(description="La version lue, pour modifier.", default=None)
    named: bool = strawberry.field(description="Une personne ? Sinon une capacité anonyme.", default=False)
    consents: bool = strawberry.field(description="Cette personne a-t-elle donné son accord ?", default=False)
    capacity: int = strawberry.field(description="Combien de personnes : une seule si elle est nommée.", default=1)
    commune: str | None = strawberry.field(description="Commune de départ.", default=None)
    latitude: float | None = strawberry.field(description="Latitude de départ, en degrés.", default=None)
    longitude: float | None = strawberry.field(description="Longitude de départ, en degrés.", default=None)
    road_network: str | None = strawberry.field(description="Réseau routier ; celui du prêteur sans précision.", default=None)
    on_call: bool = strawberry.field(description="D'astreinte ?", default=False)
    alert_minutes: int | None = strawberry.field(description="Délai d'alerte, en minutes ; celui par défaut sans précision.", default=None)
    preparation_minutes: int | None = strawberry.field(
        description="Délai de préparation, en minutes ; celui par défaut sans précision.", default=None
    )
    longest_days: int = strawberry.field(description="Durée la plus longue d'un engagement, en jours.", default=14)
    confirm_by: date | None = strawberry.field(description="À confirmer avant cette date.", default=None)
    active: bool = strawberry.field(description="Faux : il ne fait plus partie du vivier.", default=True)
    phone: str | None = strawberry.field(
        description="Son numéro, pour une personne : gardé chiffré, lu par revealPhone seul. Rien : inchangé ; vide : oublié.", default=None
    )

    def wanted(self) -> domain.ResponderWanted:
        """What the use case takes."""
        return domain.ResponderWanted(
            lender_id=LenderId(nodes.uuid_of(self.lender, "Lender", ("lender",))),
            label=self.label,
            competences=tuple(domain.HeldCompetence(held.code, held.level, held.evidence, held.expires_on) for held in self.competences),
            id=ResponderId(nodes.uuid_of(self.id, "Responder")) if self.id else None,
            version=self.version,
            named=self.named,
            consents=self.consents,
            capacity=self.capacity,
            commune=self.commune,
            latitude=self.latitude,
            longitude=self.longitude,
            road_network=self.road_network,
            on_call=self.on_call,
            alert_minutes=self.alert_minutes,
            preparation_minutes=self.preparation_minutes,
            longest_days=self.longest_days,
            confirm_by=self.confirm_by,
            active=self.active,
            phone=self.phone,
        )
