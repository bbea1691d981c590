"""Random problems small enough to try every proposal, with every rule and preference in play."""

from dataclasses import replace
from random import Random
from typing import TypeVar

from solver.engaged import Engagement, Pin, Progress, Refused
from solver.needs import Criticality, Item, Need, Skill
from solver.pool import Person, Rung, SharedFate, Site, Stock
from solver.problem import Problem
from tests.solver import builders

T = TypeVar("T")

WINDOWS = ((60, 600), (300, 900), (700, 1300))
SPANS = (*[builders.ALWAYS] * 9, ((0, 650),), ((300, 1300),), ((0, 500), (500, 1300)))
MINUTES = (*(9.0, 10.0, 12.0, 15.0, 21.0) * 3, 58.0, float("inf"))
FLOORS = (*[{}] * 3, {"network": 1}, {"network": 1, "forensics": 1}, {"forensics": 2})
ACTIVITIES = {"network": "REC", "forensics": "CRISE"}
QUALIFIED = (frozenset({"REC", "INV"}), frozenset({"REC", "CRISE"}), frozenset({"CRISE", "PCI"}), frozenset[str]())
RUNGS = (*(Rung.OWN_GROUP, Rung.DEPARTMENT, Rung.REGION, Rung.ADJACENT_REGION) * 3, Rung.ZONE)


def small_problem(random: Random) -> Problem:
    """Half of them thorny, where most rules reject someone; half of them open, where preferences have much to choose."""
    return _thorny(random) if random.random() < 0.5 else _open(random)


def _open(random: Random) -> Problem:
    """Two or three needs of two hospitals, three to five people nearly anyone of whom could serve, one stock."""
    needs = _teamed(random, [_need(random, number) for number in range(random.randint(2, 4))])
    people = [
        builders.person(
            f"R{number}",
            site=random.choice(("S1", "S2", "S3")),
            knows={name: random.choice((1, 2)) for name in ("network", "forensics")},
            stale=random.random() < 0.2,
        )
        for number in range(random.randint(3, 5))
    ]
    stocks = [builders.stock("K0", site="S2", of="pc", quantity=2), builders.stock("K1", site="S3", of="laptop", quantity=1)]
    sites = [
        Site("S1", "L1", competence_floors=random.choice(FLOORS)),
        Site("S2", "L2", random.choice((0, 1)), random.choice(FLOORS)),
        Site("S3", random.choice(("L1", "L3"))),
    ]
    links = {
        (at, site.id): (random.choice((9.0, 10.0, 12.0, 15.0)), random.choice((Rung.OWN_GROUP, Rung.REGION, Rung.ADJACENT_REGION)))
        for at in ("H1", "H2")
        for site in sites
    }
    rungs = {incident: frozenset({Rung.ADJACENT_REGION}) for incident in ("I-H1", "I-H2")}
    return builders.problem(needs, people, stocks, links=links, sites=sites, open_rungs=rungs)


def _thorny(random: Random) -> Problem:
    """One to three needs of two hospitals, up to four people and two stocks of three sites."""
    needs = _teamed(random, [_pris(random, _need(random, number)) for number in range(random.randint(1, 3))])
    sites = [Site(f"S{number}", f"L{min(number, 2)}", random.choice((0, 0, 0, 1)), random.choice(FLOORS)) for number in (1, 2, 3)]
    people = [_person(random, number) for number in range(random.choice((0, 2, 3, 4, 4)))]
    stocks = [_stock(random, number) for number in range(random.randint(0, 2))]
    links = {(at, site.id): (random.choice(MINUTES), random.choice(RUNGS)) for at in ("H1", "H2") for site in sites}
    resources: list[Person | Stock] = [*people, *stocks]
    return builders.problem(
        needs,
        people,
        stocks,
        links=links,
        sites=sites,
        victims=["L1"] if random.random() < 0.05 else [],
        fates=[SharedFate("H1", "L2", random.random() < 0.5)] if random.random() < 0.1 else [],
        open_rungs={"I-H1": frozenset({Rung.ADJACENT_REGION})} if random.random() < 0.6 else {},
        refused=_refused(random, needs, resources),
        engagements=_engagements(random, needs, resources),
        pins=_pins(random, needs, resources),
        overrides={"S1": 0} if random.random() < 0.2 else {},
        competence_overrides={("S2", "network"): random.choice((0, 1, 2))} if random.random() < 0.2 else {},
        pris={"L1": random.choice(QUALIFIED), "L2": random.choice(QUALIFIED)},
        activities=ACTIVITIES,
    )


