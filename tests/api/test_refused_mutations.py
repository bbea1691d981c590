"""Every mutation of the API, with all that it must be given made from the published schema, is refused to a neighbouring agency."""

from typing import Any
from uuid import uuid4

from graphql import (
    GraphQLEnumType,
    GraphQLInputObjectType,
    GraphQLInputType,
    GraphQLList,
    GraphQLNonNull,
    GraphQLSchema,
    build_schema,
    is_required_input_field,
)

from planblanc.api import schema
from planblanc.api.nodes import global_id
from tests.api.client import Client
from tests.api.crisis import declared
from tests.usecases import pool_wanted

# What a field of this name is told, wanted or not: the neighbour's own; another is told by its type.
NAMED = {
    "region": "75",
    "finess": "400000105",
    "department": "40",
    "serviceDomain": "EMERGENCY",
    "lender": global_id("Lender", pool_wanted.ALPI),
    "responder": global_id("Responder", pool_wanted.TECHNICIANS),
}
TYPED: dict[str, Any] = {
    "Int": 1,
    "Float": 1.0,
    "Boolean": False,
    "DateTime": "2021-02-09T02:00:00+01:00",
    "Date": "2021-02-09",
    "Time": "08:00",
    "String": "Dax",
}


def made(kind: GraphQLInputType, name: str, about: str) -> Any:
    """A value of a type of the schema; a key that is not named is that of the neighbour's incident."""
    if isinstance(kind, GraphQLNonNull):
        return made(kind.of_type, name, about)
    if isinstance(kind, GraphQLList):
        return [made(kind.of_type, name, about)]
    if isinstance(kind, GraphQLInputObjectType):
        return {
            key: made(field.type, key, about) for key, field in kind.fields.items() if is_required_input_field(field) or key == "victim"
        }
    if isinstance(kind, GraphQLEnumType):
        return next(iter(kind.values))
    if kind.name == "ID":
        return NAMED.get(name, about)
    return NAMED.get(name, TYPED.get(kind.name, "Dax"))


def documents(known: GraphQLSchema, about: str) -> dict[str, tuple[str, dict[str, Any]]]:
    """The document and the variables of each mutation."""
    found = {}
    assert known.mutation_type
    for name, field in known.mutation_type.fields.items():
        given = {key: made(argument.type, key, about) for key, argument in field.args.items()}
        given["idempotencyKey"] = str(uuid4())
        declared_as = ", ".join(f"${key}: {field.args[key].type}" for key in given)
        passed = ", ".join(f"{key}: ${key}" for key in given)
        found[name] = (f"mutation ({declared_as}) {{ {name}({passed}) {{ __typename ... on Refusal {{ code path }} }} }}", given)
    return found


async def test_a_neighbour_has_every_mutation_refused(client: Client) -> None:
    incident = (await declared(client))["id"]
    done = {}
    for name, (document, given) in documents(build_schema(schema.published()), incident).items():
        answer = await client.ask(document, as_="ars-76", **given)
        told = (answer.get("data") or {}).get(name)
        if told is None or told["__typename"] != "Refusal":
            done[name] = answer

    assert done == {}
