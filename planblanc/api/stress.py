"""Stress tests: begun, followed, stopped, and read by those who conduct the crises of the region."""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Annotated, Any, TypeVar
from uuid import UUID

import strawberry

from planblanc.api import connections, mutations, nodes
from planblanc.api.connections import DEFAULT_SIZE, After, Connection, First
from planblanc.api.mutations import IdempotencyKey, InputOf
from planblanc.api.nodes import Node, ReadNode, as_uuid, global_id
from planblanc.api.operation import Info, Operation
from planblanc.api.refusals import Refusal
from planblanc.api.stress_parts import StressAttack, StressFragility, StressGain, StressLoss, StressShortage, StressSummary
from planblanc.api.stress_words import StressPart, StressStaffing, StressState
from planblanc.domain import stress as domain
from planblanc.domain.access import Actor
from planblanc.domain.errors import BadInput
from planblanc.domain.identity import StressRunId
from planblanc.store import stress as stored
from planblanc.store.stress import PlacedRow, RowsWanted, Table
from planblanc.store.transaction import Transaction
from planblanc.usecases import stress as usecases

T = TypeVar("T")

OfStaffing = Annotated[StressStaffing | None, strawberry.argument(description="D'un seul effectif ; de tous sans précision.")]
InStates = Annotated[list[StressState] | None, strawberry.argument(description="Dans l'un de ces états ; tous sans précision.")]
_MOST_SITES = 500
_ATTACKS = (StressPart.ALONE, StressPart.GROUP, StressPart.PAIR)


@strawberry.type(description="Test de résistance du vivier d'une région : ce qui manquerait si un établissement tombait, ou plusieurs.")
class StressTest(Node):
    key: strawberry.Private[StressRunId]
    region: str = strawberry.field(description="Code INSEE de la région.")
    staffings: list[StressStaffing] = strawberry.field(description="Effectifs éprouvés : trois au plus.")
    with_pairs: bool = strawberry.field(description="Chaque paire d'établissements a-t-elle aussi été attaquée ?")
    state: StressState = strawberry.field(description="Où il en est.")
    requested_by: str = strawberry.field(description="Qui l'a demandé.")
    requested_at: datetime = strawberry.field(description="Quand il a été demandé.")
    attacks_done: int = strawberry.field(description="Attaques faites.")
    attacks_total: int | None = strawberry.field(description="Attaques à faire, une fois comptées.")
    read_at: datetime | None = strawberry.field(description="Quand le vivier a été lu : l'âge de ses données.")
    finished_at: datetime | None = strawberry.field(description="Quand il s'est terminé.")
    failure: str | None = strawberry.field(description="Pourquoi il n'a pas de résultat, s'il a échoué.")
    summaries: list[StressSummary] = strawberry.field(description="Ses résultats en chiffres, par effectif.")

    @classmethod
    def of(cls, run: domain.StressRun) -> "StressTest":
        """The run, as the API shows it."""
        return cls(
            id=global_id("StressTest", run.id),
            key=run.id,
            region=run.region,
            staffings=list(run.staffings),
            with_pairs=run.with_pairs,
            state=run.state,
            requested_by=run.requested_name,
            requested_at=run.requested_at,
            attacks_done=run.done,
            attacks_total=run.total,
            read_at=run.read_at,
            finished_at=run.finished_at,
            failure=run.failure,
            summaries=[StressSummary.of(summary) for summary in run.summaries],
        )

    @strawberry.field(description="Les attaques, la pire d'abord : isolées, par groupe au sort commun, ou par paire.")
    async def attacks(
        self,
        info: Info,
        kind: Annotated[StressPart, strawberry.argument(description="ALONE, GROUP ou PAIR.")] = StressPart.ALONE,
        staffing: OfStaffing = None,
        first: First = DEFAULT_SIZE,
        after: After = None,
    ) -> Connection[StressAttack]:
        if kind not in _ATTACKS:
            raise BadInput("Ce tableau ne contient pas d'attaques : demandez ALONE, GROUP ou PAIR.", ("kind",))
        return await _page(info, Table(self.key, kind, staffing), first, after, StressAttack.of)

    @strawberry.field(
        description="Chaque établissement attaqué seul, là où il est, le plus fragile d'abord, pour une carte : cinq cents au plus."
    )
    async def fragility(
        self,
        info: Info,
        staffing: Annotated[StressStaffing | None, strawberry.argument(description="Effectif ; le premier du test sans précision.")] = None,
    ) -> list[StressFragility]:
        table = Table(self.key, StressPart.ALONE, staffing or self.staffings[0])
        found = await info.context.load(stored.rows_of, RowsWanted(table, None, _MOST_SITES))
        return [StressFragility.of(row.told) for row in found if isinstance(row.told, domain.StressAttack)]

    @strawberry.field(description="Les besoins non couverts, le plus critique d'abord.")
    async def shortages(
        self, info: Info, staffing: OfStaffing = None, first: First = DEFAULT_SIZE, after: After = None
    ) -> Connection[StressShortage]:
        return await _page(info, Table(self.key, StressPart.SHORTAGE, staffing), first, after, StressShortage.of)

    @strawberry.field(description="Les points de défaillance : ce dont l'absence découvre le plus, deux cents par effectif au plus.")
    async def losses(
        self, info: Info, staffing: OfStaffing = None, first: First = DEFAULT_SIZE, after: After = None
    ) -> Connection[StressLoss]:
        return await _page(info, Table(self.key, StressPart.LOSS, staffing), first, after, StressLoss.of)

    @strawberry.field(description="Ce qu'une unité de plus apporterait, et où.")
    async def gains(
        self, info: Info, staffing: OfStaffing = None, first: First = DEFAULT_SIZE, after: After = None
    ) -> Connection[StressGain]:
        return await _page(info, Table(self.key, StressPart.GAIN, staffing), first, after, StressGain.of)


