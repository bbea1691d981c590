"""The acts on the trust in a site that a night's walk takes."""

from collections.abc import Awaitable, Callable
from dataclasses import replace
from typing import Any
from uuid import UUID

from planblanc.domain import access_codes as codes
from planblanc.domain.access import Actor, Channel, Role
from planblanc.domain.call_backs import Purpose
from planblanc.domain.contacts import ContactChannel, ContactFunction, ContactWanted
from planblanc.domain.establishments import SecurityState
from planblanc.domain.identity import establishment_id
from planblanc.usecases import access_codes, call_backs, contact_edits, contacts, security
from planblanc.usecases.access_codes import AdmissionWanted, CodeShown
from planblanc.usecases.call_backs import SiteCallBack
from planblanc.usecases.contact_edits import Decision
from planblanc.usecases.security import SecurityWanted
from tests.nights import ARS, COLLEAGUE
from tests.usecases.accounts import REAL

BAYONNE = "640000162"
KNOWN = "05 36 49 02 01"  # that of its directory
DOUBT = SecurityWanted(BAYONNE, SecurityState.SUSPECT, "Connexions de l'étranger")
NEW = ContactWanted(
    "Directeur de garde", ContactChannel.PHONE, "06 39 98 00 01", establishment_finess=BAYONNE, function=ContactFunction.DUTY_DIRECTOR
)
CALLED = SiteCallBack(BAYONNE, Purpose.ACCESS, KNOWN, "Directeur de garde", confirmed=True)


CODE = codes.written(bytes(range(10)))
HOLDER = Actor(
    UUID(int=99),
    "Porteur d'un code",
    Role.CODE_HOLDER,
    establishments=frozenset({establishment_id(BAYONNE)}),
    channel=Channel.CONSOLE,
    confined=True,
)


async def a_site_is_doubted(act: Callable[..., Awaitable[Any]]) -> None:
    """A site where no incident is open is suspect, compromised, and two people lift it."""
    await act(ARS, security.set_state, DOUBT)
    await act(ARS, call_backs.record, CALLED)
    await act(ARS, access_codes.issue, BAYONNE, REAL)
    edit = await act(ARS, contacts.save, NEW)
    await act(COLLEAGUE, contact_edits.decide, Decision(edit, accepted=True))
    await act(ARS, security.set_state, replace(DOUBT, state=SecurityState.COMPROMISED))
    await act(ARS, access_codes.admit, AdmissionWanted(BAYONNE, KNOWN, "Directeur de garde", CODE), REAL)
    await act(HOLDER, access_codes.redeem, CodeShown(establishment_id(BAYONNE), CODE, "192.0.2.1"), REAL)
    await act(ARS, security.set_state, replace(DOUBT, state=SecurityState.RESTORED))
    await act(COLLEAGUE, security.set_state, replace(DOUBT, state=SecurityState.RESTORED))
