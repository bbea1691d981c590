"""People of the pool, by consent, or unnamed capacity."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Annotated
from uuid import UUID

import strawberry

from planblanc.api import connections, mutations, nodes
from planblanc.api.availability import Availability, SaveAvailabilityInput
from planblanc.api.competences import Competence
from planblanc.api.connections import DEFAULT_SIZE, After, Connection, First
from planblanc.api.filters import (
    AvailableFrom,
    AvailableUntil,
    DepartmentCode,
    FreeText,
    LenderKey,
    OrInactive,
    RegionCode,
    Synthetic,
    ToConfirm,
)
from planblanc.api.lenders import Lender, read_lender
from planblanc.api.levels import Level
from planblanc.api.mutations import IdempotencyKey, InputOf
from planblanc.api.nodes import Node, ReadNode, as_uuid, global_id
from planblanc.api.operation import Info, Operation
from planblanc.api.places import Position
from planblanc.api.refusals import Refusal
from planblanc.api.responder_input import SaveResponderInput
from planblanc.domain import responders as domain
from planblanc.domain import search_text
from planblanc.domain.access import Actor
from planblanc.domain.availability import Span
from planblanc.domain.errors import BadInput
from planblanc.domain.french import PARIS
from planblanc.store import availability as stored_calendars
from planblanc.store import catalogues
from planblanc.store import phones as stored_phones
from planblanc.store import responders as stored
from planblanc.store.transaction import Transaction
from planblanc.usecases import availability, responders

_LONGEST_SEARCH = timedelta(days=92)


@strawberry.type(description="Compétence d'un intervenant.")
class HeldCompetence:
    code: str = strawberry.field(description="Code de la compétence.")
    level: Level = strawberry.field(description="Niveau.")
    evidence: str = strawberry.field(description="Ce qui l'atteste.")
    expires_on: date | None = strawberry.field(description="Jusqu'à quand, si elle expire.")

    @classmethod
    def of(cls, held: domain.HeldCompetence) -> "HeldCompetence":
        """The competence that is held, as the API shows it."""
        return cls(code=held.code, level=held.level, evidence=held.evidence, expires_on=held.expires_on)

    @strawberry.field(description="La compétence du catalogue.")
    async def competence(self, info: Info) -> Competence | None:
        found = await info.context.load(catalogues.competences_by_code, self.code)
        return Competence.of(found) if found else None


@strawberry.type(description="Intervenant : une personne, avec son accord, ou une capacité anonyme. Aucun numéro de téléphone ici.")
class Responder(Node):
    known: strawberry.Private[domain.Responder]
    label: str = strawberry.field(description="Libellé.")
    named: bool = strawberry.field(description="Une personne, avec son accord ? Sinon une capacité anonyme.")
    capacity: int = strawberry.field(description="Combien de personnes.")
    commune: str = strawberry.field(description="Commune de départ.")
    position: Position = strawberry.field(description="Position de départ.")
    on_call: bool = strawberry.field(description="D'astreinte ?")
    alert_minutes: int | None = strawberry.field(description="Délai d'alerte propre, en minutes ; celui par défaut sinon.")
    preparation_minutes: int | None = strawberry.field(description="Délai de préparation propre, en minutes ; celui par défaut sinon.")
    longest_days: int = strawberry.field(description="Durée la plus longue d'un engagement, en jours.")
    confirm_by: date | None = strawberry.field(description="À confirmer avant cette date ; passée, l'intervenant vient en dernier.")
    active: bool = strawberry.field(description="Fait-il encore partie du vivier ?")
    synthetic: bool = strawberry.field(description="Donnée synthétique, inventée pour une démonstration ?")
    version: int = strawberry.field(description="Version lue, à rendre pour modifier.")

    @classmethod
    def of(cls, responder: domain.Responder) -> "Responder":
        """The responder, as the API shows it."""
        return cls(
            id=global_id("Responder", responder.id),
            known=responder,
            label=responder.label,
            named=responder.named,
            capacity=responder.capacity,
            commune=responder.commune,
            position=Position.of(responder.position),
            on_call=responder.on_call,
            alert_minutes=responder.alert_minutes,
            preparation_minutes=responder.preparation_minutes,
            longest_days=responder.longest_days,
            confirm_by=responder.confirm_by,
            active=responder.active,
            synthetic=responder.synthetic,
            version=responder.version,
        )

    @strawberry.field(description="Son prêteur.")
    async def lender(self, info: Info) -> Lender | None:
        return await read_lender(info.context, str(self.known.lender_id))

    @strawberry.field(description="Ce qu'il sait faire : cinquante compétences au plus.")
    async def competences(self, info: Info) -> list[HeldCompetence]:
        return [HeldCompetence.of(held) for held in await info.context.load(stored.competences, self.known.id)]

    @strawberry.field(description="Son numéro est-il enregistré ? Dit à qui peut le demander (revealPhone).")
    async def has_phone(self, info: Info) -> bool:
        return await info.context.load(stored_phones.are_known, self.known.id)

    @strawberry.field(description="Son calendrier : deux cents lignes au plus. Vide, il n'est jamais disponible.")
    async def calendar(self, info: Info) -> list[Availability]:
        return [Availability.of(hours) for hours in await info.context.load(stored_calendars.calendars, self.known.id)]


SaveResponderResult = Annotated[Responder | Refusal, strawberry.union("SaveResponderResult", description="L'intervenant, ou un refus.")]
SaveAvailabilityResult = Annotated[
    Responder | Refusal, strawberry.union("SaveAvailabilityResult", description="L'intervenant et son calendrier, ou un refus.")
]


@strawberry.type
class Queries:
    @strawberry.field(description="Les intervenants dont vous avez la charge, ou avec qui vous planifiez.")
    async def responders(
        self,
        info: Info,
        *,
        region: RegionCode = None,
        department: DepartmentCode = None,
        lender: LenderKey = None,
        competence: Annotated[str | None, strawberry.argument(description="Code d'une compétence qu'ils détiennent.")] = None,
        least_level: Annotated[Level, strawberry.argument(description="Niveau minimal de cette compétence.")] = Level.BASIC,
        available_from: AvailableFrom = None,
        available_until: AvailableUntil = None,
        text: FreeText = None,
        synthetic: Synthetic = None,
        or_inactive: OrInactive = False,
        to_confirm: ToConfirm = False,
        first: First = DEFAULT_SIZE,
        after: After = None,
    ) -> Connection[Responder]:
        page = connections.page(first, after, UUID)
        today = (await info.context.now()).astimezone(PARIS).date()
        wanted = stored.RespondersWanted(
            today=today,
            region=region,
            department=department,
            lender=nodes.uuid_of(lender, "Lender", ("lender",)) if lender else None,
            competence=competence,
            least_level=least_level,
            patterns=None if text is None else search_text.patterns(text),
            free=_window(available_from, available_until),
            synthetic=synthetic,
            or_inactive=or_inactive,
            due_on=today if to_confirm else None,
        )
        found = await stored.responders(await info.context.tx(), wanted, after_id=page.key(0), limit=page.limit)
        return connections.connection(page, found, lambda responder: (responder.id,), Responder.of)


@strawberry.type
class Mutations:
    @strawberry.mutation(
        description="Enregistrer un intervenant avec ses compétences, nouveau ou connu : toute la description remplace la précédente."
    )
    async def save_responder(self, info: Info, input: InputOf[SaveResponderInput], idempotency_key: IdempotencyKey) -> SaveResponderResult:
        async def effect(tx: Transaction, actor: Actor, now: datetime) -> object:
            return await responders.save(tx, actor, input.wanted(), now)

        return await mutations.once(info, idempotency_key, input, effect, read_responder)

    @strawberry.mutation(description="Enregistrer le calendrier complet d'un intervenant.")
    async def save_availability(
        self, info: Info, input: InputOf[SaveAvailabilityInput], idempotency_key: IdempotencyKey
    ) -> SaveAvailabilityResult:
        async def effect(tx: Transaction, actor: Actor, now: datetime) -> object:
            return await availability.save(tx, actor, input.wanted(), now)

        return await mutations.once(info, idempotency_key, input, effect, read_responder)


async def read_responder(operation: Operation, key: str) -> Responder | None:
    """One responder by its key, with the rights of whoever asks."""
    found = await operation.load(stored.responders_by_id, as_uuid(key))
    return Responder.of(found) if found else None


def _window(start: datetime | None, until: datetime | None) -> Span | None:
    if start is None:
        if until is not None:
            raise BadInput("Indiquez aussi le début de la période.", ("available_from",))
        return None
    end = until or start + timedelta(seconds=1)
    if not start < end <= start + _LONGEST_SEARCH:
        raise BadInput("La période doit finir après avoir commencé, et durer trois mois au plus.", ("available_until",))
    return start, end


NODES: Mapping[str, ReadNode] = {"Responder": read_responder}
