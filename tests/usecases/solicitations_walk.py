"""The acts on solicitations, links and offers that a night's walk takes, on what approvals asked for."""

from collections.abc import Awaitable, Callable
from datetime import timedelta
from typing import Any

from planblanc.auth.links import new_token
from planblanc.domain.identity import IncidentId
from planblanc.domain.offers import Offered, OfferWanted
from planblanc.domain.solicitations import Answer, LineAnswer
from planblanc.store import solicitations as stored
from planblanc.store.queries import parse
from planblanc.usecases import call_list, consents, links, offers, solicitations
from planblanc.usecases.consents import ConsentWanted
from planblanc.usecases.links import LinkWanted
from planblanc.usecases.offers import DecisionWanted
from planblanc.usecases.solicitations import AnswerWanted
from tests.nights import ARS, MIGRATOR, NOW, Night
from tests.usecases import pool_wanted

Act = Callable[..., Awaitable[Any]]
OFFERED = Offered(3, NOW, NOW + timedelta(days=3), equipment_type="WORKSTATION")
NAME = parse(
    "-- name: name_them\n-- Those who are asked are persons.\nUPDATE solicitation_line SET consent = 'PENDING' WHERE engagement_id = :id",
    "walk",
)


async def lenders_answer(night: Night, act: Act, incident: IncidentId) -> None:
    """One asks for a call later, a link is handed out and taken back, help is offered and declined; nobody is engaged by it."""
    async with night.reading(ARS) as tx:
        first = (await stored.of_incident(tx, incident))[0]
    await act(ARS, call_list.reveal, incident, "Appeler les prêteurs")
    later = AnswerWanted(first.id, rest=LineAnswer(Answer.DEFERRED), speaker="Directeur de garde")
    await act(ARS, solicitations.answer, later)
    link = await act(ARS, links.issue, LinkWanted(new_token(), first.id))
    await act(ARS, links.revoke, link)
    offer = await act(ARS, offers.offer, OfferWanted(OFFERED, pool_wanted.OTHER_LENDER, incident=incident, speaker="Mairie"))
    await act(ARS, offers.decide, DecisionWanted(offer, accepts=False, reason="Déjà couvert"))


async def somebody_accepts(night: Night, act: Act, incident: IncidentId) -> None:
    """A person who is asked says yes before the lender does."""
    async with night.reading(ARS) as tx:
        asked = await stored.of_incident(tx, incident)
    key = next(line.engagement for one in reversed(asked) for line in one.lines if line.is_waiting)
    async with night.migrator.transaction(MIGRATOR) as tx:
        await tx.execute(NAME["name_them"], id=key)
    await act(ARS, consents.answer, ConsentWanted(key, accepts=True, speaker="Astreinte"))
