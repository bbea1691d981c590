"""The ladder of the perimeter: from the victim's own group to the European Union, one rung after the other."""

from collections.abc import Collection, Mapping
from enum import StrEnum

from planblanc.domain.access import Act
from planblanc.domain.planning import Kinship


class Rung(StrEnum):
    """A rung of the ladder, the nearest first."""

    OWN_GROUP = "OWN_GROUP"
    DEPARTMENT = "DEPARTMENT"
    REGION = "REGION"
    ADJACENT_REGION = "ADJACENT_REGION"
    ZONE = "ZONE"
    NATIONAL = "NATIONAL"
    EU = "EU"


LADDER: tuple[Rung, ...] = tuple(Rung)

# Open from the start, with nobody's leave.
HOME: frozenset[Rung] = frozenset(LADDER[:3])

# Who may open each wider rung: the region's ARS, the ARS of the zone, the nation.
AUTHORISING: Mapping[Rung, Act] = {
    Rung.ADJACENT_REGION: Act.AUTHORISE_ADJACENT,
    Rung.ZONE: Act.AUTHORISE_ZONE,
    Rung.NATIONAL: Act.AUTHORISE_NATION,
    Rung.EU: Act.AUTHORISE_NATION,
}


def rung_of(lender: Kinship, *, seen_from: Kinship, adjacent: Collection[tuple[str, str]]) -> Rung:
    """The rung on which a lender stands for a victim; `adjacent` holds the pairs of regions that touch by road."""
    if lender.region == seen_from.region:
        if _is_own_group(lender, seen_from):
            return Rung.OWN_GROUP
        return Rung.DEPARTMENT if lender.department == seen_from.department else Rung.REGION
    if (seen_from.region, lender.region) in adjacent or (lender.region, seen_from.region) in adjacent:
        return Rung.ADJACENT_REGION
    return Rung.ZONE if lender.zone == seen_from.zone else Rung.NATIONAL


def is_open(rung: Rung, authorised: Collection[Rung]) -> bool:
    """Whether a lender of this rung may be planned with: a rung opened alone does not open those below it."""
    return rung in HOME or rung in authorised


def _is_own_group(lender: Kinship, victim: Kinship) -> bool:
    shared = [
        (lender.legal_entity, victim.legal_entity),
        (lender.hospital_group, victim.hospital_group),
        (lender.private_group, victim.private_group),
    ]
    return any(own is not None and own == other for own, other in shared)
