"""Equipment: the types of the catalogue, and the stocks of the lenders."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Annotated
from uuid import UUID

import strawberry

from planblanc.api import connections, mutations, nodes
from planblanc.api.connections import DEFAULT_SIZE, After, Connection, First
from planblanc.api.equipment_types import EquipmentType
from planblanc.api.filters import DepartmentCode, FreeText, LenderKey, OrInactive, RegionCode, Synthetic, ToConfirm
from planblanc.api.lenders import Lender, read_lender
from planblanc.api.mutations import IdempotencyKey, InputOf
from planblanc.api.nodes import Node, ReadNode, as_uuid, global_id
from planblanc.api.operation import Info, Operation
from planblanc.api.places import Position
from planblanc.api.refusals import Refusal
from planblanc.domain import equipment as domain
from planblanc.domain import search_text
from planblanc.domain.access import Actor
from planblanc.domain.french import PARIS
from planblanc.domain.identity import LenderId, StockId
from planblanc.store import catalogues
from planblanc.store import equipment as stored
from planblanc.store.transaction import Transaction
from planblanc.usecases import equipment


@strawberry.type(description="Stock : tant d'objets d'un type, à un endroit, chez un prêteur.")
class EquipmentStock(Node):
    known: strawberry.Private[domain.EquipmentStock]
    quantity: int = strawberry.field(description="Quantité.")
    floor: int = strawberry.field(description="Plancher : ce que le prêteur garde.")
    lendable: int = strawberry.field(description="Ce qui reste à prêter au-dessus du plancher, engagements non comptés.")
    place: str = strawberry.field(description="Endroit.")
    commune: str = strawberry.field(description="Commune.")
    position: Position = strawberry.field(description="Position.")
    alert_minutes: int | None = strawberry.field(description="Délai d'alerte propre, en minutes ; celui du type sinon.")
    preparation_minutes: int | None = strawberry.field(description="Délai de préparation propre, en minutes ; celui du type sinon.")
    confirm_by: date | None = strawberry.field(description="À confirmer avant cette date ; passée, le stock vient en dernier.")
    active: bool = strawberry.field(description="Est-il encore prêté ?")
    synthetic: bool = strawberry.field(description="Donnée synthétique, inventée pour une démonstration ?")
    version: int = strawberry.field(description="Version lue, à rendre pour modifier.")

    @classmethod
    def of(cls, stock: domain.EquipmentStock) -> "EquipmentStock":
        """The stock, as the API shows it."""
        return cls(
            id=global_id("EquipmentStock", stock.id),
            known=stock,
            quantity=stock.quantity,
            floor=stock.floor,
            lendable=stock.lendable,
            place=stock.place,
            commune=stock.commune,
            position=Position.of(stock.position),
            alert_minutes=stock.alert_minutes,
            preparation_minutes=stock.preparation_minutes,
            confirm_by=stock.confirm_by,
            active=stock.active,
            synthetic=stock.synthetic,
            version=stock.version,
        )

    @strawberry.field(description="Son prêteur.")
    async def lender(self, info: Info) -> Lender | None:
        return await read_lender(info.context, str(self.known.lender_id))

    @strawberry.field(description="Son type.")
    async def equipment_type(self, info: Info) -> EquipmentType | None:
        found = await info.context.load(catalogues.equipment_types_by_code, self.known.equipment_type)
        return EquipmentType.of(found) if found else None


@strawberry.input(description="La description complète d'un stock ; sans lieu propre, il est chez son prêteur.")
class SaveEquipmentStockInput:
    lender: strawberry.ID = strawberry.field(description="Le prêteur.")
    equipment_type: str = strawberry.field(description="Code du type de matériel.")
    quantity: int = strawberry.field(description="Quantité, 100 000 au plus.")
    floor: int = strawberry.field(description="Plancher : ce que le prêteur garde.")
    place: str = strawberry.field(description="Endroit : magasin, site.")
    id: strawberry.ID | None = strawberry.field(description="Le stock à modifier ; rien pour en créer un.", default=None)
    version: int | None = strawberry.field(description="La version lue, pour modifier.", default=None)
    commune: str | None = strawberry.field(description="Commune.", default=None)
    latitude: float | None = strawberry.field(description="Latitude, en degrés.", default=None)
    longitude: float | None = strawberry.field(description="Longitude, en degrés.", default=None)
    road_network: str | None = strawberry.field(description="Réseau routier ; celui du prêteur sans précision.", default=None)
    alert_minutes: int | None = strawberry.field(description="Délai d'alerte, en minutes ; celui du type sans précision.", default=None)
    preparation_minutes: int | None = strawberry.field(
        description="Délai de préparation, en minutes ; celui du type sans précision.", default=None
    )
    confirm_by: date | None = strawberry.field(description="À confirmer avant cette date.", default=None)
    active: bool = strawberry.field(description="Faux : il n'est plus prêté.", default=True)

    def wanted(self) -> domain.StockWanted:
        """What the use case takes."""
        return domain.StockWanted(
            lender_id=LenderId(nodes.uuid_of(self.lender, "Lender", ("lender",))),
            equipment_type=self.equipment_type,
            quantity=self.quantity,
            floor=self.floor,
            place=self.place,
            id=StockId(nodes.uuid_of(self.id, "EquipmentStock")) if self.id else None,
            version=self.version,
            commune=self.commune,
            latitude=self.latitude,
            longitude=self.longitude,
            road_network=self.road_network,
            alert_minutes=self.alert_minutes,
            preparation_minutes=self.preparation_minutes,
            confirm_by=self.confirm_by,
            active=self.active,
        )


SaveEquipmentStockResult = Annotated[
    EquipmentStock | Refusal, strawberry.union("SaveEquipmentStockResult", description="Le stock, ou un refus.")
]


@strawberry.type
class Queries:
    @strawberry.field(description="Les stocks que vous voyez.")
    async def equipment_stocks(
        self,
        info: Info,
        *,
        region: RegionCode = None,
        department: DepartmentCode = None,
        lender: LenderKey = None,
        equipment_type: Annotated[str | None, strawberry.argument(description="Code d'un type de matériel.")] = None,
        text: FreeText = None,
        synthetic: Synthetic = None,
        or_inactive: OrInactive = False,
        to_confirm: ToConfirm = False,
        first: First = DEFAULT_SIZE,
        after: After = None,
    ) -> Connection[EquipmentStock]:
        page = connections.page(first, after, UUID)
        wanted = stored.StocksWanted(
            region=region,
            department=department,
            lender=nodes.uuid_of(lender, "Lender", ("lender",)) if lender else None,
            equipment_type=equipment_type,
            patterns=None if text is None else search_text.patterns(text),
            synthetic=synthetic,
            or_inactive=or_inactive,
            due_on=(await info.context.now()).astimezone(PARIS).date() if to_confirm else None,
        )
        found = await stored.stocks(await info.context.tx(), wanted, after_id=page.key(0), limit=page.limit)
        return connections.connection(page, found, lambda stock: (stock.id,), EquipmentStock.of)


@strawberry.type
class Mutations:
    @strawberry.mutation(
        description="Enregistrer un stock, nouveau ou connu : toute la description remplace la précédente. "
        "Un plancher au-dessus de la quantité ne laisse rien à prêter."
    )
    async def save_equipment_stock(
        self, info: Info, input: InputOf[SaveEquipmentStockInput], idempotency_key: IdempotencyKey
    ) -> SaveEquipmentStockResult:
        async def effect(tx: Transaction, actor: Actor, now: datetime) -> object:
            return await equipment.save(tx, actor, input.wanted(), now)

        return await mutations.once(info, idempotency_key, input, effect, read_stock)


async def read_stock(operation: Operation, key: str) -> EquipmentStock | None:
    """One stock by its key, with the rights of whoever asks."""
    found = await operation.load(stored.stocks_by_id, as_uuid(key))
    return EquipmentStock.of(found) if found else None


NODES: Mapping[str, ReadNode] = {"EquipmentStock": read_stock}
