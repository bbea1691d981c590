"""From what a caller says of a need to a need line: bounds, windows, and a default, told as such, for what is not known."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from planblanc.domain import french, texts
from planblanc.domain.errors import BadInput, TransitionRefused
from planblanc.domain.identity import NeedId
from planblanc.domain.requests import BOUNDS, Criticality, HelpRequest, NeedKind, NeedLine, WantedBy

MOST_UNITS = 10_000
MOST_NEEDS = 200
LONGEST_WINDOW = timedelta(days=731)

# What is taken for what the caller did not know; each one used is named in the line's `assumed`.
DEFAULT_LEVEL = 2
DEFAULT_WANTED_BY = WantedBy.ASAP
DEFAULT_CRITICALITY = Criticality.NORMAL
DEFAULT_QUANTITY = 1
DEFAULT_DURATIONS: Mapping[NeedKind, timedelta] = {
    NeedKind.RESPONDER: timedelta(hours=72),
    NeedKind.EQUIPMENT: timedelta(days=30),
    NeedKind.PROCEDURE: timedelta(hours=24),
}

# A dictated call is written down a little after it was said.
_LATE = timedelta(hours=1)


@dataclass(frozen=True)
class NeedTold:
    """One need as it is told: one of competence, equipment type and service domain; the rest may be unknown."""

    competence: str | None = None
    equipment_type: str | None = None
    service_domain: str | None = None
    least_level: int | None = None
    quantity: int | None = None
    wanted_by: WantedBy | None = None
    wanted_at: datetime | None = None
    starts_at: datetime | None = None
    ends_at: datetime | None = None
    criticality: Criticality | None = None
    note: str = ""
    team: str | None = None
    is_lead: bool = False
    pris_qualified: bool = False
    pack: str | None = None
    assumed: tuple[str, ...] = ()


def line_of(told: NeedTold, request: HelpRequest, *, identity: UUID, position: int, now: datetime) -> NeedLine:
    """The need line for what is told at `now`; a refusal names the field within the need."""
    kind = _kind(told)
    _require_people(told, kind)
    wanted_by = told.wanted_by or DEFAULT_WANTED_BY
    wanted_at = _bound(told, wanted_by, now)
    starts_at = told.starts_at or (wanted_at if wanted_by is WantedBy.RDV and wanted_at else now)
    line = NeedLine(
        id=NeedId(identity),
        request=request.id,
        incident=request.incident,
        position=position,
        kind=kind,
        competence=told.competence,
        least_level=_level(told, kind),
        equipment_type=told.equipment_type,
        service_domain=told.service_domain,
        quantity=_quantity(told),
        wanted_by=wanted_by,
        wanted_at=wanted_at,
        starts_at=starts_at,
        ends_at=told.ends_at or starts_at + DEFAULT_DURATIONS[kind],
        criticality=told.criticality or DEFAULT_CRITICALITY,
        assumed=told.assumed + _assumed(told, kind),
        pack=told.pack,
        note=texts.paragraphs(told.note, ("note",), most=1000, may_be_empty=True),
        team=texts.line(told.team, ("team",), most=80) if told.team is not None else None,
        is_lead=told.is_lead,
        pris_qualified=told.pris_qualified,
    )
    _check_window(line, now)
    return line


def require_leads(lines: Sequence[NeedLine], path_of: Callable[[NeedLine], tuple[str, ...]]) -> None:
    """Refuse a team without a lead, or with two, among the lines of a request; the path is that of the team's last line."""
    teams: dict[str, list[NeedLine]] = {}
    for line in lines:
        if line.team is not None and not line.is_cancelled:
            teams.setdefault(line.team, []).append(line)
    for team, members in teams.items():
        leads = sum(line.is_lead for line in members)
        if leads != 1:
            told = "n'a pas de responsable" if leads == 0 else f"a {leads} responsables"
            message = f"L'équipe {texts.quoted(team)} {told} : désignez un seul de ses besoins comme celui du responsable."
            raise BadInput(message, (*path_of(members[-1]), "is_lead"))


def require_team_stays_led(need: NeedLine, lines: Sequence[NeedLine]) -> None:
    """Refuse to cancel the lead of a team while others of it are still wanted."""
    others = [line for line in lines if line.team == need.team and not line.is_cancelled and line.id != need.id]
    if need.is_lead and others:
        team = texts.quoted(need.team or "")
        reason = f"Ce besoin est celui du responsable de l'équipe {team} : annulez d'abord les autres besoins de l'équipe."
        raise TransitionRefused(reason, ("need",))


