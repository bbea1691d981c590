"""How to reach an organisation off the victim's network, and when each way was last tried."""

import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from urllib.parse import unquote
from uuid import UUID

from planblanc.domain import french, texts
from planblanc.domain.errors import BadInput
from planblanc.domain.identity import EstablishmentId, LenderId
from planblanc.domain.numbers import within

_PHONE = re.compile(r"^(\+[1-9][0-9]{6,14}|0[1-9][0-9]{8}|[0-9]{2,4})$")
# Options by which a service of Apprise reads a file of the machine that sends.
_OF_A_FILE = frozenset({"keyfile", "subfile", "template", "pgppub", "pgpprv"})
_SERVICE = re.compile(r"^[a-z][a-z0-9+.-]{1,30}://\S+$")
_MAIL = re.compile(r"^[^@\s]+@[^@\s]+\.[^@\s.]+$")


class ContactChannel(StrEnum):
    """By what a contact is reached."""

    PHONE = "PHONE"
    SMS = "SMS"
    MAIL = "MAIL"
    RADIO = "RADIO"
    SATELLITE = "SATELLITE"
    APPRISE = "APPRISE"


CHANNEL_WORDS = {
    ContactChannel.PHONE: "téléphone",
    ContactChannel.SMS: "SMS",
    ContactChannel.MAIL: "messagerie",
    ContactChannel.RADIO: "radio",
    ContactChannel.SATELLITE: "satellite",
    ContactChannel.APPRISE: "service de messages",
}


class ContactFunction(StrEnum):
    """Whom a contact point rings."""

    DUTY_DIRECTOR = "DUTY_DIRECTOR"
    CRISIS_CELL = "CRISIS_CELL"
    IT_DUTY = "IT_DUTY"
    SWITCHBOARD = "SWITCHBOARD"
    OTHER = "OTHER"


FUNCTION_WORDS = {
    ContactFunction.DUTY_DIRECTOR: "directeur de garde",
    ContactFunction.CRISIS_CELL: "cellule de crise",
    ContactFunction.IT_DUTY: "astreinte informatique",
    ContactFunction.SWITCHBOARD: "standard",
    ContactFunction.OTHER: "autre",
}


@dataclass(frozen=True)
class ContactPoint:
    """One way of reaching a lender or an establishment: a duty number or a mailbox, never a person's own."""

    id: UUID
    lender_id: LenderId | None
    establishment_id: EstablishmentId | None
    region: str
    label: str
    channel: ContactChannel
    address: str
    rank: int
    last_tested_on: date | None
    synthetic: bool = False
    version: int = 0
    on_own_network: bool = False
    function: ContactFunction = ContactFunction.OTHER

    def __post_init__(self) -> None:
        within(self.rank, ("rank",), least=1, most=99)


@dataclass(frozen=True)
class ContactWanted:
    """A contact point as somebody types it, of a lender or else of an establishment."""

    label: str
    channel: ContactChannel
    address: str
    lender_id: LenderId | None = None
    establishment_finess: str | None = None
    rank: int = 1
    last_tested_on: date | None = None
    id: UUID | None = None
    version: int | None = None
    on_own_network: bool = False
    function: ContactFunction = ContactFunction.OTHER


def address_of(wanted: ContactWanted) -> str:
    """The number or the address that was typed, spaces and dots left out of a number; `BadInput` for another form."""
    written = texts.line(wanted.address, ("address",))
    if wanted.channel is ContactChannel.RADIO:
        return written
    if wanted.channel is ContactChannel.APPRISE:
        if not _SERVICE.fullmatch(written):
            raise BadInput("Cette adresse de service n'a pas la forme attendue (service://…, selon Apprise).", ("address",))
        if of_a_file := _OF_A_FILE & _options(written):
            raise BadInput(f"Une adresse de service ne nomme aucun fichier : retirez {french.listed(sorted(of_a_file))}.", ("address",))
        return written
    if wanted.channel is ContactChannel.MAIL:
        if not _MAIL.fullmatch(written):
            raise BadInput("Cette adresse de messagerie n'a pas la forme attendue (nom@domaine.fr).", ("address",))
        return written
    number = re.sub(r"[\s.\-()]", "", written)
    if not _PHONE.fullmatch(number):
        raise BadInput("Ce numéro n'a pas la forme attendue (+33 5 58 00 00 00, ou dix chiffres).", ("address",))
    return number


def require_past(tested_on: date | None, today: date) -> None:
    """Refuse a test that is still to come."""
    if tested_on is not None and tested_on > today:
        raise BadInput("La date du dernier essai ne peut pas être à venir.", ("last_tested_on",))


def _options(service: str) -> set[str]:
    """The names of the options of a service's address, as Apprise parts them."""
    return {part.partition("=")[0].strip().casefold() for part in re.split("[?&;]", unquote(service))[1:]}
