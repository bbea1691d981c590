"""The situation through the public door: reports, recovery, links, floors, support, shift notes, one cause with many victims."""

from typing import Any
from uuid import uuid4

import pytest

from tests.api import crisis
from tests.api.client import Client
from tests.api.crisis import REFUSAL, act, do

REPORT = """fragment R on SituationReport { id number isDraft toldAt previousAt issuedBy sha256 region exercise changes
  pdfPath markdownPath markdown
  incidents { incident victim state severity servicesDown loansOut decisions support services { label state reassessAt }
    needs { label wanted missing } total { wanted onSite } links { told cutAt restoredAt } obligations { label standing } } }"""
ISSUE = f"""mutation ($input: IssueSituationReportInput!, $key: String!) {{
  issueSituationReport(input: $input, idempotencyKey: $key) {{ __typename ...R {REFUSAL} }} }} {REPORT}"""
DRAFT = f"query ($incident: ID, $region: String) {{ situationReport(incident: $incident, region: $region) {{ ...R }} }} {REPORT}"
AGAIN = f"query ($id: ID!) {{ situationReport(id: $id) {{ ...R }} }} {REPORT}"
LIST = """query ($incident: ID!, $after: String) { situationReports(incident: $incident, first: 1, after: $after) {
  edges { node { number } } pageInfo { hasNextPage endCursor } } }"""
SERVICES = act("updateServiceStatus", "UpdateServiceStatusInput")
RECOVERY = """query ($id: ID!) { incident(id: $id) { services { isOverdue reassessAt domain { code } }
  recovery { services { domain { code } downMinutes restoredAt steps { state since until note } }
    points { at open closed degraded openPercent } } } }"""
LINK = "id partner kind isCut cutBy restoredAt attestedBy attestation lender { name }"
CUT = f"""mutation ($input: RecordLinkCutInput!, $key: String!) {{
  recordLinkCut(input: $input, idempotencyKey: $key) {{ __typename ... on PartnerLink {{ {LINK} }} {REFUSAL} }} }}"""
RESTORE = f"""mutation ($input: RecordReconnectionInput!, $key: String!) {{
  recordReconnection(input: $input, idempotencyKey: $key) {{ __typename ... on PartnerLink {{ {LINK} }} {REFUSAL} }} }}"""
REGISTER = f"query ($incident: ID!) {{ reconnections(incident: $incident) {{ edges {{ node {{ {LINK} }} }} }} }}"
FLOOR = "id lenderName kind label floor reason stands preparedMessage revokedReason"
LOWER = f"""mutation ($input: OverrideFloorInput!, $key: String!) {{
  overrideFloor(input: $input, idempotencyKey: $key) {{ __typename ... on FloorOverride {{ {FLOOR} }} {REFUSAL} }} }}"""
GIVE_BACK = f"""mutation ($input: RevokeFloorOverrideInput!, $key: String!) {{
  revokeFloorOverride(input: $input, idempotencyKey: $key) {{ __typename ... on FloorOverride {{ {FLOOR} }} {REFUSAL} }} }}"""
STOCK = """{ lenders(region: "75", text: "cote basque") { edges { node { id name } } }
  equipmentStocks(region: "75", equipmentType: "WORKSTATION") { edges { node { id floor lender { id } } } } }"""
CAUSE = f"""mutation ($input: DeclareCommonCauseInput!, $key: String!) {{ declareCommonCause(input: $input, idempotencyKey: $key) {{
  __typename
  ... on CommonCause {{ id cause incidents {{ id victim {{ finess }} sameCause {{ victim {{ finess }} }} }} }} {REFUSAL} }} }}"""


async def put(client: Client, document: str, *, as_: str = "ars-75", **given: Any) -> dict[str, Any]:
    (answer,) = (await client.data(document, as_=as_, input=given, key=str(uuid4()))).values()
    found: dict[str, Any] = answer
    return found


