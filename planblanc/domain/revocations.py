"""What was decided for an incident and is taken back: a rung, an attestation, a lowered floor."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True)
class Revocation:
    """Who took it back, when and why."""

    name: str
    at: datetime
    reason: str
