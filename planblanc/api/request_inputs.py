"""What is asked for, as callers send it."""

from datetime import datetime

import strawberry

from planblanc.api import nodes
from planblanc.api.incident_inputs import incident_id
from planblanc.api.levels import Level
from planblanc.domain.call_backs import CallBackTold, NumberFrom
from planblanc.domain.identity import RequestId
from planblanc.domain.needs import NeedTold
from planblanc.domain.requests import Criticality, WantedBy
from planblanc.usecases.need_lines import NeedsWanted
from planblanc.usecases.requests import Call, HelpWanted


@strawberry.input(
    description="Besoin : une compétence, un type de matériel ou un domaine de service, et un seul. Ce que l'appelant ne sait pas "
    "se laisse vide : une valeur par défaut est prise, et dite supposée."
)
class NeedInput:
    competence: str | None = strawberry.field(description="Code de la compétence voulue.", default=None)
    equipment_type: str | None = strawberry.field(description="Code du type de matériel voulu.", default=None)
    service_domain: str | None = strawberry.field(description="Code du domaine de service dont la procédure est voulue.", default=None)
    least_level: Level | None = strawberry.field(description="Niveau minimal ; CONFIRMED sans précision.", default=None)
    quantity: int | None = strawberry.field(description="Quantité, de 1 à 10 000 ; 1 sans précision.", default=None)
    wanted_by: WantedBy | None = strawberry.field(description="Délai voulu ; ASAP sans précision.", default=None)
    wanted_at: datetime | None = strawberry.field(description="L'heure convenue, pour le délai RDV seulement.", default=None)
    starts_at: datetime | None = strawberry.field(description="Début de la fenêtre ; maintenant sans précision.", default=None)
    ends_at: datetime | None = strawberry.field(
        description="Fin de la fenêtre ; sans précision 72 heures pour des personnes, 30 jours pour du matériel.", default=None
    )
    criticality: Criticality | None = strawberry.field(description="Ce qui y tient ; NORMAL sans précision.", default=None)
    note: str = strawberry.field(description="Précisions, 1 000 caractères au plus.", default="")
    team: str | None = strawberry.field(
        description="Nom, dans la demande, de l'équipe dont il fait partie : elle vient entière, avec son responsable, ou pas du tout.",
        default=None,
    )
    is_lead: bool = strawberry.field(description="Est-il celui de son responsable ? Un seul besoin par équipe l'est.", default=False)
    pris_qualified: bool = strawberry.field(description="Faut-il un prestataire qualifié PRIS par l'ANSSI ?", default=False)

    def told(self) -> NeedTold:
        """What the use case takes."""
        return NeedTold(
            competence=self.competence,
            equipment_type=self.equipment_type,
            service_domain=self.service_domain,
            least_level=self.least_level.value if self.least_level is not None else None,
            quantity=self.quantity,
            wanted_by=self.wanted_by,
            wanted_at=self.wanted_at,
            starts_at=self.starts_at,
            ends_at=self.ends_at,
            criticality=self.criticality,
            note=self.note,
            team=self.team,
            is_lead=self.is_lead,
            pris_qualified=self.pris_qualified,
        )


@strawberry.input(description="Appel téléphonique noté par un agent : la demande sera à vérifier par un contre-appel.")
class CallInput:
    on_behalf_of: str = strawberry.field(description="Qui parle, par sa fonction.")
    callback_number: str | None = strawberry.field(description="Où rappeler.", default=None)


@strawberry.input(description="Demande d'aide pour un incident ; les besoins peuvent être encore inconnus.")
class RequestHelpInput:
    incident: strawberry.ID = strawberry.field(description="L'incident.")
    packs: list[str] = strawberry.field(description="Codes des lots prêts, par exemple FIRST_24H.", default_factory=list)
    needs: list[NeedInput] = strawberry.field(description="Besoins, deux cents au plus avec ceux des lots.", default_factory=list)
    call: CallInput | None = strawberry.field(description="L'appel, quand la demande est dictée au téléphone.", default=None)
    site: str | None = strawberry.field(description="Numéro FINESS du site où l'aide est voulue, si ce n'est pas la victime.", default=None)
    note: str = strawberry.field(description="Précisions, 4 000 caractères au plus.", default="")

    def wanted(self) -> HelpWanted:
        """What the use case takes."""
        return HelpWanted(
            incident=incident_id(self.incident),
            needs=NeedsWanted(tuple(need.told() for need in self.needs), tuple(self.packs)),
            call=Call(self.call.on_behalf_of, self.call.callback_number) if self.call is not None else None,
            site=self.site,
            note=self.note,
        )


@strawberry.input(description="Besoins ou lots à ajouter à une demande.")
class AddNeedsInput:
    request: strawberry.ID = strawberry.field(description="La demande.")
    packs: list[str] = strawberry.field(description="Codes des lots prêts.", default_factory=list)
    needs: list[NeedInput] = strawberry.field(description="Besoins.", default_factory=list)

    def request_id(self) -> RequestId:
        """The key of the request."""
        return RequestId(nodes.uuid_of(self.request, "HelpRequest", ("request",)))

    def wanted(self) -> NeedsWanted:
        """What the use case takes."""
        return NeedsWanted(tuple(need.told() for need in self.needs), tuple(self.packs))


@strawberry.input(description="Contre-appel d'une demande à vérifier.")
class VerifyRequestInput:
    request: strawberry.ID = strawberry.field(description="La demande.")
    number: str = strawberry.field(description="Numéro rappelé.")
    number_from: NumberFrom = strawberry.field(description="D'où il vient ; d'un annuaire d'avant l'incident si le site est en doute.")
    reached: str = strawberry.field(description="Qui a répondu, par sa fonction.")
    confirmed: bool = strawberry.field(description="La demande est-elle confirmée ?")
    note: str = strawberry.field(description="Précisions, 2 000 caractères au plus.", default="")

    def request_id(self) -> RequestId:
        """The key of the request."""
        return RequestId(nodes.uuid_of(self.request, "HelpRequest", ("request",)))

    def told(self) -> CallBackTold:
        """What the use case takes."""
        return CallBackTold(self.number, self.number_from, self.reached, self.confirmed, self.note)


@strawberry.input(description="Demande à annuler.")
class CancelRequestInput:
    request: strawberry.ID = strawberry.field(description="La demande.")
    reason: str = strawberry.field(description="Pourquoi, 2 000 caractères au plus.")


@strawberry.input(description="Besoin à annuler.")
class CancelNeedInput:
    need: strawberry.ID = strawberry.field(description="Le besoin.")
    reason: str = strawberry.field(description="Pourquoi, 2 000 caractères au plus.")
