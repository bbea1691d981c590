"""Who is on duty for a region's agency, in the order in which they are woken."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import pairwise
from uuid import UUID

from planblanc.domain import contacts, texts
from planblanc.domain.contacts import ContactChannel, ContactWanted
from planblanc.domain.errors import BadInput
from planblanc.domain.numbers import within

MOST_TURNS = 400
_MOST_CONTACTS = 6
_LONGEST_TURN = timedelta(days=31)


@dataclass(frozen=True)
class DutyContact:
    """One way of reaching whoever is on duty."""

    channel: ContactChannel
    address: str


@dataclass(frozen=True)
class DutyTurn:
    """A function on duty for some hours, never a person's name; who is called first has rank 1."""

    id: UUID
    rank: int
    label: str
    starts_at: datetime
    ends_at: datetime
    contacts: tuple[DutyContact, ...]


@dataclass(frozen=True)
class DutyRoster:
    """The roster of a region (INSEE code): its turns to come and under way, and how long each one has to answer."""

    region: str
    escalate_minutes: int
    saved_name: str
    saved_at: datetime
    version: int = 1


@dataclass(frozen=True)
class TurnWanted:
    """A turn as somebody types it."""

    rank: int
    label: str
    starts_at: datetime
    ends_at: datetime
    contacts: tuple[DutyContact, ...]


@dataclass(frozen=True)
class RosterWanted:
    """The whole roster of a region from now on; its past stays."""

    region: str
    turns: tuple[TurnWanted, ...]
    escalate_minutes: int = 5
    version: int | None = None


def turn_of(key: UUID, wanted: TurnWanted, path: tuple[str, ...], now: datetime) -> DutyTurn:
    """The turn that was typed; `BadInput` for one that is over, too long, or that nobody could be reached by."""
    within(wanted.rank, (*path, "rank"), least=1, most=9)
    if not wanted.starts_at < wanted.ends_at <= wanted.starts_at + _LONGEST_TURN:
        raise BadInput("Une astreinte finit après son début, et dure un mois au plus.", (*path, "ends_at"))
    if wanted.ends_at <= now:
        raise BadInput("Cette astreinte est déjà passée.", (*path, "ends_at"))
    if not 1 <= len(wanted.contacts) <= _MOST_CONTACTS:
        raise BadInput(f"Indiquez de 1 à {_MOST_CONTACTS} moyens de joindre cette astreinte.", (*path, "contacts"))
    return DutyTurn(
        id=key,
        rank=wanted.rank,
        label=texts.line(wanted.label, (*path, "label")),
        starts_at=max(wanted.starts_at, now),  # what is past stays as it was
        ends_at=wanted.ends_at,
        contacts=tuple(_contact(one, (*path, "contacts", str(place))) for place, one in enumerate(wanted.contacts)),
    )


def require_one_of_each_rank(turns: Sequence[DutyTurn]) -> None:
    """Refuse two turns of one rank at one moment: nobody could tell who is woken."""
    ordered = sorted(turns, key=lambda turn: (turn.rank, turn.starts_at))
    for before, after in pairwise(ordered):
        if before.rank == after.rank and after.starts_at < before.ends_at:
            raise BadInput(f"Deux astreintes de rang {after.rank} se chevauchent : donnez-leur des rangs différents.", ("turns",))


def _contact(told: DutyContact, path: tuple[str, ...]) -> DutyContact:
    try:
        return DutyContact(told.channel, contacts.address_of(ContactWanted("", told.channel, told.address)))
    except BadInput as refused:
        raise BadInput(refused.message, (*path, *refused.path)) from None
