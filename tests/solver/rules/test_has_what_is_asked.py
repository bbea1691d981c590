"""The competence and its level, the type and its substitutes."""

from solver.needs import Item, Need, Skill
from solver.pool import Person, Stock
from solver.rules import has_what_is_asked
from tests.solver.builders import need, person, problem, stock
from tests.solver.rules.alone import allows


def judged(wants: Skill | Item, resource: Person | Stock) -> bool:
    asked: Need = need(wants=wants)
    people, stocks = ([resource], []) if isinstance(resource, Person) else ([], [resource])
    return allows(has_what_is_asked.RULE, problem([asked], people, stocks), resource.id)


def test_the_level_asked_for_is_enough_and_the_one_below_is_not() -> None:
    assert judged(Skill("network", 2), person(knows={"network": 2}))
    assert not judged(Skill("network", 2), person(knows={"network": 1}))


def test_another_competence_is_none() -> None:
    assert not judged(Skill("network", 1), person(knows={"forensics": 3}))


def test_a_substitute_does_only_where_it_is_accepted() -> None:
    assert judged(Item("pc", frozenset({"laptop"})), stock(of="laptop"))
    assert not judged(Item("pc"), stock(of="laptop"))


def test_things_are_no_people() -> None:
    assert not judged(Skill("network", 1), stock(of="network"))
    assert not judged(Item("network"), person())
