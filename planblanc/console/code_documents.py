"""What the pages behind a code ask the API for, and do with it."""

ACCESS = """
query CodeAcces {
  viewer { name role }
  incidents(states: [REPORTED, ACTIVE, STABILISED], first: 5) {
    edges { node { id exercise declaredAt victim { name town } requests { id state askedAt toVerify } } }
  }
  readyPacks { code label explanation }
}
"""

ARRIVALS = """
query CodeArrivees($incident: ID!) {
  engagements(incident: $incident, first: 100) {
    edges { node { id label quantity lenderName state etaAt } }
  }
}
"""

PROCEDURES = """
query CodeProcedures($incident: ID!) {
  degradedPack(incident: $incident) { establishment pdfPath markdown services { label } withoutProcedure }
}
"""


def _act(name: str, mutation: str, wanted: str) -> str:
    """A mutation of which the page shows the refusal alone: the rest is read again."""
    return f"""
mutation {name}($input: {wanted}!, $key: String!) {{
  done: {mutation}(input: $input, idempotencyKey: $key) {{
    __typename ... on Refusal {{ code message path }}
  }}
}}
"""


REQUEST_HELP = _act("CodeDemander", "requestHelp", "RequestHelpInput")
CONFIRM_RECEIPT = _act("CodeRecevoir", "confirmReceipt", "ConfirmReceiptInput")