def _need(random: Random, number: int) -> Need:
    skill = Skill(random.choice(("network", "forensics")), random.choice((1, 1, 1, 2)))
    item = Item("pc", frozenset({"laptop"}) if random.random() < 0.7 else frozenset())
    return builders.need(
        f"N{number}",
        wants=random.choice((skill, skill, item)),
        at=random.choice(("H1", "H2")),
        quantity=random.choice((1, 1, 2, 2, 3)),
        window=random.choice(WINDOWS),
        arrive_by=random.choice((None, None, None, 20)),
        criticality=random.choice(list(Criticality)),
    )


def _teamed(random: Random, needs: list[Need]) -> list[Need]:
    """Some of the needs for people of one incident made a team, its first line leading."""
    incident = random.choice(("I-H1", "I-H2"))
    lines = [need for need in needs if need.wants_people and need.incident == incident and random.random() < 0.8]
    if not lines or random.random() < 0.4:
        return needs
    team = {need.id: replace(need, team="T", is_lead=need is lines[0]) for need in lines}
    return [team.get(need.id, need) for need in needs]


def _pris(random: Random, need: Need) -> Need:
    return replace(need, is_pris=True) if need.wants_people and random.random() < 0.15 else need


def _person(random: Random, number: int) -> Person:
    return builders.person(
        f"R{number}",
        site=random.choice(("S1", "S2", "S3")),
        knows={name: random.choice((1, 2, 3)) for name in ("network", "forensics") if random.random() < 0.85},
        free=random.choice(SPANS),
        delays=(random.choice((0, 2)), 0),
        count=random.choice((1, 1, 1, 2)),
        longest=random.choice((*[None] * 8, 550)),
        stale=random.random() < 0.2,
    )


def _stock(random: Random, number: int) -> Stock:
    return builders.stock(
        f"K{number}",
        site=random.choice(("S1", "S2", "S3")),
        of=random.choice(("pc", "laptop")),
        quantity=random.choice((1, 2, 3)),
        floor=random.choice((0, 0, 0, 1)),
        stale=random.random() < 0.2,
    )


def _refused(random: Random, needs: list[Need], resources: list[Person | Stock]) -> list[Refused]:
    if not resources or random.random() < 0.7:
        return []
    need = random.choice(needs)
    return [Refused(random.choice((need.id, need.incident)), random.choice(resources).id)]


def _engagements(random: Random, needs: list[Need], resources: list[Person | Stock]) -> list[Engagement]:
    found = []
    for resource in resources:
        if random.random() < 0.3 and resource.units:
            fitting = [need.id for need in needs if need.wants_people == isinstance(resource, Person)]
            to = random.choice([*fitting, "elsewhere"])
            progress = random.choice(list(Progress))
            quantity = random.randint(1, resource.units)
            engaged = builders.engaged(to, resource.id, progress, quantity, random.choice(WINDOWS))
            if to == "elsewhere":
                activity = random.choice(("REC", "CRISE", None))
                engaged = replace(engaged, incident=random.choice(("I-H1", "I-H2")), pris_activity=activity)
            found.append(engaged)
    return found


def _pins(random: Random, needs: list[Need], resources: list[Person | Stock]) -> list[Pin]:
    if not resources or random.random() < 0.7:
        return []
    return [Pin(random.choice(needs).id, random.choice(resources).id, random.choice((1, 2)))]


def shuffled(given: Problem, random: Random) -> Problem:
    """The same problem, told in another order."""

    def mixed(things: tuple[T, ...]) -> tuple[T, ...]:
        return tuple(random.sample(things, len(things)))

    return replace(
        given,
        needs=mixed(given.needs),
        sites=mixed(given.sites),
        people=mixed(given.people),
        stocks=mixed(given.stocks),
        engagements=mixed(given.engagements),
        pins=mixed(given.pins),
    )
