"""What could come for a call while it is being taken, need by need; reads, and commits nothing."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from planblanc.domain import access, packs, texts
from planblanc.domain.access import Act, Actor
from planblanc.domain.errors import BadInput
from planblanc.domain.establishments import require_finess
from planblanc.domain.identity import EstablishmentId
from planblanc.domain.nearest import Answer, Sought, Victim
from planblanc.domain.needs import DEFAULT_LEVEL, NeedTold
from planblanc.domain.packs import Size
from planblanc.domain.requests import NeedKind
from planblanc.domain.responders import Level
from planblanc.store import nearest as stored
from planblanc.store import packs as stored_packs
from planblanc.store import victims
from planblanc.store.nearest import Lane
from planblanc.store.transaction import Transaction
from planblanc.usecases import nearest
from planblanc.usecases.nearest import Whereabouts
from planblanc.usecases.need_lines import NeedsWanted

_MOST_TOLD = 60
_LOOK = 120
_WINDOW = timedelta(days=1)


@dataclass(frozen=True)
class Forecast:
    """One thing that is missing, and who could bring it."""

    kind: NeedKind
    code: str
    label: str
    answer: Answer


async def of_call(tx: Transaction, actor: Actor, site: str, wanted: NeedsWanted, now: datetime) -> tuple[Forecast, ...]:
    """For each person or thing that a call asks for, in its order: how many could come, from where and how soon."""
    access.require(actor, Act.FIND_RESOURCES)
    victim = await nearest.whither(tx, Whereabouts(finess=require_finess(site, ("site",))))
    told = [need for need in await _told(tx, victim, wanted, now) if need.service_domain is None]
    if len(told) > _MOST_TOLD:
        raise BadInput(f"Cet aperçu compte {_MOST_TOLD} besoins au plus.", ("needs",))
    lanes = await stored.lanes_of(
        tx,
        competences={need.competence for need in told if need.competence},
        equipment_types={need.equipment_type for need in told if need.equipment_type},
    )
    known = [(need, lanes[_key(need)]) for need in told if _key(need) in lanes]
    return await _answered(tx, victim, known, now)


async def _told(tx: Transaction, victim: Victim, wanted: NeedsWanted, now: datetime) -> Sequence[NeedTold]:
    """The needs of the packs at the size of the site, then those told one by one."""
    if not wanted.packs:
        return wanted.needs
    found = {pack.code: pack for pack in await stored_packs.read(tx, wanted.packs)}
    for place, code in enumerate(wanted.packs):
        if code not in found:
            raise BadInput(f"Le lot {texts.quoted(code)} n'existe pas.", ("packs", str(place)))
    site = EstablishmentId(victim.establishment_id) if victim.establishment_id else None
    size = Size(await victims.beds_of(tx, site), await victims.services_run(tx, site)) if site else Size(beds=None)
    return [*(need for code in wanted.packs for need in packs.expand(found[code], size, now)), *wanted.needs]


async def _answered(tx: Transaction, victim: Victim, known: Sequence[tuple[NeedTold, Lane]], now: datetime) -> tuple[Forecast, ...]:
    """Two readings for all of them: of the people, of the things."""
    if not known:
        return ()
    soughts = [_sought(need, now) for need, _ in known]
    people = sorted({lane.number for need, lane in known if need.competence})
    things = sorted({lane.number for need, lane in known if need.equipment_type})
    found = {
        NeedKind.RESPONDER: await stored.responders_of(tx, soughts[0], victim, people, most=_LOOK) if people else {},
        NeedKind.EQUIPMENT: await stored.stocks_of(tx, victim, things, most=_LOOK) if things else {},
    }
    told = []
    for (need, lane), sought in zip(known, soughts, strict=True):
        kind, code = _key(need)
        near = found[kind][lane.number]
        told.append(Forecast(kind, code, lane.label, nearest.chosen(near, sought, victim, is_complete=len(near) < _LOOK)))
    return tuple(told)


def _sought(need: NeedTold, now: datetime) -> Sought:
    sought = Sought(
        quantity=need.quantity or 1,
        called_at=now,
        starts_at=now,
        ends_at=now + _WINDOW,
        competence=need.competence,
        equipment_type=need.equipment_type,
    )
    return replace(sought, least_level=Level(need.least_level or DEFAULT_LEVEL)) if need.competence else sought


def _key(need: NeedTold) -> tuple[NeedKind, str]:
    return (NeedKind.RESPONDER, need.competence) if need.competence else (NeedKind.EQUIPMENT, need.equipment_type or "")
