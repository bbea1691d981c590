"""The form of a file of named queries."""

import pytest

from planblanc.store import queries
from planblanc.store.queries import MalformedQueries

FILE = """-- What the heading says is nobody's query.
-- name: find_site
-- A site by its number, in a region.
SELECT id, 'a :quoted' AS word, at::date, "odd:name", tags[1:2]  -- :commented
FROM site WHERE finess = :finess AND region = :region AND other = :finess;

-- name: count_sites
-- How many there are.
SELECT count(*) FROM site;
"""


def test_each_query_has_its_name_and_purpose() -> None:
    found = queries.parse(FILE, "sites")

    assert list(found) == ["find_site", "count_sites"]
    assert found["find_site"].purpose == "A site by its number, in a region."


def test_a_named_parameter_becomes_the_same_number_each_time() -> None:
    query = queries.parse(FILE, "sites")["find_site"]

    assert query.parameters == ("finess", "region")
    assert query.sql.endswith("WHERE finess = $1 AND region = $2 AND other = $1")


def test_casts_strings_slices_and_comments_hold_no_parameter() -> None:
    query = queries.parse(FILE, "sites")["find_site"]

    assert "'a :quoted' AS word, at::date, \"odd:name\", tags[1:2]  -- :commented" in query.sql


def test_arguments_come_in_the_order_of_the_statement() -> None:
    query = queries.parse(FILE, "sites")["find_site"]

    assert query.arguments({"region": "75", "finess": "400000105"}) == ["400000105", "75"]


@pytest.mark.parametrize("given", [{"finess": "400000105"}, {"finess": "400000105", "region": "75", "more": 1}])
def test_a_missing_or_unknown_argument_is_a_mistake(given: dict[str, object]) -> None:
    query = queries.parse(FILE, "sites")["find_site"]

    with pytest.raises(TypeError, match="find_site takes finess, region"):
        query.arguments(given)


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("-- name: twice\n-- One.\nSELECT 1;\n-- name: twice\n-- Two.\nSELECT 2;", "twice is there twice"),
        ("-- name: silent\nSELECT 1;", "silent does not say its purpose"),
        ("-- name:\n-- Nothing.\nSELECT 1;", "a query has no name"),
        ("-- name: empty\n-- Nothing.\n-- nothing at all\n", "empty has no statement"),
    ],
)
def test_a_malformed_file_is_refused(text: str, fault: str) -> None:
    with pytest.raises(MalformedQueries, match=fault):
        queries.parse(text, "sites")
