"""Who is on duty for a region's agency, and how each one is reached."""

from datetime import datetime
from typing import Annotated

import strawberry

from planblanc.api import mutations
from planblanc.api.mutations import IdempotencyKey, InputOf
from planblanc.api.operation import Info, Operation
from planblanc.api.refusals import Refusal
from planblanc.domain import duty_rosters as domain
from planblanc.domain.access import Actor
from planblanc.domain.contacts import ContactChannel
from planblanc.store import duty_rosters as stored
from planblanc.store.transaction import Transaction
from planblanc.usecases import duty_rosters


@strawberry.type(description="Moyen de joindre une astreinte.")
class DutyContact:
    channel: ContactChannel = strawberry.field(description="Moyen.")
    address: str = strawberry.field(description="Numéro ou adresse.")


@strawberry.type(description="Une astreinte : une fonction, jamais le nom d'une personne.")
class DutyTurn:
    rank: int = strawberry.field(description="Ordre d'appel : 1 est prévenu d'abord.")
    label: str = strawberry.field(description="Fonction.")
    starts_at: datetime = strawberry.field(description="Début.")
    ends_at: datetime = strawberry.field(description="Fin.")
    is_on_duty: bool = strawberry.field(description="En cours ?")
    contacts: list[DutyContact] = strawberry.field(description="Moyens de la joindre, dans l'ordre : six au plus.")

    @classmethod
    def of(cls, turn: domain.DutyTurn, now: datetime) -> "DutyTurn":
        """The turn, as the API shows it."""
        return cls(
            rank=turn.rank,
            label=turn.label,
            starts_at=turn.starts_at,
            ends_at=turn.ends_at,
            is_on_duty=turn.starts_at <= now < turn.ends_at,
            contacts=[DutyContact(channel=one.channel, address=one.address) for one in turn.contacts],
        )


@strawberry.type(description="Tableau d'astreinte d'une région.")
class DutyRoster:
    region: str = strawberry.field(description="Code INSEE de la région.")
    escalate_minutes: int = strawberry.field(description="Minutes laissées à chaque astreinte pour accuser réception d'une alerte.")
    saved_by: str = strawberry.field(description="Qui l'a enregistré.")
    saved_at: datetime = strawberry.field(description="Quand.")
    version: int = strawberry.field(description="Version lue, à rendre pour modifier.")
    turns: list[DutyTurn] = strawberry.field(description="Astreintes en cours et à venir, 400 au plus.")


@strawberry.input(description="Moyen de joindre une astreinte.")
class DutyContactInput:
    channel: ContactChannel = strawberry.field(description="Moyen.")
    address: str = strawberry.field(description="Numéro ou adresse, hors du réseau des établissements.")


@strawberry.input(description="Une astreinte.")
class DutyTurnInput:
    label: str = strawberry.field(description="Fonction, sans nom de personne.")
    starts_at: datetime = strawberry.field(description="Début.")
    ends_at: datetime = strawberry.field(description="Fin, un mois plus tard au plus.")
    contacts: list[DutyContactInput] = strawberry.field(description="De un à six moyens de la joindre, dans l'ordre.")
    rank: int = strawberry.field(description="Ordre d'appel, de 1 à 9.", default=1)

    def wanted(self) -> domain.TurnWanted:
        """What the use case takes."""
        contacts = tuple(domain.DutyContact(one.channel, one.address) for one in self.contacts)
        return domain.TurnWanted(self.rank, self.label, self.starts_at, self.ends_at, contacts)


@strawberry.input(description="Le tableau d'astreinte d'une région à partir de maintenant : il remplace ce qui est à venir.")
class SaveDutyRosterInput:
    region: str = strawberry.field(description="Code INSEE de la région.")
    turns: list[DutyTurnInput] = strawberry.field(description="Les astreintes, 400 au plus.")
    escalate_minutes: int = strawberry.field(description="Minutes laissées pour accuser réception, de 1 à 120.", default=5)
    version: int | None = strawberry.field(description="La version lue, pour modifier.", default=None)

    def wanted(self) -> domain.RosterWanted:
        """What the use case takes."""
        return domain.RosterWanted(self.region, tuple(turn.wanted() for turn in self.turns), self.escalate_minutes, self.version)


SaveDutyRosterResult = Annotated[
    DutyRoster | Refusal, strawberry.union("SaveDutyRosterResult", description="Le tableau d'astreinte, ou un refus.")
]


@strawberry.type
class Queries:
    @strawberry.field(description="Le tableau d'astreinte d'une région ; rien s'il n'y en a pas, ou s'il n'est pas visible.")
    async def duty_roster(
        self, info: Info, region: Annotated[str, strawberry.argument(description="Code INSEE de la région.")]
    ) -> DutyRoster | None:
        return await read_roster(info.context, region)


@strawberry.type
class Mutations:
    @strawberry.mutation(description="Enregistrer le tableau d'astreinte d'une région, à partir de maintenant.")
    async def save_duty_roster(
        self, info: Info, input: InputOf[SaveDutyRosterInput], idempotency_key: IdempotencyKey
    ) -> SaveDutyRosterResult:
        async def effect(tx: Transaction, actor: Actor, now: datetime) -> object:
            return await duty_rosters.save(tx, actor, input.wanted(), now)

        return await mutations.once(info, idempotency_key, input, effect, read_roster)


async def read_roster(operation: Operation, region: str) -> DutyRoster | None:
    """The roster of a region, with the rights of whoever asks."""
    tx = await operation.tx()
    (roster,) = await stored.by_regions(tx, [region])
    if roster is None:
        return None
    now = await operation.now()
    return DutyRoster(
        region=roster.region,
        escalate_minutes=roster.escalate_minutes,
        saved_by=roster.saved_name,
        saved_at=roster.saved_at,
        version=roster.version,
        turns=[DutyTurn.of(turn, now) for turn in await stored.turns(tx, region, now)],
    )
