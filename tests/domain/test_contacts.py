"""How organisations are reached."""

from datetime import date

import pytest

from planblanc.domain import contacts
from planblanc.domain.contacts import ContactChannel, ContactWanted
from planblanc.domain.errors import BadInput


def address(channel: ContactChannel, typed: str) -> str:
    return contacts.address_of(ContactWanted(label="Astreinte", channel=channel, address=typed))


@pytest.mark.parametrize(
    ("channel", "typed", "kept"),
    [
        (ContactChannel.PHONE, "05 58 91 00 00", "0558910000"),
        (ContactChannel.PHONE, "+33 (5) 58.91-00.00", "+33558910000"),
        (ContactChannel.SMS, "0612345678", "0612345678"),
        (ContactChannel.PHONE, "15", "15"),
        (ContactChannel.SATELLITE, "+8816 1234 5678", "+881612345678"),
        (ContactChannel.MAIL, "garde@exemple.invalid", "garde@exemple.invalid"),
        (ContactChannel.RADIO, "Antares 220", "Antares 220"),
        (ContactChannel.APPRISE, "ntfys://garde:mot@ntfy.example/dax?priority=high", "ntfys://garde:mot@ntfy.example/dax?priority=high"),
    ],
)
def test_a_number_is_kept_without_its_spaces(channel: ContactChannel, typed: str, kept: str) -> None:
    assert address(channel, typed) == kept


@pytest.mark.parametrize(
    ("channel", "typed"),
    [
        (ContactChannel.PHONE, "demander le cadre"),
        (ContactChannel.PHONE, "055891"),
        (ContactChannel.MAIL, "garde@exemple"),
        (ContactChannel.MAIL, "0558910000"),
        (ContactChannel.RADIO, ""),
        (ContactChannel.APPRISE, "ntfy.example/dax"),
        (ContactChannel.APPRISE, "fcm://projet/garde?mode=oauth2&keyfile=/etc/cle.json"),
        (ContactChannel.APPRISE, "slack://A/B/C?Template=/etc/passwd"),
        (ContactChannel.APPRISE, "mailtos://exemple.fr?pgp=yes;%70gpprv=/etc/cle.asc"),
    ],
)
def test_an_address_that_reaches_nobody_is_refused(channel: ContactChannel, typed: str) -> None:
    with pytest.raises(BadInput) as refused:
        address(channel, typed)

    assert refused.value.path == ("address",)


def test_a_test_that_is_still_to_come_is_refused() -> None:
    today = date(2021, 2, 9)
    contacts.require_past(today, today)

    with pytest.raises(BadInput):
        contacts.require_past(date(2021, 2, 10), today)
