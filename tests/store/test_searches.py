"""Searches of the pool: words without accents, calendars, pages that neither skip nor repeat."""

import random
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
import pytest_asyncio

from planblanc.domain import search_text, texts
from planblanc.domain.access import Actor
from planblanc.domain.availability import Hours, HoursKind, covers, spans
from planblanc.domain.identity import ResponderId, key_of, lender_id
from planblanc.domain.responders import HeldCompetence, Level, Responder, ResponderWanted, described
from planblanc.store import availability, equipment, establishments, lenders, responders
from planblanc.store.equipment import StocksWanted
from planblanc.store.establishments import SitesWanted
from planblanc.store.lenders import LendersWanted
from planblanc.store.queries import parse
from planblanc.store.responders import RespondersWanted
from planblanc.store.transaction import Database, Transaction
from tests.databases import connect
from tests.nights import ARS, NATION, NOW, OTHER_ARS

TODAY = NOW.date()
ALPI = lender_id("alpi")
ACCENTS = "àâäáãåçéèêëíìîïñóòôöõúùûüýÿœæßÀÂÄÁÃÅÇÉÈÊËÍÌÎÏÑÓÒÔÖÕÚÙÛÜÝŸŒÆ L’Œuvre-Saint·Étienne (n° 2) 1er"
FOLDED = parse("-- name: fold\n-- A text as the database folds it.\nSELECT planblanc.searchable(:written::text)", "tests")["fold"]


@dataclass(frozen=True)
class Pool:
    """The seeded database as the API sees it."""

    database: Database

    @asynccontextmanager
    async def acting(self, who: Actor = ARS) -> AsyncIterator[Transaction]:
        async with self.database.transaction(who) as tx:
            yield tx

    async def add(self, number: int, calendar: tuple[Hours, ...] = ()) -> Responder:
        """One more responder of ALPI, its key in the order of its number."""
        wanted = ResponderWanted(lender_id=ALPI, label=f"Renfort {number}", competences=())
        async with self.acting() as tx:
            lender = await lenders.by_id(tx, ALPI)
            assert lender is not None
            responder = described(wanted, ResponderId(key_of("renfort", str(number))), lender, None)
            await responders.add(tx, responder)
            await responders.put_competences(tx, responder, [HeldCompetence("NETWORK", Level.EXPERT)])
            await availability.replace(tx, responder, calendar)
        return responder


@pytest_asyncio.fixture
async def pool(seeded_url: str) -> AsyncIterator[Pool]:
    database = await connect(seeded_url, "planblanc_app")
    yield Pool(database)
    await database.close()


async def labels(pool: Pool, wanted: RespondersWanted, who: Actor = ARS) -> set[str]:
    async with pool.acting(who) as tx:
        return {found.label for found in await responders.responders(tx, wanted, after_id=None, limit=101)}


async def test_the_database_folds_texts_as_the_domain_does(pool: Pool) -> None:
    async with pool.acting() as tx:
        assert await tx.value(FOLDED, written=ACCENTS) == texts.searchable(ACCENTS)


@pytest.mark.parametrize("typed", ["equipe deploiement", "Équipe DÉPLOIEMENT", "déploiement postes alpi", "postes mont-de-marsan equipe"])
async def test_people_are_found_by_their_words_whatever_the_accents(pool: Pool, typed: str) -> None:
    wanted = RespondersWanted(today=TODAY, patterns=search_text.patterns(typed))

    assert await labels(pool, wanted) == {"Équipe de déploiement de postes"}


async def test_a_competence_is_held_at_a_level_and_until_it_expires(pool: Pool) -> None:
    network = RespondersWanted(today=TODAY, competence="NETWORK", lender=ALPI)
    expert = await pool.add(1)

    assert await labels(pool, network) == {"Techniciens réseau et systèmes", expert.label}
    assert await labels(pool, replace(network, least_level=Level.EXPERT)) == {expert.label}
    async with pool.acting() as tx:
        await responders.put_competences(tx, expert, [HeldCompetence("NETWORK", Level.EXPERT, "", TODAY - timedelta(days=1))])
    assert await labels(pool, replace(network, least_level=Level.EXPERT)) == set()


async def test_departments_and_regions_narrow(pool: Pool) -> None:
    everybody = await labels(pool, RespondersWanted(today=TODAY))
    landes = await labels(pool, RespondersWanted(today=TODAY, department="40"))

    assert set() < landes < everybody
    assert await labels(pool, RespondersWanted(today=TODAY, region="76")) == set()
    assert "Analyste sécurité, par l'astreinte" in await labels(pool, RespondersWanted(today=TODAY, region="76"), OTHER_ARS)


