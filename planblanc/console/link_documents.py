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
}
"""

ANSWER_SOLICITATION = """
mutation LienRepondre($input: AnswerSolicitationInput!, $key: String!) {
  done: answerSolicitation(input: $input, idempotencyKey: $key) {
    __typename ... on Refusal { code message path }
  }
}
"""

ANSWER_ENGAGEMENT = """
mutation LienAccepter($input: AnswerEngagementInput!, $key: String!) {
  done: answerEngagement(input: $input, idempotencyKey: $key) {
    __typename ... on Refusal { code message path }
  }
}
"""

UPDATE_ETA = """
mutation LienArrivee($input: UpdateEtaInput!, $key: String!) {
  done: updateEta(input: $input, idempotencyKey: $key) {
    __typename ... on Refusal { code message path }
  }
}
"""

ADVANCE = """
mutation LienAvancer($input: AdvanceEngagementInput!, $key: String!) {
  done: advanceEngagement(input: $input, idempotencyKey: $key) {
    __typename ... on Refusal { code message path }
  }
}
"""
