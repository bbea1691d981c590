"""Requests for help: what is asked, line by line, and the call-backs that verify it."""

from collections.abc import Mapping
from datetime import datetime
from typing import Annotated

import strawberry

from planblanc.api import enums, nodes
from planblanc.api.establishments import Establishment
from planblanc.api.need_lines import NeedLine
from planblanc.api.nodes import Node, ReadNode, as_uuid, global_id
from planblanc.api.operation import Info, Operation
from planblanc.api.places import Position
from planblanc.api.refusals import Refusal
from planblanc.api.roles import Channel
from planblanc.domain import call_backs
from planblanc.domain import requests as domain
from planblanc.domain.call_backs import NumberFrom
from planblanc.domain.identity import RequestId
from planblanc.domain.requests import RequestState
from planblanc.store import call_backs as stored_call_backs
from planblanc.store import establishments as stored_establishments
from planblanc.store import needs as stored_needs
from planblanc.store import requests as stored

enums.describe(
    RequestState,
    "Où en est une demande d'aide.",
    {
        RequestState.TO_VERIFY: "À vérifier par un contre-appel ; elle est planifiée sans attendre, seule l'approbation attend.",
        RequestState.OPEN: "Ouverte.",
        RequestState.COVERED: "Couverte : tous ses besoins ont une réponse.",
        RequestState.CLOSED: "Close.",
        RequestState.CANCELLED: "Annulée.",
    },
)
enums.describe(
    NumberFrom,
    "D'où vient le numéro rappelé.",
    {
        NumberFrom.DIRECTORY: "De l'annuaire établi avant l'incident.",
        NumberFrom.CALLER: "De l'appelant.",
        NumberFrom.PORTAL: "De la déclaration du portail.",
    },
)


@strawberry.type(description="Contre-appel d'une demande.")
class CallBack:
    number: str = strawberry.field(description="Numéro rappelé.")
    number_from: NumberFrom = strawberry.field(description="D'où il vient.")
    reached: str = strawberry.field(description="Qui a répondu, par sa fonction.")
    confirmed: bool = strawberry.field(description="La demande est-elle confirmée ?")
    made_by: str = strawberry.field(description="Qui a rappelé.")
    made_at: datetime = strawberry.field(description="Quand.")
    note: str = strawberry.field(description="Précisions.")

    @classmethod
    def of(cls, made: call_backs.CallBack) -> "CallBack":
        """The call-back, as the API shows it."""
        told = made.told
        return cls(
            number=told.number,
            number_from=told.number_from,
            reached=told.reached,
            confirmed=told.confirmed,
            made_by=made.made_name,
            made_at=made.made_at,
            note=told.note,
        )


@strawberry.type(description="Demande d'aide pour un incident.")
class HelpRequest(Node):
    known: strawberry.Private[domain.HelpRequest]
    incident: strawberry.ID = strawberry.field(description="L'incident, par son identifiant global.")
    state: RequestState = strawberry.field(description="Où elle en est.")
    channel: Channel = strawberry.field(description="Par quel canal elle est arrivée.")
    asked_by: str = strawberry.field(description="Qui l'a enregistrée.")
    asked_at: datetime = strawberry.field(description="Quand.")
    on_behalf_of: str | None = strawberry.field(description="Pour qui, quand un agent a noté un appel.")
    callback_number: str | None = strawberry.field(description="Numéro de rappel.")
    note: str = strawberry.field(description="Précisions.")
    position: Position = strawberry.field(description="Où l'aide est voulue.")
    position_assumed: bool = strawberry.field(description="Ce lieu est-il supposé, faute de savoir lequel des sites est touché ?")
    department_code: str = strawberry.field(description="Code INSEE du département de ce lieu.")
    cancelled_reason: str | None = strawberry.field(description="Pourquoi elle a été annulée.")
    version: int = strawberry.field(description="Version lue.")

    @classmethod
    def of(cls, request: domain.HelpRequest) -> "HelpRequest":
        """The request, as the API shows it."""
        place = request.place
        return cls(
            id=global_id("HelpRequest", request.id),
            known=request,
            incident=global_id("Incident", request.incident),
            state=request.state,
            channel=request.channel,
            asked_by=request.asked_name,
            asked_at=request.asked_at,
            on_behalf_of=request.on_behalf_of,
            callback_number=request.callback_number,
            note=request.note,
            position=Position(latitude=place.latitude, longitude=place.longitude, road_network=place.network),
            position_assumed=place.is_assumed,
            department_code=place.department,
            cancelled_reason=request.cancelled_reason,
            version=request.version,
        )

    @strawberry.field(
        description="L'approbation attend-elle un contre-appel ? Vrai aussi d'une demande ouverte par un établissement mis en doute depuis."
    )
    async def to_verify(self, info: Info) -> bool:
        return self.known.id in await info.context.load(stored.unverified, self.known.incident)

    @strawberry.field(description="Le site où l'aide est voulue, s'il est du référentiel.")
    async def establishment(self, info: Info) -> Establishment | None:
        site = self.known.place.site
        found = await info.context.load(stored_establishments.establishments_by_id, site) if site else None
        return Establishment.of(found) if found else None

    @strawberry.field(description="Ses besoins, dans l'ordre, ceux annulés compris : deux cents au plus.")
    async def needs(self, info: Info) -> list[NeedLine]:
        return [NeedLine.of(need) for need in await info.context.load(stored_needs.of_requests, self.known.id)]

    @strawberry.field(description="Ses contre-appels, si vous y avez accès : cinquante au plus.")
    async def call_backs(self, info: Info) -> list[CallBack]:
        found = await info.context.load(stored_call_backs.of_requests, self.known.id)
        return [CallBack.of(made) for made in found[:50]]


HelpRequestResult = Annotated[HelpRequest | Refusal, strawberry.union("HelpRequestResult", description="La demande d'aide, ou un refus.")]


@strawberry.type
class Queries:
    @strawberry.field(description="Une demande d'aide par son identifiant global.")
    async def help_request(
        self, info: Info, id: Annotated[strawberry.ID, strawberry.argument(description="Identifiant global de la demande.")]
    ) -> HelpRequest | None:
        return await read_request(info.context, str(nodes.uuid_of(id, "HelpRequest")))


async def read_request(operation: Operation, key: str) -> HelpRequest | None:
    """The request of this key, if the caller sees it."""
    found = await operation.load(stored.by_ids, RequestId(as_uuid(key)))
    return HelpRequest.of(found) if found else None


NODES: Mapping[str, ReadNode] = {"HelpRequest": read_request}
