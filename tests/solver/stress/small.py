"""Small random pools to attack: three hospitals that lend to one another, and whose floors, fates and hours bite."""

from random import Random

from solver.needs import Criticality, Item, Need, Skill
from solver.pool import Delays, Person, Rung, SharedFate, Site, Stock
from solver.stress.problem import Staffing, StressProblem, Target
from tests.solver import builders

PLACES = ("H1", "H2", "H3")
MINUTES = (9.0, 10.0, 12.0, 15.0, 21.0, 21.0, 34.0, float("inf"))
RUNGS = (Rung.OWN_GROUP, Rung.DEPARTMENT, Rung.REGION, Rung.REGION, Rung.ADJACENT_REGION)
SPANS = (*[builders.ALWAYS] * 4, ((0, 1000),), ((900, 3000),))


def small_pool(random: Random, criticalities: tuple[Criticality, ...] = tuple(Criticality)) -> StressProblem:
    """Three hospitals, each its own lender, and a fourth lender that nobody attacks."""
    sites = tuple(_site(random, number) for number in (1, 2, 3, 4))
    links = {(place, site.id): (random.choice(MINUTES), random.choice(RUNGS)) for place in PLACES for site in sites}
    fates = [SharedFate("H1", "L2", random.random() < 0.5)] if random.random() < 0.2 else []
    return StressProblem(
        sites=sites,
        people=tuple(_person(random, number) for number in range(random.randint(0, 7))),
        stocks=tuple(_stock(random, number) for number in range(random.randint(0, 3))),
        reach=builders.reach(list(PLACES), [site.id for site in sites], links),
        targets=tuple(
            Target(place, frozenset({f"L{number}"}), _needs(random, place, criticalities)) for number, place in enumerate(PLACES, start=1)
        ),
        staffings=(Staffing("jour", 0, Delays(0, 0)), Staffing("nuit", 700, Delays(7, 7))),
        shared_fates=tuple(fates),
        open_rungs=frozenset({Rung.ADJACENT_REGION}) if random.random() < 0.6 else frozenset(),
    )


def _site(random: Random, number: int) -> Site:
    """One floor by competence at most: two may cross, and then only say what is covered at most."""
    floors = {random.choice(("network", "forensics")): random.choice((1, 1, 2))} if random.random() < 0.4 else {}
    return Site(f"S{number}", f"L{number}", random.choice((0, 0, 1)), floors)


def _needs(random: Random, place: str, criticalities: tuple[Criticality, ...]) -> tuple[Need, ...]:
    return tuple(_need(random, f"{place}-N{number}", place, criticalities) for number in range(random.randint(0, 4)))


def _need(random: Random, identity: str, place: str, criticalities: tuple[Criticality, ...]) -> Need:
    skill = Skill(random.choice(("network", "forensics")), random.choice((1, 1, 2)))
    item = Item("pc", frozenset({"laptop"}) if random.random() < 0.6 else frozenset())
    return builders.need(
        identity,
        wants=random.choice((skill, skill, item)),
        at=place,
        quantity=random.choice((1, 1, 2, 3)),
        window=(60, 200),
        arrive_by=random.choice((None, None, 20)),
        criticality=random.choice(criticalities),
    )


def _person(random: Random, number: int) -> Person:
    return builders.person(
        f"R{number}",
        site=random.choice(("S1", "S2", "S3", "S4")),
        knows={name: random.choice((1, 2, 3)) for name in ("network", "forensics") if random.random() < 0.85},
        free=random.choice(SPANS),
        delays=(random.choice((0, 2)), 0),
        count=random.choice((1, 1, 1, 2)),
        stale=random.random() < 0.2,
    )


def _stock(random: Random, number: int) -> Stock:
    return builders.stock(
        f"K{number}",
        site=random.choice(("S1", "S2", "S3", "S4")),
        of=random.choice(("pc", "laptop")),
        quantity=random.choice((1, 2, 4)),
        floor=random.choice((0, 0, 1)),
        stale=random.random() < 0.2,
    )
