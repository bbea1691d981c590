"""Things that are lent: so many of one type, at one place of one lender, of which some must stay."""

from dataclasses import dataclass, replace
from datetime import date

from planblanc.domain import texts
from planblanc.domain.identity import LenderId, StockId
from planblanc.domain.lenders import Lender
from planblanc.domain.numbers import within, within_or_nothing
from planblanc.domain.positions import Position
from planblanc.domain.responders import LONGEST_DELAY_MINUTES, place_of

LARGEST_STOCK = 100_000


@dataclass(frozen=True)
class EquipmentStock:
    """A quantity of one type at one place; a floor above the quantity leaves nothing to lend."""

    id: StockId
    lender_id: LenderId
    region: str
    equipment_type: str
    quantity: int
    floor: int
    place: str
    commune: str
    position: Position
    alert_minutes: int | None
    preparation_minutes: int | None
    confirm_by: date | None
    active: bool = True
    synthetic: bool = False
    version: int = 0

    def __post_init__(self) -> None:
        within(self.quantity, ("quantity",), least=0, most=LARGEST_STOCK)
        within(self.floor, ("floor",), least=0, most=LARGEST_STOCK)
        within_or_nothing(self.alert_minutes, ("alert_minutes",), least=0, most=LONGEST_DELAY_MINUTES)
        within_or_nothing(self.preparation_minutes, ("preparation_minutes",), least=0, most=LONGEST_DELAY_MINUTES)

    @property
    def lendable(self) -> int:
        """What is left above the floor, engagements apart."""
        return max(0, self.quantity - self.floor)


@dataclass(frozen=True)
class StockWanted:
    """A stock as somebody types it; without a commune of its own it stands where its lender stands."""

    lender_id: LenderId
    equipment_type: str
    quantity: int
    floor: int
    place: str
    id: StockId | None = None
    version: int | None = None
    commune: str | None = None
    latitude: float | None = None
    longitude: float | None = None
    road_network: str | None = None
    alert_minutes: int | None = None
    preparation_minutes: int | None = None
    confirm_by: date | None = None
    active: bool = True


def described(wanted: StockWanted, stock_id: StockId, lender: Lender, known: EquipmentStock | None) -> EquipmentStock:
    """The stock that was typed."""
    commune, position = place_of(lender, wanted.commune, wanted.latitude, wanted.longitude, wanted.road_network)
    stock = EquipmentStock(
        id=stock_id,
        lender_id=lender.id,
        region=lender.region,
        equipment_type=wanted.equipment_type,
        quantity=wanted.quantity,
        floor=wanted.floor,
        place=texts.line(wanted.place, ("place",)),
        commune=commune,
        position=position,
        alert_minutes=wanted.alert_minutes,
        preparation_minutes=wanted.preparation_minutes,
        confirm_by=wanted.confirm_by,
        active=wanted.active,
    )
    return stock if known is None else replace(stock, synthetic=known.synthetic, version=known.version)
