"""Help is asked for through the public door, with everything unknown, and verified by a call-back."""

from typing import Any

import pytest

from tests.api.client import Client
from tests.api.crisis import ASK, REFUSAL, act, declared, do

CALL = {"onBehalfOf": "Cadre de garde", "callbackNumber": "06 00 00 00 00"}
REQUEST = f"__typename ... on HelpRequest {{ id state callBacks {{ reached confirmed }} needs {{ id quantity cancelledAt }} }} {REFUSAL}"
VERIFY = f"mutation ($input: VerifyRequestInput!, $key: String!) {{ verifyRequest(input: $input, idempotencyKey: $key) {{ {REQUEST} }} }}"
ADD = f"mutation ($input: AddNeedsInput!, $key: String!) {{ addNeeds(input: $input, idempotencyKey: $key) {{ {REQUEST} }} }}"
CANCEL = f"mutation ($input: CancelRequestInput!, $key: String!) {{ cancelRequest(input: $input, idempotencyKey: $key) {{ {REQUEST} }} }}"
CANCEL_NEED = f"""mutation ($input: CancelNeedInput!, $key: String!) {{
  cancelNeed(input: $input, idempotencyKey: $key) {{ __typename ... on NeedLine {{ id cancelledAt }} {REFUSAL} }} }}"""
CONFIRMED: dict[str, Any] = {"number": "05 58 00 00 00", "numberFrom": "DIRECTORY", "reached": "Directeur de garde", "confirmed": True}


async def asked(client: Client, *, as_: str = "ars-75", **given: Any) -> dict[str, Any]:
    incident = given.pop("incident", None) or (await declared(client))["id"]
    return await do(client, ASK, as_=as_, incident=incident, **given)


async def test_a_dictated_call_with_a_pack_is_a_request_to_verify(client: Client) -> None:
    request = await asked(client, call=CALL, packs=["FIRST_24H"])

    assert (request["state"], request["channel"], request["onBehalfOf"]) == ("TO_VERIFY", "PHONE", "Cadre de garde")
    assert request["needs"]
    assert all(need["pack"] == "FIRST_24H" for need in request["needs"])


async def test_national_codes_become_an_hour(client: Client) -> None:
    (need,) = (await asked(client, needs=[{"equipmentType": "WORKSTATION", "quantity": 90, "wantedBy": "H12"}]))["needs"]

    assert (need["quantity"], need["wantedBy"], need["equipmentType"]) == (90, "H12", {"code": "WORKSTATION"})
    assert need["wantedAt"] is not None
    assert need["assumed"] == ["startsAt", "endsAt", "criticality"]


@pytest.mark.parametrize(
    ("need", "path"),
    [
        ({"equipmentType": "WORKSTATION", "quantity": 0}, ["needs", "0", "quantity"]),
        ({"equipmentType": "WORKSTATION", "quantity": -5}, ["needs", "0", "quantity"]),
        ({"equipmentType": "WORKSTATION", "quantity": 1_000_000_000}, ["needs", "0", "quantity"]),
        ({"competence": "UFO"}, ["needs", "0", "competence"]),
        ({"serviceDomain": "UFO"}, ["needs", "0", "serviceDomain"]),
        ({}, ["needs", "0"]),
        (
            {"equipmentType": "WORKSTATION", "startsAt": "2999-01-02T00:00:00Z", "endsAt": "2999-01-01T00:00:00Z"},
            ["needs", "0", "endsAt"],
        ),
        ({"equipmentType": "WORKSTATION", "wantedBy": "RDV"}, ["needs", "0", "wantedAt"]),
        ({"equipmentType": "WORKSTATION", "note": "\u202e"}, ["needs", "0", "note"]),
    ],
)
async def test_bad_needs_are_refused_and_nothing_is_written(client: Client, need: dict[str, Any], path: list[str]) -> None:
    incident = (await declared(client))["id"]

    refused = await asked(client, incident=incident, needs=[need])

    assert (refused["__typename"], refused["code"], refused["path"]) == ("Refusal", "BAD_INPUT", path)
    left = await client.data("query ($id: ID!) { incident(id: $id) { requests { id } } }", id=incident)
    assert left["incident"]["requests"] == []


async def test_a_level_that_is_not_is_an_error_of_the_document(client: Client) -> None:
    document = 'mutation { requestHelp(input: {incident: "x", needs: [{leastLevel: GURU}]}, idempotencyKey: "a") { __typename } }'
    body = await client.ask(document)

    assert body["errors"][0]["message"] == "« GURU » n'est pas une valeur de Level."


