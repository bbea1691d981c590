"""The legal clocks through the public door: read, started, filed, waived, decided."""

from typing import Any

import pytest

from tests.api.client import Client
from tests.api.crisis import REFUSAL, declared, do

PART = "id state reference lateMinutes dueAt supplements waivedReason incident template { code enabled phone }"
ON_INCIDENT = f"query ($id: ID!) {{ incident(id: $id) {{ obligations {{ {PART} }} }} }}"
LIST = f"""query ($incident: ID, $region: String, $open: Boolean! = false, $first: Int! = 20, $after: String) {{
  obligations(incident: $incident, region: $region, open: $open, first: $first, after: $after) {{
    edges {{ node {{ {PART} }} }} pageInfo {{ hasNextPage endCursor }} }} }}"""
TEMPLATES = "{ obligationTemplates { code enabled confirmed } }"


def act(name: str) -> str:
    input_type = f"{name[0].upper()}{name[1:]}Input"
    answer = f"{name}(input: $input, idempotencyKey: $key) {{ __typename ... on Obligation {{ {PART} }} {REFUSAL} }}"
    return f"mutation ($input: {input_type}!, $key: String!) {{ {answer} }}"


DECIDE = f"""mutation ($input: DecideObligationTemplateInput!, $key: String!) {{
  decideObligationTemplate(input: $input, idempotencyKey: $key) {{ ... on ObligationTemplate {{ code enabled decidedBy }} {REFUSAL} }} }}"""


async def the(client: Client, code: str, incident: str) -> dict[str, Any]:
    found = (await client.data(ON_INCIDENT, id=incident))["incident"]["obligations"]
    (wanted,) = [obligation for obligation in found if obligation["template"]["code"] == code]
    return dict(wanted)


async def test_an_incident_shows_its_clocks(client: Client) -> None:
    incident = (await declared(client))["id"]

    found = (await client.data(ON_INCIDENT, id=incident))["incident"]["obligations"]

    assert [(one["template"]["code"], one["state"]) for one in found] == [
        ("ANS_DECLARATION", "NO_DEADLINE"),
        ("COMPLAINT", "RUNNING"),
        ("CNIL_NOTIFICATION", "NOT_STARTED"),
        ("DATA_SUBJECTS", "NO_DEADLINE"),
    ]
    assert [one["lateMinutes"] for one in found] == [None, 0, None, None]
    assert {one["template"]["phone"] for one in found} == {""}


async def test_a_clock_is_started_filed_and_completed(client: Client) -> None:
    incident = (await declared(client))["id"]
    key = (await the(client, "CNIL_NOTIFICATION", incident))["id"]

    assert (await do(client, act("fileObligation"), obligation=key, reference="N-1"))["code"] == "TRANSITION_REFUSED"
    assert (await do(client, act("startObligation"), obligation=key))["state"] == "RUNNING"
    assert (await do(client, act("fileObligation"), obligation=key, reference="N-1"))["state"] == "MET"
    whole = await do(client, act("fileObligation"), obligation=key, reference="N-2")

    assert (whole["reference"], whole["supplements"], whole["lateMinutes"]) == ("N-1", ["N-2"], 0)
    assert (await client.data("query ($id: ID!) { node(id: $id) { id } }", id=key))["node"] == {"id": key}


async def test_a_waived_one_stays_but_is_not_open(client: Client) -> None:
    incident = (await declared(client))["id"]
    key = (await the(client, "COMPLAINT", incident))["id"]

    assert (await do(client, act("waiveObligation"), obligation=key, reason="Pas d'assurance"))["waivedReason"] == "Pas d'assurance"

    left = (await client.data(LIST, incident=incident, open=True))["obligations"]["edges"]
    assert "COMPLAINT" not in {edge["node"]["template"]["code"] for edge in left}
    assert len((await client.data(LIST, incident=incident))["obligations"]["edges"]) == 4


async def test_pages_hold_every_clock_of_the_region_once(client: Client) -> None:
    for _ in range(2):
        await declared(client)
    seen, after = [], None
    while True:
        page = (await client.data(LIST, region="75", first=3, after=after))["obligations"]
        seen += [edge["node"]["id"] for edge in page["edges"]]
        after = page["pageInfo"]["endCursor"]
        if not page["pageInfo"]["hasNextPage"]:
            break

    assert len(seen) == len(set(seen)) == 8


@pytest.mark.parametrize("stranger", ["ars-76", "samu-40", "alpi", "admin"])
async def test_strangers_see_and_touch_nothing(client: Client, stranger: str) -> None:
    incident = (await declared(client))["id"]
    key = (await the(client, "COMPLAINT", incident))["id"]

    assert (await client.data(LIST, as_=stranger, incident=incident))["obligations"]["edges"] == []
    for name, given in (("fileObligation", {"reference": "x"}), ("waiveObligation", {"reason": "x"}), ("startObligation", {})):
        assert (await do(client, act(name), as_=stranger, obligation=key, **given))["code"] in {"FORBIDDEN", "NOT_FOUND"}


async def test_the_administrator_alone_decides_what_is_followed(client: Client) -> None:
    known = {one["code"]: one for one in (await client.data(TEMPLATES))["obligationTemplates"]}
    assert known["NIS2_EARLY_WARNING"] == {"code": "NIS2_EARLY_WARNING", "enabled": False, "confirmed": False}

    assert (await do(client, DECIDE, code="NIS2_EARLY_WARNING", enabled=True))["code"] == "FORBIDDEN"
    decided = await do(client, DECIDE, as_="admin", code="NIS2_EARLY_WARNING", enabled=True)

    assert (decided["enabled"], bool(decided["decidedBy"])) == (True, True)
    assert (await the(client, "NIS2_EARLY_WARNING", (await declared(client))["id"]))["state"] == "RUNNING"


@pytest.mark.parametrize(
    ("name", "given", "path"),
    [
        ("fileObligation", {"reference": ""}, ["reference"]),
        ("fileObligation", {"reference": "a\nb"}, ["reference"]),
        ("fileObligation", {"reference": "x", "filedAt": "2999-01-01T00:00:00Z"}, ["filedAt"]),
        ("waiveObligation", {"reason": " "}, ["reason"]),
    ],
)
async def test_bad_input_is_refused_and_names_its_field(client: Client, name: str, given: dict[str, Any], path: list[str]) -> None:
    incident = (await declared(client))["id"]
    key = (await the(client, "COMPLAINT", incident))["id"]

    refused = await do(client, act(name), obligation=key, **given)
    assert (refused["code"], refused["path"]) == ("BAD_INPUT", path)


async def test_a_filing_before_awareness_is_refused(client: Client) -> None:
    incident = (await declared(client, awarenessAt="2021-02-09T02:00:00+01:00"))["id"]
    key = (await the(client, "COMPLAINT", incident))["id"]

    refused = await do(client, act("fileObligation"), obligation=key, reference="PV", filedAt="2021-02-09T01:00:00+01:00")
    assert (refused["code"], refused["path"]) == ("BAD_INPUT", ["filedAt"])
