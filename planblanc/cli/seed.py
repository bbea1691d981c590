"""The command that fills a database with the reference facts, and with an invented pool."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from random import Random

import click

from planblanc import settings, shipped
from planblanc.cli.databases import administrator_url
from planblanc.domain.errors import BadInput
from planblanc.settings import Settings
from planblanc.store import migrate
from planblanc.store import seeding as stored_seeding
from planblanc.store.seeding import Tally
from planblanc.store.transaction import Database, Patience, Transaction
from planblanc.usecases import seeding
from planblanc.usecases.seeds import pools, reference

_SEED = 2021
_PATIENCE = Patience(statement_ms=120_000, lock_ms=10_000)
_TABLES = {
    "service_domain": "domaines de service",
    "competence": "compétences",
    "equipment_type": "types de matériel",
    "equipment_substitute": "matériels de substitution",
    "person_delay": "délais par défaut des intervenants",
    "working_time": "durées de travail et de repos",
    "incident_category": "catégories d'incident",
    "ready_pack": "lots de besoins",
    "ready_pack_line": "lignes des lots de besoins",
    "obligation_template": "modèles d'obligations légales",
    "defence_zone": "zones de défense",
    "region": "régions",
    "department": "départements",
    "region_adjacency": "voisinages de régions",
    "road_network": "réseaux routiers",
    "network_travel": "trajets entre réseaux routiers",
    "hospital_group": "groupements hospitaliers (GHT)",
    "legal_entity": "entités juridiques",
    "establishment": "établissements",
    "establishment_service": "services des établissements",
    "procedure": "procédures et fiches réflexes",
    "lender": "prêteurs (synthétiques)",
    "lender_competence_floor": "planchers par compétence (synthétiques)",
    "responder": "intervenants (synthétiques)",
    "responder_competence": "compétences d'intervenants (synthétiques)",
    "availability": "disponibilités (synthétiques)",
    "equipment_stock": "stocks de matériel (synthétiques)",
    "shared_fate_link": "liens de sort partagé (synthétiques)",
    "contact_point": "points de contact (synthétiques)",
    "group": "rattachements à un GHT (synthétiques)",
}


@click.command()
@click.option("--pool", default=pools.NONE, show_default=True, help="Vivier inventé à charger à la place de tout autre vivier inventé.")
def seed(pool: str) -> None:
    """Charge les données de référence et, si vous le demandez, un vivier inventé.

    none : aucun, celui qui est en place reste. demo : tout le pays, pour la démonstration. national : 20 000 intervenants
    et 200 000 matériels, pour mesurer. Sinon, une crise réelle de seeds/demo : dax, dax-sans-tarbes, armentieres.
    """
    configured = settings.read()
    if configured.is_production and pool != pools.NONE:
        raise BadInput("Un vivier inventé n'est jamais chargé en production.", ("pool",))
    _tell(asyncio.run(load(configured, pool, datetime.now(UTC))))


async def load(configured: Settings, pool: str, now: datetime) -> tuple[Tally, ...]:
    """Load the reference facts and the pool of this name into a migrated database; what became of the rows, by table."""
    folder = shipped.seeds_dir()
    facts = reference.read(folder)
    wanted = pools.read(folder, pool, facts, Random(_SEED))
    url = administrator_url(configured)
    await migrate.require_current(url)
    async with _acting_as(url, "planblanc_migrator") as tx:
        tallies = await seeding.seed(tx, facts, wanted, now)
    async with _acting_as(url, "planblanc_owner") as tx:
        await stored_seeding.analyze(tx)
    return tallies


@asynccontextmanager
async def _acting_as(url: str, role: str) -> AsyncIterator[Transaction]:
    database = await Database.connect(url, role, size=1, patience=_PATIENCE)
    try:
        async with database.transaction(seeding.SEEDER) as tx:
            yield tx
    finally:
        await database.close()


def _tell(tallies: Sequence[Tally]) -> None:
    for tally in tallies:
        told = f"{_TABLES[tally.table]} : ajouts {tally.added}, modifications {tally.changed}, sans changement {tally.unchanged}"
        click.echo(told + (f", retraits {tally.retired}" if tally.retired else ""))
