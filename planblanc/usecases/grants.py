"""What accounts may do is ended at once when somebody leaves, and lent for a time to a deputy."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID, uuid4

from planblanc.domain import access, accounts, french, texts
from planblanc.domain.access import Act, Actor, Role
from planblanc.domain.accounts import Ended, Grant, Scope
from planblanc.domain.errors import BadInput, NotFound, TransitionRefused
from planblanc.store import accounts as stored_accounts
from planblanc.store import grants as stored
from planblanc.store import service_keys
from planblanc.store.transaction import Transaction
from planblanc.usecases import access_notes
from planblanc.usecases.notes import Note

_PERSON = "Cette personne"


@dataclass(frozen=True)
class EndWanted:
    """Which access ends, or of which account all those that the actor decides of; and why."""

    reason: str
    grant: UUID | None = None
    account: UUID | None = None


@dataclass(frozen=True)
class DeputyWanted:
    """Who stands in for the holder of a grant, and until when."""

    grant: UUID
    account: UUID
    until: datetime


async def end(tx: Transaction, actor: Actor, wanted: EndWanted, real: datetime, now: datetime) -> UUID:
    """End an access, or all of them for who leaves: its deputies' too, its keys, its sessions; the account."""
    access.require(actor, Act.END_ACCESS)
    if (wanted.grant is None) == (wanted.account is None):
        raise BadInput("Indiquez un accès, ou bien un compte.", ("grant",))
    ended = Ended(actor.id, actor.name, real, texts.line(wanted.reason, ("reason",), most=500))
    held = await _wanted(tx, wanted)
    account = held[0].account if held else wanted.account
    if account is None:
        raise NotFound(path=("account",))
    closes = wanted.account is not None and actor.role is Role.ADMINISTRATOR and await stored_accounts.end(tx, account, ended)
    if not held and not closes:
        raise TransitionRefused("Cet accès a déjà pris fin.", ("grant",) if wanted.grant else ("account",))
    await _end(tx, held, ended)
    await _tell(tx, account, held, ended, now)
    return account


async def name_deputy(tx: Transaction, actor: Actor, wanted: DeputyWanted, real: datetime, now: datetime) -> UUID:
    """Let somebody stand in for the actor, with the same role and scope, until a day."""
    access.require(actor, Act.NAME_DEPUTY)
    (known,) = await stored.by_ids(tx, [wanted.grant])
    holder = accounts.require_holder(known, actor.id, real)
    name = await stored.nameable(tx, wanted.account) if wanted.account != actor.id else None
    if name is None:
        raise NotFound(f"{_PERSON} n'a pas de compte : demandez-lui de se connecter une fois, puis son code de compte.", ("account",))
    deputy = Grant(
        id=uuid4(),
        account=wanted.account,
        role=holder.role,
        scope=holder.scope,
        approved_by=actor.id,
        approved_name=actor.name,
        approved_at=real,
        starts_at=real,
        until=accounts.until_of_deputy(wanted.until, holder, real),
        deputy_of=holder.id,
    )
    await stored.add(tx, deputy)
    told = await access_notes.named(tx, holder.role, holder.scope)
    text = f"Suppléant désigné jusqu'au {french.moment(wanted.until)} : {told}."
    access_notes.write(tx, holder.scope, Note("access.deputy_named", text, {"grant": str(deputy.id)}, personal=name), now)
    return deputy.id


async def _wanted(tx: Transaction, wanted: EndWanted) -> list[Grant]:
    """The grants that end: the one that is named, or those of the account that the actor may read, which are not ended yet."""
    if wanted.grant is not None:
        (known,) = await stored.by_ids(tx, [wanted.grant])
        if known is None:
            raise NotFound("Cet accès n'existe pas, ou n'est pas de votre périmètre.", ("grant",))
        found: Sequence[Grant] = (known,)
        if known.ended is not None:
            raise TransitionRefused("Cet accès a déjà pris fin.", ("grant",))
    else:
        key = wanted.account or UUID(int=0)
        if (await stored_accounts.by_ids(tx, [key]))[0] is None:
            raise NotFound("Ce compte n'existe pas, ou n'est pas de votre périmètre.", ("account",))
        (found,) = await stored.of_accounts(tx, [key])
    return [grant for grant in found if grant.ended is None]


async def _end(tx: Transaction, held: Sequence[Grant], ended: Ended) -> None:
    ids = [grant.id for grant in held] + [deputy.id for deputy in await stored.deputies(tx, [grant.id for grant in held])]
    standing = await service_keys.of_grants(tx, ids)
    await service_keys.revoke(tx, [key.id for key in standing], name=ended.name, at=ended.at, reason=ended.reason)
    await stored.end(tx, ids, ended)


async def _tell(tx: Transaction, account: UUID, held: Iterable[Grant], ended: Ended, now: datetime) -> None:
    """One line where each access lay; in the nation's chain for an account that had none."""
    (known,) = await stored_accounts.by_ids(tx, [account])
    about = f"{known.name if known else ''}. {ended.reason}".strip(" .")
    by_place: dict[frozenset[str], list[Grant]] = {}
    for grant in held:
        by_place.setdefault(grant.scope.lies_in, []).append(grant)
    for lies_in, grants in by_place.items():
        told = " ; ".join([await access_notes.named(tx, grant.role, grant.scope) for grant in grants])
        note = Note("access.ended", f"Accès terminé : {told}.", {"grants": [str(grant.id) for grant in grants]}, personal=about)
        access_notes.write(tx, Scope(lies_in=lies_in), note, now)
    if not by_place:
        access_notes.write(tx, Scope(), Note("access.ended", "Compte sans accès fermé.", {"account": str(account)}, personal=about), now)
