"""The pool through the API: what is saved is read again, and every refusal names its field."""

from typing import Any
from uuid import uuid4

import pytest

from planblanc.api.nodes import global_id
from planblanc.domain.identity import lender_id
from tests.api.client import Client

ALPI = global_id("Lender", lender_id("alpi"))
TARBES = global_id("Lender", lender_id("650000417"))
REFUSED = "... on Refusal { code message path }"

SAVES = {
    "saveLender": ("SaveLenderInput", "... on Lender { id name active version region { code } }"),
    "saveEstablishment": ("SaveEstablishmentInput", "... on Establishment { id finess warnings version services { code } }"),
    "saveSharedFateLink": ("SaveSharedFateLinkInput", "... on SharedFateLink { id kind lenderName ended version }"),
    "saveContactPoint": ("SaveContactPointInput", "... on ContactPoint { id address version }"),
    "saveResponder": ("SaveResponderInput", "... on Responder { id label version lender { name } competences { code level } }"),
    "saveAvailability": ("SaveAvailabilityInput", "... on Responder { id version calendar { kind dailyFrom dailyTo weekdays } }"),
    "saveEquipmentStock": ("SaveEquipmentStockInput", "... on EquipmentStock { id quantity floor lendable version }"),
    "saveProcedure": ("SaveProcedureInput", "... on Procedure { id title published version }"),
    "publishProcedure": ("PublishProcedureInput", "... on Procedure { id published }"),
    "confirmResource": ("ConfirmResourceInput", "... on Responder { id confirmBy } ... on EquipmentStock { id confirmBy }"),
    "confirmResources": ("ConfirmResourcesInput", "... on ConfirmedResources { count }"),
}

INPUTS: dict[str, dict[str, Any]] = {
    "saveLender": {
        "kind": "COMPANY",
        "name": "Société de l'Adour",
        "commune": "Dax",
        "department": "40",
        "latitude": 43.7,
        "longitude": -1.05,
    },
    "saveEstablishment": {
        "finess": "400009999",
        "name": "Clinique de l'Adour",
        "category": "365",
        "sector": "PRI",
        "department": "40",
        "commune": "Dax",
        "latitude": 43.7,
        "longitude": -1.05,
        "services": ["PHARMACY"],
    },
    "saveSharedFateLink": {"establishmentFiness": "400000105", "lender": ALPI, "kind": "HOSTING"},
    "saveContactPoint": {"label": "Astreinte", "channel": "PHONE", "address": "05 58 00 00 00", "lender": ALPI},
    "saveResponder": {"lender": ALPI, "label": "Renfort réseau", "capacity": 2, "competences": [{"code": "NETWORK", "level": "EXPERT"}]},
    "saveEquipmentStock": {"lender": ALPI, "equipmentType": "LAPTOP", "quantity": 12, "floor": 2, "place": "Réserve"},
    "saveProcedure": {
        "code": "pharmacie-dax",
        "edition": "1",
        "title": "Pharmacie",
        "kind": "DEGRADED",
        "serviceDomain": "PHARMACY",
        "scope": "ESTABLISHMENT",
        "establishmentFiness": "400000105",
        "businessOwner": "Pharmacien chef",
        "body": "Sortir les dotations.",
    },
}


async def save(client: Client, name: str, /, *, as_: str = "ars-75", key: str | None = None, **given: Any) -> dict[str, Any]:
    kind, shown = SAVES[name]
    document = f"mutation ($input: {kind}!, $key: String!) {{ {name}(input: $input, idempotencyKey: $key) {{ {shown} {REFUSED} }} }}"
    data = await client.data(document, as_=as_, input=given, key=key or str(uuid4()))
    found: dict[str, Any] = data[name]
    return found


@pytest.mark.parametrize("name", INPUTS)
async def test_what_is_saved_is_read_again_by_its_global_identifier(client: Client, name: str) -> None:
    saved = await save(client, name, **INPUTS[name])
    again = await client.data("query ($id: ID!) { node(id: $id) { id __typename } }", id=saved["id"])

    assert saved["version"] == 1
    assert again["node"]["id"] == saved["id"]


