"""Incidents through the public door: what is refused is said in French, what is done is done once."""

import base64
import logging
from typing import Any

import pytest

from planblanc import shipped
from planblanc.console import examples
from tests.api.client import Client
from tests.api.crisis import ASK, DECLARE, INCIDENT, act, declared, do

TAKE = act("takeCharge", "TakeChargeInput")
RUNG = act("authoriseRung", "RungInput")


async def test_a_call_becomes_an_incident(client: Client) -> None:
    incident = await declared(client, summary="Serveurs et téléphone hors service")

    assert incident["__typename"] == "Incident"
    assert (incident["state"], incident["source"], incident["origin"]) == ("REPORTED", "PHONE", "UNKNOWN")
    assert incident["victim"]["establishment"] == {"finess": "400000105"}


async def test_the_same_key_declares_once(client: Client) -> None:
    first = await declared(client, key="appel-1")
    again = await declared(client, key="appel-1")
    other = await declared(client, key="appel-1", summary="Autre chose")

    assert first["id"] == again["id"]
    assert other["code"] == "IDEMPOTENCY_KEY_REUSED"
    assert len((await client.data("{ incidents { edges { node { id } } } }"))["incidents"]["edges"]) == 1


async def test_the_number_of_an_entity_is_accepted_and_its_sites_are_offered(client: Client) -> None:
    incident = await declared(client, victim={"finess": "400780193"})

    assert incident["victim"]["kind"] == "ENTITY"
    assert incident["victim"]["sites"][0] == {"finess": "400000105"}
    assert "entité juridique" in incident["warnings"][0]


async def test_a_wrong_key_is_a_warning_never_a_refusal(client: Client) -> None:
    incident = await declared(client, victim={"finess": "400000106", "name": "Clinique", "department": "40"})

    assert incident["victim"]["kind"] == "UNLISTED"
    assert any("clé" in warning for warning in incident["warnings"])


@pytest.mark.parametrize(
    ("given", "path"),
    [
        ({"victim": {"finess": "12"}}, ["victim", "finess"]),
        ({"victim": {}}, ["victim", "name"]),
        ({"victim": {"name": "a\u202eb"}}, ["victim", "name"]),
        ({"summary": "a" * 4001}, ["summary"]),
        ({"category": "UFO"}, ["category"]),
        ({"contacts": [{"name": "Cadre", "phone": "0558000000"}] * 21}, ["contacts"]),
        ({"occurredAt": "2999-01-01T00:00:00Z"}, ["occurredAt"]),
        ({"contacts": [{"name": "Cadre", "phone": "?"}]}, ["contacts", "0", "phone"]),
        ({"services": [{"domain": "UFO", "state": "CLOSED"}]}, ["services", "0", "domain"]),
    ],
)
async def test_bad_input_is_refused_and_names_its_field(client: Client, given: dict[str, Any], path: list[str]) -> None:
    refused = await declared(client, **given)

    assert (refused["__typename"], refused["code"], refused["path"]) == ("Refusal", "BAD_INPUT", path)


async def test_a_date_without_zone_is_an_error_in_french(client: Client) -> None:
    body = await client.ask(
        'mutation ($at: DateTime) { declareIncident(input: {victim: {name: "CH"}, occurredAt: $at}, idempotencyKey: "a") { __typename } }',
        at="2021-02-09T02:40:00",
    )

    assert "fuseau horaire" in body["errors"][0]["message"]


@pytest.mark.parametrize("at", ["9999-12-31T23:59:59-12:00", "0001-01-01T00:00:00+14:00", "1700-01-01T00:00:00Z"])
async def test_a_date_at_the_end_of_the_calendar_is_refused_before_it_is_a_fault(client: Client, at: str) -> None:
    (error,) = (await client.ask(DECLARE + INCIDENT, input={"victim": {"name": "CH"}, "occurredAt": at}, key="a"))["errors"]

    assert error["extensions"] == {"code": "BAD_INPUT", "path": ["occurredAt"]}
    assert "trop loin" in error["message"]


async def test_a_refusal_does_not_repeat_what_hides_in_a_code(client: Client) -> None:
    refused = await declared(client, category="RANSOM\u202eWARE" + "x" * 1000)

    assert "\u202e" not in refused["message"]
    assert len(refused["message"]) < 150


@pytest.mark.parametrize("stranger", ["ars-76", "cert-sante", "samu-40", "alpi", "admin"])
async def test_strangers_declare_nothing_at_dax(client: Client, stranger: str) -> None:
    assert (await declared(client, as_=stranger))["code"] == "FORBIDDEN"


