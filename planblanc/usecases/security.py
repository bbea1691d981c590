"""A person says whether the accounts of a site may be trusted; what follows holds for every server process at once."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from uuid import uuid4

from planblanc.domain import access, facts, security, texts
from planblanc.domain.access import Act, Actor
from planblanc.domain.errors import BadInput, Conflict, Forbidden, NotFound
from planblanc.domain.establishments import Establishment, SecurityState, require_finess
from planblanc.domain.identity import EstablishmentId, IncidentId, establishment_id
from planblanc.domain.incidents import Origin
from planblanc.domain.journal import Chain, Detail, LineKind, LogLine
from planblanc.domain.security import STATE_WORDS, ChangeState, SecurityChange, Signature
from planblanc.store import establishments as stored_establishments
from planblanc.store import grants, outbox
from planblanc.store import incidents as stored_incidents
from planblanc.store import security as stored
from planblanc.store.transaction import Transaction
from planblanc.usecases import notes
from planblanc.usecases.notes import Note


@dataclass(frozen=True)
class SecurityWanted:
    """The state that somebody gives to a site, and why; of which incident, where several are open."""

    finess: str
    state: SecurityState
    reason: str
    incident: IncidentId | None = None


async def set_state(tx: Transaction, actor: Actor, wanted: SecurityWanted, now: datetime) -> EstablishmentId:
    """Change the security state of a site; lifting a compromise is proposed by one person, and done once a second one says the same."""
    site = await _site(tx, wanted)
    lifts = security.takes_two(site.security_state) and wanted.state is SecurityState.RESTORED
    if lifts and not access.is_allowed(actor, Act.CHANGE_SECURITY_STATE):
        access.require(actor, Act.PROPOSE_LIFT, establishment=site.id)
        await _propose(tx, actor, await _change(tx, actor, site, wanted, now), site, now)
        return site.id
    access.require(actor, Act.CHANGE_SECURITY_STATE, region=site.region)
    site = replace(site, security_state=await stored.hold(tx, site.id))
    change = await _change(tx, actor, site, wanted, now)
    if not security.takes_two(site.security_state):
        await stored.add(tx, change)
        await _apply(tx, change, site, now)
        return site.id
    proposal = await stored.proposal(tx, site.id)
    await _require_two(tx, actor, site, proposal, now)
    if proposal is None or not proposal.stands_at(now):
        await _drop(tx, proposal)
        await _propose(tx, actor, change, site, now)
        return site.id
    done = security.confirmed(proposal, change.proposed, one_is_suspect=change.one_is_suspect)
    if not await stored.settle(tx, done):
        raise Conflict
    await _apply(tx, done, site, now)
    return site.id


async def _require_two(tx: Transaction, actor: Actor, site: Establishment, proposal: SecurityChange | None, now: datetime) -> None:
    """Refuse whoever an attacker may have let in meanwhile: access since the doubt, or the deputy of who proposed it, or the reverse."""
    began = await stored.in_doubt_since(tx, site.id)
    if actor.account is None or began is None:
        return
    age = max(now - began, timedelta(0))
    if not await grants.was_given_before(tx, actor.account, actor.role, site.region, age):
        reason = "Votre accès a été donné depuis que cet établissement est en doute : une personne qui l'avait avant doit lever."
        raise Forbidden(reason, ("state",))
    if proposal is not None and await grants.stood_in(tx, actor.account, proposal.proposed.by, age):
        raise Forbidden("Un suppléant et la personne qu'il supplée comptent pour une : une autre doit confirmer cette levée.", ("state",))


async def _site(tx: Transaction, wanted: SecurityWanted) -> Establishment:
    finess = require_finess(texts.line(wanted.finess, ("finess",)).replace(" ", "").upper(), ("finess",))
    site = await stored_establishments.by_id(tx, establishment_id(finess))
    if site is None:
        raise NotFound(f"Aucun établissement ne porte le numéro FINESS {finess}.", ("finess",))
    return site


async def _change(tx: Transaction, actor: Actor, site: Establishment, wanted: SecurityWanted, now: datetime) -> SecurityChange:
    security.require_step(site.security_state, wanted.state)
    return SecurityChange(
        id=uuid4(),
        establishment=site.id,
        region=site.region,
        incident=await _incident(tx, site, wanted),
        before=site.security_state,
        after=wanted.state,
        reason=texts.paragraphs(wanted.reason, ("reason",), most=2000),
        state=ChangeState.PROPOSED if security.takes_two(site.security_state) else ChangeState.DONE,
        proposed=Signature(actor.id, actor.name, security.organisation_of(actor), now),
        one_is_suspect=await stored.is_any_suspect(tx, actor.establishments),
    )


async def _incident(tx: Transaction, site: Establishment, wanted: SecurityWanted) -> IncidentId | None:
    """The incident of which it is said: the one that is named, or the open one; doubt is never of one that is not malicious."""
    known = await stored.open_incidents(tx, site.id)
    if wanted.incident is not None:
        known = [one for one in known if one[0] == wanted.incident]
        if not known:
            raise BadInput("Cet incident n'est pas l'un de ceux, ouverts, de cet établissement.", ("incident",))
        if known[0][2]:
            raise BadInput("Un exercice ne change pas l'état réel d'un établissement.", ("incident",))
    real = [(key, origin) for key, origin, is_exercise in known if not is_exercise]
    likely = [key for key, origin in real if origin is not Origin.NOT_MALICIOUS]
    if wanted.state in security.IN_DOUBT and real and not likely:
        path = ("incident",) if wanted.incident is not None else ("state",)
        raise BadInput("L'incident n'est pas malveillant : les comptes de l'établissement ne sont pas en cause.", path)
    return next(iter(likely), real[0][0] if real else None)


async def _propose(tx: Transaction, actor: Actor, change: SecurityChange, site: Establishment, now: datetime) -> None:
    standing = await stored.proposal(tx, site.id)
    if standing is not None:
        raise Conflict("Une levée est déjà proposée pour cet établissement : une autre personne la confirme.", ("state",))
    await stored.add(tx, change)
    text = f"Levée proposée pour {_named(site)} : {STATE_WORDS[change.after]}. Une autre personne doit la confirmer."
    await _note(tx, change, "security.lift_proposed", text, now)


async def _drop(tx: Transaction, proposal: SecurityChange | None) -> None:
    if proposal is not None:
        await stored.settle(tx, replace(proposal, state=ChangeState.DROPPED))


async def _apply(tx: Transaction, change: SecurityChange, site: Establishment, now: datetime) -> None:
    if not await stored.set_state(tx, change):
        raise NotFound
    by_two = " (confirmé par une deuxième personne)" if change.confirmed is not None else ""
    step = f"{STATE_WORDS[change.before]} → {STATE_WORDS[change.after]}"
    text = f"État de sécurité de {_named(site)} : {step}{by_two}. {_FOLLOWS[change.after]}"
    await _note(tx, change, "security.changed", text, now)
    await outbox.append(tx, facts.SecurityStateChanged(site.region, establishment_id=site.id, state=change.after.value))


async def _note(tx: Transaction, change: SecurityChange, act: str, text: str, now: datetime) -> None:
    """In the main courante of the region, and in that of the incident where there is one."""
    details: dict[str, Detail] = {"establishment": str(change.establishment), "change": str(change.id), "state": change.after.value}
    region = Chain.of_region(change.region)
    tx.note(LogLine(region, act, text, now, details=details, personal=change.reason, kind=LineKind.DECISION))
    if change.incident is not None:
        incident = await stored_incidents.read(tx, change.incident)
        notes.write(tx, incident, Note(act, text, details, personal=change.reason, kind=LineKind.DECISION), now)


def _named(site: Establishment) -> str:
    return f"{site.name} (FINESS {site.finess})"


_FOLLOWS = {
    SecurityState.SUSPECT: "Ses demandes sont à vérifier par un contre-appel ; ses points de contact ne changent plus sans accord.",
    SecurityState.COMPROMISED: "Sessions, clés, suppléances et messageries sont coupées ; ses demandes attendent un contre-appel.",
    SecurityState.RESTORED: "Ses comptes se reconnectent ; de nouvelles clés sont à remettre.",
    SecurityState.NORMAL: "Rien ne le distingue plus.",
}
