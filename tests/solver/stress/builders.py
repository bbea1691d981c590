"""Small stress tests that state only what matters: sites at ten minutes, one staffing at minute 0."""

from collections.abc import Iterable, Mapping

from solver.needs import Need
from solver.pool import Delays, Person, SharedFate, Site, Stock
from solver.stress.attacks import Attacks
from solver.stress.problem import Staffing, StressProblem, Target
from tests.solver import builders

NOON = Staffing("jour", 0, Delays(0, 0))


def target(*needs: Need, at: str | None = None, lenders: Iterable[str] = ()) -> Target:
    """A hospital that lends nothing, attacked with these needs."""
    return Target(at or needs[0].establishment, frozenset(lenders), needs)


def pool(
    people: Iterable[Person] = (),
    targets: Iterable[Target] = (),
    stocks: Iterable[Stock] = (),
    *,
    links: Mapping[tuple[str, str], builders.Link] | None = None,
    sites: Iterable[Site] = (),
    fates: Iterable[SharedFate] = (),
    staffings: tuple[Staffing, ...] = (NOON,),
) -> StressProblem:
    """A pool; a site that nobody describes is S<n> of lender L<n>, ten minutes from everywhere."""
    people, targets, stocks = tuple(people), tuple(targets), tuple(stocks)
    described = {site.id: site for site in sites}
    named = {person.site for person in people} | {stock.site for stock in stocks} | set(described)
    known = tuple(described.get(name) or Site(name, f"L{name[1:]}") for name in sorted(named))
    reach = builders.reach(sorted(each.establishment for each in targets), [site.id for site in known], links or {})
    return StressProblem(known, people, stocks, reach, targets, staffings, tuple(fates))


def attacked(people: Iterable[Person] = (), targets: Iterable[Target] = (), stocks: Iterable[Stock] = ()) -> Attacks:
    """The attacks of the one staffing of such a pool."""
    return Attacks(pool(people, targets, stocks), NOON)
