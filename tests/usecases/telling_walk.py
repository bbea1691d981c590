"""The acts on who is woken and told that a night's walk takes."""

import base64
from collections.abc import Awaitable, Callable
from datetime import timedelta
from typing import Any

from planblanc.domain.contacts import ContactChannel
from planblanc.domain.duty_rosters import DutyContact, RosterWanted, TurnWanted
from planblanc.domain.webhooks import WebhookWanted
from planblanc.usecases import alerts, duty_rosters, webhooks
from planblanc.worker.relay import WORKER
from tests.nights import ARS, NOW, Night

CONTACTS = (DutyContact(ContactChannel.SMS, "06 00 00 00 01"), DutyContact(ContactChannel.MAIL, "astreinte@ars.example"))
TURN = TurnWanted(1, "Cadre d'astreinte", NOW, NOW + timedelta(days=1), CONTACTS)
ROSTER = RosterWanted("75", (TURN,))
SECRET = f"whsec_{base64.b64encode(bytes(range(32))).decode()}"
PROGRAM = WebhookWanted(
    "Outil de crise", "https://8.8.8.8/avis", ("incident.declared",), region="75", secret=SECRET, addresses=("8.8.8.8",)
)


async def the_duty_is_woken(night: Night, act: Callable[..., Awaitable[Any]]) -> None:
    """A roster, a program, and an alert that is heard."""
    await act(ARS, duty_rosters.save, ROSTER)
    await act(ARS, webhooks.save, PROGRAM)
    incident = (await night.incident()).id
    async with night.worker.transaction(WORKER) as tx:
        await alerts.give(tx, incident, NOW)
    await act(ARS, alerts.acknowledge, incident)
