"""What the operator of the installation alone does, by its command: the first accesses, the rules, and the glass that is broken."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID, uuid4

from planblanc.domain import access_rules, accounts, security_facts, texts
from planblanc.domain.access import Actor, Channel, Role
from planblanc.domain.access_rules import AccessRule
from planblanc.domain.accounts import Account, AccountKind, Grant, Scope, ShownIdentity
from planblanc.domain.errors import AlreadyExists, BadInput, Forbidden, NotFound
from planblanc.domain.journal import NATION, Detail, LogLine
from planblanc.store import access_requests, grants, outbox
from planblanc.store import accounts as stored
from planblanc.store.transaction import Transaction
from planblanc.usecases import access_notes
from planblanc.usecases.notes import Note

_MOST_RULES = 2000


@dataclass(frozen=True)
class ScopeWanted:
    """Within what a role is given, by codes: INSEE, FINESS, codes of lenders."""

    regions: tuple[str, ...] = ()
    finess: tuple[str, ...] = ()
    lenders: tuple[str, ...] = ()


@dataclass(frozen=True)
class GrantWanted:
    """What the operator gives to an account, why, and until when."""

    account: UUID
    role: Role
    scope: ScopeWanted
    reason: str
    until: datetime | None = None


@dataclass(frozen=True)
class GlassBroken:
    """For which account the glass is broken, and why; which of its accesses, where it has several."""

    account: UUID
    reason: str
    grant: UUID | None = None


async def register(tx: Transaction, actor: Actor, shown: ShownIdentity, real: datetime, now: datetime) -> UUID:
    """Know somebody before they ever log in, by what their provider will call them: the first administrator."""
    _require_operator(actor)
    if await stored.of_identity(tx, shown.key) is not None:
        raise AlreadyExists("Ce compte existe déjà.", ("subject",))
    name = texts.line(shown.name, ("name",))
    account = Account(shown.key, AccountKind.PERSON, name, actor.name, real)
    await stored.add(tx, account, by=actor.id)
    await stored.see(tx, account, shown, real, first=True)
    details: dict[str, Detail] = {"account": str(account.id)}
    tx.note(LogLine(NATION, "account.registered", "Compte ouvert par l'exploitant.", now, details=details, personal=name))
    return account.id


async def give(tx: Transaction, actor: Actor, wanted: GrantWanted, real: datetime, now: datetime) -> UUID:
    """Give an account a role within a scope, without waiting for a request."""
    _require_operator(actor)
    account = await _account(tx, wanted.account)
    if account.kind is not AccountKind.PERSON:
        raise BadInput("Un programme entre par sa clé : donnez cet accès à une personne.", ("account",))
    scope = await _scope(tx, wanted.scope)
    accounts.require_meaning(wanted.role, scope)
    why = texts.line(wanted.reason, ("reason",), most=500)
    if wanted.until is not None and wanted.until <= real:
        raise BadInput("Un accès se termine après maintenant.", ("until",))
    grant = Grant(uuid4(), account.id, wanted.role, scope, actor.id, actor.name, real, real, wanted.until)
    await grants.add(tx, grant)
    told = await access_notes.named(tx, wanted.role, scope)
    note = Note("access.given", f"Accès donné par l'exploitant : {told}.", {"grant": str(grant.id)}, personal=f"{account.name}. {why}")
    access_notes.write(tx, scope, note, now)
    return grant.id


async def break_glass(tx: Transaction, actor: Actor, wanted: GlassBroken, real: datetime, now: datetime) -> Grant:
    """Let a named account in without its provider; told in the nation's chain, and to whoever is on duty everywhere."""
    _require_operator(actor)
    account = await _account(tx, wanted.account)
    accounts.require_open(account)
    why = texts.line(wanted.reason, ("reason",), most=500)
    ((held,),) = (await grants.of_accounts(tx, [account.id]),)
    live = [grant for grant in held if grant.is_live(real) and wanted.grant in {None, grant.id}]
    if len(live) != 1:
        raise BadInput("Ce compte n'a pas un seul accès ouvert : indiquez lequel par --grant.", ("grant",))
    (grant,) = live
    told = await access_notes.named(tx, grant.role, grant.scope)
    text = f"Accès de secours ouvert sans fournisseur d'identité : {told}."
    details: dict[str, Detail] = {"account": str(account.id), "grant": str(grant.id)}
    tx.note(LogLine(NATION, "access.glass_broken", text, now, details=details, personal=f"{account.name}. {why}"))
    await outbox.append(tx, security_facts.GlassBroken(None, grant_id=grant.id, told=told))
    return grant


async def replace_rules(tx: Transaction, actor: Actor, rules: Sequence[AccessRule], real: datetime, now: datetime) -> int:
    """Put these rules in the place of those that stood; what was given before stays given."""
    _require_operator(actor)
    if len(rules) > _MOST_RULES:
        raise BadInput(f"Un fichier de règles en compte {_MOST_RULES} au plus.", ("rules",))
    for line, rule in enumerate(rules, start=2):
        access_rules.require_meaning(rule, (f"ligne {line}",))
    await access_requests.replace_rules(tx, rules, real)
    text = f"Règles de premier accès remplacées : {len(rules)}."
    tx.note(LogLine(NATION, "access.rules_replaced", text, now, details={"rules": len(rules)}))
    return len(rules)


def _require_operator(actor: Actor) -> None:
    if actor.channel is not Channel.SYSTEM or actor.role is not Role.ADMINISTRATOR:
        raise Forbidden("Ce geste est réservé à l'exploitant de l'installation, par la ligne de commande.")


async def _account(tx: Transaction, key: UUID) -> Account:
    (account,) = await stored.by_ids(tx, [key])
    if account is None:
        raise NotFound("Ce compte n'existe pas.", ("account",))
    return account


async def _scope(tx: Transaction, wanted: ScopeWanted) -> Scope:
    sites = await stored.sites(tx, wanted.finess)
    lenders = await stored.lenders(tx, [site.id for site in sites], wanted.lenders)
    known = await stored.regions(tx, wanted.regions)
    shown = {number for site in sites for number in (site.finess, site.entity_finess)}
    unknown = [code for code in wanted.regions if code not in known] + [number for number in wanted.finess if number not in shown]
    unknown += [code for code in wanted.lenders if code not in {lender.code for lender in lenders}]
    if unknown:
        raise BadInput(f"Ce code n'est pas connu : {texts.quoted(unknown[0])}.", ("scope",))
    places = {site.region for site in sites} | {lender.region for lender in lenders}
    return Scope(known, frozenset(site.id for site in sites), frozenset(lender.id for lender in lenders), known | places)
