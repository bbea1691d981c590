"""What an attack would leave uncovered, and how soon help would be there."""

from dataclasses import dataclass

from solver.needs import Criticality

ByCriticality = tuple[int, int, int]


@dataclass(frozen=True)
class Outcome:
    """One attack on one establishment, on two, or on all those of a group.

    `asked`, `covered`: units, by criticality. `lacking`: (need, units) of what nobody covers, most critical first, then
    where most lacks. `first_minutes`: from the call to the first person on site, by victim; None where nobody comes.
    `full_minutes`: to the last unit on site, by victim; None where something lacks.
    """

    staffing: str
    victims: tuple[str, ...]
    asked: ByCriticality
    covered: ByCriticality
    lacking: tuple[tuple[str, int], ...]
    first_minutes: tuple[int | None, ...]
    full_minutes: tuple[int | None, ...]

    @property
    def uncovered(self) -> ByCriticality:
        """Units that lack, by criticality."""
        vital, high, normal = (asked - covered for asked, covered in zip(self.asked, self.covered, strict=True))
        return vital, high, normal

    @property
    def is_covered(self) -> bool:
        """Whether nothing lacks."""
        return not self.lacking

    def coverage(self, criticality: Criticality) -> float:
        """The part covered of what is asked at a criticality; 1 where nothing is."""
        place = criticality.value - 1
        return self.covered[place] / self.asked[place] if self.asked[place] else 1.0


@dataclass(frozen=True)
class Part:
    """What people, or things, bring to one establishment; minutes are those of the first and of the last to be there."""

    asked: ByCriticality
    covered: ByCriticality
    lacking: tuple[tuple[int, int, str], ...]
    first: int | None
    last: int


def joined(staffing: str, victims: tuple[str, ...], people: tuple[Part, ...], things: tuple[Part, ...]) -> Outcome:
    """The outcome of an attack from the parts of its victims; those of people tell the first responder."""
    parts = people + things
    lacking = sorted(lack for part in parts for lack in part.lacking)
    return Outcome(
        staffing=staffing,
        victims=victims,
        asked=added(*(part.asked for part in parts)),
        covered=added(*(part.covered for part in parts)),
        lacking=tuple((need, -units) for _, units, need in lacking),
        first_minutes=tuple(part.first for part in people),
        full_minutes=tuple(
            None if person.lacking or thing.lacking else max(person.last, thing.last) for person, thing in zip(people, things, strict=True)
        ),
    )


def added(*counts: ByCriticality) -> ByCriticality:
    """The sum, criticality by criticality."""
    return sum(count[0] for count in counts), sum(count[1] for count in counts), sum(count[2] for count in counts)