@pytest.mark.parametrize("stranger", ["ars-76", "ars-32", "alpi", "admin"])
async def test_strangers_see_nothing_of_it(client: Client, stranger: str) -> None:
    incident = await declared(client)

    document = "query ($id: ID!) { incident(id: $id) { id } node(id: $id) { id } incidents { edges { node { id } } } }"
    seen = await client.data(document, as_=stranger, id=incident["id"])

    assert seen == {"incident": None, "node": None, "incidents": {"edges": []}}


async def test_a_reader_reads_without_acting(client: Client) -> None:
    incident = await declared(client, contacts=[{"name": "Cadre de garde", "phone": "06 00 00 00 00"}])

    seen = await client.data("query ($id: ID!) { incident(id: $id) { state contacts { phone } } }", as_="cert-sante", id=incident["id"])
    refused = await do(client, TAKE, as_="cert-sante", incident=incident["id"])

    assert seen["incident"] == {"state": "REPORTED", "contacts": []}
    assert refused["code"] == "FORBIDDEN"


async def test_the_samu_reads_the_services_and_nothing_else(client: Client) -> None:
    incident = await declared(client, services=[{"domain": "EMERGENCY", "state": "CLOSED"}])

    document = "query ($id: ID!) { incident(id: $id) { services { domain { code } state } requests { id } latestEntries { text } } }"
    seen = await client.data(document, as_="samu-40", id=incident["id"])

    assert seen["incident"] == {"services": [{"domain": {"code": "EMERGENCY"}, "state": "CLOSED"}], "requests": [], "latestEntries": []}


async def test_pages_are_stable_and_filtered(client: Client) -> None:
    for exercise in (False, True, False):
        await declared(client, exercise=exercise)
    document = """query ($after: String) { incidents(region: "75", exercise: false, states: [REPORTED], first: 1, after: $after) {
      edges { node { id } } pageInfo { hasNextPage endCursor } } }"""

    first = (await client.data(document))["incidents"]
    second = (await client.data(document, after=first["pageInfo"]["endCursor"]))["incidents"]

    assert (first["pageInfo"]["hasNextPage"], second["pageInfo"]["hasNextPage"]) == (True, False)
    assert first["edges"][0]["node"]["id"] != second["edges"][0]["node"]["id"]


async def test_charge_is_taken_handed_over_and_accepted(client: Client) -> None:
    incident = (await declared(client))["id"]

    taken = await do(client, TAKE, incident=incident)
    refused = await do(client, TAKE, as_="zone-sud-ouest", incident=incident)
    await do(client, act("handOver", "HandOverInput"), incident=incident, toName="ARS de zone", note="Lire la main courante.")
    accepted = await do(client, act("acceptHandOver", "AcceptHandOverInput"), as_="zone-sud-ouest", incident=incident)

    assert (taken["state"], taken["officer"]["name"]) == ("ACTIVE", "ARS Nouvelle-Aquitaine, cellule de crise")
    assert (refused["code"], refused["path"]) == ("TRANSITION_REFUSED", ["reason"])
    assert accepted["officer"]["name"] == "ARS de zone Sud-Ouest"


@pytest.mark.parametrize(
    ("rung", "allowed", "strangers"),
    [
        ("ADJACENT_REGION", "ars-75", ["ch-dax", "ars-76", "cert-sante"]),
        ("ZONE", "zone-sud-ouest", ["ch-dax", "ars-76", "ars-75"]),
        ("NATIONAL", "national", ["ch-dax", "ars-76", "ars-75", "zone-sud-ouest"]),
        ("EU", "national", ["ch-dax", "ars-76", "ars-75", "zone-sud-ouest"]),
    ],
)
async def test_each_rung_has_its_own_power(client: Client, rung: str, allowed: str, strangers: list[str]) -> None:
    incident = (await declared(client))["id"]

    for stranger in strangers:
        assert (await do(client, RUNG, as_=stranger, incident=incident, rung=rung, reason="x"))["code"] in {"FORBIDDEN", "NOT_FOUND"}
    opened = await do(client, RUNG, as_=allowed, incident=incident, rung=rung, reason="90 postes manquent")

    assert opened["__typename"] == "Incident"
    assert (await do(client, RUNG, as_=allowed, incident=incident, rung=rung, reason="Encore"))["code"] == "ALREADY_EXISTS"


