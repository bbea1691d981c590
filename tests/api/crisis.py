"""The crisis through the public door: the documents that tests send, and what they hand on."""

from typing import Any
from uuid import uuid4

from tests.api.client import Client

INCIDENT = """
fragment I on Incident {
  id state source origin severity summary exercise nationalNumber warnings officer { name }
  victim { kind finess name town establishment { finess } sites { finess } }
}
"""
REFUSAL = "... on Refusal { code message path }"

ASK = f"""mutation ($input: RequestHelpInput!, $key: String!) {{ requestHelp(input: $input, idempotencyKey: $key) {{ __typename
  ... on HelpRequest {{ id state channel onBehalfOf callbackNumber positionAssumed incident
    needs {{ id kind quantity wantedBy wantedAt assumed pack equipmentType {{ code }} competence {{ code }} serviceDomain {{ code }} }} }}
  {REFUSAL} }} }}"""


def act(name: str, input_type: str) -> str:
    """A mutation that answers the incident."""
    answer = f"{name}(input: $input, idempotencyKey: $key) {{ __typename ...I {REFUSAL} }}"
    return f"mutation ($input: {input_type}!, $key: String!) {{ {answer} }}"


DECLARE = act("declareIncident", "DeclareIncidentInput")


async def do(client: Client, document: str, *, as_: str = "ars-75", key: str | None = None, **given: Any) -> dict[str, Any]:
    """The answer of the one mutation of a document."""
    sent = document + (INCIDENT if "...I" in document else "")
    data = await client.data(sent, as_=as_, input=given, key=key or str(uuid4()))
    (answer,) = data.values()
    found: dict[str, Any] = answer
    return found


async def declared(client: Client, *, as_: str = "ars-75", **given: Any) -> dict[str, Any]:
    """An incident at Dax, declared by phone."""
    return await do(client, DECLARE, as_=as_, **{"victim": {"finess": "400000105"}, "byPhone": True, **given})
