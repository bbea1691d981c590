"""Outside programs that are told what happens: which facts, by which words, and no more than keys."""

import base64
import binascii
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import datetime, timedelta
from uuid import UUID

from planblanc.domain import facts, french
from planblanc.domain.errors import BadInput
from planblanc.domain.facts import Fact
from planblanc.domain.identity import EstablishmentId

# How long a message is worth sending, and how often: 5 s after the first failure, 30 s, then slower and slower.
VALID_FOR = timedelta(hours=24)
_DELAYS = tuple(timedelta(seconds=seconds) for seconds in (5, 30, 120, 300, 900, 3600))

# What a program may hear of: every fact of an incident but those that the service tells itself.
EVENTS: Mapping[type[Fact], str] = {
    facts.IncidentDeclared: "incident.declared",
    facts.IncidentTakenInCharge: "incident.taken_in_charge",
    facts.IncidentRevised: "incident.revised",
    facts.IncidentStabilised: "incident.stabilised",
    facts.IncidentReactivated: "incident.reactivated",
    facts.IncidentClosed: "incident.closed",
    facts.IncidentDismissed: "incident.dismissed",
    facts.IncidentMerged: "incident.merged",
    facts.PlanBlancRecorded: "plan_blanc.recorded",
    facts.ServicesUpdated: "services.updated",
    facts.HelpRequested: "help.requested",
    facts.RequestVerified: "help.verified",
    facts.RequestCancelled: "help.cancelled",
    facts.PlanApproved: "plan.approved",
    facts.SolicitationAnswered: "solicitation.answered",
    facts.EngagementAlerted: "engagement.alerted",
    facts.EngagementAdvanced: "engagement.advanced",
    facts.EngagementCancelled: "engagement.cancelled",
    facts.ReceiptConfirmed: "receipt.confirmed",
}
KINDS = tuple(EVENTS.values())
_MOST_KINDS = len(KINDS)
_PREFIX = "whsec_"


@dataclass(frozen=True)
class Webhook:
    """A program that is told what happens in a region, or of the incidents of one site alone."""

    id: UUID
    region: str
    establishment_id: EstablishmentId | None
    label: str
    url: str
    kinds: tuple[str, ...]
    exercises: bool
    active: bool
    saved_name: str
    saved_at: datetime
    version: int = 0


@dataclass(frozen=True)
class WebhookWanted:
    """A subscription as somebody types it, for a region or else for a site; its secret is never told again."""

    label: str
    url: str
    kinds: tuple[str, ...]
    region: str | None = None
    establishment_finess: str | None = None
    secret: str | None = None
    exercises: bool = False
    active: bool = True
    id: UUID | None = None
    version: int | None = None
    private_allowed: bool = False
    addresses: tuple[str, ...] = ()  # what the name of its target stands for; none when nobody knows it


def message_of(fact: Fact, *, exercise: bool, at: datetime) -> dict[str, object]:
    """What a program is sent: the word, the keys and the figures of the fact, never a name nor a text."""
    told = {field.name: getattr(fact, field.name) for field in fields(fact)}
    data = {name: _plain(value) for name, value in told.items() if isinstance(value, (UUID, int)) or name in {"state", "region"}}
    return {"type": EVENTS[type(fact)], "timestamp": at.isoformat(timespec="seconds"), "data": data | {"exercise": exercise}}


def kinds_of(kinds: Sequence[str], path: tuple[str, ...]) -> tuple[str, ...]:
    """The wanted words, each once, in their order; `BadInput` for none, or for one that is not told."""
    unknown = [kind for kind in kinds if kind not in KINDS]
    if unknown or not kinds or len(kinds) > _MOST_KINDS:
        raise BadInput(f"Choisissez au moins un message parmi : {french.listed(KINDS)}.", path)
    return tuple(kind for kind in KINDS if kind in kinds)


def secret_of(text: str, path: tuple[str, ...]) -> bytes:
    """The key of a Standard Webhooks secret, `whsec_` and 24 to 64 bytes in base 64; the refusal does not repeat it."""
    try:
        key = base64.b64decode(text.removeprefix(_PREFIX), validate=True)
    except (binascii.Error, ValueError):
        key = b""
    if not text.startswith(_PREFIX) or not 24 <= len(key) <= 64:
        raise BadInput("Le secret doit être « whsec_ » suivi de 24 à 64 octets en base 64.", path)
    return key


def delay(attempts: int) -> timedelta:
    """How long to wait after so many failed tries."""
    return _DELAYS[min(attempts, len(_DELAYS)) - 1]


def _plain(value: object) -> object:
    return str(value) if isinstance(value, UUID) else value
