"""People of the pool, by consent, or unnamed capacity; what they can do and for how long."""

from collections import Counter
from dataclasses import dataclass, replace
from datetime import date
from enum import IntEnum

from planblanc.domain import texts
from planblanc.domain.errors import BadInput
from planblanc.domain.identity import LenderId, ResponderId
from planblanc.domain.lenders import Lender
from planblanc.domain.numbers import within, within_or_nothing
from planblanc.domain.positions import Position

LONGEST_DELAY_MINUTES = 10_080
_MOST_COMPETENCES = 50


class Level(IntEnum):
    """How well somebody does it."""

    BASIC = 1
    CONFIRMED = 2
    EXPERT = 3


@dataclass(frozen=True)
class HeldCompetence:
    """What a responder can do, at which level, by which evidence and until when."""

    code: str
    level: Level
    evidence: str = ""
    expires_on: date | None = None


@dataclass(frozen=True)
class Responder:
    """A person by consent (`named`), or unnamed capacity of several; `confirm_by` empty is confirmed for good."""

    id: ResponderId
    lender_id: LenderId
    region: str
    label: str
    named: bool
    capacity: int
    commune: str
    position: Position
    on_call: bool
    alert_minutes: int | None
    preparation_minutes: int | None
    longest_days: int
    confirm_by: date | None
    active: bool = True
    synthetic: bool = False
    version: int = 0

    def __post_init__(self) -> None:
        within(self.capacity, ("capacity",), least=1, most=1 if self.named else 1000)
        within(self.longest_days, ("longest_days",), least=1, most=365)
        within_or_nothing(self.alert_minutes, ("alert_minutes",), least=0, most=LONGEST_DELAY_MINUTES)
        within_or_nothing(self.preparation_minutes, ("preparation_minutes",), least=0, most=LONGEST_DELAY_MINUTES)


@dataclass(frozen=True)
class ResponderWanted:
    """A responder as somebody types it; without a place of its own it stands where its lender stands.

    A `phone` that is not told stays as it is, an empty one is kept no longer.
    """

    lender_id: LenderId
    label: str
    competences: tuple[HeldCompetence, ...]
    id: ResponderId | None = None
    version: int | None = None
    named: bool = False
    consents: bool = False
    capacity: int = 1
    commune: str | None = None
    latitude: float | None = None
    longitude: float | None = None
    road_network: str | None = None
    on_call: bool = False
    alert_minutes: int | None = None
    preparation_minutes: int | None = None
    longest_days: int = 14
    confirm_by: date | None = None
    active: bool = True
    phone: str | None = None


def described(wanted: ResponderWanted, responder_id: ResponderId, lender: Lender, known: Responder | None) -> Responder:
    """The responder that was typed; `BadInput` for a person who has not consented."""
    if wanted.named and not wanted.consents:
        raise BadInput("Une personne n'est inscrite qu'avec son accord : confirmez-le, ou inscrivez une capacité anonyme.", ("consents",))
    commune, position = place_of(lender, wanted.commune, wanted.latitude, wanted.longitude, wanted.road_network)
    responder = Responder(
        id=responder_id,
        lender_id=lender.id,
        region=lender.region,
        label=texts.line(wanted.label, ("label",)),
        named=wanted.named,
        capacity=wanted.capacity,
        commune=commune,
        position=position,
        on_call=wanted.on_call,
        alert_minutes=wanted.alert_minutes,
        preparation_minutes=wanted.preparation_minutes,
        longest_days=wanted.longest_days,
        confirm_by=wanted.confirm_by,
        active=wanted.active,
    )
    return responder if known is None else replace(responder, synthetic=known.synthetic, version=known.version)


def place_of(
    lender: Lender, commune: str | None, latitude: float | None, longitude: float | None, network: str | None
) -> tuple[str, Position]:
    """The place that was typed, or the lender's when none was: a commune, a latitude and a longitude go together."""
    told = {"commune": commune, "latitude": latitude, "longitude": longitude}
    if latitude is None or longitude is None or commune is None:
        missing = [name for name, value in told.items() if value is None]
        if len(missing) < len(told):
            raise BadInput("La commune, la latitude et la longitude vont ensemble.", (missing[0],))
        return lender.commune, lender.position
    return texts.line(commune, ("commune",)), Position(latitude, longitude, network or lender.position.network)


def checked(competences: tuple[HeldCompetence, ...], known_codes: frozenset[str]) -> tuple[HeldCompetence, ...]:
    """The competences that were typed, each of the catalogue and once; at least one."""
    within(len(competences), ("competences",), least=1, most=_MOST_COMPETENCES)
    times = Counter(held.code for held in competences)
    found = []
    for place, held in enumerate(competences):
        path = ("competences", str(place))
        if held.code not in known_codes:
            raise BadInput(f"La compétence {texts.quoted(held.code)} n'existe pas.", (*path, "code"))
        if times[held.code] > 1:
            raise BadInput(f"La compétence {texts.quoted(held.code)} est indiquée plusieurs fois.", (*path, "code"))
        evidence = texts.line(held.evidence, (*path, "evidence"), most=500, may_be_empty=True)
        found.append(replace(held, evidence=evidence))
    return tuple(found)
