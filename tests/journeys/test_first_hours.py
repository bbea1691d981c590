"""The first hours of a crisis, from the call to the wider rung, through the public door alone."""

from tests.api.client import Client
from tests.api.crisis import ASK, act, declared, do
from tests.api.test_requests import ADD, CONFIRMED, VERIFY

READ = """query ($id: ID!) { incident(id: $id) {
  state origin victim { finess } officer { name } services { state } rungs { rung isOpen }
  requests { state needs { quantity wantedBy equipmentType { code } } }
} journal(incident: $id, first: 100) { edges { node { sequence act text } } } }"""


async def test_from_the_first_call_to_the_wider_rung(client: Client) -> None:
    by_phone = await declared(client, victim={"name": "Hôpital de Dax", "town": "Dax"}, summary="Serveurs et téléphone hors service")
    call = {"onBehalfOf": "Cadre de garde", "callbackNumber": "06 00 00 00 00"}
    request = await do(client, ASK, incident=by_phone["id"], packs=["FIRST_24H"], call=call)
    await do(client, act("takeCharge", "TakeChargeInput"), incident=by_phone["id"])
    await do(client, VERIFY, request=request["id"], **CONFIRMED)
    by_site = await declared(client, as_="ch-dax", origin="MALICIOUS", services=[{"domain": "EMERGENCY", "state": "CLOSED"}])
    suggested = await client.data("query ($id: ID!) { incident(id: $id) { likelyDuplicates { id } } }", id=by_phone["id"])
    await do(client, act("mergeIncidents", "MergeIncidentsInput"), kept=by_phone["id"], merged=by_site["id"])
    workstations = {"equipmentType": "WORKSTATION", "quantity": 90, "wantedBy": "H12"}
    await do(client, ADD, as_="ch-dax", request=request["id"], needs=[workstations])
    rung = {"rung": "ADJACENT_REGION", "reason": "Les 90 postes ne sont pas couverts dans la région."}
    await do(client, act("authoriseRung", "RungInput"), incident=by_phone["id"], **rung)

    seen = await client.data(READ, id=by_phone["id"])

    incident, lines = seen["incident"], [edge["node"] for edge in seen["journal"]["edges"]]
    assert suggested["incident"]["likelyDuplicates"] == [{"id": by_site["id"]}]
    assert (incident["state"], incident["origin"], incident["victim"]["finess"]) == ("ACTIVE", "MALICIOUS", "400000105")
    assert incident["services"] == [{"state": "CLOSED"}]
    assert incident["rungs"] == [{"rung": "ADJACENT_REGION", "isOpen": True}]
    assert incident["requests"][0]["state"] == "OPEN"
    assert incident["requests"][0]["needs"][-1] == {"quantity": 90, "wantedBy": "H12", "equipmentType": {"code": "WORKSTATION"}}
    assert [line["sequence"] for line in lines] == list(range(1, len(lines) + 1))
    assert [line["act"] for line in lines] == [
        "incident.declared",
        "request.opened",
        "incident.taken_in_charge",
        "request.called_back",
        "incident.merged",
        "request.grown",
        "rung.authorised",
    ]
