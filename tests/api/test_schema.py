"""The published API is the code's, speaks French everywhere, and its examples cost what they say."""

import logging
import re

import pytest
from graphql import GraphQLEnumType, GraphQLInputObjectType, GraphQLInterfaceType, GraphQLObjectType, GraphQLScalarType, GraphQLSchema

from planblanc import shipped
from planblanc.api import schema
from planblanc.console import examples
from planblanc.console.examples import Example
from tests.api.client import Client

EXAMPLES = examples.read(shipped.examples_dir())


@pytest.mark.contract
def test_the_published_api_is_the_code_s() -> None:
    published = (shipped.schema_dir() / "planblanc.graphql").read_text("utf-8")

    assert published == schema.published(), "run: planblanc sdl --write"


def undescribed(of: GraphQLSchema) -> list[str]:
    """Whatever a coordinator would read without an explanation."""
    found: list[str] = []
    for name, kind in of.type_map.items():
        if name.startswith("__") or (isinstance(kind, GraphQLScalarType) and name in {"String", "Int", "Float", "Boolean", "ID"}):
            continue
        found += [name] if not kind.description else []
        if isinstance(kind, (GraphQLObjectType, GraphQLInterfaceType)):
            found += [f"{name}.{field}" for field, value in kind.fields.items() if not value.description]
            found += [
                f"{name}.{field}({argument})"
                for field, value in kind.fields.items()
                for argument, told in value.args.items()
                if not told.description
            ]
        if isinstance(kind, GraphQLInputObjectType):
            found += [f"{name}.{field}" for field, told in kind.fields.items() if not told.description]
        if isinstance(kind, GraphQLEnumType):
            found += [f"{name}.{value}" for value, meaning in kind.values.items() if not meaning.description]
    return found


@pytest.mark.contract
def test_everything_is_described() -> None:
    assert undescribed(schema.build()._schema) == []


@pytest.mark.contract
def test_every_mutation_takes_a_key_and_may_be_refused() -> None:
    root = schema.build()._schema.mutation_type
    for name, field in (root.fields if root else {}).items():
        assert "idempotencyKey" in field.args, name
        assert "Refusal" in {str(kind) for kind in getattr(field.type.of_type, "types", ())}, name


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example.name)
async def test_a_published_example_runs_and_costs_what_it_says(client: Client, example: Example, caplog: pytest.LogCaptureFixture) -> None:
    promised = re.search(r"^# statements: (\d+)$", example.query, re.MULTILINE)
    assert promised, f"{example.name} does not say how many statements it costs"

    with caplog.at_level(logging.INFO, "planblanc.api.http"):
        await client.data(example.query, as_=example.asked_by, **example.variables)

    assert [vars(record)["statements"] for record in caplog.records if "statements" in vars(record)] == [int(promised[1])]
