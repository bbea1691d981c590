"""What a form says becomes what the API takes, or a refusal that names the field."""

from typing import Any
from zoneinfo import ZoneInfo

import pytest
from graphql import GraphQLInputType, GraphQLInt, GraphQLString, build_schema

from planblanc.console import typed
from planblanc.domain.errors import BadInput

SCHEMA = build_schema(
    """
scalar DateTime
enum Kind { PERSON THING }
input Line { kind: Kind!, quantity: Int, note: String }
input Asked { id: ID!, reason: String!, lines: [Line!], services: [String!], share: Float, urgent: Boolean, at: DateTime, team: Line }
type Query { answer(input: Asked!): Int }
"""
)
PERSONS = {"kind": "PERSON", "quantity": 1200}
WHEN = typed.moment_of("2021-02-09T01:40:00+00:00", ZoneInfo("Europe/Paris"))


def asked() -> GraphQLInputType:
    query = SCHEMA.query_type
    assert query is not None
    wanted: GraphQLInputType = query.fields["answer"].args["input"].type
    return wanted


def read(encoded: str) -> Any:
    return typed.of_input(asked(), typed.read(encoded), WHEN)


@pytest.mark.parametrize(
    ("encoded", "expected"),
    [
        ("id=a&lines.0.kind=&lines.0.note=+&lines.1.kind=THING&lines.1.note=b", {"id": "a", "lines": [{"kind": "THING", "note": "b"}]}),
        ("id=a&lines.0.kind=THING&lines.0.~out=oui&lines.1.kind=PERSON", {"id": "a", "lines": [{"kind": "PERSON"}]}),
        ("id=a&lines.0.kind=THING&lines.0.~out=", {"id": "a", "lines": [{"kind": "THING"}]}),
        ("id=abc&reason=%C3%89tage+2", {"id": "abc", "reason": "Étage 2"}),
        ("id=abc&reason=", {"id": "abc", "reason": ""}),
        ("services=bloc&services=urgences&services=", {"services": ["bloc", "urgences"]}),
        (
            "lines.1.quantity=2&lines.0.kind=PERSON&lines.0.quantity=1+200",
            {"lines": [{"kind": "PERSON", "quantity": 1200}, {"quantity": 2}]},
        ),
        ("lines.0.kind=&lines.0.quantity=", {}),
        ("share=1%2C5&urgent=oui", {"share": 1.5, "urgent": True}),
        ("urgent=non&team.note=a%0D%0Ab", {"urgent": False, "team": {"note": "a\nb"}}),
        ("at~minutes=90", {"at": "2021-02-09T03:10:00+00:00"}),
        ("at~local=2021-02-09T06%3A30", {"at": "2021-02-09T06:30:00+01:00"}),
        ("at~minutes=&at~local=", {}),
    ],
    ids=[
        "blank row",
        "row taken away",
        "box left alone",
        "text",
        "empty",
        "several",
        "rows",
        "empty row",
        "numbers",
        "claims",
        "delay",
        "wall clock",
        "no hour",
    ],
)
def test_a_form_says_what_the_api_takes(encoded: str, expected: dict[str, Any]) -> None:
    assert read(encoded) == expected


@pytest.mark.parametrize(
    ("encoded", "path"),
    [
        ("lines.0.quantity=douze", ("lines", "0", "quantity")),
        ("lines.0.quantity=9999999999999", ("lines", "0", "quantity")),
        ("share=beaucoup", ("share",)),
        ("urgent=peut-%C3%AAtre", ("urgent",)),
        ("at~minutes=bient%C3%B4t", ("at",)),
        ("at~local=demain", ("at",)),
        ("reason=a&reason.b=c", ()),
        ("unknown=1", ()),
        ("id.x=1", ("id",)),
    ],
    ids=["number", "huge", "share", "claim", "delay", "hour", "both", "unknown", "depth"],
)
def test_what_cannot_be_read_is_refused_and_names_its_field(encoded: str, path: tuple[str, ...]) -> None:
    with pytest.raises(BadInput) as refused:
        read(encoded)

    assert refused.value.path == path


def test_an_address_says_only_what_its_document_asks() -> None:
    wanted = {"name": GraphQLString, "first": GraphQLInt}

    assert typed.variables(wanted, typed.read("name=Dax&first=20&fait=x"), WHEN) == {"name": "Dax", "first": 20}
