"""A person of the scope decides of a first access."""

from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID, uuid4

from planblanc.domain import access, accounts, texts
from planblanc.domain.access import Act, Actor
from planblanc.domain.accounts import AccessRequest, AccessState, Grant
from planblanc.domain.errors import BadInput
from planblanc.store import access_requests as stored
from planblanc.store import accounts as stored_accounts
from planblanc.store import grants
from planblanc.store.transaction import Transaction
from planblanc.usecases import access_notes
from planblanc.usecases.notes import Note


@dataclass(frozen=True)
class AccessDecision:
    """What is decided of a first access: why, when it is refused; until when, if it is given for a time."""

    request: UUID
    accepts: bool
    reason: str = ""
    until: datetime | None = None


async def decide(tx: Transaction, actor: Actor, wanted: AccessDecision, real: datetime, now: datetime) -> UUID:
    """Give a first access, or refuse it; `real` is the real clock, by which an access begins and ends."""
    access.require(actor, Act.DECIDE_ACCESS)
    request = accounts.require_pending(await stored.hold(tx, wanted.request), actor.id)
    why = texts.line(wanted.reason, ("reason",), most=500, may_be_empty=wanted.accepts)
    if wanted.until is not None and wanted.until <= real:
        raise BadInput("Un accès se termine après maintenant.", ("until",))
    state = AccessState.ACCEPTED if wanted.accepts else AccessState.REFUSED
    decided = replace(request, state=state, decided_name=actor.name, decided_at=real, reason=why or None)
    await stored.decide(tx, decided, by=actor.id)
    if wanted.accepts:
        await grants.add(tx, _given(decided, actor, await _ends(tx, actor, wanted, real), real))
    (account,) = await stored_accounts.by_ids(tx, [request.account])
    told = await access_notes.named(tx, request.role, request.scope)
    text = f"Accès accordé : {told}." if wanted.accepts else f"Accès refusé : {told}."
    about = f"{account.name if account else ''}. {why}".strip(" .")
    note = Note("access.decided", text, {"request": str(request.id), "accepted": wanted.accepts}, personal=about)
    access_notes.write(tx, request.scope, note, now)
    return request.id


async def _ends(tx: Transaction, actor: Actor, wanted: AccessDecision, real: datetime) -> datetime | None:
    """Until when: an access that is given does not outlast the one by which it was, as that of a deputy."""
    if actor.account is None:
        return wanted.until
    (own,) = await grants.of_accounts(tx, [actor.account])
    ends = [grant.until for grant in own if grant.role is actor.role and grant.is_live(real)]
    bounded = [end for end in ends if end is not None]
    if not bounded or len(bounded) < len(ends):
        return wanted.until
    return min(wanted.until or max(bounded), max(bounded))


def _given(request: AccessRequest, actor: Actor, until: datetime | None, real: datetime) -> Grant:
    return Grant(
        id=uuid4(),
        account=request.account,
        role=request.role,
        scope=request.scope,
        approved_by=actor.id,
        approved_name=actor.name,
        approved_at=real,
        starts_at=real,
        until=until,
        request=request.id,
    )
