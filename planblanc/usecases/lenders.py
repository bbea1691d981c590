"""Keep the lenders true."""

from datetime import datetime

from planblanc.domain import access, lenders, texts, versions
from planblanc.domain.access import Act, Actor
from planblanc.domain.errors import BadInput, Conflict, NotFound
from planblanc.domain.establishments import require_finess
from planblanc.domain.identity import LenderId, establishment_id
from planblanc.domain.journal import Chain, LogLine
from planblanc.domain.lenders import Lender, LenderKind, LenderWanted
from planblanc.store import codes
from planblanc.store import establishments as stored_establishments
from planblanc.store import lenders as stored
from planblanc.store.transaction import Transaction
from planblanc.usecases import territory


async def save(tx: Transaction, actor: Actor, wanted: LenderWanted, now: datetime) -> LenderId:
    """Describe a new lender, or describe again one that is known; it is put aside by `active`, never deleted."""
    access.require(actor, Act.SAVE_LENDER)
    known = await _known(tx, wanted)
    if known is not None:
        access.require(actor, Act.SAVE_LENDER, region=known.region, lender=known.id)
    versions.require_read(known.version if known else None, wanted.version)
    await _require_competences(tx, wanted)
    lender = await _described(tx, wanted, known)
    if known is None:
        access.require(actor, Act.SAVE_LENDER, region=lender.region)
        await stored.add(tx, lender)
    elif not await stored.change(tx, lender):
        raise Conflict(path=("version",))
    tx.note(_line(lender, known, now))
    return lender.id


async def required(tx: Transaction, key: LenderId) -> Lender:
    """The lender of this key; `NotFound` when there is none, or the actor may not see it."""
    found = await stored.by_id(tx, key)
    if found is None:
        raise NotFound("Ce prêteur n'existe pas, ou vous n'y avez pas accès.", ("lender",))
    return found


async def _known(tx: Transaction, wanted: LenderWanted) -> Lender | None:
    if wanted.id is None:
        return None
    found = await stored.by_id(tx, wanted.id)
    if found is None:
        raise NotFound(path=("id",))
    return found


async def _require_competences(tx: Transaction, wanted: LenderWanted) -> None:
    labels = await codes.labels(tx, competences={floor.competence for floor in wanted.competence_floors})
    for index, floor in enumerate(wanted.competence_floors):
        if floor.competence not in labels.competences:
            path = ("competence_floors", str(index), "competence")
            raise BadInput(f"La compétence {texts.quoted(floor.competence)} n'existe pas.", path)


async def _described(tx: Transaction, wanted: LenderWanted, known: Lender | None) -> Lender:
    if wanted.kind is LenderKind.ESTABLISHMENT:
        finess = require_finess(wanted.establishment_finess or "", ("establishment_finess",))
        site = await stored_establishments.by_id(tx, establishment_id(finess))
        if site is None:
            raise BadInput(f"Aucun établissement ne porte le numéro FINESS {finess}.", ("establishment_finess",))
        return lenders.of_establishment(wanted, site, known)
    await territory.require_network(tx, wanted.road_network)
    return lenders.of_organisation(wanted, await territory.department(tx, wanted.department, ("department",)), known)


def _line(lender: Lender, known: Lender | None, now: datetime) -> LogLine:
    told = "ajouté" if known is None else "mis à jour" if lender.active else "désactivé"
    return LogLine(
        chain=Chain.of_region(lender.region),
        act="lender.saved",
        text=f"Prêteur {lender.name} {told}.",
        at=now,
        details={
            "lender": str(lender.id),
            "active": lender.active,
            "people_floor": lender.people_floor,
            "pris_activities": [activity.value for activity in lender.pris_activities],
            "competence_floors": [f"{floor.competence}:{floor.people}" for floor in lender.competence_floors],
        },
    )
