"""Typed keys, and the deterministic keys of reference rows."""

import re
from typing import NewType
from uuid import UUID, uuid5

EstablishmentId = NewType("EstablishmentId", UUID)
LegalEntityId = NewType("LegalEntityId", UUID)
LenderId = NewType("LenderId", UUID)
ResponderId = NewType("ResponderId", UUID)
StockId = NewType("StockId", UUID)
ProcedureId = NewType("ProcedureId", UUID)
IncidentId = NewType("IncidentId", UUID)
RequestId = NewType("RequestId", UUID)
NeedId = NewType("NeedId", UUID)
PlanId = NewType("PlanId", UUID)
EngagementId = NewType("EngagementId", UUID)
StressRunId = NewType("StressRunId", UUID)
ObligationId = NewType("ObligationId", UUID)
SolicitationId = NewType("SolicitationId", UUID)
OfferId = NewType("OfferId", UUID)

NAMESPACE = UUID("5b1f6c1e-3c57-5d57-9f0a-706c616e6200")
FINESS = re.compile(r"^[0-9][0-9AB][0-9]{7}$")


def key_of(kind: str, natural_key: str) -> UUID:
    """The same natural key gives the same UUID on every installation, so that seeds and tokens agree."""
    return uuid5(NAMESPACE, f"{kind}:{natural_key}")


def establishment_id(finess: str) -> EstablishmentId:
    """The key of the site whose FINESS ET number is given."""
    return EstablishmentId(key_of("establishment", finess))


def legal_entity_id(finess: str) -> LegalEntityId:
    """The key of the legal entity whose FINESS EJ number is given."""
    return LegalEntityId(key_of("legal_entity", finess))


def lender_id(code: str) -> LenderId:
    """The key of a seeded lender, from its code (its FINESS ET number when it is an establishment)."""
    return LenderId(key_of("lender", code))


def is_finess(text: str) -> bool:
    """Nine characters, a digit, a digit or A or B, seven digits."""
    return FINESS.fullmatch(text) is not None


def finess_key_is_right(finess: str) -> bool:
    """The Luhn key over the nine characters, A read as 1 and B as 2: a wrong one is a warning, never a refusal."""
    digits = [int(character) for character in finess.replace("A", "1").replace("B", "2")]
    doubled = (digit if place % 2 == 0 else sum(divmod(2 * digit, 10)) for place, digit in enumerate(reversed(digits)))
    return sum(doubled) % 10 == 0