async def test_what_is_late_to_be_confirmed_is_found_apart(pool: Pool) -> None:
    late, soon = await pool.add(1), await pool.add(2)
    async with pool.acting() as tx:
        await responders.confirm_all(tx, [late.id], TODAY - timedelta(days=1))
        await responders.confirm_all(tx, [soon.id], TODAY)
        kept = await equipment.stocks(tx, StocksWanted(due_on=TODAY), after_id=None, limit=101)

    assert await labels(pool, RespondersWanted(today=TODAY, due_on=TODAY, lender=ALPI)) == {late.label}
    assert all(stock.confirm_by is not None and stock.confirm_by < TODAY for stock in kept)


async def test_a_neighbour_finds_none_of_ours(pool: Pool) -> None:
    ours = await labels(pool, RespondersWanted(today=TODAY, lender=ALPI))

    assert ours != set()
    assert await labels(pool, RespondersWanted(today=TODAY, lender=ALPI), OTHER_ARS) == set()


async def test_pages_neither_skip_nor_repeat_while_others_arrive(pool: Pool) -> None:
    there = {(await pool.add(number)).id for number in range(12)}
    wanted = RespondersWanted(today=TODAY, lender=ALPI, competence="NETWORK", least_level=Level.EXPERT)
    seen: list[ResponderId] = []
    while True:
        async with pool.acting() as tx:
            page = await responders.responders(tx, wanted, after_id=seen[-1] if seen else None, limit=5)
        if not page:
            break
        seen += [found.id for found in page]
        await pool.add(100 + len(seen))

    assert len(seen) == len(set(seen))
    assert there <= set(seen)
    assert seen == sorted(seen)


async def test_stocks_lenders_and_sites_are_found_by_words_and_place(pool: Pool) -> None:
    async with pool.acting() as tx:
        stocks = await equipment.stocks(
            tx, StocksWanted(equipment_type="WORKSTATION", department="40", patterns=["%hotel%"]), after_id=None, limit=101
        )
        towns = await lenders.lenders(tx, LendersWanted(patterns=search_text.patterns("ville dax")), after_code=None, limit=101)
        sites = await establishments.establishments(
            tx, SitesWanted(region="75", service="EMERGENCY", patterns=["%bayonne%"]), after_finess=None, limit=101
        )
    assert {stock.place for stock in stocks} == {"Hôtel du département", "Hôtel de ville"}
    assert [town.code for town in towns] == ["commune-40088"]
    assert {site.department for site in sites} == {"64"}


async def test_the_calendars_of_the_database_are_those_of_the_domain(pool: Pool) -> None:
    chance = random.Random(20210209)
    zone = ZoneInfo("Europe/Paris")
    cases = [(await pool.add(1000 + case, calendar(chance)), window(chance)) for case in range(60)]
    agreed = []
    for responder, (start, until) in cases:
        wanted = RespondersWanted(today=TODAY, patterns=search_text.patterns(responder.label), free=(start, until))
        async with pool.acting(NATION) as tx:
            (hours,) = await availability.calendars(tx, [responder.id])
        is_free = covers(spans(hours, zone, start - timedelta(days=3), until + timedelta(days=3)), start, until)
        assert (await labels(pool, wanted) == {responder.label}) == is_free, (hours, start, until)
        agreed.append(is_free)

    assert 10 < sum(agreed) < 50


def window(chance: random.Random) -> tuple[datetime, datetime]:
    """A few hours around the nights of a change of the clock, or not."""
    night = datetime(*chance.choice([(2026, 10, 24), (2027, 3, 27), (2026, 6, 1)]), 20, tzinfo=UTC)
    start = night + timedelta(minutes=30 * chance.randrange(-10, 20))
    return start, start + timedelta(minutes=30 * chance.randrange(1, 16))


def calendar(chance: random.Random) -> tuple[Hours, ...]:
    """Hours of every day, at times until the middle of the night, a window and an absence at times."""
    begins, ends = datetime(2026, 1, 1, tzinfo=UTC), datetime(2027, 12, 1, tzinfo=UTC)
    lines = [
        Hours(HoursKind.DAILY, begins, ends, _clock(chance), _clock(chance), chance.randrange(1, 128))
        for _ in range(chance.randrange(1, 4))
    ]
    start, until = window(chance)
    if chance.random() < 0.4:
        lines.append(Hours(HoursKind.WINDOW, start - timedelta(hours=4), until + timedelta(hours=4)))
    if chance.random() < 0.3:
        lines.append(Hours(HoursKind.ABSENCE, start, until))
    return tuple(lines)


def _clock(chance: random.Random) -> time:
    return time(chance.choice([0, 1, 2, 3, 6, 7, 8, 12, 18, 20, 22]), chance.choice([0, 30]))
