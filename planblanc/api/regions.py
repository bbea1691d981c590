"""Regions, departments and defence zones: reference facts, open to whoever is identified."""

from collections.abc import Mapping
from typing import Annotated

import strawberry

from planblanc.api import connections
from planblanc.api.connections import DEFAULT_SIZE, After, Connection, First
from planblanc.api.nodes import Node, ReadNode, global_id
from planblanc.api.operation import Info, Operation
from planblanc.domain import regions as domain
from planblanc.store import regions as stored


@strawberry.type(description="Zone de défense et de sécurité.")
class DefenceZone:
    code: str = strawberry.field(description="Code de la zone.")
    name: str = strawberry.field(description="Nom de la zone.")

    @classmethod
    def of(cls, zone: domain.DefenceZone) -> "DefenceZone":
        """The zone, as the API shows it."""
        return cls(code=zone.code, name=zone.name)


@strawberry.type(description="Département.")
class Department(Node):
    code: str = strawberry.field(description="Code INSEE : 40, 2A, 974.")
    name: str = strawberry.field(description="Nom du département.")
    region_code: strawberry.Private[str]

    @classmethod
    def of(cls, department: domain.Department) -> "Department":
        """The department, as the API shows it."""
        key = department.code
        return cls(id=global_id("Department", key), code=key, name=department.name, region_code=department.region_code)

    @strawberry.field(description="La région du département.")
    async def region(self, info: Info) -> "Region | None":
        return _maybe(await info.context.load(stored.regions_by_code, self.region_code))


@strawberry.type(description="Région administrative, avec son agence régionale de santé et sa zone de défense.")
class Region(Node):
    code: str = strawberry.field(description="Code INSEE à deux chiffres.")
    name: str = strawberry.field(description="Nom de la région.")
    ars_name: str = strawberry.field(description="Agence régionale de santé.")
    grades_name: str | None = strawberry.field(description="Groupement régional d'appui au développement de la e-santé, s'il est connu.")
    grades_confirmed: bool = strawberry.field(description="Le nom du GRADeS a-t-il été vérifié ?")
    zone: DefenceZone = strawberry.field(description="Zone de défense.")

    @classmethod
    def of(cls, region: domain.Region) -> "Region":
        """The region, as the API shows it."""
        return cls(
            id=global_id("Region", region.code),
            code=region.code,
            name=region.name,
            ars_name=region.ars_name,
            grades_name=region.grades_name,
            grades_confirmed=region.grades_confirmed,
            zone=DefenceZone.of(region.zone),
        )

    @strawberry.field(description="Les départements de la région : treize au plus.")
    async def departments(self, info: Info) -> list[Department]:
        found = await info.context.load(stored.departments_of_regions, self.code)
        return [Department.of(department) for department in found]


@strawberry.type
class Queries:
    @strawberry.field(description="Les régions, par code.")
    async def regions(self, info: Info, first: First = DEFAULT_SIZE, after: After = None) -> Connection[Region]:
        page = connections.page(first, after, str)
        found = await stored.regions(await info.context.tx(), after_code=page.key(0), limit=page.limit)
        return connections.connection(page, found, lambda region: (region.code,), Region.of)

    @strawberry.field(description="Une région par son code.")
    async def region(
        self, info: Info, code: Annotated[str, strawberry.argument(description="Code INSEE à deux chiffres.")]
    ) -> Region | None:
        return _maybe(await info.context.load(stored.regions_by_code, code))

    @strawberry.field(description="Les départements, par code.")
    async def departments(
        self,
        info: Info,
        region: Annotated[str | None, strawberry.argument(description="Code INSEE de leur région ; toutes sans précision.")] = None,
        first: First = DEFAULT_SIZE,
        after: After = None,
    ) -> Connection[Department]:
        page = connections.page(first, after, str)
        found = await stored.departments(await info.context.tx(), region_code=region, after_code=page.key(0), limit=page.limit)
        return connections.connection(page, found, lambda department: (department.code,), Department.of)

    @strawberry.field(description="Les zones de défense, par code : une douzaine au plus.")
    async def zones(self, info: Info) -> list[DefenceZone]:
        return [DefenceZone.of(zone) for zone in await stored.zones(await info.context.tx())]


async def _department_node(operation: Operation, key: str) -> Node | None:
    department = await operation.load(stored.departments_by_code, key)
    return Department.of(department) if department else None


async def _region_node(operation: Operation, key: str) -> Node | None:
    return _maybe(await operation.load(stored.regions_by_code, key))


def _maybe(region: domain.Region | None) -> Region | None:
    return Region.of(region) if region else None


NODES: Mapping[str, ReadNode] = {"Department": _department_node, "Region": _region_node}