@pytest.mark.parametrize(
    ("need", "path", "message"),
    [
        ({"leastLevel": "GURU"}, ["needs", "0", "leastLevel"], "« GURU » n'est pas une valeur de Level."),
        ({"leastLevel": 4}, ["needs", "0", "leastLevel"], "« 4 » n'est pas une valeur de Level."),
        ({"quantity": 10**10}, ["needs", "0", "quantity"], "« 10000000000 » est un nombre trop grand."),
        ({"quantity": 1.5}, ["needs", "0", "quantity"], "« 1.5 » n'est pas un nombre entier."),
        ({"note": 3}, ["needs", "0", "note"], "« 3 » n'est pas un texte."),
        ({"note": None}, ["needs", "0", "note"], "Une valeur est nécessaire."),
        ({"prisQualified": "oui"}, ["needs", "0", "prisQualified"], "« oui » n'est ni vrai ni faux."),
        ({"quantities": 3}, ["needs", "0", "quantities"], "Ce champ n'existe pas."),
        ("NETWORK", ["needs", "0"], "« NETWORK » n'est pas un objet."),
    ],
)
async def test_a_value_of_the_wrong_kind_is_said_in_french_and_names_its_field(
    client: Client, need: object, path: list[str], message: str
) -> None:
    (error,) = (await client.ask(ASK, input={"incident": "x", "needs": [need]}, key="a"))["errors"]

    assert (error["message"], error["extensions"]) == (message, {"code": "BAD_INPUT", "path": path})


async def test_a_field_that_is_missing_is_named(client: Client) -> None:
    (error,) = (await client.ask(ASK, input={}, key="a"))["errors"]

    assert (error["message"], error["extensions"]["path"]) == ("Ce champ est nécessaire.", ["incident"])


async def test_a_team_is_asked_for_with_its_lead(client: Client) -> None:
    member = {"competence": "FORENSICS", "team": "T1", "prisQualified": True}

    led = await asked(client, needs=[{**member, "isLead": True}, member])
    refused = await asked(client, needs=[member])

    assert len(led["needs"]) == 2
    assert (refused["code"], refused["path"]) == ("BAD_INPUT", ["needs", "0", "isLead"])
    assert refused["message"] == "L'équipe « T1 » n'a pas de responsable : désignez un seul de ses besoins comme celui du responsable."


async def test_a_request_is_verified_grows_and_is_cancelled(client: Client) -> None:
    request = (await asked(client, call=CALL))["id"]

    doubted = await do(client, VERIFY, request=request, **{**CONFIRMED, "confirmed": False})
    verified = await do(client, VERIFY, request=request, **CONFIRMED)
    grown = await do(client, ADD, request=request, needs=[{"equipmentType": "WORKSTATION"}], packs=["BACKUP_TELEPHONY"])
    cancelled = await do(client, CANCEL_NEED, need=grown["needs"][0]["id"], reason="Prêté par la mairie")
    ended = await do(client, CANCEL, request=request, reason="Retour à la normale")

    assert [doubted["state"], verified["state"], ended["state"]] == ["TO_VERIFY", "OPEN", "CANCELLED"]
    assert [call["confirmed"] for call in verified["callBacks"]] == [False, True]
    assert len(grown["needs"]) > 1
    assert cancelled["cancelledAt"] is not None


async def test_a_site_asks_for_itself_and_reads_no_call_back(client: Client) -> None:
    incident = (await declared(client))["id"]
    request = await asked(client, as_="ch-dax", incident=incident, needs=[{"equipmentType": "WORKSTATION"}])

    seen = await client.data("query ($id: ID!) { helpRequest(id: $id) { state callBacks { number } } }", as_="ch-dax", id=request["id"])

    assert seen["helpRequest"] == {"state": "OPEN", "callBacks": []}


@pytest.mark.parametrize("stranger", ["ars-76", "cert-sante", "samu-40", "alpi", "admin"])
async def test_strangers_do_nothing_with_a_request(client: Client, stranger: str) -> None:
    request = await asked(client, call=CALL, needs=[{"equipmentType": "WORKSTATION"}])
    need = request["needs"][0]["id"]

    answers = [
        await asked(client, as_=stranger, incident=request["incident"]),
        await do(client, VERIFY, as_=stranger, request=request["id"], **CONFIRMED),
        await do(client, ADD, as_=stranger, request=request["id"], packs=["FIRST_24H"]),
        await do(client, CANCEL, as_=stranger, request=request["id"], reason="x"),
        await do(client, CANCEL_NEED, as_=stranger, need=need, reason="x"),
    ]

    assert {answer["code"] for answer in answers} <= {"FORBIDDEN", "NOT_FOUND"}


async def test_a_stranger_sees_no_request_even_by_its_key(client: Client) -> None:
    request = await asked(client)

    document = "query ($id: ID!) { helpRequest(id: $id) { id } node(id: $id) { id } }"
    assert await client.data(document, as_="ars-76", id=request["id"]) == {"helpRequest": None, "node": None}


async def test_the_packs_are_listed_with_their_lines(client: Client) -> None:
    packs = (await client.data("{ readyPacks { code label lines { base perHundredBeds wantedBy criticality } } }"))["readyPacks"]

    assert "FIRST_24H" in {pack["code"] for pack in packs}
    assert all(pack["lines"] for pack in packs)


async def test_nothing_is_asked_for_an_incident_that_is_over(client: Client) -> None:
    incident = (await declared(client))["id"]
    await do(client, act("dismissIncident", "IncidentReasonInput"), incident=incident, reason="Fausse alerte")

    assert (await asked(client, incident=incident))["code"] == "TRANSITION_REFUSED"
