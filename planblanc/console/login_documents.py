"""What the pages of login read and do, as documents of the API."""

VIEWER = """
query PageConnexion {
  viewer {
    name role isFresh isConfined sessions { id kind openedAt seenAt }
    account { grants { id role isLive until scope { regions establishments { name } } } requests { role state label } }
  }
}
"""
END = """
mutation PageFinDeSession($input: EndSessionInput!, $key: String!) {
  done: endSession(input: $input, idempotencyKey: $key) { __typename ... on Refusal { message } }
}
"""
