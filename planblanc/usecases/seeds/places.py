"""The lenders of an invented pool: hospitals at their real place, and invented organisations in the same towns."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import count

from planblanc.domain import texts
from planblanc.usecases.seeds.profiles import Profile
from planblanc.usecases.seeds.reference import Facts
from planblanc.usecases.seeds.sheets import Cells

_LARGE, _MEDIUM, _SMALL = 600, 200, 80
_TWO_DECIMALS = 2  # about a kilometre: an invented office stands in the town, not at an address

_KINDS = {
    Profile.GRADES: "GRADES",
    Profile.DEPARTMENT: "LOCAL_AUTHORITY",
    Profile.IT_AGENCY: "LOCAL_AUTHORITY",
    Profile.TOWN: "LOCAL_AUTHORITY",
    Profile.COMPANY: "COMPANY",
    Profile.PRIS_COMPANY: "PRIS_COMPANY",
    Profile.STATE: "STATE",
}


@dataclass(frozen=True)
class PlacedLender:
    """A lender as a row, with the profile that says what it may hold."""

    profile: Profile
    cells: Cells


def beds(site: Cells) -> int:
    """The beds that a site declares; none when it says nothing."""
    return int(str(site["beds"] or 0))


def hospital(site: Cells) -> PlacedLender:
    """A real site as a lender."""
    size = beds(site)
    profile = Profile.LARGE_HOSPITAL if size >= _LARGE else Profile.HOSPITAL if size >= _MEDIUM else Profile.SMALL_HOSPITAL
    cells = {
        "code": site["finess"],
        "name": site["name"],
        "kind": "ESTABLISHMENT",
        "people_floor": 0 if profile is Profile.SMALL_HOSPITAL else 1,
        "pris_activities": "",
        **_place(site),
        "latitude": site["latitude"],
        "longitude": site["longitude"],
    }
    return PlacedLender(profile, cells)


def lenders(facts: Facts) -> tuple[PlacedLender, ...]:
    """Every lender of the demonstration, in a fixed order: public hospitals of some size, then the others by department."""
    sites = sorted(facts.rows("establishments"), key=lambda site: (-beds(site), str(site["finess"])))
    public = [site for site in sites if str(site["sector"]).startswith("PUB") and beds(site) >= _SMALL]
    return (*map(hospital, public), *_regional(facts, sites), *_local(facts, sites))


def _regional(facts: Facts, sites: Sequence[Cells]) -> Iterator[PlacedLender]:
    for region in facts.rows("regions"):
        at = next(site for site in sites if site["region_code"] == region["code"])
        code, name = str(region["code"]), region["grades_name"] or f"GRADeS de {region['name']}"
        yield _invented(Profile.GRADES, grades_code(region), f"{name} (moyens synthétiques)", at)
        yield _invented(Profile.PRIS_COMPANY, f"prestataire-pris-{code}", f"Prestataire qualifié PRIS {code} (synthétique)", at)
    for zone in facts.rows("defence_zones"):
        regions = {region["code"] for region in facts.rows("regions") if region["zone_code"] == zone["code"]}
        at = next(site for site in sites if site["region_code"] in regions)
        slug = str(zone["code"]).lower().replace("_", "-")
        yield _invented(Profile.STATE, f"etat-{slug}", f"Renfort cyber de l'État, zone {zone['name']} (synthétique)", at)


def _local(facts: Facts, sites: Sequence[Cells]) -> Iterator[PlacedLender]:
    by_department: defaultdict[object, list[Cells]] = defaultdict(list)
    for site in sites:
        by_department[site["department_code"]].append(site)
    for number, department in zip(count(), facts.rows("departments"), strict=False):
        code, name, here = str(department["code"]), department["name"], by_department[department["code"]]
        if not here:
            continue
        town = str(here[0]["commune"])
        yield _invented(Profile.DEPARTMENT, f"departement-{code}", f"Département : {name} (synthétique)", here[0])
        yield _invented(Profile.TOWN, f"commune-{here[0]['commune_code']}", f"Commune : {town} (synthétique)", here[0])
        if number % 3 == 0:
            yield _invented(Profile.IT_AGENCY, f"agence-{code}", f"Agence informatique : {name} (synthétique)", here[0])
        if number % 2 == 0:
            yield _invented(Profile.COMPANY, f"societe-{code}", f"Société de services informatiques {code} (synthétique)", here[-1])


def grades_code(region: Cells) -> str:
    """The lender's code of a region's GRADeS: the words of its name but its legal form, or the region's code."""
    words = texts.searchable(str(region["grades_name"] or "")).split()
    rest = [word for word in words if word not in {"gip", "gcs", "grades"}]
    # One GRADeS serves two regions: each has its own lender, so that a lender has one region.
    return "-".join(["grades", *rest, *([] if rest and region["code"] != "06" else [str(region["code"])])])


def _invented(profile: Profile, code: str, name: str, near: Cells) -> PlacedLender:
    cells = {
        "code": code,
        "name": name,
        "kind": _KINDS[profile],
        "people_floor": 0,
        "pris_activities": "CODE CRISE INV PCI REC" if profile is Profile.PRIS_COMPANY else "",
        **_place(near),
        "latitude": round(float(str(near["latitude"])), _TWO_DECIMALS),
        "longitude": round(float(str(near["longitude"])), _TWO_DECIMALS),
    }
    return PlacedLender(profile, cells)


def _place(site: Cells) -> Cells:
    return {name: site[name] for name in ("commune", "department_code", "road_network_code")}