@pytest.mark.parametrize("name", INPUTS)
@pytest.mark.parametrize("stranger", ["ars-76", "samu-40", "cert-sante", "admin"])
async def test_a_neighbour_is_refused_by_each_mutation(client: Client, name: str, stranger: str) -> None:
    refused = await save(client, name, as_=stranger, **INPUTS[name])

    assert refused["code"] in {"FORBIDDEN", "NOT_FOUND"}


@pytest.mark.parametrize("name", INPUTS)
async def test_the_same_key_saves_once(client: Client, name: str) -> None:
    first = await save(client, name, key="k", **INPUTS[name])

    assert await save(client, name, key="k", **INPUTS[name]) == first


async def test_a_wrong_finess_key_is_a_warning_and_a_malformed_number_a_refusal(client: Client) -> None:
    warned = await save(client, "saveEstablishment", **{**INPUTS["saveEstablishment"], "finess": "400000106"})
    refused = await save(client, "saveEstablishment", **{**INPUTS["saveEstablishment"], "finess": "40000"})

    assert "400000106" in warned["warnings"][0]
    assert (refused["code"], refused["path"]) == ("BAD_INPUT", ["finess"])


async def test_a_calendar_tells_hours_and_days(client: Client) -> None:
    responder = await save(client, "saveResponder", **INPUTS["saveResponder"])
    line = {
        "kind": "DAILY",
        "startsAt": "2026-01-01T00:00:00+01:00",
        "endsAt": "2027-01-01T00:00:00+01:00",
        "dailyFrom": "20:00",
        "dailyTo": "07:00",
        "weekdays": ["FRIDAY", "SATURDAY"],
    }
    saved = await save(client, "saveAvailability", responder=responder["id"], version=1, calendar=[line])

    assert saved["version"] == 2
    assert saved["calendar"] == [{"kind": "DAILY", "dailyFrom": "20:00", "dailyTo": "07:00", "weekdays": ["FRIDAY", "SATURDAY"]}]


@pytest.mark.parametrize(
    ("changes", "path"),
    [
        ({"dailyFrom": "25:00"}, ["calendar", "0", "dailyFrom"]),
        ({"dailyTo": None}, ["calendar", "0", "dailyTo"]),
        ({"endsAt": "2025-01-01T00:00:00+01:00"}, ["calendar", "0", "endsAt"]),
        ({"weekdays": []}, ["calendar", "0", "weekdays"]),
    ],
)
async def test_a_calendar_that_makes_no_sense_names_its_line(client: Client, changes: dict[str, Any], path: list[str]) -> None:
    responder = await save(client, "saveResponder", **INPUTS["saveResponder"])
    line = {
        "kind": "DAILY",
        "startsAt": "2026-01-01T00:00:00+01:00",
        "endsAt": "2027-01-01T00:00:00+01:00",
        "dailyFrom": "20:00",
        "dailyTo": "07:00",
        **changes,
    }
    refused = await save(client, "saveAvailability", responder=responder["id"], version=1, calendar=[line])

    assert (refused["code"], refused["path"]) == ("BAD_INPUT", path)


@pytest.mark.parametrize(
    ("name", "changes", "path"),
    [
        ("saveResponder", {"competences": [{"code": "JUGGLING", "level": "BASIC"}]}, ["competences", "0", "code"]),
        ("saveResponder", {"capacity": 0}, ["capacity"]),
        ("saveResponder", {"label": "Renfort\u202ereversé"}, ["label"]),
        ("saveResponder", {"lender": "n'importe quoi"}, ["lender"]),
        ("saveResponder", {"named": True, "capacity": 1}, ["consents"]),
        ("saveEquipmentStock", {"quantity": 10**9}, ["quantity"]),
        ("saveEquipmentStock", {"quantity": -1}, ["quantity"]),
        ("saveEquipmentStock", {"equipmentType": "SUBMARINE"}, ["equipmentType"]),
        ("saveContactPoint", {"address": "demander le cadre"}, ["address"]),
        ("saveContactPoint", {"establishmentFiness": "400000105"}, ["lender"]),
        ("saveLender", {"department": "20"}, ["department"]),
        ("saveProcedure", {"body": ""}, ["body"]),
        ("saveSharedFateLink", {"establishmentFiness": "400009998"}, ["establishmentFiness"]),
        ("saveSharedFateLink", {"lender": global_id("Lender", lender_id("400000105"))}, ["lender"]),
    ],
)
async def test_bad_input_is_a_refusal_that_names_the_field(client: Client, name: str, changes: dict[str, Any], path: list[str]) -> None:
    refused = await save(client, name, **{**INPUTS[name], **changes})

    assert (refused["code"], refused["path"]) == ("BAD_INPUT", path)
    assert refused["message"].endswith((".", ")."))


