"""Documents too large are refused before they are validated, in linear time."""

import time

import pytest
from graphql import get_introspection_query

from planblanc.api import schema
from planblanc.api.documents import reader
from planblanc.api.limits import Limits

# Each fragment spreads the next one twice: thirty of them are two to the thirtieth fields, in one kilobyte.
NESTED_TWICE = (
    "query { ...f0 } "
    + " ".join(f"fragment f{n} on Query {{ ...f{n + 1} ...f{n + 1} }}" for n in range(30))
    + " fragment f30 on Query { viewer { name } }"
)


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
