"""What the page behind a link asks the API for, and does with it."""

SOLICITATION = """
query LienSollicitation($id: ID!) {
  solicitation(id: $id) {
    id lenderName victim victimCommune exercise isWaiting
    lines { engagement label asked criticality wantedAt startsAt endsAt travelMinutes isWaiting answer offered dueAt answeredAt
      isPreauthorised consent state }
  }
}
"""

ENGAGEMENT = """
query LienEngagement($id: ID!) {
  engagement(id: $id) {
    id victim town lenderName label quantity startsAt endsAt state exercise isNamed etaAt acceptedAt releasedAt
    report { entrance reportTo }
  }
  myRecord { label phone accesses { at name motive } }
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


ANSWER_SOLICITATION = _act("LienRepondre", "answerSolicitation", "AnswerSolicitationInput")
ANSWER_ENGAGEMENT = _act("LienAccepter", "answerEngagement", "AnswerEngagementInput")
UPDATE_ETA = _act("LienArrivee", "updateEta", "UpdateEtaInput")
ADVANCE = _act("LienAvancer", "advanceEngagement", "AdvanceEngagementInput")
