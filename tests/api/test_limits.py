"""Documents too large are refused before they are validated, in linear time."""

import time

import pytest
from graphql import get_introspection_query, parse
from graphql.language import (
    FieldNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    InlineFragmentNode,
    OperationDefinitionNode,
    SelectionSetNode,
)
from hypothesis import given
from hypothesis import strategies as st

from planblanc.api import schema
from planblanc.api.documents import reader
from planblanc.api.limits import Limits, too_large

# Each fragment spreads the next one twice: thirty of them are two to the thirtieth fields, in one kilobyte.
NESTED_TWICE = (
    "query { ...f0 } "
    + " ".join(f"fragment f{n} on Query {{ ...f{n + 1} ...f{n + 1} }}" for n in range(30))
    + " fragment f30 on Query { viewer { name } }"
)


@st.composite
def documents(draw: st.DrawFn) -> str:
    """A document whose fragments spread later ones, as often as they like."""
    count = draw(st.integers(0, 5))
    parts = []
    for index in range(-1, count):
        later = st.integers(index + 1, count - 1).map(lambda n: f"...f{n}") if index + 1 < count else st.just("leaf")
        leaf = st.sampled_from(["leaf", "a: leaf", "edges", "node"])
        inner = st.lists(leaf | later, min_size=1, max_size=3).map(lambda found: "{ " + " ".join(found) + " }")
        nested = inner.map(lambda text: f"b: deep {text}") | inner.map(lambda text: f"edges {text}") | inner.map(lambda text: f"... {text}")
        body = " ".join(draw(st.lists(leaf | later | nested, min_size=1, max_size=4)))
        parts.append(f"query {{ {body} }}" if index < 0 else f"fragment f{index} on Query {{ {body} }}")
    return " ".join(parts)


def written_out(selection: SelectionSetNode | None, fragments: dict[str, FragmentDefinitionNode]) -> tuple[int, int, int]:
    """Fields, aliases and depth of a selection, its fragments written out one by one: slow, and plainly right."""
    fields = aliases = depth = 0
    for node in selection.selections if selection else ():
        if isinstance(node, FragmentSpreadNode):
            inside = written_out(fragments[node.name.value].selection_set, fragments)
        else:
            assert isinstance(node, (FieldNode, InlineFragmentNode))
            inside = written_out(node.selection_set, fragments)
        if isinstance(node, FieldNode):
            own_level = 0 if node.name.value in ("edges", "node") else 1
            inside = (inside[0] + 1, inside[1] + bool(node.alias), inside[2] + own_level)
        fields, aliases, depth = fields + inside[0], aliases + inside[1], max(depth, inside[2])
    return fields, aliases, depth


@given(documents())
def test_the_measure_is_that_of_the_document_written_out(text: str) -> None:
    document = parse(text)
    fragments = {node.name.value: node for node in document.definitions if isinstance(node, FragmentDefinitionNode)}
    (operation,) = [node for node in document.definitions if isinstance(node, OperationDefinitionNode)]
    fields, aliases, depth = written_out(operation.selection_set, fragments)

    assert too_large(document, Limits(fields=fields, aliases=aliases, depth=depth, repeats=10**9)) is None
    assert too_large(document, Limits(fields=fields - 1, aliases=aliases, depth=depth)) is not None
    assert too_large(document, Limits(fields=fields, aliases=aliases, depth=depth - 1)) is not None or depth == 0


def faults(text: str, *, production: bool = True) -> list[str]:
    """What is said of a document."""
    read = reader(schema.build(production=production)._schema, Limits(), introspection=not production)
    return [fault.message for fault in read(text).faults]


def test_the_exponential_document_of_one_kilobyte_is_refused_at_once() -> None:
    started = time.perf_counter()
    found = faults(NESTED_TWICE)

    assert len(NESTED_TWICE) < 1700
    assert found == ["Ce document est refusé (champs : plus d’un milliard, 500 au plus)."]
    assert time.perf_counter() - started < 2


def test_fragments_within_themselves_are_for_the_validation_to_name() -> None:
    assert "itself" in faults("{ ...a } fragment a on Query { ...b } fragment b on Query { ...a }")[0]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("{ " + "viewer { name } " * 600 + "}", "mots"),
        ("{ " + "viewer { name } " * 300 + "}", "champs : 600"),
        ("{ " + "viewer { name } " * 52 + "}", "champs répétés : 51"),
        ("{ " + "... { viewer { name } } " * 52 + "}", "champs répétés"),
        (
            "{ viewer { ...f } ...g } fragment f on Viewer { " + "name " * 30 + "} fragment g on Query { viewer { " + "name " * 30 + "} }",
            "répétés",
        ),
        ("{ " + " ".join(f"a{n}: viewer {{ name }}" for n in range(16)) + " }", "alias : 16"),
        ("{ a " * 11 + "}" * 11, "niveaux"),
        ("{ a " * 250 + "}" * 250, "imbriqué"),
        ("{ viewer(a: " + "[" * 900 + "]" * 900 + ") { name } }", "imbriqué"),
        ("query a { zones { code } } query b { zones { code } }", "opérations : 2"),
        ("{ viewer " + "@skip(if: true) " * 6 + "{ name } }", "directives sur un même nœud : 6"),
        ('{ region(code: "\\u0000") { name } }', "caractère nul"),
        ("mutation { a b }", "mutations : 2"),
        ("mutation { ...m } fragment m on Mutation { a b }", "mutations : 2"),
    ],
)
def test_too_much_of_anything_is_refused_in_french(text: str, told: str) -> None:
    (fault,) = faults(text)

    assert told in fault


def test_lists_and_their_items_add_no_depth() -> None:
    assert faults("{ regions { edges { node { departments { region { departments { region { name } } } } } } } }") == []


def test_the_introspection_query_passes_in_a_demonstration() -> None:
    assert faults(get_introspection_query(), production=False) == []


def test_production_does_not_describe_itself() -> None:
    assert faults(get_introspection_query()) != []


@pytest.mark.parametrize(
    "text",
    [
        "{ viewr { name } }",
        "{ viewer { nam } }",
        '{ region(cod: "75") { name } }',
        "query ($a: Strin) { region(code: $a) { name } }",
        '{ node(id: "x") { name } }',
        "{ ... on Regio { name } }",
    ],
)
def test_production_guesses_nothing_and_a_demonstration_does(text: str) -> None:
    assert not any("Did you mean" in fault for fault in faults(text))
    assert any("Did you mean" in fault for fault in faults(text, production=False))


def test_a_document_is_read_once() -> None:
    read = reader(schema.build()._schema, Limits(), introspection=False)

    assert read("{ zones { code } }").document is read("{ zones { code } }").document