async def test_a_report_is_issued_read_again_and_followed_by_what_changed(client: Client) -> None:
    incident = (await crisis.declared(client, services=[{"domain": "EMERGENCY", "state": "CLOSED"}]))["id"]

    first = await put(client, ISSUE, incident=incident)
    await do(client, SERVICES, incident=incident, services=[{"domain": "EMERGENCY", "state": "DEGRADED"}])
    draft = (await client.data(DRAFT, incident=incident))["situationReport"]
    second = await put(client, ISSUE, incident=incident)
    again = (await client.data(AGAIN, id=first["id"]))["situationReport"]
    page = (await client.data(LIST, incident=incident))["situationReports"]
    rest = (await client.data(LIST, incident=incident, after=page["pageInfo"]["endCursor"]))["situationReports"]

    assert (first["number"], first["isDraft"], first["changes"]) == (1, False, [])
    assert (draft["number"], draft["isDraft"], draft["id"], draft["pdfPath"]) == (2, True, None, None)
    assert draft["changes"] == second["changes"] == ["Urgences : en mode dégradé (avant : fermé)."]
    assert again == {key: value for key, value in first.items() if key != "__typename"}
    assert (page["edges"][0]["node"]["number"], rest["edges"][0]["node"]["number"]) == (2, 1)
    assert "Urgences : en mode dégradé (avant : fermé)." in second["markdown"]


async def test_it_is_printed_and_given_as_text_with_the_same_token(client: Client) -> None:
    incident = (await crisis.declared(client, services=[{"domain": "EMERGENCY", "state": "CLOSED"}]))["id"]
    report = await put(client, ISSUE, incident=incident)
    bearer = {"Authorization": f"Bearer {client.token()}"}
    stranger = {"Authorization": f"Bearer {client.token('ars-76')}"}

    printed = await client.http.get(report["pdfPath"], headers=bearer)
    text = await client.http.get(report["markdownPath"], headers=bearer)

    assert (printed.status_code, printed.headers["content-type"]) == (200, "application/pdf")
    assert printed.content.startswith(b"%PDF")
    assert (text.status_code, text.text) == (200, report["markdown"])
    assert (await client.http.get(report["pdfPath"], headers=stranger)).status_code == 404
    assert (await client.http.get(report["pdfPath"])).status_code == 401


async def test_a_region_has_its_report_too(client: Client) -> None:
    await crisis.declared(client)

    report = await put(client, ISSUE, region="75")
    (error,) = (await client.ask(DRAFT, as_="ars-76", region="75"))["errors"]

    assert (report["number"], len(report["incidents"])) == (1, 1)
    assert error["extensions"]["code"] == "FORBIDDEN"


@pytest.mark.parametrize("given", [{}, {"region": "99"}, {"incident": "x"}])
async def test_a_report_of_nothing_known_is_refused(client: Client, given: dict[str, str]) -> None:
    assert (await put(client, ISSUE, **given))["__typename"] == "Refusal"


async def test_the_recovery_curve_is_drawn(client: Client) -> None:
    incident = (await crisis.declared(client, services=[{"domain": "EMERGENCY", "state": "CLOSED"}]))["id"]
    await do(client, SERVICES, incident=incident, services=[{"domain": "EMERGENCY", "state": "OPEN"}])

    found = (await client.data(RECOVERY, as_="samu-40", id=incident))["incident"]

    (curve,) = found["recovery"]["services"]
    assert [step["state"] for step in curve["steps"]] == ["CLOSED", "OPEN"]
    assert curve["restoredAt"] == curve["steps"][1]["since"]
    assert found["recovery"]["points"][-1]["openPercent"] == 100
    assert found["services"][0] == {"isOverdue": False, "reassessAt": None, "domain": {"code": "EMERGENCY"}}


async def test_a_link_is_cut_restored_and_read_in_the_register(client: Client) -> None:
    incident = (await crisis.declared(client))["id"]

    link = await put(client, CUT, incident=incident, kind="NETWORK", partner="CHU de Bordeaux")
    assert (link["isCut"], link["cutBy"]) == (True, "VICTIM")
    restored = await put(client, RESTORE, link=link["id"], attestedBy="RSSI du CHU", attestation="Aucune trace")
    again = await put(client, RESTORE, link=link["id"], attestedBy="RSSI du CHU", attestation="Aucune trace")

    assert (restored["isCut"], restored["attestedBy"]) == (False, "RSSI du CHU")
    assert again["code"] == "TRANSITION_REFUSED"
    register = (await client.data(REGISTER, incident=incident))["reconnections"]["edges"]
    assert [edge["node"]["id"] for edge in register] == [link["id"]]
    assert (await client.data(REGISTER, as_="ars-76", incident=incident))["reconnections"]["edges"] == []


