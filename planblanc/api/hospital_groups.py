"""Groups of hospitals (GHT)."""

from collections.abc import Mapping

import strawberry

from planblanc.api import connections
from planblanc.api.connections import DEFAULT_SIZE, After, Connection, First
from planblanc.api.filters import RegionCode
from planblanc.api.nodes import Node, ReadNode, global_id
from planblanc.api.operation import Info, Operation
from planblanc.api.regions import Region
from planblanc.domain import catalogues as domain
from planblanc.store import catalogues as stored
from planblanc.store import regions as stored_regions


@strawberry.type(description="Groupement hospitalier de territoire.")
class HospitalGroup(Node):
    code: str = strawberry.field(description="Code du GHT.")
    short_name: str = strawberry.field(description="Nom court.")
    name: str = strawberry.field(description="Nom.")
    region_code: strawberry.Private[str]

    @classmethod
    def of(cls, group: domain.HospitalGroup) -> "HospitalGroup":
        """The group, as the API shows it."""
        key = global_id("HospitalGroup", group.code)
        return cls(id=key, code=group.code, short_name=group.short_name, name=group.name, region_code=group.region)

    @strawberry.field(description="Sa région.")
    async def region(self, info: Info) -> Region | None:
        found = await info.context.load(stored_regions.regions_by_code, self.region_code)
        return Region.of(found) if found else None


@strawberry.type
class Queries:
    @strawberry.field(description="Les GHT, par code.")
    async def hospital_groups(
        self, info: Info, region: RegionCode = None, first: First = DEFAULT_SIZE, after: After = None
    ) -> Connection[HospitalGroup]:
        page = connections.page(first, after, str)
        found = await stored.hospital_groups(await info.context.tx(), region=region, after_code=page.key(0), limit=page.limit)
        return connections.connection(page, found, lambda group: (group.code,), HospitalGroup.of)


async def read_group(operation: Operation, key: str) -> HospitalGroup | None:
    """One group by its code."""
    found = await operation.load(stored.hospital_groups_by_code, key)
    return HospitalGroup.of(found) if found else None


NODES: Mapping[str, ReadNode] = {"HospitalGroup": read_group}
