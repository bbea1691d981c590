"""Finding a site by what a caller says of it: heard wrong, typed fast, by its town or by the beginning of a number."""

import random
from collections.abc import AsyncIterator, Callable, Iterator

import pytest_asyncio

from planblanc.domain.identity import establishment_id
from planblanc.store import establishments
from planblanc.store.queries import parse
from planblanc.store.transaction import Database
from tests.databases import connect
from tests.nights import ARS

SHOWN = 8
SAID = {
    "dax": "400000105",
    "ch dacs": "400000105",
    "400000105": "400000105",
    "400 000 1": "400000105",
    "perigeu": "240000489",
    "Périgueux": "240000489",
    "armentiere": "590000758",
    "vilefranche nord ouest": "690000575",
    "sud fransilien": "910020254",
    "pelegrin": "330781360",
    "tarbe": "650000417",
    "bayone cote basq": "640000162",
    "mon de marsan": "400000139",
    "st nazère": "440000016",
    "ch versaille": "780800256",
    "limoge dupuytrin": "870000064",
}
ALIKE = [("Bordeaux", "bordo"), ("Dax", "dacs"), ("Sainte-Foy", "ste foy"), ("Genevois", "jenevois"), ("C.H.U.", "CHU")]
HEARD = parse("-- name: hear\n-- A text as the database hears it.\nSELECT planblanc.sounded(:written::text)", "tests")["hear"]
ALL = parse("-- name: all\n-- Every site.\nSELECT finess, name, commune, region_code FROM establishment ORDER BY finess", "tests")["all"]


@pytest_asyncio.fixture
async def database(seeded_url: str) -> AsyncIterator[Database]:
    database = await connect(seeded_url, "planblanc_app")
    yield database
    await database.close()


async def _found(database: Database, said: str, region: str | None = "75") -> list[str]:
    async with database.transaction(ARS) as tx:
        return [site.finess for site, _ in await establishments.suggested(tx, said, near_region=region, limit=SHOWN)]


async def test_a_site_is_found_first_however_it_is_said(database: Database) -> None:
    found = {said: (await _found(database, said))[0] for said in SAID}

    assert found == SAID


async def test_the_number_of_an_entity_offers_its_sites(database: Database) -> None:
    found = await _found(database, "400780193")

    assert found[0] == "400000105"
    assert len(found) == 5


async def test_among_sites_of_one_name_those_of_the_region_come_first(database: Database) -> None:
    async with database.transaction(ARS) as tx:
        near = await establishments.suggested(tx, "clinique pasteur", near_region="76", limit=1)

    assert [site.region for site, _ in near] == ["76"]


async def test_what_nobody_is_called_finds_nobody(database: Database) -> None:
    assert await _found(database, "kjqzwv") == []
    assert await _found(database, "« ' % _ \\ »") == []


async def test_two_spellings_of_one_sound_are_heard_alike(database: Database) -> None:
    async with database.transaction(ARS) as tx:
        heard = {one: await tx.value(HEARD, written=one) for pair in ALIKE for one in pair}

    assert [pair for pair in ALIKE if heard[pair[0]] != heard[pair[1]]] == []


async def test_a_fault_in_each_word_of_any_site_still_finds_it(database: Database) -> None:
    faulty = _faults(random.Random("one fault a word"))
    async with database.transaction(ARS) as tx:
        rows = (await tx.rows(ALL))[::10]
        missed = 0
        for row in rows:
            said = " ".join(faulty(word) for word in f"{row['name']} {row['commune']}".lower().split())
            found = await establishments.suggested(tx, said, near_region=row["region_code"], limit=SHOWN)
            missed += establishment_id(row["finess"]) not in {site.id for site, _ in found}

    assert len(rows) > 190
    assert missed <= len(rows) * 0.03, f"{missed} of {len(rows)} are not found"


def _faults(chance: random.Random) -> Callable[[str], str]:
    def faulty(word: str) -> str:
        return chance.choice(list(_one_fault(word, chance.randrange(1, len(word) - 1)))) if len(word) > 4 else word

    return faulty


def _one_fault(word: str, place: int) -> Iterator[str]:
    yield word[:place] + word[place + 1 :]
    yield word[:place] + word[place] + word[place:]
    yield word[:place] + word[place + 1] + word[place] + word[place + 2 :]
    yield word[:place] + "a" + word[place + 1 :]
