"""What the pages behind a code ask the API for, and do with it: one screen, one document, one decision."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Screen:
    """One screen: its template, its document, and what its address must name."""

    template: str
    document: str
    about: str | None = None


_INCIDENT = "incident(id: $incident) { id exercise declaredAt victim { name town } "

SCREENS: Mapping[str, Screen] = {
    "": Screen(
        "code_access.html",
        """
query CodeAcces {
  incidents(states: [REPORTED, ACTIVE, STABILISED], first: 5) {
    edges { node { id exercise declaredAt victim { name town } requests { id askedAt toVerify } } }
    pageInfo { hasNextPage }
  }
}
""",
    ),
    "demander": Screen(
        "code_ask.html",
        f"""
query CodeAide($incident: ID!) {{
  {_INCIDENT} requests {{ id askedAt toVerify }} }}
  readyPacks {{ code label explanation }}
}}
""",
        "incident",
    ),
    "arrivees": Screen(
        "code_coming.html",
        f"""
query CodeArrivees($incident: ID!, $after: String) {{
  {_INCIDENT} }}
  engagements(incident: $incident, states: [ALERTED, DEPARTED, ARRIVED, COMPLETED], first: 50, after: $after) {{
    edges {{ node {{ id label quantity lenderName state etaAt receipt {{ quantity missing awaitsMore }} }} }}
    pageInfo {{ hasNextPage endCursor }}
  }}
  tallies: engagementTallies(incident: $incident) {{ state engagements }}
}}
""",
        "incident",
    ),
    "recevoir": Screen(
        "code_receive.html",
        """
query CodeReception($engagement: ID!) {
  engagement(id: $engagement) { id incident exercise victim label quantity lenderName state etaAt receipt { quantity missing } }
}
""",
        "engagement",
    ),
    "procedures": Screen(
        "code_pack.html",
        f"""
query CodeProcedures($incident: ID!) {{
  {_INCIDENT} }}
  degradedPack(incident: $incident) {{ establishment pdfPath markdown services {{ label }} withoutProcedure }}
}}
""",
        "incident",
    ),
}

TALLIES = "query CodeArrivants($incident: ID!) { engagementTallies(incident: $incident) { state engagements } }"


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
