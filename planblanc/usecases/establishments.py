"""Keep the sites of a region true."""

from datetime import datetime

from planblanc.domain import access, establishments, texts, versions
from planblanc.domain.access import Act, Actor
from planblanc.domain.errors import BadInput, Conflict
from planblanc.domain.establishments import Establishment, EstablishmentWanted, LegalEntity
from planblanc.domain.identity import EstablishmentId, LegalEntityId, establishment_id, legal_entity_id
from planblanc.domain.journal import Chain, LogLine
from planblanc.store import catalogues
from planblanc.store import establishments as stored
from planblanc.store.transaction import Transaction
from planblanc.usecases import territory


async def save(tx: Transaction, actor: Actor, wanted: EstablishmentWanted, now: datetime) -> EstablishmentId:
    """Describe a new site, or describe again one that is known; only whoever manages its region may."""
    access.require(actor, Act.SAVE_ESTABLISHMENT)
    establishments.require_finess(wanted.finess, ("finess",))
    department = await territory.department(tx, wanted.department, ("department",))
    access.require(actor, Act.SAVE_ESTABLISHMENT, region=department.region_code)
    known = await stored.by_id(tx, establishment_id(wanted.finess))
    if known is not None:
        access.require(actor, Act.SAVE_ESTABLISHMENT, region=known.region)
    versions.require_read(known.version if known else None, wanted.version)
    await _require_known_codes(tx, wanted)
    entity = _entity(wanted)
    site = establishments.described(wanted, department, entity.id if entity else None, known)
    if known is not None and known.region != site.region:
        raise BadInput("Un établissement ne change pas de région.", ("department",))
    await _store(tx, site, entity, known)
    await stored.put_services(tx, site.id, sorted(set(wanted.services)))
    tx.note(_line(site, known, now))
    return site.id


async def _store(tx: Transaction, site: Establishment, entity: LegalEntity | None, known: Establishment | None) -> None:
    if entity is not None:
        await stored.add_entity(tx, entity)
    if known is None:
        await stored.add(tx, site)
    elif not await stored.change(tx, site):
        raise Conflict(path=("version",))


async def _require_known_codes(tx: Transaction, wanted: EstablishmentWanted) -> None:
    found = await catalogues.service_domains_by_code(tx, wanted.services)
    for place, domain in enumerate(found):
        if domain is None:
            raise BadInput(f"Le service {texts.quoted(wanted.services[place])} n'existe pas.", ("services", str(place)))
    if wanted.hospital_group is not None:
        (group,) = await catalogues.hospital_groups_by_code(tx, [wanted.hospital_group])
        if group is None:
            raise BadInput(f"Le GHT {texts.quoted(wanted.hospital_group)} n'existe pas.", ("hospital_group",))
    await territory.require_network(tx, wanted.road_network)


def _entity(wanted: EstablishmentWanted) -> LegalEntity | None:
    if wanted.legal_entity_finess is None:
        return None
    finess = establishments.require_finess(wanted.legal_entity_finess, ("legal_entity_finess",))
    return LegalEntity(LegalEntityId(legal_entity_id(finess)), finess, establishments.entity_name(wanted))


def _line(site: Establishment, known: Establishment | None, now: datetime) -> LogLine:
    told = "ajouté au référentiel" if known is None else "mis à jour"
    return LogLine(
        chain=Chain.of_region(site.region),
        act="establishment.saved",
        text=f"Établissement {site.name} (FINESS {site.finess}) {told}.",
        at=now,
        details={"establishment": str(site.id), "finess": site.finess},
    )
