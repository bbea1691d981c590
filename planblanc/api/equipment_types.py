"""The types of equipment that can be lent."""

from collections.abc import Mapping

import strawberry

from planblanc.api import connections
from planblanc.api.connections import DEFAULT_SIZE, After, Connection, First
from planblanc.api.nodes import Node, ReadNode, global_id
from planblanc.api.operation import Info, Operation
from planblanc.domain import catalogues as domain
from planblanc.store import catalogues as stored


@strawberry.type(description="Délais d'un type de ressource, en minutes, de jour et de nuit.")
class Delays:
    alert_by_day: int = strawberry.field(description="Alerte, de jour.")
    alert_by_night: int = strawberry.field(description="Alerte, de nuit (20 h à 7 h).")
    preparation_by_day: int = strawberry.field(description="Préparation, de jour.")
    preparation_by_night: int = strawberry.field(description="Préparation, de nuit.")
    confirmed: bool = strawberry.field(description="Confirmés par le terrain ? Sinon ce sont des hypothèses.")


@strawberry.type(description="Type de matériel du catalogue.")
class EquipmentType(Node):
    code: str = strawberry.field(description="Code stable.")
    label: str = strawberry.field(description="Libellé.")
    unit: str = strawberry.field(description="Unité dans laquelle il se compte.")
    indivisible: bool = strawberry.field(description="Ne se prête-t-il qu'entier ?")
    holds_data: bool = strawberry.field(description="Peut-il garder des données, à effacer au retour ?")
    delays: Delays = strawberry.field(description="Délais par défaut.")
    substitutes: list[str] = strawberry.field(description="Codes des types acceptés à sa place : dix au plus.")

    @classmethod
    def of(cls, kind: domain.EquipmentType) -> "EquipmentType":
        """The type, as the API shows it."""
        return cls(
            id=global_id("EquipmentType", kind.code),
            code=kind.code,
            label=kind.label,
            unit=kind.unit,
            indivisible=kind.indivisible,
            holds_data=kind.holds_data,
            delays=Delays(
                alert_by_day=kind.alert_minutes_day,
                alert_by_night=kind.alert_minutes_night,
                preparation_by_day=kind.preparation_minutes_day,
                preparation_by_night=kind.preparation_minutes_night,
                confirmed=kind.delays_confirmed,
            ),
            substitutes=list(kind.substitutes),
        )


@strawberry.type
class Queries:
    @strawberry.field(description="Les types de matériel du catalogue.")
    async def equipment_types(self, info: Info, first: First = DEFAULT_SIZE, after: After = None) -> Connection[EquipmentType]:
        page = connections.page(first, after, int)
        found = await stored.equipment_types(await info.context.tx(), after_number=page.key(0), limit=page.limit)
        return connections.connection(page, found, lambda kind: (kind.number,), EquipmentType.of)


async def _type_node(operation: Operation, key: str) -> Node | None:
    found = await operation.load(stored.equipment_types_by_code, key)
    return EquipmentType.of(found) if found else None


NODES: Mapping[str, ReadNode] = {"EquipmentType": _type_node}
