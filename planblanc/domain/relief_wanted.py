"""What a relief is asked for: the sites, the hours of their crews, and who is wanted in each."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, time, timedelta

from planblanc.domain import numbers, texts
from planblanc.domain.errors import BadInput
from planblanc.domain.identity import EstablishmentId, IncidentId
from planblanc.domain.requests import Criticality

MOST_SITES, MOST_CREWS, MOST_POSTS, MOST_PEOPLE, MOST_WEEKS = 6, 4, 6, 20, 4
MOST_HANDOVER = 120
# Calendars are rarely kept further ahead than that.
FURTHEST = timedelta(days=90)


@dataclass(frozen=True)
class Post:
    """So many people of one competence in a crew."""

    competence: str
    least_level: int = 1
    quantity: int = 1
    criticality: Criticality = Criticality.HIGH
    is_lead: bool = False


@dataclass(frozen=True)
class Crew:
    """The hours of a crew by the clock of its site, the same each day, and who is in it.

    It ends the next day when `daily_to` is not after `daily_from`.
    """

    name: str
    daily_from: time
    daily_to: time
    posts: tuple[Post, ...]


@dataclass(frozen=True)
class SiteWanted:
    """A site to be relieved: the incident's own, unless another is named."""

    incident: IncidentId
    crews: tuple[Crew, ...]
    establishment: EstablishmentId | None = None


@dataclass(frozen=True)
class ReliefWanted:
    """One to four weeks of relief for some sites; `handover_minutes` empty: the default of the working time."""

    starts_on: date
    weeks: int
    sites: tuple[SiteWanted, ...]
    handover_minutes: int | None = None

    def __post_init__(self) -> None:
        numbers.within(self.weeks, ("weeks",), least=1, most=MOST_WEEKS)
        numbers.within_or_nothing(self.handover_minutes, ("handover_minutes",), least=0, most=MOST_HANDOVER)
        _require_some(self.sites, MOST_SITES, "d'établissements", ("sites",))
        for place, site in enumerate(self.sites):
            _require_crews(site.crews, ("sites", str(place), "crews"))

    def require_soon(self, today: date) -> None:
        """Refuse a relief that would begin in the past, or too far ahead."""
        if self.starts_on < today:
            raise BadInput("Une relève ne peut pas commencer dans le passé.", ("starts_on",))
        if self.starts_on > today + FURTHEST:
            raise BadInput(f"Une relève se prépare au plus {FURTHEST.days} jours à l'avance.", ("starts_on",))


def _require_crews(crews: Sequence[Crew], path: tuple[str, ...]) -> None:
    _require_some(crews, MOST_CREWS, "d'équipes", path)
    if len({crew.name for crew in crews}) < len(crews):
        raise BadInput("Deux équipes d'un établissement ne peuvent pas porter le même nom.", path)
    for place, crew in enumerate(crews):
        where = (*path, str(place))
        texts.line(crew.name, (*where, "name"), most=60)
        _require_some(crew.posts, MOST_POSTS, "de postes", (*where, "posts"))
        if sum(post.is_lead for post in crew.posts) > 1:
            raise BadInput("Une équipe a un seul responsable.", (*where, "posts"))
        if len(set(crew.posts)) < len(crew.posts):
            raise BadInput("Ce poste est donné deux fois : dites combien de personnes il faut.", (*where, "posts"))
        for number, post in enumerate(crew.posts):
            _require_post(post, (*where, "posts", str(number)))


def _require_post(post: Post, path: tuple[str, ...]) -> None:
    numbers.within(post.least_level, (*path, "least_level"), least=1, most=3)
    numbers.within(post.quantity, (*path, "quantity"), least=1, most=MOST_PEOPLE)
    if post.is_lead and post.quantity != 1:
        raise BadInput("Le responsable d'une équipe est une seule personne.", (*path, "quantity"))


def _require_some(things: Sequence[object], most: int, what: str, path: tuple[str, ...]) -> None:
    if not 1 <= len(things) <= most:
        raise BadInput(f"Le nombre {what} doit être compris entre 1 et {most} (reçu : {len(things)}).", path)
