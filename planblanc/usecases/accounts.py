"""Somebody comes in whom a provider vouches for: they are known, and what the rules propose waits for a decision."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import uuid4

from planblanc.domain import access_rules, accounts
from planblanc.domain.access_rules import Proposal
from planblanc.domain.accounts import AccessRequest, AccessState, Account, AccountKind, Grant, Scope, ShownIdentity
from planblanc.domain.errors import Unavailable
from planblanc.store import access_requests, grants
from planblanc.store import accounts as stored
from planblanc.store.transaction import Transaction
from planblanc.usecases import access_notes


@dataclass(frozen=True)
class Recognised:
    """Who comes in, what they may do now, and what waits for somebody's decision."""

    account: Account
    grants: tuple[Grant, ...]
    waiting: tuple[AccessRequest, ...]


async def recognise(tx: Transaction, shown: ShownIdentity, *, now: datetime, real: datetime) -> Recognised:
    """Know whoever a provider vouches for, in a transaction of `auth.accounts.at_the_door(shown)`; `Forbidden` for who has left.

    A first access that the rules propose is asked for, never given. `now`, the time of the crisis, is for the main
    courante; `real`, the real clock, for the account.
    """
    account = await _known(tx, shown, real)
    ((held,), (asked,)) = await grants.of_accounts(tx, [account.id]), await access_requests.of_accounts(tx, [account.id])
    live = tuple(grant for grant in held if grant.is_live(real))
    wanted = access_rules.proposals(await access_requests.rules(tx), shown)
    for proposal, scope in await _scopes(tx, wanted):
        if _is_new(proposal, scope, live, asked, real):
            request = AccessRequest(uuid4(), account.id, proposal.role, scope, proposal.label, real)
            if await access_requests.add(tx, request):
                await access_notes.asked(tx, request, account.name, now)
                asked = (*asked, request)
    return Recognised(account, live, tuple(one for one in asked if one.state is AccessState.PENDING))


async def _known(tx: Transaction, shown: ShownIdentity, real: datetime) -> Account:
    known = await stored.of_identity(tx, shown.key)
    if known is None:
        made = Account(shown.key, AccountKind.PERSON, shown.name, shown.name, real)
        await stored.add(tx, made, by=shown.key)
        await stored.see(tx, made, shown, real, first=True)
        known = await stored.of_identity(tx, shown.key)
        if known is None:
            raise Unavailable("Une autre connexion de la même personne est en cours : recommencez dans un instant.")
        return known
    accounts.require_open(known)
    await stored.see(tx, known, shown, real, first=False)
    return replace(known, name=shown.name)


async def _scopes(tx: Transaction, wanted: Sequence[Proposal]) -> list[tuple[Proposal, Scope]]:
    """What each proposal would hold within; what names nothing that is known is left out."""
    sites = await stored.sites(tx, [one.finess for one in wanted if one.finess])
    lenders = await stored.scope_lenders(tx, [site.id for site in sites], [one.lender for one in wanted if one.lender])
    known = await stored.regions(tx, [one.region for one in wanted if one.region])
    found = [(one, _scope(one, sites, lenders, known)) for one in wanted]
    return [(one, scope) for one, scope in found if scope is not None]


def _scope(wanted: Proposal, sites: Iterable[stored.Site], lenders: Iterable[stored.ScopeLender], regions: frozenset[str]) -> Scope | None:
    if wanted.region is not None:
        here = frozenset({wanted.region})
        return Scope(regions=here, lies_in=here) if wanted.region in regions else None
    if wanted.finess is None and wanted.lender is None:
        return Scope()
    shown = [site for site in sites if wanted.finess in {site.finess, site.entity_finess}]
    places = {site.id for site in shown}
    lent = [lender for lender in lenders if lender.code == wanted.lender or lender.establishment in places]
    if not shown and not lent:
        return None
    lies_in = {site.region for site in shown} | {lender.region for lender in lent}
    return Scope(frozenset(), frozenset(places), frozenset(lender.id for lender in lent), frozenset(lies_in))


def _is_new(proposal: Proposal, scope: Scope, live: Iterable[Grant], asked: Iterable[AccessRequest], real: datetime) -> bool:
    if any(grant.role is proposal.role and scope.is_within(grant.scope) for grant in live):
        return False
    same = [one for one in asked if one.role is proposal.role and one.scope == scope]
    # Refused, it is not asked again at each login; given and ended, somebody decides again.
    return all(
        one.state is AccessState.ACCEPTED or (one.decided_at is not None and real - one.decided_at > accounts.PROPOSED_AGAIN_AFTER)
        for one in same
    )