@strawberry.input(description="Le test de résistance voulu.")
class StartStressTestInput:
    region: str = strawberry.field(description="Code INSEE de la région.")
    staffings: list[StressStaffing] = strawberry.field(
        description="Effectifs à éprouver : trois au plus, tous sans précision.", default_factory=lambda: list(StressStaffing)
    )
    with_pairs: bool = strawberry.field(description="Attaquer aussi chaque paire d'établissements (quelques secondes).", default=False)

    def wanted(self) -> usecases.StressWanted:
        """What the use case takes."""
        return usecases.StressWanted(self.region, tuple(self.staffings), self.with_pairs)


StartStressTestResult = Annotated[
    StressTest | Refusal, strawberry.union("StartStressTestResult", description="Le test demandé, ou un refus.")
]


@strawberry.type
class Queries:
    @strawberry.field(description="Un test de résistance par son identifiant global.")
    async def stress_test(
        self, info: Info, id: Annotated[strawberry.ID, strawberry.argument(description="Identifiant global du test.")]
    ) -> StressTest | None:
        return await read_stress_test(info.context, str(nodes.uuid_of(id, "StressTest")))

    @strawberry.field(description="Les tests de résistance d'une région, le plus récent d'abord.")
    async def stress_tests(
        self,
        info: Info,
        region: Annotated[str, strawberry.argument(description="Code INSEE de la région.")],
        states: InStates = None,
        first: First = DEFAULT_SIZE,
        after: After = None,
    ) -> Connection[StressTest]:
        page = connections.page(first, after, datetime, UUID)
        before = (page.key(0), page.key(1)) if page.after is not None else None
        found = await stored.of_region(await info.context.tx(), region, states=states, before=before, limit=page.limit)
        return connections.connection(page, found, lambda run: (run.requested_at, run.id), StressTest.of)

    @strawberry.field(description="Le dernier test terminé de chaque région que vous voyez, par code de région : une vingtaine au plus.")
    async def latest_stress_tests(self, info: Info) -> list[StressTest]:
        return [StressTest.of(run) for run in await stored.latest_done(await info.context.tx())]


@strawberry.type
class Mutations:
    @strawberry.mutation(
        description="Lancer un test de résistance. La réponse est immédiate, dans l'état REQUESTED : relisez le test par son identifiant ; "
        "il passe à RUNNING, puis à DONE, ou à FAILED avec la raison. Un seul à la fois par région."
    )
    async def start_stress_test(
        self, info: Info, input: InputOf[StartStressTestInput], idempotency_key: IdempotencyKey
    ) -> StartStressTestResult:
        async def effect(tx: Transaction, actor: Actor, now: datetime) -> object:
            return await usecases.request(tx, actor, input.wanted(), now)

        return await mutations.once(info, idempotency_key, input, effect, read_stress_test)


async def read_stress_test(operation: Operation, key: str) -> StressTest | None:
    """One run by its key, with the rights of whoever asks."""
    run = await stored.by_id(await operation.tx(), StressRunId(as_uuid(key)))
    return StressTest.of(run) if run else None


async def _page(info: Info, table: Table, first: int, after: str | None, present: Callable[[PlacedRow, Any], T]) -> Connection[T]:
    """A page of one table: all those of an operation are read in one statement."""
    page = connections.page(first, after, str, int)
    key = (page.key(0), page.key(1)) if page.after is not None else None
    found = await info.context.load(stored.rows_of, RowsWanted(table, key, page.limit))
    return connections.connection(page, found, lambda row: (row.staffing.value, row.rank), lambda row: present(row, row.told))


NODES: Mapping[str, ReadNode] = {"StressTest": read_stress_test}
