"""Reference facts are read in pages, by key and by global identifier."""

from tests.api.client import Client


async def test_a_page_says_where_the_next_one_begins(client: Client) -> None:
    query = "query ($after: String) { regions(first: 10, after: $after) { edges { node { name } } pageInfo { hasNextPage endCursor } } }"

    first = (await client.data(query))["regions"]
    second = (await client.data(query, after=first["pageInfo"]["endCursor"]))["regions"]

    assert len({edge["node"]["name"] for edge in first["edges"] + second["edges"]}) == 18
    assert [page["pageInfo"]["hasNextPage"] for page in (first, second)] == [True, False]


async def test_departments_of_every_region_come_together(client: Client) -> None:
    answer = await client.data("{ regions(first: 100) { edges { node { code zone { name } departments { code region { name } } } } } }")

    nodes = {edge["node"]["code"]: edge["node"] for edge in answer["regions"]["edges"]}
    assert len(nodes["75"]["departments"]) == 12
    assert {"code": "65", "region": {"name": "Occitanie"}} in nodes["76"]["departments"]


async def test_a_thing_is_read_again_by_its_global_identifier(client: Client) -> None:
    region = (await client.data('{ region(code: "75") { id } }'))["region"]

    again = await client.data("query ($id: ID!) { node(id: $id) { id ... on Region { name } } }", id=region["id"])

    assert again["node"] == {"id": region["id"], "name": "Nouvelle-Aquitaine"}


async def test_a_region_that_is_not_is_nothing(client: Client) -> None:
    assert await client.data('{ region(code: "99") { id } }') == {"region": None}


async def test_too_large_a_page_is_refused_in_french(client: Client) -> None:
    answer = await client.ask("{ regions(first: 101) { edges { cursor } } }")

    assert answer["errors"][0]["message"] == "Demandez de 1 à 100 éléments (reçu : 101)."
    assert answer["errors"][0]["extensions"] == {"code": "BAD_INPUT", "path": ["first"]}
