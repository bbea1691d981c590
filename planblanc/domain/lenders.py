"""Who owns what is lent: establishments, GRADeS, local authorities, companies, the State."""

from dataclasses import dataclass, replace
from enum import StrEnum

from planblanc.domain import texts
from planblanc.domain.errors import BadInput
from planblanc.domain.establishments import Establishment
from planblanc.domain.identity import EstablishmentId, LenderId, lender_id
from planblanc.domain.numbers import within
from planblanc.domain.positions import Position, usual_network
from planblanc.domain.regions import Department

MOST_FLOORS = 100


class LenderKind(StrEnum):
    """What kind of organisation lends; only an establishment has a FINESS number."""

    ESTABLISHMENT = "ESTABLISHMENT"
    GRADES = "GRADES"
    LOCAL_AUTHORITY = "LOCAL_AUTHORITY"
    COMPANY = "COMPANY"
    PRIS_COMPANY = "PRIS_COMPANY"
    STATE = "STATE"


class PrisActivity(StrEnum):
    """What the ANSSI qualifies a provider of incident response for (PRIS)."""

    REC = "REC"
    INV = "INV"
    CODE = "CODE"
    PCI = "PCI"
    CRISE = "CRISE"


@dataclass(frozen=True)
class CompetenceFloor:
    """How many people who hold a competence, at whatever level, stay at each of a lender's places."""

    competence: str
    people: int


@dataclass(frozen=True)
class Lender:
    """An organisation that lends people or things; `people_floor` is how many people stay at each of its places.

    `pris_activities`: what a provider is qualified for; `competence_floors`: who stays, by competence.
    """

    id: LenderId
    code: str
    name: str
    kind: LenderKind
    establishment_id: EstablishmentId | None
    commune: str
    department: str
    region: str
    position: Position
    people_floor: int = 0
    pris_activities: tuple[PrisActivity, ...] = ()
    competence_floors: tuple[CompetenceFloor, ...] = ()
    synthetic: bool = False
    active: bool = True
    version: int = 0

    def __post_init__(self) -> None:
        within(self.people_floor, ("people_floor",), least=0, most=10_000)
        _check_qualification(self)
        _check_floors(self.competence_floors)
        if (self.kind is LenderKind.ESTABLISHMENT) != (self.establishment_id is not None):
            raise BadInput("Un prêteur a un établissement si, et seulement si, il en est un.", ("establishment",))

    @property
    def search_text(self) -> str:
        """By which it is found: name, commune, code."""
        return texts.searchable(self.name, self.commune, self.code)


@dataclass(frozen=True)
class LenderWanted:
    """A lender as somebody types it; an establishment's place is that of its site, the others tell their own."""

    kind: LenderKind
    id: LenderId | None = None
    version: int | None = None
    name: str | None = None
    establishment_finess: str | None = None
    commune: str | None = None
    department: str | None = None
    latitude: float | None = None
    longitude: float | None = None
    road_network: str | None = None
    people_floor: int = 0
    pris_activities: tuple[PrisActivity, ...] = ()
    competence_floors: tuple[CompetenceFloor, ...] = ()
    active: bool = True


def of_establishment(wanted: LenderWanted, site: Establishment, known: Lender | None) -> Lender:
    """A site as a lender: it stands where the site stands."""
    return _kept(
        Lender(
            id=lender_id(site.finess),
            code=site.finess,
            name=texts.line(wanted.name or site.name, ("name",)),
            kind=LenderKind.ESTABLISHMENT,
            establishment_id=site.id,
            commune=site.commune,
            department=site.department,
            region=site.region,
            position=site.position,
            people_floor=wanted.people_floor,
            pris_activities=tuple(sorted(set(wanted.pris_activities))),
            competence_floors=wanted.competence_floors,
            active=wanted.active,
        ),
        known,
    )


def of_organisation(wanted: LenderWanted, department: Department, known: Lender | None) -> Lender:
    """Any other organisation, at the place that was typed."""
    if wanted.latitude is None or wanted.longitude is None:
        raise BadInput("Indiquez la position de ce prêteur.", ("latitude" if wanted.latitude is None else "longitude",))
    name = texts.line(wanted.name or "", ("name",))
    code = known.code if known is not None else slug(name)
    return _kept(
        Lender(
            id=lender_id(code),
            code=code,
            name=name,
            kind=wanted.kind,
            establishment_id=None,
            commune=texts.line(wanted.commune or "", ("commune",)),
            department=department.code,
            region=department.region_code,
            position=Position(wanted.latitude, wanted.longitude, wanted.road_network or usual_network(department.code)),
            people_floor=wanted.people_floor,
            pris_activities=tuple(sorted(set(wanted.pris_activities))),
            competence_floors=wanted.competence_floors,
            active=wanted.active,
        ),
        known,
    )


def slug(name: str) -> str:
    """A stable code made of the words of a name."""
    code = "-".join(texts.searchable(name).split())[:60].strip("-")
    if not code.isascii() or not code:
        raise BadInput("Ce nom doit contenir des lettres latines ou des chiffres.", ("name",))
    return code


def _check_qualification(lender: Lender) -> None:
    held = set(lender.pris_activities)
    if held and lender.kind is not LenderKind.PRIS_COMPANY:
        raise BadInput("Seul un prestataire qualifié PRIS a des activités PRIS.", ("pris_activities",))
    if PrisActivity.PCI in held and not held >= {PrisActivity.REC, PrisActivity.INV}:
        raise BadInput("Le pilotage (PCI) ne va qu'avec la recherche (REC) et l'investigation (INV).", ("pris_activities",))


def _check_floors(floors: tuple[CompetenceFloor, ...]) -> None:
    if len(floors) > MOST_FLOORS:
        raise BadInput(f"Un prêteur a {MOST_FLOORS} planchers par compétence au plus.", ("competence_floors",))
    seen: set[str] = set()
    for index, floor in enumerate(floors):
        within(floor.people, ("competence_floors", str(index), "people"), least=1, most=10_000)
        if floor.competence in seen:
            raise BadInput("Cette compétence a déjà son plancher.", ("competence_floors", str(index), "competence"))
        seen.add(floor.competence)


def _kept(lender: Lender, known: Lender | None) -> Lender:
    """What nobody may change: what the lender is, and in which region it stands; its people and things stand there too."""
    if known is None:
        return lender
    if lender.kind is not known.kind or lender.establishment_id != known.establishment_id:
        raise BadInput("Un prêteur ne change pas de nature : désactivez-le, et créez-en un autre.", ("kind",))
    if lender.region != known.region:
        raise BadInput("Un prêteur ne change pas de région : désactivez-le, et créez-en un autre.", ("department",))
    return replace(lender, id=known.id, code=known.code, synthetic=known.synthetic, version=known.version)
