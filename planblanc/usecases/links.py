"""A link that answers once is handed out, or taken back."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID, uuid4

from planblanc.domain import access, french, links
from planblanc.domain.access import Act, Actor
from planblanc.domain.engagements import EngagementState
from planblanc.domain.errors import BadInput, NotFound, TransitionRefused
from planblanc.domain.identity import EngagementId, SolicitationId
from planblanc.domain.links import OneUseLink
from planblanc.domain.solicitations import Solicitation, SolicitationLine
from planblanc.store import lenders
from planblanc.store import links as stored
from planblanc.store import solicitations as stored_solicitations
from planblanc.store.transaction import Transaction
from planblanc.usecases import notes
from planblanc.usecases.notes import Note

_ON_THE_WAY = frozenset({EngagementState.PROPOSED, EngagementState.ALERTED, EngagementState.DEPARTED})


@dataclass(frozen=True)
class LinkWanted:
    """For one solicitation, or for one engagement; `token` is known to nobody else, and kept nowhere; `hours`: how long it opens."""

    token: str
    solicitation: SolicitationId | None = None
    engagement: EngagementId | None = None
    hours: int | None = None


async def issue(tx: Transaction, actor: Actor, wanted: LinkWanted, now: datetime) -> UUID:
    """Hand out a link to a lender for a solicitation that waits, or to whoever is to go for one engagement."""
    if (wanted.solicitation is None) == (wanted.engagement is None):
        raise BadInput("Indiquez une sollicitation, ou bien un engagement.", ("solicitation",))
    solicitation, line = await _target(tx, wanted)
    await _require(tx, actor, solicitation)
    _require_useful(solicitation, line)
    link = OneUseLink(
        id=uuid4(),
        incident=solicitation.incident,
        region=solicitation.region,
        lender=solicitation.lender,
        issued_by=actor.id,
        issued_name=actor.name,
        issued_at=now,
        expires_at=links.expiry(wanted.hours, now),
        solicitation=wanted.solicitation,
        engagement=wanted.engagement,
    )
    await stored.add(tx, link, links.digest(wanted.token))
    whom = solicitation.lender_told if line is None else f"l'intervenant de {solicitation.lender_told}"
    text = f"Lien de réponse remis à {whom}, valable jusqu'au {french.moment(link.expires_at)}."
    notes.write_of_solicitation(tx, solicitation, _note(solicitation, link.id, "link.issued", text), now)
    return link.id


async def revoke(tx: Transaction, actor: Actor, key: UUID, now: datetime) -> UUID:
    """Take a link back: from now on it opens nothing."""
    link = await stored.by_id(tx, key)
    if link is None:
        raise NotFound(path=("link",))
    solicitation, _ = await _target(tx, LinkWanted("", link.solicitation, link.engagement))
    await _require(tx, actor, solicitation)
    if not await stored.revoke(tx, key, now):
        raise TransitionRefused("Ce lien est déjà retiré.", ("link",))
    text = f"Lien de réponse retiré à {solicitation.lender_told}."
    notes.write_of_solicitation(tx, solicitation, _note(solicitation, key, "link.revoked", text), now)
    return key


async def _target(tx: Transaction, wanted: LinkWanted) -> tuple[Solicitation, SolicitationLine | None]:
    if wanted.solicitation is not None:
        return await stored_solicitations.read(tx, wanted.solicitation), None
    line = await stored_solicitations.line(tx, wanted.engagement) if wanted.engagement is not None else None
    if line is None:
        raise NotFound(path=("engagement",))
    return await stored_solicitations.read(tx, line.solicitation), line


async def _require(tx: Transaction, actor: Actor, solicitation: Solicitation) -> None:
    (lender,) = await lenders.lenders_by_id(tx, [solicitation.lender])
    site = lender.establishment_id if lender is not None else None
    access.require(actor, Act.ISSUE_LINK, region=solicitation.region, lender=solicitation.lender, establishment=site)


def _require_useful(solicitation: Solicitation, line: SolicitationLine | None) -> None:
    if line is None and not solicitation.waiting:
        raise TransitionRefused("Cette sollicitation n'attend plus de réponse.", ("solicitation",))
    if line is not None and line.state not in _ON_THE_WAY:
        raise TransitionRefused("Cet engagement n'attend plus rien de la personne : il est arrivé, terminé ou annulé.", ("engagement",))


def _note(solicitation: Solicitation, link: UUID, act: str, text: str) -> Note:
    return Note(act, text, {"link": str(link), "solicitation": str(solicitation.id)})
