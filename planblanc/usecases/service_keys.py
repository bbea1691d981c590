"""Programs come in by keys of their own: within a scope, for a time, shown once, and taken back at once."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID, uuid4

from planblanc.domain import access, french, service_keys, texts
from planblanc.domain.access import Act, Actor, Role
from planblanc.domain.accounts import Account, AccountKind, Grant, Scope
from planblanc.domain.errors import BadInput, Forbidden, NotFound
from planblanc.domain.service_keys import DEFAULT_DAYS, ServiceKey
from planblanc.store import accounts, grants
from planblanc.store import service_keys as stored
from planblanc.store.transaction import Transaction
from planblanc.usecases import access_notes
from planblanc.usecases.notes import Note

_MOST_SITES = 50


@dataclass(frozen=True)
class ProgramWanted:
    """A program, and the sites (FINESS) that it speaks for."""

    name: str
    finess: tuple[str, ...]


@dataclass(frozen=True)
class KeyWanted:
    """A key of a program; `key` is known to nobody else, and kept nowhere."""

    account: UUID
    key: str
    label: str
    days: int = DEFAULT_DAYS


async def open_account(tx: Transaction, actor: Actor, wanted: ProgramWanted, real: datetime, now: datetime) -> UUID:
    """Let a program speak for sites of the actor's scope; it comes in once it has a key."""
    access.require(actor, Act.ISSUE_KEY)
    scope = await _scope(tx, wanted.finess)
    if not await grants.keeps(tx, Role.SERVICE, scope):
        raise Forbidden("Vos droits ne permettent pas d'autoriser un programme pour ces établissements.", ("finess",))
    account = Account(uuid4(), AccountKind.SERVICE, texts.line(wanted.name, ("name",)), actor.name, real)
    await accounts.add(tx, account, by=actor.id)
    await grants.add(tx, Grant(uuid4(), account.id, Role.SERVICE, scope, actor.id, actor.name, real, real))
    told = await access_notes.named(tx, Role.SERVICE, scope)
    note = Note("access.program_opened", f"Programme {texts.quoted(account.name)} autorisé : {told}.", {"account": str(account.id)})
    access_notes.write(tx, scope, note, now)
    return account.id


async def issue(tx: Transaction, actor: Actor, wanted: KeyWanted, real: datetime, now: datetime) -> UUID:
    """Give a program one more key, so that the one before can be revoked once the new one is in use."""
    access.require(actor, Act.ISSUE_KEY)
    account, grant = await _program(tx, wanted.account, real)
    (known,) = await stored.of_accounts(tx, [account.id])
    service_keys.require_room(known, real)
    key = ServiceKey(
        id=uuid4(),
        grant=grant.id,
        account=account.id,
        shown=service_keys.beginning(wanted.key),
        label=texts.line(wanted.label, ("label",), most=100),
        issued_name=actor.name,
        issued_at=real,
        expires_at=service_keys.expiry(wanted.days, real),
    )
    await stored.add(tx, key, service_keys.digest(wanted.key), by=actor.id)
    text = f"Clé {key.shown}… remise au programme {texts.quoted(account.name)}, valable jusqu'au {french.day(key.expires_at)}."
    access_notes.write(tx, grant.scope, Note("access.key_issued", text, {"key": str(key.id)}), now)
    return key.id


async def revoke(tx: Transaction, actor: Actor, wanted: tuple[UUID, str], real: datetime, now: datetime) -> UUID:
    """Take a key back, and say why: from now on it opens nothing."""
    access.require(actor, Act.REVOKE_KEY)
    (known,) = await stored.by_ids(tx, [wanted[0]])
    if known is None:
        raise NotFound("Cette clé n'existe pas, ou n'est pas de votre périmètre.", ("key",))
    key = service_keys.require_standing(known)
    why = texts.line(wanted[1], ("reason",), most=500)
    await stored.revoke(tx, [key.id], name=actor.name, at=real, reason=why)
    (grant,) = await grants.by_ids(tx, [key.grant])
    note = Note("access.key_revoked", f"Clé {key.shown}… révoquée.", {"key": str(key.id)}, personal=why)
    access_notes.write(tx, grant.scope if grant else Scope(), note, now)
    return key.id


async def _program(tx: Transaction, account: UUID, real: datetime) -> tuple[Account, Grant]:
    ((known,), (held,)) = await accounts.by_ids(tx, [account]), await grants.of_accounts(tx, [account])
    live = next((grant for grant in held if grant.is_live(real)), None)
    if known is None or known.kind is not AccountKind.SERVICE or live is None:
        raise NotFound("Ce programme n'existe pas, ou n'est pas de votre périmètre.", ("account",))
    return known, live


async def _scope(tx: Transaction, finess: Iterable[str]) -> Scope:
    wanted = tuple(dict.fromkeys(finess))
    if not 1 <= len(wanted) <= _MOST_SITES:
        raise BadInput(f"Indiquez de 1 à {_MOST_SITES} établissements.", ("finess",))
    sites = {site.finess: site for site in await accounts.sites(tx, wanted)}
    for place, number in enumerate(wanted):
        if number not in sites:
            raise BadInput(f"Aucun établissement ne porte le numéro FINESS {texts.quoted(number)}.", ("finess", str(place)))
    shown = [sites[number] for number in wanted]
    return Scope(establishments=frozenset(site.id for site in shown), lies_in=frozenset(site.region for site in shown))
