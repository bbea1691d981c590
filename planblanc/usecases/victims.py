"""Finds the structure that a caller tells of, and the region that is to act."""

from dataclasses import dataclass

from planblanc.domain import access, texts
from planblanc.domain.access import Act, Actor
from planblanc.domain.errors import BadInput
from planblanc.domain.identity import EstablishmentId, is_finess
from planblanc.domain.victims import Entity, Site, Unlisted, Victim, VictimTold
from planblanc.store import victims
from planblanc.store.transaction import Transaction


@dataclass(frozen=True)
class Found:
    """The victim, and the region (INSEE code) whose agency conducts."""

    victim: Victim
    region: str


async def find(tx: Transaction, actor: Actor, told: VictimTold) -> Found:
    """The victim of a report: by its FINESS number if it has one, else by its name.

    A number that no reference holds is accepted with a name; a malformed one is a `BadInput`, a wrong key is not.
    """
    finess = _finess(told.finess)
    if finess is not None:
        site = await victims.site_by_finess(tx, finess)
        if site is not None:
            return Found(site, site.region)
        known = await victims.entity_by_finess(tx, finess)
        if known is not None:
            region = await _region(tx, actor, told, known.regions)
            return Found(Entity(known.entity.id, known.entity.finess, known.entity.name, told.department), region)
    if told.name is None:
        reason = "Indiquez au moins le numéro FINESS ou le nom de la structure touchée."
        if finess is not None:
            reason = f"Le numéro FINESS {finess} est inconnu du référentiel : indiquez aussi le nom de la structure."
        raise BadInput(reason, ("victim", "name" if finess is None else "finess"))
    name = texts.line(told.name, ("victim", "name"))
    town = texts.line(told.town, ("victim", "town")) if told.town is not None else None
    return Found(Unlisted(name, town, told.department, finess), await _region(tx, actor, told, ()))


async def require_scope(tx: Transaction, actor: Actor, found: Found, act: Act) -> None:
    """Refuse with `Forbidden` unless the victim is in the actor's scope; a director acts for the whole entity."""
    establishment = found.victim.id if isinstance(found.victim, Site) else None
    if isinstance(found.victim, Entity) and actor.establishments:
        (sites,) = await victims.sites_of_entities(tx, [found.victim.id])
        establishment = next((site.id for site in sites if site.id in actor.establishments), None)
    access.require(actor, act, region=found.region, establishment=establishment)


async def is_in_doubt(tx: Transaction, victim: Victim, *others: EstablishmentId | None) -> bool:
    """Whether an attacker may hold the accounts of the victim, of any site of an entity hit nobody knows where, or of these others."""
    sites = {site for site in others if site is not None}
    if isinstance(victim, Site):
        sites.add(victim.id)
    return await victims.is_any_in_doubt(tx, sites, victim.id if isinstance(victim, Entity) else None)


def _finess(told: str | None) -> str | None:
    """The number as it is written in the reference: callers dictate it with spaces."""
    if told is None:
        return None
    plain = texts.line(told, ("victim", "finess"), most=40).replace(" ", "").upper()
    if not is_finess(plain):
        raise BadInput(f"{texts.quoted(plain)} n'a pas la forme d'un numéro FINESS (neuf caractères).", ("victim", "finess"))
    return plain


async def _region(tx: Transaction, actor: Actor, told: VictimTold, regions: tuple[str, ...]) -> str:
    """The region told, or the only one possible: of the entity's sites, of the department, of the actor."""
    if told.region is not None and not await victims.region_exists(tx, told.region):
        raise BadInput(f"La région {texts.quoted(told.region)} n'existe pas.", ("victim", "region"))
    of_department = await _region_of_department(tx, told)
    possible = {region for region in (told.region, of_department) if region is not None}
    if len(possible) > 1:
        raise BadInput("Ce département n'est pas dans cette région.", ("victim", "department"))
    candidates = possible or _likely_regions(actor, regions)
    if len(candidates) != 1 or (regions and not candidates <= set(regions)):
        among = f" parmi {', '.join(regions)}" if regions else ""
        raise BadInput(f"Indiquez la région ou le département de la structure touchée{among}.", ("victim", "region"))
    return candidates.pop()


def _likely_regions(actor: Actor, of_sites: tuple[str, ...]) -> set[str]:
    if len(of_sites) == 1:
        return set(of_sites)
    return set(of_sites) & actor.regions if of_sites else set(actor.regions)


async def _region_of_department(tx: Transaction, told: VictimTold) -> str | None:
    if told.department is None:
        return None
    region = await victims.region_of_department(tx, told.department)
    if region is None:
        raise BadInput(f"Le département {texts.quoted(told.department)} n'est pas dans le référentiel.", ("victim", "department"))
    return region
