"""The call list of an incident: one call a lender, the most urgent first, with a sentence to read aloud."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from planblanc.domain import french
from planblanc.domain.contacts import ContactChannel
from planblanc.domain.identity import LenderId
from planblanc.domain.requests import Criticality
from planblanc.domain.solicitations import Solicitation, SolicitationLine

_RANKS = {Criticality.VITAL: 0, Criticality.HIGH: 1, Criticality.NORMAL: 2}
# Past this, a day without its year would be taken for another one.
_YEAR_IS_SAID_AFTER = timedelta(days=300)
_HOUR_IS_SAID_BEFORE = timedelta(days=7)
_NO_BOUND = datetime.max.replace(tzinfo=UTC)
MOST_NUMBERS = 5
MOST_READ_ALOUD = 6


@dataclass(frozen=True)
class DutyNumber:
    """One way of reaching a lender's duty, by its function."""

    label: str
    channel: ContactChannel
    address: str
    last_tested_on: date | None


@dataclass(frozen=True)
class Revealed:
    """Who asked for the numbers of an incident's call list, when and why."""

    name: str
    at: datetime
    motive: str


@dataclass(frozen=True)
class Call:
    """One call to make, or that was made; `rank` is its place, from 1; no number until the list is revealed to whoever reads it."""

    rank: int
    solicitation: Solicitation
    sentence: str
    numbers: tuple[DutyNumber, ...] = ()

    @property
    def is_to_make(self) -> bool:
        """Whether an answer is still wanted."""
        return bool(self.solicitation.waiting)


def calls(asked: Sequence[Solicitation], numbers: Mapping[LenderId, Sequence[DutyNumber]], asker: str, now: datetime) -> tuple[Call, ...]:
    """The calls, in the order in which they are made: those that wait, the most urgent first, then those that were answered."""
    ordered = sorted(asked, key=lambda one: _urgency(one, now))
    return tuple(
        Call(rank, one, sentence(one, asker), tuple(numbers.get(one.lender, ())[:MOST_NUMBERS])) for rank, one in enumerate(ordered, 1)
    )


def sentence(solicitation: Solicitation, asker: str) -> str:
    """What to read aloud to whoever answers: who calls, for whom, what is asked, and the four answers."""
    lines = solicitation.waiting or solicitation.lines
    exercise = "EXERCICE, EXERCICE, EXERCICE. " if solicitation.exercise else ""
    who = f"Bonjour, {asker}. {solicitation.victim_told} est touché par un incident numérique et a besoin d'aide."
    if not solicitation.waiting:
        return f"{exercise}{who} Votre réponse est enregistrée : nous vous la confirmons."
    return f"{exercise}{who} Pouvez-vous donner {_read_aloud(lines)} ? Répondez oui, une partie, non, ou dites quand vous rappeler."


def _read_aloud(lines: Sequence[SolicitationLine]) -> str:
    """What is asked, and when: said once when it is the same for all."""
    read = lines[:MOST_READ_ALOUD]
    whens = {_when(line) for line in lines}
    told = [line.what if len(whens) == 1 else f"{line.what} ({_when(line)})" for line in read]
    if len(lines) > MOST_READ_ALOUD:
        told.append(french.counted(len(lines) - MOST_READ_ALOUD, "autre ligne", "autres lignes"))
    return f"{french.listed(told)}, {whens.pop()}" if len(whens) == 1 else french.listed(told)


def _when(line: SolicitationLine) -> str:
    since = (
        f"sur place avant le {french.near(line.wanted_at)}" if line.wanted_at is not None else f"à partir du {french.near(line.starts_at)}"
    )
    length = line.ends_at - line.starts_at
    if length > _YEAR_IS_SAID_AFTER:
        return f"{since}, jusqu'au {french.on(line.ends_at.astimezone(french.PARIS))}"
    return f"{since}, jusqu'au {french.near(line.ends_at) if length < _HOUR_IS_SAID_BEFORE else french.near_day(line.ends_at)}"


def _urgency(solicitation: Solicitation, now: datetime) -> tuple[object, ...]:
    """Whoever was promised a call back later waits until then; of the others, the gravest first, then the tightest, then the farthest."""
    waiting = solicitation.waiting
    lines = waiting or solicitation.lines
    is_later = bool(waiting) and all(line.answered is not None and line.due_at > now for line in waiting)
    bounds = [line.wanted_at for line in lines if line.wanted_at is not None]
    return (
        not waiting,
        is_later,
        min((_RANKS[line.criticality] for line in lines), default=len(_RANKS)),
        min(bounds, default=_NO_BOUND),
        -max((line.travel_minutes or 0 for line in lines), default=0),
        solicitation.lender_name,
        str(solicitation.id),
    )
