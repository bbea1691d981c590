"""Degraded-mode procedures and reflex sheets, and which of them hold for one establishment."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from planblanc.domain import texts
from planblanc.domain.errors import BadInput
from planblanc.domain.establishments import Establishment
from planblanc.domain.identity import EstablishmentId, ProcedureId
from planblanc.domain.numbers import within, within_or_nothing
from planblanc.domain.services import Service, ServiceState

MOST_TEXT = 200_000
MOST_SOURCES = 50


class ProcedureKind(StrEnum):
    """A reflex sheet is read in the first minutes; a degraded procedure is worked by for days."""

    REFLEX = "REFLEX"
    DEGRADED = "DEGRADED"


class ProcedureScope(StrEnum):
    """For whom a procedure was written, the nearest first."""

    ESTABLISHMENT = "ESTABLISHMENT"
    GROUP = "GROUP"
    REGION = "REGION"
    NATIONAL = "NATIONAL"


_NEAREST_FIRST = tuple(ProcedureScope)
_REFLEX_FIRST = tuple(ProcedureKind)


@dataclass(frozen=True)
class ProcedureSource:
    """What a procedure was written from."""

    title: str
    publisher: str
    year: int | None = None


@dataclass(frozen=True)
class Procedure:
    """One procedure for one service domain; a draft is read by its keepers only."""

    id: ProcedureId
    code: str
    edition: str
    title: str
    kind: ProcedureKind
    service_domain: str
    scope: ProcedureScope
    establishment_id: EstablishmentId | None
    hospital_group: str | None
    region: str | None
    business_owner: str
    published_by: str
    review_on: date | None
    last_exercised_on: date | None
    body: str
    sources: tuple[ProcedureSource, ...]
    published: bool
    rank: int
    synthetic: bool = False
    version: int = 0

    @property
    def search_text(self) -> str:
        """By which it is found: title and text."""
        return texts.searchable(self.title, self.body)


@dataclass(frozen=True)
class ProcedureWanted:
    """A procedure as its business owner types it: always a draft, which is published by another act."""

    code: str
    edition: str
    title: str
    kind: ProcedureKind
    service_domain: str
    scope: ProcedureScope
    business_owner: str
    body: str
    establishment_finess: str | None = None
    hospital_group: str | None = None
    region: str | None = None
    review_on: date | None = None
    last_exercised_on: date | None = None
    sources: tuple[ProcedureSource, ...] = ()
    rank: int = 100
    id: ProcedureId | None = None
    version: int | None = None


@dataclass(frozen=True)
class Holder:
    """For whom a draft is written, once looked up."""

    establishment_id: EstablishmentId | None
    hospital_group: str | None
    region: str | None


def resolve(procedures: Iterable[Procedure], establishment: Establishment | None, domain: str) -> tuple[Procedure, ...]:
    """The published procedures of one service that hold there: of each kind those of the nearest scope, reflex sheets first.

    Own establishment, then its GHT, its region, the nation; an establishment that is not known has only the nation's.
    """
    holding = [
        procedure
        for procedure in procedures
        if procedure.published and procedure.service_domain == domain and holds_for(procedure, establishment)
    ]
    nearest = {kind: _nearest(holding, kind) for kind in _REFLEX_FIRST}
    chosen = [procedure for procedure in holding if nearest[procedure.kind] is procedure.scope]
    return tuple(sorted(chosen, key=lambda found: (_REFLEX_FIRST.index(found.kind), found.rank, found.code)))


def holds_for(procedure: Procedure, establishment: Establishment | None) -> bool:
    """Whether a procedure was written for this establishment, among others."""
    if procedure.scope is ProcedureScope.NATIONAL:
        return True
    if establishment is None:
        return False
    if procedure.scope is ProcedureScope.ESTABLISHMENT:
        return procedure.establishment_id == establishment.id
    if procedure.scope is ProcedureScope.GROUP:
        return procedure.hospital_group == establishment.hospital_group
    return procedure.region == establishment.region


def concerned(said: Sequence[Service], *, asked: Sequence[str], run: Sequence[str], since: datetime) -> tuple[Service, ...]:
    """The services that a degraded pack is for: those that are down, and those for which a procedure was `asked`.

    When nobody has said that any is down, all that the site runs are supposed to be: at 3 a.m. a pack too thick is
    better than none. What was said to be open is left out.
    """
    told = {service.domain for service in said if service.state is not ServiceState.UNKNOWN}
    down = [service for service in said if service.is_down]
    supposed = {domain: "Procédure demandée ; l'état du service n'est pas encore dit." for domain in asked if domain not in told}
    if not down:
        supposed |= {
            domain: "Supposé : personne n'a encore dit l'état de ce service."
            for domain in run
            if domain not in told and domain not in supposed
        }
    return (*down, *(Service(domain, ServiceState.DEGRADED, since, note=note) for domain, note in supposed.items()))


def require_holder(wanted: ProcedureWanted) -> None:
    """Refuse a draft that does not name what its scope calls for, or names something else beside."""
    told = {
        ProcedureScope.ESTABLISHMENT: ("establishment_finess", wanted.establishment_finess),
        ProcedureScope.GROUP: ("hospital_group", wanted.hospital_group),
        ProcedureScope.REGION: ("region", wanted.region),
    }
    for scope, (name, value) in told.items():
        if scope is wanted.scope and value is None:
            raise BadInput("Indiquez pour qui cette procédure est écrite.", (name,))
        if scope is not wanted.scope and value is not None:
            raise BadInput("Cette indication ne va pas avec la portée de la procédure.", (name,))


def drafted(wanted: ProcedureWanted, draft_id: ProcedureId, holder: Holder, author: str, *, version: int = 0) -> Procedure:
    """The draft that was typed, written by `author` for its holder."""
    within(wanted.rank, ("rank",), least=1, most=9_999)
    within(len(wanted.sources), ("sources",), least=0, most=MOST_SOURCES)
    return Procedure(
        id=draft_id,
        code=texts.line(wanted.code, ("code",), most=80),
        edition=texts.line(wanted.edition, ("edition",), most=40),
        title=texts.line(wanted.title, ("title",)),
        kind=wanted.kind,
        service_domain=wanted.service_domain,
        scope=wanted.scope,
        establishment_id=holder.establishment_id,
        hospital_group=holder.hospital_group,
        region=holder.region,
        business_owner=texts.line(wanted.business_owner, ("business_owner",)),
        published_by=author,
        review_on=wanted.review_on,
        last_exercised_on=wanted.last_exercised_on,
        body=texts.paragraphs(wanted.body, ("body",), most=MOST_TEXT),
        sources=tuple(_source(source, place) for place, source in enumerate(wanted.sources)),
        published=False,
        rank=wanted.rank,
        version=version,
    )


def _source(source: ProcedureSource, place: int) -> ProcedureSource:
    path = ("sources", str(place))
    within_or_nothing(source.year, (*path, "year"), least=1900, most=2200)
    return ProcedureSource(
        texts.line(source.title, (*path, "title"), most=300),
        texts.line(source.publisher, (*path, "publisher"), most=300),
        source.year,
    )


def _nearest(procedures: Sequence[Procedure], kind: ProcedureKind) -> ProcedureScope | None:
    scopes = [procedure.scope for procedure in procedures if procedure.kind is kind]
    return min(scopes, key=_NEAREST_FIRST.index, default=None)
