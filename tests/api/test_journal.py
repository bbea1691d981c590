"""The main courante is read by those who follow, in order, and written by those who act."""

from typing import Any

import pytest

from tests.api.client import Client
from tests.api.crisis import REFUSAL, declared, do

WRITE = f"""mutation ($input: AddLogEntryInput!, $key: String!) {{ addLogEntry(input: $input, idempotencyKey: $key) {{ __typename
  ... on LogEntry {{ id sequence text body actorName declaredAt }} {REFUSAL} }} }}"""
READ = """query ($incident: ID, $region: String, $first: Int! = 20, $after: String) {
  journal(incident: $incident, region: $region, first: $first, after: $after) {
    edges { node { sequence act text body actorName } } pageInfo { hasNextPage endCursor } } }"""


async def test_what_is_written_by_hand_is_the_next_line(client: Client) -> None:
    incident = (await declared(client))["id"]

    line = await do(client, WRITE, incident=incident, text="Le préfet est prévenu.", declaredAt="2021-02-09T02:00:00+01:00")

    assert (line["sequence"], line["body"]) == (2, "Le préfet est prévenu.")
    assert line["text"] == "Note écrite par ARS Nouvelle-Aquitaine, cellule de crise."
    assert (await client.data("query ($id: ID!) { node(id: $id) { id } }", id=line["id"]))["node"] == {"id": line["id"]}


async def test_the_same_key_writes_one_line_and_answers_it_again(client: Client) -> None:
    incident = (await declared(client))["id"]

    first = await do(client, WRITE, key="note-1", incident=incident, text="Une fois.")
    await do(client, WRITE, incident=incident, text="Une autre.")
    again = await do(client, WRITE, key="note-1", incident=incident, text="Une fois.")

    assert first == again


async def test_lines_are_paged_in_their_order(client: Client) -> None:
    incident = (await declared(client))["id"]
    for number in range(3):
        await do(client, WRITE, incident=incident, text=f"Ligne {number}")

    first = (await client.data(READ, incident=incident, first=3))["journal"]
    rest = (await client.data(READ, incident=incident, after=first["pageInfo"]["endCursor"]))["journal"]

    assert [edge["node"]["sequence"] for edge in first["edges"] + rest["edges"]] == [1, 2, 3, 4]
    assert (first["pageInfo"]["hasNextPage"], rest["pageInfo"]["hasNextPage"]) == (True, False)


async def test_a_region_has_its_own_chain(client: Client) -> None:
    line = await do(client, WRITE, region="75", text="Astreinte changée.")

    # The seed has written first.
    assert line["sequence"] > 0
    lines = (await client.data(READ, region="75", first=100))["journal"]["edges"]
    assert lines[-1]["node"]["body"] == "Astreinte changée."


async def test_the_national_reader_reads_the_line_without_the_text_of_people(client: Client) -> None:
    incident = (await declared(client))["id"]
    await do(client, WRITE, incident=incident, text="Monsieur X a rappelé.")

    lines = (await client.data(READ, as_="cert-sante", incident=incident))["journal"]["edges"]

    assert [line["node"]["body"] for line in lines] == [None, None]


@pytest.mark.parametrize("stranger", ["ars-76", "samu-40", "alpi"])
async def test_strangers_read_nothing_of_it(client: Client, stranger: str) -> None:
    incident = (await declared(client))["id"]

    assert (await client.data(READ, as_=stranger, incident=incident))["journal"]["edges"] == []


@pytest.mark.parametrize("stranger", ["ars-76", "cert-sante", "samu-40", "alpi", "admin"])
async def test_strangers_write_nothing_in_it(client: Client, stranger: str) -> None:
    incident = (await declared(client))["id"]

    assert (await do(client, WRITE, as_=stranger, incident=incident, text="x"))["code"] in {"FORBIDDEN", "NOT_FOUND"}
    assert (await do(client, WRITE, as_=stranger, region="75", text="x"))["code"] == "FORBIDDEN"


@pytest.mark.parametrize(
    ("given", "path"),
    [
        ({"text": "x"}, ["incident"]),
        ({"text": "x", "region": "00"}, ["region"]),
        ({"text": "", "region": "75"}, ["text"]),
        ({"text": "a" * 4001, "region": "75"}, ["text"]),
        ({"text": "x", "region": "75", "declaredAt": "2999-01-01T00:00:00Z"}, ["declaredAt"]),
    ],
)
async def test_bad_input_is_refused_and_names_its_field(client: Client, given: dict[str, Any], path: list[str]) -> None:
    refused = await do(client, WRITE, **given)

    assert (refused["code"], refused["path"]) == ("BAD_INPUT", path)


CORRECT = f"""mutation ($input: CorrectLogEntryInput!, $key: String!) {{ correctLogEntry(input: $input, idempotencyKey: $key) {{ __typename
  ... on LogEntry {{ sequence kind corrects body tlp }} {REFUSAL} }} }}"""
SEARCH = """query ($incident: ID!, $search: String, $kinds: [LineKind!], $first: Int! = 20) {
  journal(incident: $incident, search: $search, kinds: $kinds, first: $first) {
    edges { node { sequence kind tlp correctedBy } } pageInfo { hasNextPage } } }"""


async def test_a_correction_names_its_line_and_the_line_its_correction(client: Client) -> None:
    incident = (await declared(client))["id"]
    line = await do(client, WRITE, incident=incident, text="90 postes.", kind="DECISION", tlp="AMBER_STRICT")

    right = await do(client, CORRECT, entry=line["id"], text="30 postes.")

    assert right == {
        "__typename": "LogEntry",
        "sequence": 3,
        "kind": "CORRECTION",
        "corrects": 2,
        "body": "30 postes.",
        "tlp": "AMBER_STRICT",
    }
    found = (await client.data(SEARCH, incident=incident, kinds=["DECISION"]))["journal"]["edges"]
    assert [edge["node"] for edge in found] == [{"sequence": 2, "kind": "DECISION", "tlp": "AMBER_STRICT", "correctedBy": [3]}]


async def test_a_search_is_paged_as_the_journal_is(client: Client) -> None:
    incident = (await declared(client))["id"]
    for number in range(3):
        await do(client, WRITE, incident=incident, text=f"Appel {number} du préfet.", kind="CALL")
    await do(client, WRITE, incident=incident, text="Le préfet.")

    page = (await client.data(SEARCH, incident=incident, search="prefet", kinds=["CALL"], first=2))["journal"]

    assert ([edge["node"]["sequence"] for edge in page["edges"]], page["pageInfo"]["hasNextPage"]) == ([2, 3], True)


@pytest.mark.parametrize("entry", ["Tm9uZQ", "TG9nRW50cnk6SU5DSURFTlQ6eDox", "TG9nRW50cnk6UkVHSU9OOjc1OjA"])
async def test_a_correction_of_no_line_is_refused(client: Client, entry: str) -> None:
    refused = await do(client, CORRECT, entry=entry, text="x")

    assert (refused["code"], refused["path"]) == ("BAD_INPUT", ["entry"])


@pytest.mark.parametrize("stranger", ["ars-76", "cert-sante", "samu-40", "alpi", "admin"])
async def test_strangers_correct_nothing(client: Client, stranger: str) -> None:
    incident = (await declared(client))["id"]
    line = await do(client, WRITE, incident=incident, text="x")

    assert (await do(client, CORRECT, as_=stranger, entry=line["id"], text="y"))["code"] in {"FORBIDDEN", "NOT_FOUND"}
