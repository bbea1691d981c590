"""Who is hit: a site, a legal entity with its sites, or a structure that the reference data do not hold yet."""

from dataclasses import dataclass
from typing import TypeAlias

from planblanc.domain import french, texts
from planblanc.domain.identity import EstablishmentId, LegalEntityId, finess_key_is_right


@dataclass(frozen=True)
class VictimTold:
    """What a caller says of the structure; any part may be missing but one of number and name.

    The FINESS number may be a site's or an entity's: they look alike, and few people know which one they read.
    """

    finess: str | None = None
    name: str | None = None
    town: str | None = None
    department: str | None = None
    region: str | None = None


@dataclass(frozen=True)
class Site:
    """An establishment (FINESS ET) as a victim is told by it."""

    id: EstablishmentId
    finess: str
    name: str
    town: str
    department: str
    region: str
    legal_entity: LegalEntityId | None
    security_state: str


@dataclass(frozen=True)
class Entity:
    """A legal entity (FINESS EJ), when nobody knows yet which of its sites is hit; its sites are to be offered."""

    id: LegalEntityId
    finess: str
    name: str
    department: str | None = None


@dataclass(frozen=True)
class Unlisted:
    """A structure known by its name alone, to be matched later by a person; its FINESS number if the caller gave one."""

    name: str
    town: str | None
    department: str | None
    finess: str | None = None


Victim: TypeAlias = Site | Entity | Unlisted


def told_name(victim: Victim) -> str:
    """The victim in a sentence: "CH de Dax (Dax)"."""
    town = None if isinstance(victim, Entity) else victim.town
    told = french.name(victim.name)
    return f"{told} ({french.name(town)})" if town else told


def warnings(victim: Victim) -> tuple[str, ...]:
    """What a person should look at, in French; never a reason to refuse."""
    found = []
    if victim.finess is not None and not finess_key_is_right(victim.finess):
        found.append(f"La clé du numéro FINESS {victim.finess} est fausse : vérifiez qu'il a été bien noté.")
    if isinstance(victim, Entity):
        found.append("Le numéro donné est celui d'une entité juridique : précisez lequel de ses sites est touché.")
    if isinstance(victim, Unlisted):
        found.append("Cette structure n'est pas dans le référentiel : une personne doit la rapprocher d'un établissement.")
    return tuple(found)


def may_be_the_same(one: Victim, other: Victim) -> bool:
    """Whether two reports may tell of one victim: the same site, the same entity, or the same town."""
    if isinstance(one, Site) and isinstance(other, Site):
        return one.id == other.id or (one.legal_entity is not None and one.legal_entity == other.legal_entity)
    entities = {_entity(one), _entity(other)}
    if None not in entities:
        return len(entities) == 1
    towns = {texts.searchable(town) for town in (_town(one), _town(other)) if town}
    return len(towns) == 1 and None not in (_town(one), _town(other))


def _entity(victim: Victim) -> LegalEntityId | None:
    if isinstance(victim, Entity):
        return victim.id
    return victim.legal_entity if isinstance(victim, Site) else None


def _town(victim: Victim) -> str | None:
    return None if isinstance(victim, Entity) else victim.town
