"""Invents the demonstration pool of the whole country from a seed: the same seed gives the same pool."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import chain, combinations, count, islice
from random import Random

from planblanc.usecases.seeds import places, rows
from planblanc.usecases.seeds.places import PlacedLender
from planblanc.usecases.seeds.pool_sheets import Pool
from planblanc.usecases.seeds.profiles import FLOORS, STOCKS, TEAMS, Team
from planblanc.usecases.seeds.readers import Cell
from planblanc.usecases.seeds.reference import Facts
from planblanc.usecases.seeds.rows import Inventor
from planblanc.usecases.seeds.sheets import Cells

_NAMED_SHARE = 0.1
_WORKING_DAYS_ALONE = 0.25  # of those on call
_SHARED_DIRECTORY = 0.3  # of the groups of hospitals: all their sites fall together


def generate(facts: Facts, random: Random) -> Pool:
    """The lenders, their people and things, how to reach them, and which hospitals are of one group."""
    lenders = places.lenders(facts)
    numbers = count(1)
    people = [row for lender in lenders for team in TEAMS[lender.profile] for row in _people(lender, team, random, numbers)]
    groups = tuple(_groups(facts, lenders))
    return {
        "lenders": tuple(lender.cells for lender in lenders),
        "competence_floors": tuple(floor for lender in lenders for floor in _floors(lender)),
        "responders": tuple(responder for responder, _ in people),
        "responder_competences": tuple(
            rows.competence(responder, code, level) for responder, team in people for code, level in team.competences
        ),
        "equipment_stocks": tuple(chain.from_iterable(_stocks(lender, random) for lender in lenders)),
        "contact_points": tuple(chain.from_iterable(_contacts(*numbered) for numbered in enumerate(lenders, 1))),
        "establishment_groups": groups,
        "availabilities": tuple(rows.availability(who, week_ends=random.random() >= _WORKING_DAYS_ALONE) for who, _ in people),
        "shared_fate_links": tuple(_fates(groups, random)),
    }


def _people(lender: PlacedLender, team: Team, random: Random, numbers: Iterator[int]) -> Iterator[tuple[Cells, Team]]:
    """The team as named people or, most of the time, as capacity; nothing when the lender has no such team."""
    if random.random() >= team.chance:
        return
    inventor, people = Inventor(random), random.randint(1, team.most)
    if random.random() < _NAMED_SHARE:
        for number in islice(numbers, people):
            label = f"Intervenant {number:04} (synthétique)"
            yield inventor.person(lender.cells, f"demo-{number:04}", label, on_call=team.on_call), team
    else:
        code, label = f"demo-{next(numbers):04}", f"{team.label} (capacité synthétique)"
        yield inventor.capacity(lender.cells, code, label, people, on_call=team.on_call), team


def _floors(lender: PlacedLender) -> Iterator[Cells]:
    """A large hospital never lends the last who watch its own patients."""
    for competence in FLOORS.get(lender.profile, ()):
        yield {"lender_code": lender.cells["code"], "competence_code": competence, "people": 1}


def _stocks(lender: PlacedLender, random: Random) -> Iterator[Cells]:
    for wanted in STOCKS[lender.profile]:
        if random.random() < wanted.chance:
            yield Inventor(random).stock(lender.cells, wanted.equipment_type, random.randint(1, wanted.most))


def _contacts(number: int, lender: PlacedLender) -> Iterator[Cells]:
    # 05 36 49 is kept for fiction by the numbering plan, `.invalid` by the domain names: nobody is called by mistake.
    addresses = (("PHONE", f"+3353649{number:04}"), ("MAIL", f"astreinte@preteur-{number:04}.invalid"))
    for rank, (channel, address) in enumerate(addresses, 1):
        yield {
            "lender_code": lender.cells["code"],
            "finess": None,
            "label": "Astreinte (synthétique)",
            "channel": channel,
            "address": address,
            "rank": rank,
            "last_tested_on": "2026-10-01",
        }


def _groups(facts: Facts, lenders: Sequence[PlacedLender]) -> Iterator[Cells]:
    """The hospitals of a department in one group of their region, the groups shared out over its departments."""
    groups: defaultdict[Cell, list[Cell]] = defaultdict(list)
    departments: defaultdict[Cell, list[Cell]] = defaultdict(list)
    region_of = {row["code"]: row["region_code"] for row in facts.rows("departments")}
    for group in facts.rows("hospital_groups"):
        groups[group["region_code"]].append(group["code"])
    for code, region in region_of.items():
        departments[region].append(code)
    for lender in lenders:
        if lender.cells["kind"] == "ESTABLISHMENT":
            region = region_of[lender.cells["department_code"]]
            place = departments[region].index(lender.cells["department_code"])
            chosen = groups[region][place * len(groups[region]) // len(departments[region])] if groups[region] else None
            if chosen is not None:
                yield {"finess": lender.cells["code"], "hospital_group_code": chosen}


def _fates(groups: Sequence[Cells], random: Random) -> Iterator[Cells]:
    """The hospitals of some groups have one directory, and fall together."""
    members: defaultdict[Cell, list[Cell]] = defaultdict(list)
    for row in groups:
        members[row["hospital_group_code"]].append(row["finess"])
    for sites in members.values():
        if random.random() < _SHARED_DIRECTORY:
            for one, other in combinations(sites, 2):
                yield {"finess": one, "lender_code": other, "kind": "DIRECTORY", "note": "Annuaire commun (synthétique)"}
