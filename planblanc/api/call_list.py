"""The call list of an incident: one call a lender, in order of urgency, numbers once they are asked for."""

from datetime import date, datetime
from typing import Annotated

import strawberry

from planblanc.api import mutations
from planblanc.api.incident_inputs import incident_id
from planblanc.api.mutations import IdempotencyKey, InputOf
from planblanc.api.nodes import as_uuid, global_id
from planblanc.api.operation import Info, Operation
from planblanc.api.refusals import Refusal
from planblanc.api.solicitations import Solicitation
from planblanc.domain import call_list as domain
from planblanc.domain.access import Actor
from planblanc.domain.contacts import ContactChannel
from planblanc.domain.identity import IncidentId
from planblanc.store.transaction import Transaction
from planblanc.usecases import call_list as usecases

_MOST_TO_MAKE = 100


@strawberry.type(description="Un moyen de joindre l'astreinte d'un prêteur, par sa fonction.")
class DutyNumber:
    label: str = strawberry.field(description="Fonction jointe.")
    channel: ContactChannel = strawberry.field(description="Moyen.")
    address: str = strawberry.field(description="Numéro ou adresse.")
    last_tested_on: date | None = strawberry.field(description="Dernier essai réussi.")

    @classmethod
    def of(cls, number: domain.DutyNumber) -> "DutyNumber":
        """The number, as the API shows it."""
        return cls(label=number.label, channel=number.channel, address=number.address, last_tested_on=number.last_tested_on)


@strawberry.type(description="Un appel : à qui, que dire, et ce qui est répondu.")
class Call:
    rank: int = strawberry.field(description="Sa place dans l'ordre des appels, à partir de 1.")
    is_to_make: bool = strawberry.field(description="Reste-t-il à faire ?")
    sentence: str = strawberry.field(description="Ce qu'il faut lire à voix haute.")
    numbers: list[DutyNumber] = strawberry.field(description="Les numéros, dans l'ordre, une fois révélés à vous : cinq au plus.")
    solicitation: Solicitation = strawberry.field(description="La sollicitation, avec ses lignes : oui, partiel, non, à rappeler.")

    @classmethod
    def of(cls, call: domain.Call) -> "Call":
        """The call, as the API shows it."""
        return cls(
            rank=call.rank,
            is_to_make=call.is_to_make,
            sentence=call.sentence,
            numbers=[DutyNumber.of(number) for number in call.numbers],
            solicitation=Solicitation.of(call.solicitation),
        )


@strawberry.type(description="À qui les numéros d'une liste d'appel ont été donnés.")
class CallListReveal:
    name: str = strawberry.field(description="À qui.")
    at: datetime = strawberry.field(description="Quand.")
    motive: str = strawberry.field(description="Pourquoi.")


@strawberry.type(description="La liste d'appel d'un incident : un appel par prêteur, le plus urgent d'abord.")
class CallList:
    incident: strawberry.ID = strawberry.field(description="L'incident, par son identifiant global.")
    to_make: int = strawberry.field(description="Combien d'appels restent à faire.")
    calls: list[Call] = strawberry.field(description="Les appels : 500 au plus.")
    reveals: list[CallListReveal] = strawberry.field(description="À qui les numéros ont été donnés, cinquante au plus.")

    @classmethod
    def of(cls, found: usecases.CallList) -> "CallList":
        """The list, as the API shows it."""
        return cls(
            incident=global_id("Incident", found.incident),
            to_make=sum(call.is_to_make for call in found.calls),
            calls=[Call.of(call) for call in found.calls],
            reveals=[CallListReveal(name=one.name, at=one.at, motive=one.motive) for one in found.reveals],
        )


@strawberry.input(description="Les numéros d'une liste d'appel, demandés une fois pour l'incident.")
class RevealCallListInput:
    incident: strawberry.ID = strawberry.field(description="L'incident.")
    motive: str = strawberry.field(description="Pourquoi, 300 caractères au plus.")

    def incident_id(self) -> IncidentId:
        """The key of the incident."""
        return incident_id(self.incident)


RevealCallListResult = Annotated[
    CallList | Refusal, strawberry.union("RevealCallListResult", description="La liste d'appel avec ses numéros, ou un refus.")
]


@strawberry.type
class Queries:
    @strawberry.field(description="La liste d'appel d'un incident que vous conduisez ; sans numéro tant qu'ils ne vous sont pas révélés.")
    async def call_list(
        self, info: Info, incident: Annotated[strawberry.ID, strawberry.argument(description="Identifiant global de l'incident.")]
    ) -> CallList:
        key = incident_id(incident)
        return CallList.of(await usecases.read(await info.context.tx(), info.context.actor, key, await info.context.now()))

    @strawberry.field(
        description="Les appels à faire dans une région, tous incidents ouverts confondus, le plus urgent d'abord, sans leurs numéros : "
        "cent au plus ; aucun pour qui ne la conduit pas, ni sans région."
    )
    async def calls_to_make(
        self,
        info: Info,
        region: Annotated[str | None, strawberry.argument(description="Code INSEE de la région.")] = None,
        first: Annotated[int, strawberry.argument(description="Combien, cent au plus.")] = _MOST_TO_MAKE,
    ) -> list[Call]:
        found = await usecases.to_make(await info.context.tx(), info.context.actor, region, await info.context.now())
        return [Call.of(call) for call in found[: min(max(first, 0), _MOST_TO_MAKE)]]


@strawberry.type
class Mutations:
    @strawberry.mutation(
        description="Révéler les numéros d'astreinte de la liste d'appel d'un incident, ceux des prêteurs à venir compris : une fois pour "
        "l'incident, et la main courante le dit."
    )
    async def reveal_call_list(
        self, info: Info, input: InputOf[RevealCallListInput], idempotency_key: IdempotencyKey
    ) -> RevealCallListResult:
        async def effect(tx: Transaction, actor: Actor, now: datetime) -> object:
            return await usecases.reveal(tx, actor, input.incident_id(), input.motive, now)

        return await mutations.once(info, idempotency_key, input, effect, read_call_list)


async def read_call_list(operation: Operation, key: str) -> CallList | None:
    """The call list of an incident, with the rights of whoever asks."""
    return CallList.of(await usecases.read(await operation.tx(), operation.actor, IncidentId(as_uuid(key)), await operation.now()))
