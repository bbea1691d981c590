"""Invents a pool of national size from a seed, to measure with: 20,000 responders and 200,000 things."""

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import chain
from random import Random

from planblanc.usecases.seeds import places, rows
from planblanc.usecases.seeds.pool_sheets import Pool
from planblanc.usecases.seeds.reference import Facts
from planblanc.usecases.seeds.rows import Inventor
from planblanc.usecases.seeds.sheets import Cells

RESPONDERS = 20_000
THINGS = 200_000
_TYPES_A_LENDER = 12
_ON_CALL_SHARE = 0.5
_MOST_COMPETENCES = 3
_LEVELS = (1, 1, 2, 2, 2, 3)


def generate(facts: Facts, random: Random) -> Pool:
    """Every hospital lends: its people and its things are as many as its beds make likely."""
    sites = facts.rows("establishments")
    lenders = [places.hospital(site).cells for site in sites]
    weights = [places.beds(site) + 20 for site in sites]
    responders = _responders(lenders, weights, random)
    codes = [str(row["code"]) for row in facts.rows("competences")]
    return {
        "lenders": tuple(lenders),
        "competence_floors": (),
        "responders": responders,
        "responder_competences": tuple(chain.from_iterable(_competences(who, codes, random) for who in responders)),
        "availabilities": tuple(map(rows.availability, responders)),
        "equipment_stocks": tuple(_stocks(facts, lenders, weights, random)),
        "shared_fate_links": (),
        "contact_points": (),
        "establishment_groups": (),
    }


def _responders(lenders: Sequence[Cells], weights: Sequence[int], random: Random) -> tuple[Cells, ...]:
    inventor = Inventor(random)
    return tuple(
        inventor.person(
            lender,
            f"national-{number:05}",
            f"Intervenant {number:05} (synthétique)",
            on_call=random.random() < _ON_CALL_SHARE,
        )
        for number, lender in enumerate(random.choices(lenders, weights, k=RESPONDERS), 1)
    )


def _competences(who: Cells, codes: Sequence[str], random: Random) -> Iterator[Cells]:
    for code in random.sample(codes, random.randint(1, _MOST_COMPETENCES)):
        yield rows.competence(who, code, random.choice(_LEVELS))


def _stocks(facts: Facts, lenders: Sequence[Cells], weights: Sequence[int], random: Random) -> Iterator[Cells]:
    """Rows whose quantities add up to exactly `THINGS`; an indivisible thing is one, wherever it is."""
    types = facts.rows("equipment_types")
    shelves = [
        (lender, weight, row) for lender, weight in zip(lenders, weights, strict=True) for row in random.sample(types, _TYPES_A_LENDER)
    ]
    shares = [0 if row["indivisible"] else weight for _, weight, row in shelves]
    more = Counter(random.choices(range(len(shelves)), shares, k=THINGS - len(shelves)))
    for place, (lender, _, row) in enumerate(shelves):
        yield Inventor(random).stock(lender, str(row["code"]), 1 + more[place])
