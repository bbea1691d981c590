"""Codes let a site in when its accounts do not: issued by whoever conducts the crises of its region, each used once, loudly."""

import secrets
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID, uuid4

from planblanc.documents.code_envelope import CodeEnvelope
from planblanc.domain import access, access_codes, security, texts
from planblanc.domain.access import Act, Actor
from planblanc.domain.access_codes import CODES_A_BATCH, KIND_WORDS, MANY_TRIES, SECRET_BYTES, AccessCode, CodeKind, CodeOutcome
from planblanc.domain.call_backs import Purpose
from planblanc.domain.errors import Forbidden, NotFound, ToVerifyFirst
from planblanc.domain.establishments import Establishment, require_finess
from planblanc.domain.identity import EstablishmentId, establishment_id
from planblanc.domain.journal import Chain, Detail, LogLine
from planblanc.domain.security_facts import AccessCodeUsed
from planblanc.store import access_codes as stored
from planblanc.store import establishments, incidents, outbox
from planblanc.store import security as stored_security
from planblanc.store.transaction import Transaction
from planblanc.usecases import call_backs, notes
from planblanc.usecases.call_backs import SiteCallBack
from planblanc.usecases.notes import Note


@dataclass(frozen=True)
class AdmissionWanted:
    """A director was called back, and is let in: which number of the directory, and who answered, by function."""

    finess: str
    number: str
    reached: str
    code: str = field(repr=False)
    note: str = ""


@dataclass(frozen=True)
class CodeShown:
    """A code that somebody types, for which site, and from which address."""

    site: EstablishmentId
    code: str = field(repr=False)
    address: str


async def issue(tx: Transaction, actor: Actor, finess: str, real: datetime, now: datetime) -> CodeEnvelope:
    """Make ten codes for a site, in place of those that it had and of what they opened; a site in doubt is called back first."""
    access.require(actor, Act.ISSUE_CODES)
    site = await _site(tx, finess)
    access.require(actor, Act.ISSUE_CODES, region=site.region)
    since = now - access_codes.CALLED_BACK_WITHIN
    if site.security_state in security.IN_DOUBT and not await stored.was_called_back(tx, site.id, since):
        raise ToVerifyFirst(
            "Cet établissement est peut-être compromis : rappelez d'abord son directeur de garde (recordCallBack, motif ACCESS).",
            ("finess",),
        )
    revoked = await stored.revoke(tx, site.id, CodeKind.PAPER, real)
    codes = [access_codes.written(secrets.token_bytes(SECRET_BYTES)) for _ in range(CODES_A_BATCH)]
    for code in codes:
        await stored.add(tx, _kept(actor, site, CodeKind.PAPER, real), access_codes.digest(site.id, code))
    replaced = f" ; {revoked} codes d'avant n'ouvrent plus rien" if revoked else ""
    text = f"{CODES_A_BATCH} codes papier remis à {site.name}{replaced}."
    await _note(tx, site, Note("establishment.codes_issued", text, {"establishment": str(site.id)}), now)
    return CodeEnvelope(site.name, site.finess, site.commune, tuple(codes), real + access_codes.PAPER_STANDS_FOR, real)


async def admit(tx: Transaction, actor: Actor, wanted: AdmissionWanted, real: datetime, now: datetime) -> UUID:
    """Note the call-back of a director, and give the code that is read to them, which is kept nowhere; what one before opened ends."""
    access.require(actor, Act.ISSUE_CODES)
    site = await _site(tx, wanted.finess)
    access.require(actor, Act.ISSUE_CODES, region=site.region)
    told = SiteCallBack(wanted.finess, Purpose.ACCESS, wanted.number, wanted.reached, confirmed=True, note=wanted.note)
    await call_backs.record(tx, actor, told, now)
    await stored.revoke(tx, site.id, CodeKind.CALL_BACK, real)
    kept = _kept(actor, site, CodeKind.CALL_BACK, real)
    await stored.add(tx, kept, access_codes.digest(site.id, wanted.code))
    text = f"Code d'accès remis par contre-appel à {site.name}, valable une heure."
    await _note_incidents(
        tx, site, Note("establishment.admitted", text, {"establishment": str(site.id)}), now
    )  # the region has the call-back
    return kept.id


async def redeem(tx: Transaction, actor: Actor, shown: CodeShown, real: datetime, now: datetime) -> tuple[CodeOutcome, CodeKind | None]:
    """Use a code up and tell of it loudly; a try that opens nothing is counted, and told once they are many."""
    if not actor.confined or shown.site not in actor.establishments:
        raise Forbidden
    outcome, kind, tries = await stored.redeem(
        tx, shown.site, access_codes.digest(shown.site, shown.code), access_codes.address_digest(shown.address), real
    )
    site = await establishments.by_id(tx, shown.site)
    if outcome is not CodeOutcome.OPENED or kind is None:
        if site is not None and outcome is not CodeOutcome.TOO_MANY and tries == MANY_TRIES:
            await _note(tx, site, _tried(site), now)
        return outcome, None
    if site is None:
        raise NotFound
    text = f"{site.name} : un {KIND_WORDS[kind]} a ouvert un accès restreint de quatre heures."
    await _note(tx, site, Note("establishment.code_used", text, {"establishment": str(site.id), "kind": kind.value}), now)
    await outbox.append(tx, AccessCodeUsed(site.region, establishment_id=site.id, kind=kind.value))
    return outcome, kind


async def _site(tx: Transaction, finess: str) -> Establishment:
    number = require_finess(texts.line(finess, ("finess",)).replace(" ", "").upper(), ("finess",))
    site = await establishments.by_id(tx, establishment_id(number))
    if site is None:
        raise NotFound(f"Aucun établissement ne porte le numéro FINESS {number}.", ("finess",))
    return site


def _tried(site: Establishment) -> Note:
    text = f"{site.name} : {MANY_TRIES} codes qui n'ouvrent rien ont été essayés en une heure."
    return Note("establishment.codes_tried", text, {"establishment": str(site.id)})


def _kept(actor: Actor, site: Establishment, kind: CodeKind, real: datetime) -> AccessCode:
    stands_for = access_codes.PAPER_STANDS_FOR if kind is CodeKind.PAPER else access_codes.CALL_BACK_STANDS_FOR
    return AccessCode(uuid4(), site.id, site.region, kind, actor.id, actor.name, real, real + stands_for)


async def _note(tx: Transaction, site: Establishment, note: Note, now: datetime) -> None:
    """In the main courante of the region, and in that of each open incident of the site."""
    details: dict[str, Detail] = dict(note.details)
    tx.note(LogLine(Chain.of_region(site.region), note.act, note.text, now, details=details))
    await _note_incidents(tx, site, note, now)


async def _note_incidents(tx: Transaction, site: Establishment, note: Note, now: datetime) -> None:
    for key, *_ in await stored_security.open_incidents(tx, site.id):
        notes.write(tx, await incidents.read(tx, key), note, now)
