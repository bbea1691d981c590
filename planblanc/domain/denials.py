"""What was refused at a door: who, what, when, how often; never a value that was sent."""

from dataclasses import dataclass, field, replace
from datetime import datetime
from uuid import UUID

from planblanc.domain.access import Actor

LONGEST_WHAT = 200
# Refusals that tell of a right that is missing or of a credential that is not ours; a typing mistake is none.
TOLD = frozenset({"UNAUTHENTICATED", "FORBIDDEN", "ACCESS_SUSPENDED", "STEP_UP_REQUIRED", "TOO_MANY_REQUESTS", "TOO_MANY_STREAMS"})


@dataclass(frozen=True)
class Who:
    """Who was refused, as far as it is known."""

    actor: UUID | None = None
    name: str = ""
    role: str = ""
    address: str = ""

    @classmethod
    def of(cls, actor: Actor | None, address: str = "") -> "Who":
        """An actor at an address; either may be unknown."""
        return cls(address=address) if actor is None else cls(actor.id, actor.name[:200], actor.role.value, address)


@dataclass(frozen=True)
class Denial:
    """One refusal: `door` is the way in (graphql, documents, websocket, login, code…), `what` the operation or the path."""

    code: str
    door: str
    what: str
    who: Who = field(default_factory=Who)


@dataclass(frozen=True)
class Denied:
    """A refusal, from its first to its last time within a few seconds."""

    id: UUID
    denial: Denial
    first_at: datetime
    last_at: datetime
    times: int


def again(known: Denied, at: datetime) -> Denied:
    """The same refusal, once more."""
    return replace(known, last_at=at, times=known.times + 1)


def others(code: str) -> Denial:
    """What stands for all the refusals of a code that there is no room to tell apart."""
    return Denial(code, "all", "")
