"""The directory as it stood before an incident: the numbers that an attacker cannot have put there since."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from planblanc.domain.contacts import ContactChannel, ContactFunction
from planblanc.domain.errors import ToVerifyFirst

_CALLED = frozenset({ContactChannel.PHONE, ContactChannel.SMS, ContactChannel.SATELLITE})
_FRENCH = re.compile(r"^(?:\+33|0033)(?=[1-9])")


@dataclass(frozen=True)
class DirectoryEntry:
    """One version of one contact point: whom it rings, since when it is known, and until when it stood.

    `valid_from` is empty for what was known before any history was kept.
    """

    id: UUID
    label: str
    function: ContactFunction
    channel: ContactChannel
    address: str
    on_own_network: bool
    valid_from: datetime | None
    valid_until: datetime | None

    def stood_at(self, moment: datetime) -> bool:
        """Whether it was already known, and not yet changed, at that moment."""
        return (self.valid_from is None or self.valid_from < moment) and (self.valid_until is None or self.valid_until >= moment)

    @property
    def may_be_called_back(self) -> bool:
        """Whether it rings the duty director in person: a switchboard, or a line of the site's own network, is the attacker's too."""
        return self.function is ContactFunction.DUTY_DIRECTOR and self.channel in _CALLED and not self.on_own_network


def trusted(entries: Iterable[DirectoryEntry], before: datetime) -> tuple[DirectoryEntry, ...]:
    """The numbers that may be called back, as they stood just before this moment."""
    return tuple(entry for entry in entries if entry.stood_at(before) and entry.may_be_called_back)


def of_number(entries: Iterable[DirectoryEntry], number: str) -> DirectoryEntry | None:
    """The entry that has this number, however it is written."""
    wanted = _dialled(number)
    return next((entry for entry in entries if _dialled(entry.address) == wanted), None)


def require(entries: tuple[DirectoryEntry, ...], number: str, before: datetime, path: tuple[str, ...]) -> DirectoryEntry:
    """The entry of a number that may be called back; `ToVerifyFirst`, which says why not and what to do, for another one."""
    found = of_number(trusted(entries, before), number)
    if found is not None:
        return found
    known = of_number((entry for entry in entries if entry.stood_at(before)), number)
    if known is not None:
        raise ToVerifyFirst(
            "Ce numéro n'est pas celui du directeur de garde : le standard et le réseau du site peuvent être écoutés.", path
        )
    if of_number(entries, number) is not None:
        raise ToVerifyFirst("Ce numéro a été enregistré après le début de l'incident : rappelez celui d'avant.", path)
    if not trusted(entries, before):
        reason = "L'annuaire d'avant l'incident ne donne aucun numéro du directeur de garde : faites vérifier sur place, ou par le préfet."
        raise ToVerifyFirst(reason, path)
    raise ToVerifyFirst("Ce numéro n'est pas dans l'annuaire d'avant l'incident : rappelez l'un de ceux qu'il donne.", path)


def _dialled(number: str) -> str:
    """The digits that are dialled from France."""
    return _FRENCH.sub("0", re.sub(r"[^0-9+]", "", number))
