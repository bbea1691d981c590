"""Tell somebody something, once: written in the transaction of what is told, then tried channel by channel until an end."""

from collections.abc import Awaitable, Callable, Mapping
from datetime import datetime
from typing import TypeAlias
from uuid import UUID, uuid4

from planblanc.documents import notices
from planblanc.domain import french, notifications, ways
from planblanc.domain.contacts import CHANNEL_WORDS
from planblanc.domain.identity import EstablishmentId, IncidentId, LenderId
from planblanc.domain.journal import Chain, LogLine
from planblanc.domain.notifications import (
    TRIES_BEFORE_NEXT,
    DeliveryState,
    KnownNotice,
    Notice,
    NoticeKind,
    NoticeState,
    Recipient,
    RecipientKind,
    Way,
)
from planblanc.domain.ways import FoundWay
from planblanc.store import duty_rosters, recipients
from planblanc.store import notifications as stored
from planblanc.store.notifications import End, Held
from planblanc.store.recipients import About
from planblanc.store.transaction import Transaction

HEARD = "Alerte déjà reçue."
LATE = "Délai dépassé avant d'avoir pu joindre le destinataire."
NOBODY = "Aucun moyen de joindre ce destinataire n'est utilisable."

_OF_DUTY = {RecipientKind.REGION_DUTY, RecipientKind.OFFICER}


async def notify(tx: Transaction, notice: Notice, now: datetime) -> None:
    """Tell it, unless its key was told already; in the worker's transactions only.

    What is about an exercise is kept, and told to nobody. `KeyError` when `said` lacks something that the text needs.
    """
    about = await recipients.about(tx, notice.incident) if notice.incident is not None else None
    region_name, agency = await recipients.region_names(tx, notice.region)
    name = await _name(tx, notice.recipient, about, agency)
    said = {"victim": about.victim if about else region_name, "region": region_name, "recipient": name, **notice.said}
    is_exercise = about is not None and about.exercise
    words = notices.worded(notice.kind, said, exercise=is_exercise)
    known = KnownNotice(
        id=uuid4(),
        kind=notice.kind,
        recipient=notice.recipient,
        region=notice.region,
        incident=notice.incident,
        recipient_name=name,
        subject=words.subject,
        body=words.body,
        created_at=now,
        expires_at=now + notice.valid_for,
        state=NoticeState.EXERCISE if is_exercise else NoticeState.PENDING,
    )
    if await stored.add(tx, known, notice.key) and not is_exercise:
        await _try_next(tx, known, now)


async def delivered(tx: Transaction, held: Held, now: datetime) -> None:
    """A channel took it: the notice has its end."""
    if await stored.settle_try(tx, held, End(DeliveryState.DELIVERED), now):
        await stored.settle(tx, held.notice, NoticeState.DELIVERED, now)


async def failed(tx: Transaction, held: Held, reason: str, now: datetime, *, is_final: bool) -> None:
    """A channel did not take it: try again later, or go on to the next one."""
    notice = await stored.hold(tx, held.notice)
    if notice is None or notice.state is not NoticeState.PENDING:
        return
    tried = await stored.tried(tx, notice.id)
    another = notifications.has_another(await _ways(tx, notice, now), tried, (held.channel, held.address))
    if not is_final and not (another and held.attempts >= TRIES_BEFORE_NEXT):
        await stored.postpone(tx, held, now + notifications.delay(held.attempts), reason)
    elif await stored.settle_try(tx, held, End(DeliveryState.FAILED, reason, is_final), now):
        await _try_next(tx, notice, now)


async def end_those_nobody_waits_for(tx: Transaction, now: datetime) -> int:
    """End what came too late, and say so; and the alerts that somebody has heard: they are not repeated."""
    ended = await stored.to_end(tx, now)
    for key, is_late in ended:
        if is_late:
            await _lost(tx, await _held(tx, key), NoticeState.EXPIRED, LATE, now)
        else:
            await stored.settle(tx, key, NoticeState.EXPIRED, now, HEARD)
    return len(ended)


async def _try_next(tx: Transaction, notice: KnownNotice, now: datetime) -> None:
    tried = await stored.tried(tx, notice.id)
    way = notifications.next_way(await _ways(tx, notice, now), tried)
    if way is None:
        await _lost(tx, notice, NoticeState.FAILED, NOBODY, now)
        return
    before = sum((one.channel, one.address) == (way.channel, way.address) for one in tried)
    await stored.add_try(tx, notice.id, way, now, now + notifications.delay(before * TRIES_BEFORE_NEXT) if before else now)


