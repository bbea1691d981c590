"""Say who falls together with whom."""

from dataclasses import replace
from datetime import datetime
from uuid import UUID, uuid4

from planblanc.domain import access, texts, versions
from planblanc.domain.access import Act, Actor
from planblanc.domain.errors import BadInput, Conflict, NotFound
from planblanc.domain.establishments import Establishment, require_finess
from planblanc.domain.identity import establishment_id
from planblanc.domain.journal import Chain, LogLine
from planblanc.domain.lenders import Lender
from planblanc.domain.shared_fate import KIND_WORDS, SharedFateLink, SharedFateWanted
from planblanc.store import establishments as stored_establishments
from planblanc.store import shared_fate as stored
from planblanc.store.transaction import Transaction
from planblanc.usecases import lenders


async def save(tx: Transaction, actor: Actor, wanted: SharedFateWanted, now: datetime) -> UUID:
    """Tell a new link between an establishment and a lender, or change or end one that is known."""
    access.require(actor, Act.SAVE_LENDER)
    lender = await lenders.required(tx, wanted.lender_id)
    access.require(actor, Act.SAVE_LENDER, region=lender.region)
    site = await _site(tx, wanted)
    if site.id == lender.establishment_id:
        raise BadInput("Ce prêteur est cet établissement : victime, il n'est déjà pas appelé.", ("lender",))
    known = await _known(tx, wanted, site, lender)
    versions.require_read(known.version if known else None, wanted.version)
    link = SharedFateLink(
        id=uuid4(),
        establishment_id=site.id,
        lender_id=lender.id,
        region=lender.region,
        kind=wanted.kind,
        note=texts.line(wanted.note, ("note",), most=500, may_be_empty=True),
        ended=wanted.ended,
    )
    if known is None:
        await stored.add(tx, link)
    else:
        link = replace(link, id=known.id, version=known.version)
        if not await stored.change(tx, link):
            raise Conflict(path=("version",))
    tx.note(_line(link, site, lender, now))
    return link.id


async def _site(tx: Transaction, wanted: SharedFateWanted) -> Establishment:
    finess = require_finess(wanted.establishment_finess, ("establishment_finess",))
    site = await stored_establishments.by_id(tx, establishment_id(finess))
    if site is None:
        raise BadInput(f"Aucun établissement ne porte le numéro FINESS {finess}.", ("establishment_finess",))
    return site


async def _known(tx: Transaction, wanted: SharedFateWanted, site: Establishment, lender: Lender) -> SharedFateLink | None:
    if wanted.id is None:
        return None
    (known,) = await stored.links_by_id(tx, [wanted.id])
    if known is None:
        raise NotFound(path=("id",))
    if (known.establishment_id, known.lender_id) != (site.id, lender.id):
        raise BadInput("Un lien ne change pas d'organisations : terminez-le, et créez-en un autre.", ("id",))
    return known


def _line(link: SharedFateLink, site: Establishment, lender: Lender, now: datetime) -> LogLine:
    told = "n'ont plus" if link.ended else "ont"
    return LogLine(
        chain=Chain.of_region(link.region),
        act="shared_fate.saved",
        text=f"{site.name} et {lender.name} {told} un sort commun ({KIND_WORDS[link.kind]}).",
        at=now,
        details={"link": str(link.id), "kind": link.kind.value, "ended": link.ended},
    )
