"""Who is calling: a token becomes an `Actor`."""

DEMONSTRATION_ISSUER = "urn:planblanc:demonstration"
AUDIENCE = "planblanc"
