"""Need lines: one thing that is missing, how many, by when, and what hangs on it."""

from collections.abc import Mapping
from datetime import datetime
from typing import Annotated

import strawberry
from strawberry.utils.str_converters import to_camel_case

from planblanc.api import enums
from planblanc.api.competences import Competence, ServiceDomain
from planblanc.api.equipment_types import EquipmentType
from planblanc.api.levels import Level
from planblanc.api.nodes import Node, ReadNode, as_uuid, global_id
from planblanc.api.operation import Info, Operation
from planblanc.api.refusals import Refusal
from planblanc.domain import requests as domain
from planblanc.domain.identity import NeedId
from planblanc.domain.requests import Criticality, NeedKind, WantedBy
from planblanc.store import catalogues as stored_catalogues
from planblanc.store import needs as stored

enums.describe(
    NeedKind,
    "Ce qui manque.",
    {NeedKind.RESPONDER: "Des personnes.", NeedKind.EQUIPMENT: "Du matériel.", NeedKind.PROCEDURE: "Une procédure dégradée."},
)
enums.describe(
    Criticality,
    "Ce qui tient à un besoin.",
    {Criticality.VITAL: "Des vies.", Criticality.HIGH: "La continuité des soins.", Criticality.NORMAL: "Le fonctionnement."},
)
enums.describe(
    WantedBy,
    "Délai voulu, selon les codes nationaux (écrits 30M, 1H… dans les messages).",
    {
        WantedBy.DEL0: "Immédiatement : aucune borne d'arrivée n'est posée.",
        WantedBy.ASAP: "Dès que possible : aucune borne d'arrivée n'est posée.",
        WantedBy.M30: "Sous 30 minutes.",
        WantedBy.M45: "Sous 45 minutes.",
        WantedBy.H1: "Sous une heure.",
        WantedBy.H2: "Sous 2 heures.",
        WantedBy.H4: "Sous 4 heures.",
        WantedBy.H8: "Sous 8 heures.",
        WantedBy.H12: "Sous 12 heures.",
        WantedBy.H24: "Sous 24 heures.",
        WantedBy.RDV: "À une heure convenue.",
    },
)


@strawberry.type(description="Besoin : une ligne d'une demande d'aide.")
class NeedLine(Node):
    known: strawberry.Private[domain.NeedLine]
    position: int = strawberry.field(description="Rang dans la demande.")
    kind: NeedKind = strawberry.field(description="Ce qui manque.")
    least_level: Level | None = strawberry.field(description="Niveau minimal de la compétence.")
    quantity: int = strawberry.field(description="Quantité.")
    wanted_by: WantedBy = strawberry.field(description="Délai voulu.")
    wanted_at: datetime | None = strawberry.field(description="L'heure que ce délai veut dire ; rien quand aucune borne n'est posée.")
    starts_at: datetime = strawberry.field(description="Début de la fenêtre.")
    ends_at: datetime = strawberry.field(description="Fin de la fenêtre.")
    criticality: Criticality = strawberry.field(description="Ce qui y tient.")
    assumed: list[str] = strawberry.field(description="Les champs supposés, faute d'être connus de l'appelant : six au plus.")
    pack: str | None = strawberry.field(description="Code du lot dont il vient.")
    note: str = strawberry.field(description="Précisions.")
    team: str | None = strawberry.field(description="Équipe dont il fait partie : toute l'équipe vient, ou personne.")
    is_lead: bool = strawberry.field(description="Est-il celui du responsable de cette équipe ?")
    pris_qualified: bool = strawberry.field(description="Un prestataire qualifié PRIS est-il exigé ?")
    cancelled_at: datetime | None = strawberry.field(description="Quand il a été annulé.")

    @classmethod
    def of(cls, need: domain.NeedLine) -> "NeedLine":
        """The need line, as the API shows it."""
        return cls(
            id=global_id("NeedLine", need.id),
            known=need,
            position=need.position,
            kind=need.kind,
            least_level=Level(need.least_level) if need.least_level else None,
            quantity=need.quantity,
            wanted_by=need.wanted_by,
            wanted_at=need.wanted_at,
            starts_at=need.starts_at,
            ends_at=need.ends_at,
            criticality=need.criticality,
            assumed=[to_camel_case(name) for name in need.assumed],
            pack=need.pack,
            note=need.note,
            team=need.team,
            is_lead=need.is_lead,
            pris_qualified=need.pris_qualified,
            cancelled_at=need.cancelled_at,
        )

    @strawberry.field(description="La compétence voulue.")
    async def competence(self, info: Info) -> Competence | None:
        code = self.known.competence
        found = await info.context.load(stored_catalogues.competences_by_code, code) if code else None
        return Competence.of(found) if found else None

    @strawberry.field(description="Le type de matériel voulu.")
    async def equipment_type(self, info: Info) -> EquipmentType | None:
        code = self.known.equipment_type
        found = await info.context.load(stored_catalogues.equipment_types_by_code, code) if code else None
        return EquipmentType.of(found) if found else None

    @strawberry.field(description="Le domaine de service dont la procédure est voulue.")
    async def service_domain(self, info: Info) -> ServiceDomain | None:
        code = self.known.service_domain
        found = await info.context.load(stored_catalogues.service_domains_by_code, code) if code else None
        return ServiceDomain.of(found) if found else None


NeedResult = Annotated[NeedLine | Refusal, strawberry.union("NeedResult", description="Le besoin, ou un refus.")]


async def read_need(operation: Operation, key: str) -> NeedLine | None:
    """The need of this key, if the caller sees it."""
    found = await operation.load(stored.by_ids, NeedId(as_uuid(key)))
    return NeedLine.of(found) if found else None


NODES: Mapping[str, ReadNode] = {"NeedLine": read_need}