def at(path: tuple[str, ...], refused: BadInput) -> BadInput:
    """The same refusal, its field named from the top of the input."""
    return BadInput(refused.message, (*path, *refused.path))


def _kind(told: NeedTold) -> NeedKind:
    kinds = {
        NeedKind.RESPONDER: told.competence,
        NeedKind.EQUIPMENT: told.equipment_type,
        NeedKind.PROCEDURE: told.service_domain,
    }
    wanted = [kind for kind, code in kinds.items() if code is not None]
    if len(wanted) != 1:
        raise BadInput("Indiquez, pour chaque besoin, une compétence, un type de matériel ou un domaine de service, et un seul.")
    return wanted[0]


def _require_people(told: NeedTold, kind: NeedKind) -> None:
    """Teams and qualified providers are people's."""
    if kind is not NeedKind.RESPONDER:
        if told.team is not None:
            raise BadInput("Une équipe se compose de personnes : indiquez une compétence, ou retirez l'équipe.", ("team",))
        if told.pris_qualified:
            raise BadInput("La qualification PRIS est celle de personnes : indiquez une compétence, ou retirez-la.", ("pris_qualified",))
    if told.is_lead and told.team is None:
        raise BadInput("Un responsable est celui d'une équipe : nommez-la.", ("is_lead",))


def _bound(told: NeedTold, wanted_by: WantedBy, now: datetime) -> datetime | None:
    """The hour by which help must have arrived, if there is one."""
    if wanted_by is not WantedBy.RDV:
        if told.wanted_at is not None:
            raise BadInput("Une heure de rendez-vous va avec le délai RDV.", ("wanted_at",))
        return now + BOUNDS[wanted_by] if wanted_by in BOUNDS else None
    if told.wanted_at is None:
        raise BadInput("Le délai RDV demande une heure de rendez-vous.", ("wanted_at",))
    if told.wanted_at <= now:
        raise BadInput("Cette heure de rendez-vous est passée.", ("wanted_at",))
    return told.wanted_at


def _level(told: NeedTold, kind: NeedKind) -> int | None:
    if kind is not NeedKind.RESPONDER:
        if told.least_level is not None:
            raise BadInput("Un niveau ne se demande que pour une compétence.", ("least_level",))
        return None
    level = DEFAULT_LEVEL if told.least_level is None else told.least_level
    if level not in {1, 2, 3}:
        raise BadInput(f"Le niveau {level} n'existe pas : 1, 2 ou 3.", ("least_level",))
    return level


def _quantity(told: NeedTold) -> int:
    quantity = DEFAULT_QUANTITY if told.quantity is None else told.quantity
    if not 1 <= quantity <= MOST_UNITS:
        raise BadInput(f"Une quantité va de 1 à {french.number(MOST_UNITS)} (reçu : {french.number(quantity)}).", ("quantity",))
    if told.service_domain is not None and quantity != 1:
        raise BadInput("Une procédure se demande une seule fois par domaine de service.", ("quantity",))
    return quantity


def _assumed(told: NeedTold, kind: NeedKind) -> tuple[str, ...]:
    unknown = {
        "least_level": told.least_level is None and kind is NeedKind.RESPONDER,
        "quantity": told.quantity is None and kind is not NeedKind.PROCEDURE,
        "wanted_by": told.wanted_by is None,
        "starts_at": told.starts_at is None,
        "ends_at": told.ends_at is None,
        "criticality": told.criticality is None,
    }
    return tuple(name for name, is_unknown in unknown.items() if is_unknown)


def _check_window(line: NeedLine, now: datetime) -> None:
    if line.ends_at <= line.starts_at:
        raise BadInput("La fenêtre se termine avant de commencer.", ("ends_at",))
    if line.ends_at <= now:
        raise BadInput("La fenêtre est déjà passée.", ("ends_at",))
    if line.starts_at < now - _LATE:
        raise BadInput("La fenêtre commence dans le passé.", ("starts_at",))
    if line.ends_at - line.starts_at > LONGEST_WINDOW or line.starts_at - now > LONGEST_WINDOW:
        raise BadInput("La fenêtre ne peut ni durer ni attendre plus de deux ans.", ("ends_at",))
    if line.wanted_at is not None and line.wanted_at >= line.ends_at:
        raise BadInput("L'aide est voulue après la fin de la fenêtre.", ("wanted_by",))
