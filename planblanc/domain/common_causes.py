"""One cause, many victims: one declaration that names the sites, each of which has its own incident."""

from collections.abc import Sequence
from dataclasses import dataclass

from planblanc.domain.errors import BadInput
from planblanc.domain.reports import ContactTold, IncidentTold, ServiceTold
from planblanc.domain.victims import Entity, Site, Victim, VictimTold

FEWEST_SITES = 2
MOST_SITES = 100


@dataclass(frozen=True)
class StruckTold:
    """One victim, with what is told of it alone."""

    victim: VictimTold
    contacts: tuple[ContactTold, ...] = ()
    services: tuple[ServiceTold, ...] = ()


@dataclass(frozen=True)
class CommonCauseTold:
    """The cause, what is told of every incident (its victim is none of theirs), and the victims."""

    cause: str
    told: IncidentTold
    sites: tuple[StruckTold, ...]


def check(sites: Sequence[StruckTold]) -> None:
    """Refuse a declaration of one victim, or of more than can be read at a glance."""
    if not FEWEST_SITES <= len(sites) <= MOST_SITES:
        raise BadInput(f"Nommez de {FEWEST_SITES} à {MOST_SITES} structures touchées (reçu : {len(sites)}).", ("sites",))


def require_new(victim: Victim, before: Sequence[Victim], index: int) -> None:
    """Refuse a victim that is named twice."""
    if _identity(victim) in map(_identity, before):
        raise BadInput(f"{victim.name} est nommé deux fois.", ("sites", str(index), "victim"))


def _identity(victim: Victim) -> object:
    return victim.id if isinstance(victim, (Site, Entity)) else (victim.name, victim.town, victim.finess)
