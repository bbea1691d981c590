"""A lender answers, line by line: by itself, by its link, or by phone through an officer who writes it down."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from planblanc.domain import access, french, solicitations, texts
from planblanc.domain.access import Act, Actor, Channel
from planblanc.domain.errors import BadInput, Forbidden, NotFound, TransitionRefused
from planblanc.domain.facts import SolicitationAnswered
from planblanc.domain.identity import EngagementId, LenderId, SolicitationId
from planblanc.domain.solicitations import Answer, Answered, LineAnswer, Solicitation, SolicitationLine
from planblanc.store import lenders, links, missions, outbox
from planblanc.store import solicitations as stored
from planblanc.store.transaction import Transaction
from planblanc.usecases import engagement_answers, notes
from planblanc.usecases.notes import Note


@dataclass(frozen=True)
class AnswerWanted:
    """What a lender says: of the lines that are named, and of all the others that wait (`rest`); `speaker` is who says so, by function.

    An officer who takes the call says who spoke; whoever answers for itself does not.
    """

    solicitation: SolicitationId
    lines: tuple[LineAnswer, ...] = ()
    rest: LineAnswer | None = None
    speaker: str | None = None


async def answer(tx: Transaction, actor: Actor, wanted: AnswerWanted, now: datetime) -> SolicitationId:
    """Keep what a lender says, and do at once what it means: units are free again, whoever is released and willing is alerted."""
    if actor.link is not None and actor.link.solicitation != wanted.solicitation:
        raise Forbidden("Ce lien ne permet pas de répondre à cette sollicitation.")
    solicitation = await stored.hold(tx, wanted.solicitation)
    by = await spoken(tx, actor, Asking(solicitation.region, solicitation.lender, solicitation.lender_told), wanted.speaker, now)
    told = _matched(solicitation, wanted)
    lines = [_answered(one, by) for one in told]
    for line, one in zip(lines, told, strict=True):
        await stored.save_answer(tx, line)
        await _carry_out(tx, line, one.said, by)
    if actor.link is not None and not _still_waits(solicitation, lines):
        await links.use(tx, actor.id, now)
    notes.write_of_solicitation(tx, solicitation, _note(solicitation, lines, by), now)
    await outbox.append(tx, SolicitationAnswered(solicitation.region, solicitation.incident, solicitation.id))
    return solicitation.id


@dataclass(frozen=True)
class Asking:
    """Whose answer is wanted: a lender, named, of an incident of this region."""

    region: str
    lender: LenderId
    told: str


async def spoken(tx: Transaction, answerer: Actor, asking: Asking, speaker: str | None, now: datetime) -> Answered:
    """Who answers, by which way; an officer says who spoke, and a lender answers for itself alone."""
    (lender,) = await lenders.lenders_by_id(tx, [asking.lender])
    site = lender.establishment_id if lender is not None else None
    access.require(answerer, Act.ANSWER_SOLICITATION, region=asking.region, lender=asking.lender, establishment=site)
    is_own = answerer.link is not None or asking.lender in answerer.lenders or (site is not None and site in answerer.establishments)
    said = texts.line(speaker, ("speaker",), most=200) if speaker is not None else None
    if is_own:
        channel = Channel.LINK if answerer.link is not None else answerer.channel
        return Answered(now, answerer.id, answerer.name, channel, said)
    if said is None:
        raise BadInput("Vous répondez pour un autre : dites qui a parlé au téléphone, par sa fonction.", ("speaker",))
    return Answered(now, answerer.id, answerer.name, Channel.PHONE, f"{asking.told}, {said}")


@dataclass(frozen=True)
class _Matched:
    """A line, what is said of it, and where in the input that stands."""

    line: SolicitationLine
    said: LineAnswer
    path: tuple[str, ...]


def _matched(solicitation: Solicitation, wanted: AnswerWanted) -> list[_Matched]:
    """Each line with what is said of it; a line of another solicitation is none that the caller may name."""
    known = {line.engagement: line for line in solicitation.lines}
    named: dict[EngagementId, _Matched] = {}
    for index, said in enumerate(wanted.lines):
        path = ("lines", str(index))
        if said.engagement is None or said.engagement not in known:
            raise NotFound("Cette ligne n'est pas de cette sollicitation.", (*path, "engagement"))
        if said.engagement in named:
            raise BadInput("Cette ligne est répondue deux fois.", (*path, "engagement"))
        named[said.engagement] = _Matched(known[said.engagement], said, path)
    told = list(named.values())
    if wanted.rest is not None:
        told += [_Matched(line, wanted.rest, ("rest",)) for line in solicitation.waiting if line.engagement not in named]
    if not told and solicitation.lines and not solicitation.waiting:
        raise TransitionRefused(_over(solicitation), ("solicitation",))
    if not told:
        raise BadInput("Répondez à une ligne au moins.", ("lines",))
    return told


def _over(solicitation: Solicitation) -> str:
    last = max((line.answered.at for line in solicitation.lines if line.answered is not None), default=None)
    when = f" depuis le {french.moment(last)}" if last is not None else ""
    return f"Cette sollicitation n'attend plus de réponse{when}. Pour changer une réponse, appelez la cellule de crise."


def _answered(one: _Matched, by: Answered) -> SolicitationLine:
    try:
        return solicitations.answered(one.line, one.said, by)
    except (BadInput, TransitionRefused) as refused:
        raise type(refused)(refused.message, (*one.path, *refused.path)) from refused


async def _carry_out(tx: Transaction, line: SolicitationLine, said: LineAnswer, by: Answered) -> None:
    if line.answer is Answer.DEFERRED:
        return
    mission = await missions.hold(tx, line.engagement)
    if line.answer is Answer.REFUSED:
        await engagement_answers.refuse(tx, mission)
        return
    if line.answer is Answer.PARTIAL and line.offered is not None:
        mission = await engagement_answers.reduce(tx, mission, line.offered)
    released = await engagement_answers.release(tx, replace(mission, eta_at=said.eta or mission.eta_at), by.on_behalf_of or by.name, by.at)
    if line.goes:
        await engagement_answers.alert(tx, released, by.at)


def _still_waits(solicitation: Solicitation, lines: Sequence[SolicitationLine]) -> bool:
    now: Mapping[EngagementId, SolicitationLine] = {line.engagement: line for line in (*solicitation.lines, *lines)}
    return any(line.is_waiting for line in now.values())


def _note(solicitation: Solicitation, lines: Sequence[SolicitationLine], by: Answered) -> Note:
    said = french.listed([_said(line) for line in lines])
    return Note(
        act="solicitation.answered",
        text=f"{solicitation.lender_told} répond : {said}.",
        details={
            "solicitation": str(solicitation.id),
            "answers": [{"engagement": str(line.engagement), "answer": line.answer.value, "offered": line.offered} for line in lines],
        },
        personal=" ; ".join(line.reason for line in lines if line.reason),
        channel=by.channel,
        on_behalf_of=by.on_behalf_of,
    )


def _said(line: SolicitationLine) -> str:
    """One answer in a few words: "oui pour 30 × Poste de travail", "20 sur 30 × Poste de travail"."""
    match line.answer:
        case Answer.PARTIAL:
            return f"{line.offered} sur {line.told}"
        case Answer.DEFERRED:
            return f"à rappeler le {french.moment(line.due_at)} pour {line.told}"
        case _:
            return f"{solicitations.ANSWER_WORDS[line.answer]} pour {line.told}"
