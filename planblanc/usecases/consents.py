"""The second consent: the person who is to go accepts or refuses, by a link, by its lender or by phone."""

from dataclasses import dataclass, replace
from datetime import datetime

from planblanc.domain import solicitations, texts
from planblanc.domain.access import Actor
from planblanc.domain.engagements import EngagementState
from planblanc.domain.errors import BadInput, Forbidden
from planblanc.domain.facts import SolicitationAnswered
from planblanc.domain.identity import EngagementId
from planblanc.domain.solicitations import Answered, Solicitation, SolicitationLine
from planblanc.store import links, missions, outbox
from planblanc.store import solicitations as stored
from planblanc.store.transaction import Transaction
from planblanc.usecases import engagement_answers, notes
from planblanc.usecases.notes import Note
from planblanc.usecases.solicitations import Asking, spoken


@dataclass(frozen=True)
class ConsentWanted:
    """What the person says; `speaker`, by function, when somebody else writes it down."""

    engagement: EngagementId
    accepts: bool
    reason: str = ""
    eta: datetime | None = None
    speaker: str | None = None


async def answer(tx: Transaction, actor: Actor, wanted: ConsentWanted, now: datetime) -> EngagementId:
    """Keep what the person says: with the lender's release it sends them; a refusal frees them, and what they were to cover is open."""
    if actor.link is not None and actor.link.engagement != wanted.engagement:
        raise Forbidden("Ce lien ne permet pas de répondre pour cet engagement.")
    await missions.hold(tx, wanted.engagement)  # before its line, as an approval does
    line = await stored.hold_line(tx, wanted.engagement)
    solicitation = await stored.read(tx, line.solicitation)
    by = await spoken(tx, actor, Asking(line.region, line.lender, solicitation.lender_told), wanted.speaker, now)
    reason = _reason(wanted)
    said = solicitations.consented(line, accepts=wanted.accepts, name=by.on_behalf_of or by.name, now=now)
    solicitations.require_eta(wanted.eta, now)
    await stored.save_consent(tx, said)
    await _carry_out(tx, said, wanted, now)
    if actor.link is not None:
        await links.use(tx, actor.id, now)
    notes.write_of_solicitation(tx, solicitation, _note(solicitation, said, by, reason), now)
    await outbox.append(tx, SolicitationAnswered(line.region, line.incident, line.solicitation))
    return wanted.engagement


def _reason(wanted: ConsentWanted) -> str:
    reason = texts.paragraphs(wanted.reason, ("reason",), most=1000, may_be_empty=True)
    if not wanted.accepts and not reason:
        raise BadInput("Un refus dit pourquoi, en quelques mots.", ("reason",))
    if not wanted.accepts and wanted.eta is not None:
        raise BadInput("Une heure d'arrivée va avec un accord.", ("eta",))
    return reason


async def _carry_out(tx: Transaction, line: SolicitationLine, wanted: ConsentWanted, now: datetime) -> None:
    mission = await missions.hold(tx, line.engagement)
    if not wanted.accepts:
        await engagement_answers.refuse(tx, mission)
        return
    accepted = await engagement_answers.accept(tx, replace(mission, eta_at=wanted.eta or mission.eta_at), now)
    if line.goes and accepted.state is EngagementState.PROPOSED:
        await engagement_answers.alert(tx, accepted, now)


def _note(solicitation: Solicitation, line: SolicitationLine, by: Answered, reason: str) -> Note:
    word = "accepte" if line.consent is solicitations.Consent.GIVEN else "refuse"
    text = f"{solicitation.lender_told} : un intervenant {word} de partir."
    details = {"engagement": str(line.engagement), "consent": line.consent.value}
    return Note("engagement.answered", text, details, personal=reason, channel=by.channel, on_behalf_of=by.on_behalf_of)
