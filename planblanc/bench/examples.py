"""What each published example costs in SQL statements, beside what it reads: things within things, on so many levels."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime

from graphql import FieldNode, SelectionSetNode, parse
from graphql.language import OperationDefinitionNode

from planblanc import shipped
from planblanc.api import schema
from planblanc.api.operation import Operation
from planblanc.api.schema import Schema
from planblanc.auth import demonstration
from planblanc.bench.figures import ExampleCost
from planblanc.bench.parts import COORDINATOR
from planblanc.bench.visitor import NotMeasured
from planblanc.console import examples
from planblanc.console.examples import Example
from planblanc.domain.errors import NotFound
from planblanc.store.transaction import Database, Transaction

# What a connection adds around the things it lists.
_FRAME = {"edges", "node", "pageInfo"}


async def measure(url: str) -> Sequence[ExampleCost]:
    """Run each example once; one that names a person of another pool than the one that is measured has no cost here."""
    api = schema.build()
    database = await Database.connect(url, "planblanc_app", size=1)
    try:
        costs = [await _cost(api, database, example) for example in examples.read(shipped.examples_dir())]
        return [cost for cost in costs if cost is not None]
    finally:
        await database.close()


async def _cost(api: Schema, database: Database, example: Example) -> ExampleCost | None:
    known = demonstration.named(example.asked_by)
    asker = replace(COORDINATOR, role=known.role, regions=frozenset(known.regions))
    operation = Operation(asker, database, _now, real_clock=lambda: datetime.now(UTC))
    result = await api.execute(example.query, variable_values=example.variables, context_value=operation)
    await operation.close()
    if result.errors and isinstance(result.errors[0].original_error, NotFound):
        return None
    if result.errors:
        raise NotMeasured(f"L'exemple {example.name} échoue : {result.errors[0].message}")
    (root,) = [node for node in parse(example.query).definitions if isinstance(node, OperationDefinitionNode)]
    read = _read(root.selection_set)
    return ExampleCost(example.name, operation.statements, fields=len(read), levels=max(read, default=0))


async def _now(_: Transaction) -> datetime:
    return datetime.now(UTC)


def _read(selection: SelectionSetNode | None, level: int = 1) -> list[int]:
    """The level of each field that holds things of its own; what frames a list counts for nothing."""
    if selection is None:
        return []
    found: list[int] = []
    for field in (node for node in selection.selections if isinstance(node, FieldNode) and node.selection_set):
        is_frame = field.name.value in _FRAME
        found += ([] if is_frame else [level]) + _read(field.selection_set, level + (not is_frame))
    return found