async def test_what_is_unknown_is_named_by_the_field_that_named_it(client: Client) -> None:
    nobody = uuid4()
    nothing: dict[str, tuple[dict[str, Any], str]] = {
        "saveAvailability": ({"responder": global_id("Responder", nobody), "version": 1, "calendar": []}, "responder"),
        "confirmResource": ({"stock": global_id("EquipmentStock", nobody)}, "stock"),
        "publishProcedure": ({"procedure": global_id("Procedure", nobody), "version": 1}, "procedure"),
    }

    for name, (given, field) in nothing.items():
        refused = await save(client, name, **given)

        assert (refused["code"], refused["path"]) == ("NOT_FOUND", [field])


async def test_a_stale_version_is_a_conflict(client: Client) -> None:
    stock = await save(client, "saveEquipmentStock", **INPUTS["saveEquipmentStock"])
    changed = {**INPUTS["saveEquipmentStock"], "id": stock["id"]}

    assert (await save(client, "saveEquipmentStock", **changed, version=1))["version"] == 2
    assert (await save(client, "saveEquipmentStock", **changed, version=1))["code"] == "CONFLICT"


async def test_a_draft_is_published_by_an_act_of_its_own(client: Client) -> None:
    draft = await save(client, "saveProcedure", as_="ch-dax", **INPUTS["saveProcedure"])
    published = await save(client, "publishProcedure", as_="ch-dax", procedure=draft["id"], version=1)

    assert [draft["published"], published["published"]] == [False, True]


async def test_a_stock_is_confirmed_for_half_a_year_without_a_word(client: Client) -> None:
    stock = await save(client, "saveEquipmentStock", **INPUTS["saveEquipmentStock"])

    assert (await save(client, "confirmResource", stock=stock["id"]))["confirmBy"] is not None
    assert (await save(client, "confirmResource"))["path"] == ["responder"]


async def test_lists_narrow_and_page(client: Client) -> None:
    query = """query ($after: ID, $text: String, $department: String) {
      equipmentStocks(first: 3, department: $department, text: $text) { edges { cursor node { commune } } pageInfo { hasNextPage } } }"""
    landes = (await client.data(query.replace("$after: ID, ", ""), department="40"))["equipmentStocks"]
    phones = (await client.data(query.replace("$after: ID, ", ""), text="téléphone bayonne"))["equipmentStocks"]

    assert {edge["node"]["commune"] for edge in landes["edges"]} <= {"DAX", "MONT DE MARSAN"}
    assert landes["pageInfo"]["hasNextPage"] is True
    assert [edge["node"]["commune"] for edge in phones["edges"]] == ["BAYONNE"]


async def test_phone_numbers_are_not_for_national_readers_nor_neighbours(client: Client) -> None:
    query = """{ establishment(finess: "400000105") { contactPoints { address } }
      lenders(text: "alpi") { edges { node { contactPoints { address } } } } }"""
    await save(client, "saveContactPoint", **{**INPUTS["saveContactPoint"], "lender": None, "establishmentFiness": "400000105"})

    assert {"address": "0558000000"} in (await client.data(query))["establishment"]["contactPoints"]
    for stranger in ("cert-sante", "ars-76", "samu-40"):
        answer = await client.data(query, as_=stranger)
        assert answer["establishment"]["contactPoints"] == []
        assert all(edge["node"]["contactPoints"] == [] for edge in answer["lenders"]["edges"])


async def test_nobody_is_listed_to_a_neighbour(client: Client) -> None:
    query = '{ responders(region: "75") { edges { node { label } } } }'

    assert (await client.data(query))["responders"]["edges"] != []
    for stranger in ("ars-76", "cert-sante", "samu-40"):
        assert (await client.data(query, as_=stranger))["responders"]["edges"] == []