async def test_two_reports_are_merged_with_a_suggestion(client: Client) -> None:
    by_phone = await declared(client, victim={"name": "Hôpital de Dax", "town": "Dax"})
    by_number = await declared(client, category="RANSOMWARE")
    suggested = await client.data("query ($id: ID!) { incident(id: $id) { likelyDuplicates { id } } }", id=by_phone["id"])

    kept = await do(client, act("mergeIncidents", "MergeIncidentsInput"), kept=by_phone["id"], merged=by_number["id"])
    gone = await client.data("query ($id: ID!) { incident(id: $id) { state mergedInto { id } } }", id=by_number["id"])

    assert suggested["incident"]["likelyDuplicates"] == [{"id": by_number["id"]}]
    assert kept["victim"]["finess"] == "400000105"
    assert gone["incident"] == {"state": "MERGED", "mergedInto": {"id": by_phone["id"]}}


async def test_the_life_of_an_incident_ends(client: Client) -> None:
    incident = (await declared(client))["id"]
    await do(client, TAKE, incident=incident)

    stabilised = await do(client, act("stabiliseIncident", "IncidentInput"), incident=incident)
    active = await do(client, act("reactivateIncident", "IncidentReasonInput"), incident=incident, reason="Rechute")
    refused = await do(client, act("closeIncident", "IncidentReasonInput"), incident=incident, reason="Fini")
    await do(client, act("stabiliseIncident", "IncidentInput"), incident=incident)
    closed = await do(client, act("closeIncident", "IncidentReasonInput"), incident=incident, reason="Fini")

    assert [stabilised["state"], active["state"], closed["state"]] == ["STABILISED", "ACTIVE", "CLOSED"]
    assert refused["code"] == "TRANSITION_REFUSED"


async def test_what_is_known_is_completed(client: Client) -> None:
    incident = (await declared(client))["id"]

    updated = await do(client, act("updateIncident", "UpdateIncidentInput"), incident=incident, origin="MALICIOUS", severity="CRITICAL")
    plan_blanc = act("recordPlanBlanc", "RecordPlanBlancInput")
    recorded = await do(client, plan_blanc, as_="ch-dax", incident=incident, decidedBy="Directeur de garde", informed=["ARS", "SAMU"])
    services = act("updateServiceStatus", "UpdateServiceStatusInput")
    told = await do(client, services, as_="ch-dax", incident=incident, services=[{"domain": "EMERGENCY", "state": "DEGRADED"}])

    assert (updated["origin"], updated["severity"]) == ("MALICIOUS", "CRITICAL")
    assert {recorded["__typename"], told["__typename"]} == {"Incident"}
    document = "query ($id: ID!) { incident(id: $id) { planBlanc { decidedBy informed } services { state } } }"
    seen = (await client.data(document, as_="ch-dax", id=incident))["incident"]
    assert seen == {"planBlanc": [{"decidedBy": "Directeur de garde", "informed": ["ARS", "SAMU"]}], "services": [{"state": "DEGRADED"}]}


async def test_a_key_of_another_thing_is_refused(client: Client) -> None:
    refused = await do(client, TAKE, incident="bm90aGluZw")

    assert (refused["code"], refused["path"]) == ("BAD_INPUT", ["incident"])


async def test_the_fragment_of_the_tests_is_a_document(client: Client) -> None:
    incident = await declared(client)

    assert (await client.data("query ($id: ID!) { node(id: $id) { ...I } }" + INCIDENT, id=incident["id"]))["node"]["id"] == incident["id"]


async def test_a_level_costs_one_statement_however_many_incidents_there_are(client: Client, caplog: pytest.LogCaptureFixture) -> None:
    example = next(example for example in examples.read(shipped.examples_dir()) if example.name == "incidents")
    for _ in range(3):
        incident = await declared(client, services=[{"domain": "EMERGENCY", "state": "CLOSED"}])
        await do(client, ASK, incident=incident["id"], packs=["FIRST_24H"])
    caplog.clear()

    with caplog.at_level(logging.INFO, "planblanc.api.http"):
        found = (await client.data(example.query, **example.variables))["incidents"]["edges"]

    assert len(found) == 3
    # Incidents; services, their domains; rungs; requests, needs, three catalogues; the last lines.
    assert [vars(record)["statements"] for record in caplog.records if "statements" in vars(record)] == [10]


@pytest.mark.parametrize("key", ["Incident:x", "HelpRequest:", "NeedLine:1", "LogEntry:INCIDENT", "LogEntry:a:b:c", "UnmatchedMessage:x"])
async def test_a_forged_identifier_names_nothing(client: Client, key: str) -> None:
    forged = base64.urlsafe_b64encode(key.encode()).decode().rstrip("=")

    body = await client.ask("query ($id: ID!) { node(id: $id) { id } }", id=forged)

    assert body["data"] == {"node": None}
    assert [error["extensions"]["code"] for error in body.get("errors", [])] in ([], ["BAD_INPUT"])