async def _lost(tx: Transaction, notice: KnownNotice, state: NoticeState, reason: str, now: datetime) -> None:
    """Nobody was reached: written in the main courante, and told to whoever is on duty."""
    await stored.settle(tx, notice.id, state, now, reason)
    chain = Chain.of_incident(notice.incident) if notice.incident is not None else Chain.of_region(notice.region)
    tried = dict.fromkeys(CHANNEL_WORDS[one.channel] for one in await stored.tried(tx, notice.id))
    by = f" (essayé : {french.listed(list(tried))})" if tried else ""
    text = f"Impossible de joindre {french.name(notice.recipient_name)}{by} : « {notice.subject} ». {reason}"
    # That somebody was not reached is written already: when nobody is on duty to hear of it, one line says it, not two.
    if tried or notice.kind is not NoticeKind.UNREACHABLE:
        tx.note(LogLine(chain, "notification.lost", text, now, details={"notice": str(notice.id), "kind": notice.kind.value}))
    if notice.recipient.kind not in _OF_DUTY:
        said = {"unreached": french.name(notice.recipient_name), "unsaid": notice.subject, "why": reason}
        told = Notice(
            f"unreachable:{notice.id}", NoticeKind.UNREACHABLE, Recipient.region_duty(notice.region), notice.region, notice.incident, said
        )
        await notify(tx, told, now)


async def _held(tx: Transaction, key: UUID) -> KnownNotice:
    notice = await stored.hold(tx, key)
    if notice is None:
        raise LookupError(key)
    return notice


async def _name(tx: Transaction, recipient: Recipient, about: About | None, agency: str) -> str:
    if recipient.kind is RecipientKind.LENDER:
        return await recipients.lender_name(tx, LenderId(_of(recipient)))
    if recipient.kind is RecipientKind.ESTABLISHMENT:
        return await recipients.establishment_name(tx, EstablishmentId(_of(recipient)))
    if recipient.kind is RecipientKind.CALL_BACK:
        return f"Contre-appel de {_about(about).victim}"
    return f"Astreinte, {agency}"


async def _ways(tx: Transaction, notice: KnownNotice, now: datetime) -> tuple[Way, ...]:
    found = await _FOUND[notice.recipient.kind](tx, notice, now)
    return ways.usable(found, await recipients.domains_in_doubt(tx))


async def _of_lender(tx: Transaction, notice: KnownNotice, _: datetime) -> tuple[FoundWay, ...]:
    return await recipients.ways_of_lender(tx, _of(notice.recipient))


async def _of_establishment(tx: Transaction, notice: KnownNotice, _: datetime) -> tuple[FoundWay, ...]:
    return await recipients.ways_of_establishment(tx, _of(notice.recipient))


async def _of_duty(tx: Transaction, notice: KnownNotice, now: datetime) -> tuple[FoundWay, ...]:
    region = notice.recipient.region or notice.region
    return ways.of_duty(await duty_rosters.on_duty(tx, region, now), notice.recipient.rank)


async def _of_call_back(tx: Transaction, notice: KnownNotice, _: datetime) -> tuple[FoundWay, ...]:
    about = _about(await recipients.about(tx, IncidentId(_key(notice.incident))))
    numbers = await recipients.call_back_numbers(tx, about.incident)
    in_doubt = about.security_state in {"SUSPECT", "COMPROMISED"}
    found = ways.of_numbers(numbers, "Contre-appel", only_confirmed=in_doubt)
    return found + (await recipients.ways_of_establishment(tx, about.establishment) if about.establishment is not None else ())


_Find: TypeAlias = Callable[[Transaction, KnownNotice, datetime], Awaitable[tuple[FoundWay, ...]]]
_FOUND: Mapping[RecipientKind, _Find] = {
    RecipientKind.LENDER: _of_lender,
    RecipientKind.ESTABLISHMENT: _of_establishment,
    RecipientKind.REGION_DUTY: _of_duty,
    RecipientKind.OFFICER: _of_duty,
    RecipientKind.CALL_BACK: _of_call_back,
}


def _of(recipient: Recipient) -> UUID:
    return _key(recipient.id)


def _key(key: UUID | None) -> UUID:
    if key is None:
        raise LookupError("a recipient without its key")
    return key


def _about(about: About | None) -> About:
    if about is None:
        raise LookupError("a call-back number is that of an incident")
    return about