@pytest.mark.parametrize(
    ("query", "path"),
    [
        ('{ establishment(finess: "4") { id } }', ["finess"]),
        ('{ establishments(text: "%") { edges { cursor } } }', ["text"]),
        ('{ responders(availableUntil: "2021-02-09T03:00:00Z") { edges { cursor } } }', ["availableFrom"]),
        (
            '{ responders(availableFrom: "2021-02-09T03:00:00Z", availableUntil: "2021-02-09T02:00:00Z") { edges { cursor } } }',
            ["availableUntil"],
        ),
        ('{ nearestResources(need: { establishment: "400000105" }) { wanted } }', ["competence"]),
        ('{ nearestResources(need: { competence: "NETWORK", quantity: 0, establishment: "400000105" }) { wanted } }', ["quantity"]),
        ('{ nearestResources(first: 0, need: { competence: "NETWORK", establishment: "400000105" }) { wanted } }', ["first"]),
        ('{ competences(after: "Wzk5OTk5OTk5OTk5XQ") { edges { cursor } } }', ["after"]),
    ],
)
async def test_a_question_that_makes_no_sense_is_refused_in_french(client: Client, query: str, path: list[str]) -> None:
    (error,) = (await client.ask(query))["errors"]

    assert error["extensions"] == {"code": "BAD_INPUT", "path": path}


async def test_the_nearest_tell_from_where_and_how_soon(client: Client) -> None:
    query = """{ nearestResources(need: { equipmentType: "WORKSTATION", quantity: 90, establishment: "400000105" }) {
      wanted covered complete
      resources { lenderName taken rung journey { distanceKm totalMinutes } stock { lendable lender { name } } } } }"""
    answer = (await client.data(query))["nearestResources"]
    first = answer["resources"][0]

    assert (answer["wanted"], answer["complete"]) == (90, True)
    assert first["stock"]["lender"]["name"] == first["lenderName"]
    assert answer["covered"] == sum(resource["taken"] for resource in answer["resources"]) < 90


async def test_a_list_is_confirmed_in_one_act_and_once(client: Client) -> None:
    stock = await save(client, "saveEquipmentStock", **INPUTS["saveEquipmentStock"])
    given: dict[str, Any] = {"stocks": [stock["id"]], "confirmBy": None}

    assert await save(client, "confirmResources", key="k", **given) == {"count": 1}
    assert await save(client, "confirmResources", key="k", **given) == {"count": 1}
    assert (await save(client, "confirmResources", stocks=[global_id("EquipmentStock", uuid4())]))["code"] == "NOT_FOUND"


async def test_shared_fates_are_listed_by_site_and_page(client: Client) -> None:
    query = """query ($after: String) { sharedFateLinks(region: "75", first: 2, after: $after) {
      edges { node { id establishmentName ended } } pageInfo { hasNextPage endCursor } } }"""
    await save(client, "saveSharedFateLink", **INPUTS["saveSharedFateLink"])
    seen, after, more = [], None, True
    while more:
        page = (await client.data(query, after=after))["sharedFateLinks"]
        seen += [edge["node"] for edge in page["edges"]]
        after, more = page["pageInfo"]["endCursor"], page["pageInfo"]["hasNextPage"]

    assert len({link["id"] for link in seen}) == len(seen) > 0
    assert [link["establishmentName"] for link in seen] == sorted(link["establishmentName"] for link in seen)
    assert (await client.data(query.replace('"75"', '"76"'), as_="samu-40"))["sharedFateLinks"]["edges"] == []


async def test_what_holds_in_a_site_is_its_own_before_the_nation_s(client: Client) -> None:
    query = "query ($finess: String!) { holdingProcedures(establishment: $finess) { id scope kind serviceDomain { code } } }"
    written = await save(client, "saveProcedure", **INPUTS["saveProcedure"])
    before = (await client.data(query, finess="400000105"))["holdingProcedures"]
    published = await save(client, "publishProcedure", procedure=written["id"], version=1)
    after = (await client.data(query, finess="400000105"))["holdingProcedures"]

    assert published["id"] not in {sheet["id"] for sheet in before}
    assert published["id"] in {sheet["id"] for sheet in after}
    assert {sheet["scope"] for sheet in after} > {"ESTABLISHMENT"}
    assert (await client.data(query, finess="990000000"))["holdingProcedures"] == []
