"""Which ways of reaching somebody may be relied on: none that falls with a compromised organisation."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

from planblanc.domain import notifications
from planblanc.domain.contacts import ContactChannel
from planblanc.domain.duty_rosters import DutyTurn
from planblanc.domain.notifications import Way

_COMPROMISED = "COMPROMISED"
_SUSPECT = "SUSPECT"
_MOBILES = ("06", "07", "+336", "+337")


@dataclass(frozen=True)
class FoundWay:
    """A way that is known, with whose network carries it and how that organisation stands."""

    channel: ContactChannel
    address: str
    label: str
    on_own_network: bool = False
    security_state: str = "NORMAL"


@dataclass(frozen=True)
class Domains:
    """Mail domains of compromised sites, and of those that are suspect or the victims of an open incident."""

    compromised: frozenset[str] = frozenset()
    doubtful: frozenset[str] = frozenset()


def usable(found: Iterable[FoundWay], domains: Domains) -> tuple[Way, ...]:
    """The ways to try, in the order of the contact point: none that a compromised network carries, doubtful ones last.

    A mail that a doubtful domain accepts may never be read, so that nobody else would be tried.
    """
    left = [way for way in found if not _falls(way, _COMPROMISED, domains.compromised)]
    left.sort(key=lambda way: _falls(way, _SUSPECT, domains.doubtful))
    return tuple(Way(way.channel, way.address, way.label) for way in left)


def of_duty(turns: Sequence[DutyTurn], rank: int) -> tuple[FoundWay, ...]:
    """Those on duty, the one of this place in the order of call first, then the next ones, round to the first."""
    if not turns:
        return ()
    first = (rank - 1) % len(turns)
    return tuple(FoundWay(one.channel, one.address, turn.label) for turn in (*turns[first:], *turns[:first]) for one in turn.contacts)


def of_numbers(numbers: Iterable[tuple[str, bool]], label: str, *, only_confirmed: bool) -> tuple[FoundWay, ...]:
    """The call-back numbers; where the victim may be compromised, those alone that a call-back has confirmed.

    Whoever holds the victim's accounts may have given the others.
    """
    told = dict.fromkeys(_dialled(number) for number, is_confirmed in numbers if is_confirmed or not only_confirmed)
    return tuple(FoundWay(channel, number, label) for number in told for channel in _channels(number))


def _channels(number: str) -> tuple[ContactChannel, ...]:
    return (ContactChannel.SMS, ContactChannel.PHONE) if number.startswith(_MOBILES) else (ContactChannel.PHONE,)


def _dialled(number: str) -> str:
    return "".join(character for character in number if character.isdigit() or character == "+")


def _falls(way: FoundWay, state: str, domains: frozenset[str]) -> bool:
    if way.on_own_network and way.security_state == state:
        return True
    host = _host(way)
    return host is not None and any(notifications.is_of(domain, host) for domain in domains)


def _host(way: FoundWay) -> str | None:
    if way.channel is ContactChannel.MAIL:
        return way.address
    return urlsplit(way.address).hostname if way.channel is ContactChannel.APPRISE else None
