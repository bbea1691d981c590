"""The mutations that drills send, as any program would, and what they say."""

from collections.abc import Mapping
from typing import Any

REGION = "75"
DECLARE = """mutation Declarer($input: DeclareIncidentInput!, $key: String!) {
  declareIncident(input: $input, idempotencyKey: $key) { __typename ... on Incident { id } ... on Refusal { code message } }
}"""
ASK = """mutation Demander($input: RequestHelpInput!, $key: String!) {
  requestHelp(input: $input, idempotencyKey: $key) { __typename ... on HelpRequest { id } ... on Refusal { code message } }
}"""
NOTE = """mutation Noter($input: AddLogEntryInput!, $key: String!) {
  addLogEntry(input: $input, idempotencyKey: $key) { __typename ... on LogEntry { id } ... on Refusal { code message } }
}"""
PROPOSE = """mutation Proposer($input: ProposePlanInput!, $key: String!) {
  proposePlan(input: $input, idempotencyKey: $key) { __typename ... on Plan { id } ... on Refusal { code message } }
}"""


def declaration(name: str) -> Mapping[str, Any]:
    """An incident of a structure that no reference holds, in the drill's region."""
    return {"victim": {"name": name, "region": REGION}}


def request(incident: str, note: str, *, competence: str) -> Mapping[str, Any]:
    """A request for one person of a competence."""
    return {"incident": incident, "note": note, "needs": [{"competence": competence}]}


def note(incident: str, text: str) -> Mapping[str, Any]:
    """A line of the main courante."""
    return {"incident": incident, "text": text}