async def test_a_floor_is_lowered_with_a_message_for_the_lender_s_agency_and_given_back(client: Client) -> None:
    incident = (await crisis.declared(client))["id"]
    found = await client.data(STOCK)
    lender = found["lenders"]["edges"][0]["node"]["id"]
    stock = next(edge["node"] for edge in found["equipmentStocks"]["edges"] if edge["node"]["lender"]["id"] == lender)

    made = await put(client, LOWER, incident=incident, lender=lender, stock=stock["id"], floor=0, reason="Postes manquants")
    back = await put(client, GIVE_BACK, override=made["id"], reason="Besoin couvert")

    assert (made["kind"], made["floor"], made["stands"]) == ("STOCK", 0, True)
    assert "ARS Nouvelle-Aquitaine vous informe que le plancher (stock « " in made["preparedMessage"]
    assert "Motif : Postes manquants." in made["preparedMessage"]
    assert (back["stands"], back["revokedReason"]) == (False, "Besoin couvert")


async def test_an_open_rung_has_its_message_and_whom_to_send_it_to(client: Client) -> None:
    incident = (await crisis.declared(client))["id"]
    await do(client, act("authoriseRung", "RungInput"), incident=incident, rung="ADJACENT_REGION", reason="Trop peu de postes")

    told = await client.data("query ($id: ID!) { incident(id: $id) { rungs { preparedMessage addressees { code } } } }", id=incident)

    (rung,) = told["incident"]["rungs"]
    assert "l'échelon « région voisine » est ouvert" in rung["preparedMessage"]
    assert "76" in {region["code"] for region in rung["addressees"]}
    assert "11" not in {region["code"] for region in rung["addressees"]}


async def test_national_support_is_recorded_by_its_own_reader_and_counted(client: Client) -> None:
    incident = (await crisis.declared(client))["id"]

    recorded = await do(
        client, act("recordNationalSupport", "RecordNationalSupportInput"), as_="cert-sante", incident=incident, kind="ADVICE"
    )
    of_incident = "incident(id: $id) { nationalSupport { kind state } }"
    asked = f"query ($id: ID!, $year: Int!) {{ {of_incident} nationalSupport(year: $year) {{ requested }} }}"
    told = await client.data(asked, as_="cert-sante", id=incident, year=2021)

    assert recorded["__typename"] == "Incident"
    assert told["incident"]["nationalSupport"] == [{"kind": "ADVICE", "state": "demandé"}]
    assert isinstance(told["nationalSupport"], list)


async def test_one_cause_names_its_victims_once(client: Client) -> None:
    sites = [{"victim": {"finess": finess}} for finess in ("400000105", "330781360")]

    declared = await put(client, CAUSE, cause="Panne chez l'hébergeur", sites=sites)
    refused = await put(client, CAUSE, cause="Panne", sites=[*sites, {"victim": {}}])

    assert {incident["victim"]["finess"] for incident in declared["incidents"]} == {"400000105", "330781360"}
    assert all(len(incident["sameCause"]) == 1 for incident in declared["incidents"])
    assert refused["path"] == ["sites", "2", "victim", "name"]


async def test_a_note_of_the_shift_is_read_with_the_hand_over(client: Client) -> None:
    incident = (await crisis.declared(client))["id"]
    await do(client, act("takeCharge", "TakeChargeInput"), incident=incident)
    await do(client, act("writeShiftNote", "WriteShiftNoteInput"), incident=incident, text="Pau rappelle à 6 h.")
    await do(client, act("handOver", "HandOverInput"), incident=incident, toName="Poste du matin", note="Tout va bien.")

    told = await client.data("query ($id: ID!) { incident(id: $id) { pendingHandOver { note shiftNotes { text } } } }", id=incident)

    assert told["incident"]["pendingHandOver"] == {"note": "Tout va bien.", "shiftNotes": [{"text": "Pau rappelle à 6 h."}]}
