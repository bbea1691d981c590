"""Who can be a victim: sites and their legal entities, as whoever keeps the region describes them."""

import re
from dataclasses import dataclass
from enum import StrEnum

from planblanc.domain import texts
from planblanc.domain.errors import BadInput
from planblanc.domain.identity import EstablishmentId, LegalEntityId, establishment_id, finess_key_is_right, is_finess
from planblanc.domain.numbers import within_or_nothing
from planblanc.domain.positions import Position, usual_network
from planblanc.domain.regions import Department

MOST_BEDS = 10_000
ENTERED = "SAISIE"
_MOST_DOMAINS = 10
_DOMAIN = re.compile(r"^(?=.{4,253}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,63}$")


class SecurityState(StrEnum):
    """Whether an establishment's accounts, mail and directory may be trusted; a person decides."""

    NORMAL = "NORMAL"
    SUSPECT = "SUSPECT"
    COMPROMISED = "COMPROMISED"
    RESTORED = "RESTORED"


@dataclass(frozen=True)
class LegalEntity:
    """A FINESS EJ: who answers for its sites."""

    id: LegalEntityId
    finess: str
    name: str


@dataclass(frozen=True)
class Establishment:
    """A FINESS ET: one site."""

    id: EstablishmentId
    finess: str
    legal_entity_id: LegalEntityId | None
    name: str
    category: str
    sector: str
    department: str
    region: str
    commune_code: str | None
    commune: str
    postal_code: str | None
    hospital_group: str | None
    group_is_synthetic: bool
    private_group: str | None
    position: Position
    position_source: str
    position_precision: str
    beds: int | None
    intensive_care_beds: int | None
    samu_seat: bool
    security_state: SecurityState = SecurityState.NORMAL
    version: int = 0
    mail_domains: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        require_finess(self.finess, ("finess",))
        within_or_nothing(self.beds, ("beds",), least=0, most=MOST_BEDS)
        within_or_nothing(self.intensive_care_beds, ("intensive_care_beds",), least=0, most=MOST_BEDS)

    @property
    def search_text(self) -> str:
        """By which it is found: name, commune, FINESS."""
        return texts.searchable(self.name, self.commune, self.finess)


@dataclass(frozen=True)
class EstablishmentWanted:
    """A site as somebody types it; `version` is the one that was read, and is empty for a new site."""

    finess: str
    name: str
    category: str
    sector: str
    department: str
    commune: str
    latitude: float
    longitude: float
    version: int | None = None
    legal_entity_finess: str | None = None
    legal_entity_name: str | None = None
    commune_code: str | None = None
    postal_code: str | None = None
    hospital_group: str | None = None
    private_group: str | None = None
    road_network: str | None = None
    beds: int | None = None
    intensive_care_beds: int | None = None
    samu_seat: bool = False
    services: tuple[str, ...] = ()
    mail_domains: tuple[str, ...] | None = None  # those that are known, when nothing is said


def require_finess(finess: str, path: tuple[str, ...]) -> str:
    """The number, if it has the form of one; its key is not judged here."""
    if not is_finess(finess):
        raise BadInput("Un numéro FINESS compte neuf caractères : un chiffre, un chiffre ou A ou B, puis sept chiffres.", path)
    return finess


def warnings(finess: str) -> tuple[str, ...]:
    """What is odd with a number that is accepted all the same."""
    if finess_key_is_right(finess):
        return ()
    return (f"La clé du numéro FINESS {finess} n'est pas celle attendue : vérifiez-le.",)


def entity_name(wanted: EstablishmentWanted) -> str:
    """The name of the legal entity, or its site's for want of one."""
    if wanted.legal_entity_name is None:
        return texts.line(wanted.name, ("name",))
    return texts.line(wanted.legal_entity_name, ("legal_entity_name",))


def described(
    wanted: EstablishmentWanted, department: Department, entity: LegalEntityId | None, known: Establishment | None
) -> Establishment:
    """The site that was typed, in its department; what nobody types is kept from the one that is known."""
    position = Position(wanted.latitude, wanted.longitude, wanted.road_network or usual_network(department.code))
    stays = known is not None and known.position == position
    same_group = known is not None and known.hospital_group == wanted.hospital_group
    return Establishment(
        id=establishment_id(wanted.finess),
        finess=wanted.finess,
        legal_entity_id=entity,
        name=texts.line(wanted.name, ("name",)),
        category=texts.line(wanted.category, ("category",), most=20),
        sector=texts.line(wanted.sector, ("sector",), most=20),
        department=department.code,
        region=department.region_code,
        commune_code=_optional(wanted.commune_code, "commune_code", most=5),
        commune=texts.line(wanted.commune, ("commune",)),
        postal_code=_optional(wanted.postal_code, "postal_code", most=5),
        hospital_group=wanted.hospital_group,
        group_is_synthetic=known.group_is_synthetic if known is not None and same_group else False,
        private_group=_optional(wanted.private_group, "private_group"),
        position=position,
        position_source=known.position_source if known is not None and stays else ENTERED,
        position_precision=known.position_precision if known is not None and stays else ENTERED,
        beds=wanted.beds,
        intensive_care_beds=wanted.intensive_care_beds,
        samu_seat=wanted.samu_seat,
        security_state=known.security_state if known is not None else SecurityState.NORMAL,
        version=known.version if known is not None else 0,
        mail_domains=_domains(wanted.mail_domains, known.mail_domains if known is not None else ()),
    )


def _domains(told: tuple[str, ...] | None, known: tuple[str, ...]) -> tuple[str, ...]:
    """The mail domains that the site serves itself: they fall with it."""
    if told is None:
        return known
    domains = tuple(dict.fromkeys(domain.strip().casefold() for domain in told))
    if len(domains) > _MOST_DOMAINS or not all(_DOMAIN.fullmatch(domain) for domain in domains):
        raise BadInput(f"Indiquez {_MOST_DOMAINS} domaines de messagerie au plus, de la forme exemple.fr.", ("mail_domains",))
    return domains


def _optional(text: str | None, name: str, *, most: int = 200) -> str | None:
    return None if text is None else texts.line(text, (name,), most=most)
