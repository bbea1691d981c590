"""What people type to keep the pool true, one of each noun, all of the region of Dax."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import replace
from datetime import timedelta

from planblanc.domain import originals
from planblanc.domain.access import Actor, Role
from planblanc.domain.availability import Hours, HoursKind
from planblanc.domain.contacts import ContactChannel, ContactWanted
from planblanc.domain.equipment import StockWanted
from planblanc.domain.establishments import EstablishmentWanted
from planblanc.domain.identity import LenderId, ResponderId, StockId, key_of, lender_id
from planblanc.domain.lenders import LenderKind, LenderWanted
from planblanc.domain.pool_imports import ImportWanted, StockRow
from planblanc.domain.procedures import ProcedureKind, ProcedureScope, ProcedureWanted
from planblanc.domain.responders import HeldCompetence, Level, ResponderWanted
from planblanc.domain.shared_fate import SharedFateKind, SharedFateWanted
from planblanc.store.transaction import Transaction
from planblanc.usecases import availability, contacts, equipment, establishments, lenders, pool, procedures, responders, shared_fate
from tests.nights import BORDEAUX, DAX, NOW

ALPI = lender_id("alpi")
TECHNICIANS = ResponderId(key_of("responder", "alpi-reseau"))
BAYONNE = key_of("stock", "640000162:Magasin informatique:WORKSTATION")

SITE = EstablishmentWanted(
    finess="400009999",
    name="Clinique de l'Adour",
    category="365",
    sector="PRI",
    department="40",
    commune="Dax",
    latitude=43.7,
    longitude=-1.05,
    services=("PHARMACY", "THEATRE"),
    beds=80,
)
TOWN = LenderWanted(
    kind=LenderKind.LOCAL_AUTHORITY,
    name="Ville d'Aire-sur-l'Adour",
    commune="Aire-sur-l'Adour",
    department="40",
    latitude=43.7,
    longitude=-0.26,
)
FATE = SharedFateWanted(establishment_finess=DAX, lender_id=ALPI, kind=SharedFateKind.HOSTING, note="Même salle machine")
PEOPLE = ResponderWanted(
    lender_id=ALPI, label="Techniciens de proximité", capacity=3, competences=(HeldCompetence("NETWORK", Level.CONFIRMED),)
)
PERSON = replace(PEOPLE, label="Intervenant 0421 (synthétique)", named=True, consents=True, capacity=1, phone="06 00 00 04 21")
KEEPER = Actor(key_of("actor", "annuaire"), "Annuaire de l'ALPI", Role.RESOURCE_MANAGER, lenders=frozenset({ALPI}), fresh=True)
CALENDAR = availability.CalendarWanted(TECHNICIANS, 1, (Hours(HoursKind.WINDOW, NOW, NOW + timedelta(days=30)),))
STOCK = StockWanted(lender_id=ALPI, equipment_type="LAPTOP", quantity=12, floor=2, place="Réserve")
CONTACT = ContactWanted(label="Astreinte 06 12 34 56 78", channel=ContactChannel.PHONE, address="05 58 00 00 00", lender_id=ALPI)
SHEET = ProcedureWanted(
    code="pharmacie-dax",
    edition="1",
    title="Pharmacie sans informatique",
    kind=ProcedureKind.DEGRADED,
    service_domain="PHARMACY",
    scope=ProcedureScope.ESTABLISHMENT,
    establishment_finess=DAX,
    business_owner="Pharmacien chef",
    body="Sortir les dotations papier.",
)
TABLE = ImportWanted(ALPI, (StockRow("LAPTOP", 3, "Seconde réserve"),))
FILE = originals.checked("pharmacie.txt", b"Sortir les dotations papier.")
CONFIRMED = pool.Confirmation(responder_id=TECHNICIANS)
CONFIRMED_TOGETHER = pool.Confirmations((TECHNICIANS,), (StockId(BAYONNE),))

Verb = Callable[[Transaction, Actor], Awaitable[object]]

VERBS: Mapping[str, Verb] = {
    "establishment": lambda tx, who: establishments.save(tx, who, SITE, NOW),
    "lender": lambda tx, who: lenders.save(tx, who, TOWN, NOW),
    "shared fate": lambda tx, who: shared_fate.save(tx, who, FATE, NOW),
    "responder": lambda tx, who: responders.save(tx, who, PEOPLE, NOW),
    "availability": lambda tx, who: availability.save(tx, who, CALENDAR, NOW),
    "stock": lambda tx, who: equipment.save(tx, who, STOCK, NOW),
    "contact": lambda tx, who: contacts.save(tx, who, CONTACT, NOW),
    "procedure": lambda tx, who: procedures.save(tx, who, SHEET, NOW),
    "confirmation": lambda tx, who: pool.confirm(tx, who, CONFIRMED, NOW),
}

OTHER_LENDER: LenderId = lender_id(BORDEAUX)
