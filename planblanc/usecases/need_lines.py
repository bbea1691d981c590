"""Makes need lines of what is told and of ready packs, each checked before any is written."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import uuid4

from planblanc.domain import french, needs, packs, texts
from planblanc.domain.errors import AlreadyExists, BadInput
from planblanc.domain.incidents import Incident
from planblanc.domain.needs import MOST_NEEDS, NeedTold
from planblanc.domain.packs import Size
from planblanc.domain.requests import HelpRequest, NeedKind, NeedLine
from planblanc.domain.services import ServiceState
from planblanc.store import catalogues, codes, services, victims
from planblanc.store import needs as stored_needs
from planblanc.store import packs as stored_packs
from planblanc.store.transaction import Transaction

_MOST_SAID = 12


@dataclass(frozen=True)
class NeedsWanted:
    """Needs told one by one, and codes of ready packs."""

    needs: tuple[NeedTold, ...] = ()
    packs: tuple[str, ...] = ()


@dataclass(frozen=True)
class Context:
    """For whom the lines are made: the request, and the incident that it belongs to."""

    incident: Incident
    request: HelpRequest


async def of(tx: Transaction, context: Context, wanted: NeedsWanted, now: datetime) -> tuple[NeedLine, ...]:
    """The new lines of a request, packs first; a refusal names the need and the field."""
    (known,) = await stored_needs.of_requests(tx, [context.request.id])
    from_packs = await _from_packs(tx, context, wanted.packs, known, now)
    if len(known) + len(from_packs) + len(wanted.needs) > MOST_NEEDS:
        raise BadInput(f"Une demande compte {MOST_NEEDS} besoins au plus.", ("needs",))
    await _require_codes(tx, wanted.needs)
    await _require_activities(tx, wanted.needs)
    first = max((need.position for need in known), default=0) + 1
    told = [*((need, ("packs",)) for need in from_packs), *((need, ("needs", str(i))) for i, need in enumerate(wanted.needs))]
    lines = tuple(_line(context, need, first + place, path, now) for place, (need, path) in enumerate(told))
    needs.require_leads([*known, *lines], lambda line: told[line.position - first][1] if line in lines else ())
    return lines


async def told(tx: Transaction, lines: Sequence[NeedLine]) -> str:
    """The needs in a sentence: "3 besoins, Poste de travail fixe (90), Réseau (2)"."""
    if not lines:
        return "besoins encore inconnus"
    labels = await codes.labels(
        tx,
        competences=_codes(lines, NeedKind.RESPONDER),
        equipment_types=_codes(lines, NeedKind.EQUIPMENT),
        service_domains=_codes(lines, NeedKind.PROCEDURE),
    )
    words = {**labels.competences, **labels.equipment_types}
    said = [
        f"procédure {labels.service_domains[line.code]}" if line.kind is NeedKind.PROCEDURE else f"{words[line.code]} ({line.quantity})"
        for line in lines[:_MOST_SAID]
    ]
    others = [french.counted(len(lines) - _MOST_SAID, "autre", "autres")] if len(lines) > _MOST_SAID else []
    return f"{french.counted(len(lines), 'besoin', 'besoins')}, {french.listed([*said, *others])}"


async def label(tx: Transaction, line: NeedLine) -> str:
    """What people call the competence, the type or the service domain that a line asks for."""
    found = await codes.labels(
        tx,
        competences=_codes([line], NeedKind.RESPONDER),
        equipment_types=_codes([line], NeedKind.EQUIPMENT),
        service_domains=_codes([line], NeedKind.PROCEDURE),
    )
    return {**found.competences, **found.equipment_types, **found.service_domains}[line.code]


def _line(context: Context, told: NeedTold, position: int, path: tuple[str, ...], now: datetime) -> NeedLine:
    try:
        return needs.line_of(told, context.request, identity=uuid4(), position=position, now=now)
    except BadInput as refused:
        raise needs.at(path, refused) from None


async def _from_packs(
    tx: Transaction, context: Context, wanted: tuple[str, ...], known: Sequence[NeedLine], now: datetime
) -> tuple[NeedTold, ...]:
    if not wanted:
        return ()
    found = {pack.code: pack for pack in await stored_packs.read(tx, wanted)}
    there = {need.pack for need in known if not need.is_cancelled}
    for index, code in enumerate(wanted):
        if code not in found:
            raise BadInput(f"Le lot {texts.quoted(code)} n'existe pas.", ("packs", str(index)))
        if code in there or code in wanted[:index]:
            raise AlreadyExists(f"Le lot « {found[code].label} » est déjà dans cette demande.", ("packs", str(index)))
    size = await _size(tx, context)
    return tuple(need for code in wanted for need in packs.expand(found[code], size, now))


async def _size(tx: Transaction, context: Context) -> Size:
    """What is known of the size and the services of the place where help is wanted."""
    (told_services,) = await services.of_incidents(tx, [context.incident.id])
    working = frozenset(service.domain for service in told_services if service.state is ServiceState.OPEN)
    site = context.request.place.site
    if site is None:
        return Size(beds=None, working=working)
    return Size(await victims.beds_of(tx, site), await victims.services_run(tx, site), working)


async def _require_codes(tx: Transaction, told_needs: Sequence[NeedTold]) -> None:
    """Refuse a code that no catalogue holds."""
    if not told_needs:
        return
    labels = await codes.labels(
        tx,
        competences={need.competence for need in told_needs if need.competence},
        equipment_types={need.equipment_type for need in told_needs if need.equipment_type},
        service_domains={need.service_domain for need in told_needs if need.service_domain},
    )
    for index, need in enumerate(told_needs):
        wanted = (
            ("competence", need.competence, labels.competences, "La compétence"),
            ("equipment_type", need.equipment_type, labels.equipment_types, "Le type de matériel"),
            ("service_domain", need.service_domain, labels.service_domains, "Le domaine de service"),
        )
        for name, code, known, what in wanted:
            if code is not None and code not in known:
                raise BadInput(f"{what} {texts.quoted(code)} n'existe pas.", ("needs", str(index), name))


async def _require_activities(tx: Transaction, told_needs: Sequence[NeedTold]) -> None:
    """Refuse to ask for a qualified provider where no qualification exists."""
    codes_asked = sorted({need.competence for need in told_needs if need.competence and need.pris_qualified})
    found = await catalogues.competences_by_code(tx, codes_asked) if codes_asked else []
    without = {one.code: one.label for one in found if one is not None and one.pris_activity is None}
    for index, need in enumerate(told_needs):
        if need.pris_qualified and need.competence in without:
            reason = f"Aucune activité PRIS ne correspond à la compétence « {without[need.competence]} » : demandez-la sans qualification."
            raise BadInput(reason, ("needs", str(index), "pris_qualified"))


def _codes(lines: Sequence[NeedLine], kind: NeedKind) -> set[str]:
    return {line.code for line in lines if line.kind is kind}
