"""Whatever is done leaves one line in each chain that it concerns, in its own transaction; a verb that is new must be walked here."""

import importlib
import inspect
import pkgutil
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import Any

from planblanc import usecases
from planblanc.domain.access import Actor
from planblanc.domain.adjustments import AdjustmentKind, AdjustmentWanted, Resource
from planblanc.domain.attestations import AttestationWanted
from planblanc.domain.common_causes import CommonCauseTold, StruckTold
from planblanc.domain.floors import FloorWanted
from planblanc.domain.identity import IncidentId
from planblanc.domain.incidents import NationalReference, Severity, Source
from planblanc.domain.journal import Chain
from planblanc.domain.national_support import SupportKind, SupportTold
from planblanc.domain.perimeter import Rung
from planblanc.domain.phone_reveals import RevealWanted
from planblanc.domain.plan_blanc import ActivationTold, PlanBlancLevel
from planblanc.domain.pool_imports import token
from planblanc.domain.reconnections import CutTold, LinkKind, RestorationTold
from planblanc.domain.reports import DeclarationEnd, IncidentChange, IncidentUpdate, ServiceTold
from planblanc.domain.services import ServiceState
from planblanc.domain.victims import VictimTold
from planblanc.integrations.portal import message
from planblanc.planning.run import Solver
from planblanc.store import adjustments as stored_adjustments
from planblanc.store import needs as stored_needs
from planblanc.store import obligations as stored_obligations
from planblanc.store import reconnections as stored_reconnections
from planblanc.store.queries import parse
from planblanc.usecases import (
    adjustments,
    approvals,
    attestations,
    availability,
    call_backs,
    charge,
    common_causes,
    contacts,
    equipment,
    establishments,
    floors,
    incidents,
    journal_exports,
    lenders,
    log,
    matching,
    merges,
    national_support,
    obligations,
    originals,
    personal_data,
    phones,
    plan_blanc,
    plans,
    pool,
    pool_imports,
    portal_messages,
    procedures,
    reconnections,
    relief,
    relief_approvals,
    requests,
    responders,
    rungs,
    services,
    shared_fate,
    shift_notes,
    situations,
    stress,
)
from planblanc.usecases.matching import Match
from planblanc.usecases.need_lines import NeedsWanted
from planblanc.usecases.personal_data import PersonWanted
from planblanc.usecases.plans import PlanWanted
from planblanc.usecases.requests import HelpWanted
from planblanc.usecases.situations import SituationWanted
from planblanc.usecases.stress import StressWanted
from planblanc.worker.relay import WORKER
from tests import letters
from tests.nights import (
    ADMINISTRATOR,
    ARS,
    BORDEAUX,
    COLLEAGUE,
    HOSPITAL,
    MIGRATOR,
    NATION,
    NOW,
    OPERATOR,
    PORTAL,
    READER,
    TARBES,
    Night,
    told,
)
from tests.usecases import accounts_walk, dax, dax_relief, missions_walk, pool_wanted, security_walk, solicitations_walk, telling_walk
from tests.usecases.test_requests import CALL, CONFIRMED, WORKSTATIONS

STRUCK = tuple(StruckTold(VictimTold(finess=finess)) for finess in (BORDEAUX, TARBES))

# They change nothing; what the portal sends is kept as it came, and told once it is read.
LEAVE_NO_LINE = {
    "approvals.preview",
    "call_list.read",
    "call_list.to_make",
    "degraded_packs.gather",
    "denials.page",
    "pool_imports.preview",
    "phones.accesses",
    "phones.own_record",
    "originals.read",
    "events.follow",
    "mission_orders.gather",
    "engagement_scopes.require_either",
    "engagement_scopes.require_helped",
    "nearest.find",
    "forecasts.of_call",
    "victims.find",
    "victims.require_scope",
    "inbox.receive",
    "national_support.counted",
    "situations.draft",
    "situations.read",
    "situations.scope_of",
}
HEADS = parse("-- name: list_heads\n-- How long each chain is.\nSELECT kind || ' ' || key AS chain, sequence FROM log_chain", "acts")


@dataclass
class Walk:
    """Acts of one night, each with the chains that it is to be told in."""

    night: Night
    walked: set[str] = field(default_factory=set)

    async def act(self, who: Actor, verb: Callable[..., Awaitable[Any]], *wanted: Any, chains: int = 1) -> Any:
        """Do it, and see one new line in so many chains."""
        before = await self._heads()
        done = await self.night.act(who, verb, *wanted, NOW)
        grown = {chain: length - before.get(chain, 0) for chain, length in (await self._heads()).items()}
        assert [lines for lines in grown.values() if lines] == [1] * chains, verb
        self.walked.add(f"{verb.__module__.rpartition('.')[2]}.{verb.__name__}")
        return done

    async def _heads(self) -> dict[str, int]:
        async with self.night.migrator.transaction(MIGRATOR) as tx:
            return {row["chain"]: row["sequence"] for row in await tx.rows(HEADS["list_heads"])}


def acts() -> set[str]:
    """Every verb of the use cases: a public coroutine that takes a transaction and an actor."""
    found = set()
    for known in pkgutil.iter_modules(usecases.__path__):
        module = importlib.import_module(f"{usecases.__name__}.{known.name}")
        for name, verb in inspect.getmembers(module, inspect.iscoroutinefunction):
            if verb.__module__ == module.__name__ and list(inspect.signature(verb).parameters)[:2] == ["tx", "actor"]:
                found.add(f"{known.name}.{name}")
    return {act for act in found if not act.partition(".")[2].startswith("_")}


async def the_pool_is_kept(walk: Walk) -> None:
    for verb, wanted in (
        (establishments.save, pool_wanted.SITE),
        (lenders.save, pool_wanted.TOWN),
        (shared_fate.save, pool_wanted.FATE),
        (responders.save, pool_wanted.PEOPLE),
        (availability.save, pool_wanted.CALENDAR),
        (equipment.save, pool_wanted.STOCK),
        (contacts.save, pool_wanted.CONTACT),
        (pool.confirm, pool_wanted.CONFIRMED),
        (pool.confirm_all, pool.Confirmations((pool_wanted.TECHNICIANS,))),
    ):
        await walk.act(ARS, verb, wanted)
    person = await walk.act(ARS, responders.save, pool_wanted.PERSON)
    await walk.act(pool_wanted.KEEPER, phones.reveal, RevealWanted(person, "Vérifier l'annuaire"))
    await walk.act(OPERATOR, personal_data.export, PersonWanted("À sa demande", person))
    await walk.act(OPERATOR, personal_data.erase, PersonWanted("À sa demande", person))
    async with walk.night.reading(ARS) as tx:
        shown = await pool_imports.preview(tx, ARS, pool_wanted.TABLE)
    await walk.act(ARS, pool_imports.bring_in, pool_wanted.TABLE, token(shown))
    draft = await walk.act(HOSPITAL, procedures.save, pool_wanted.SHEET)
    await walk.act(HOSPITAL, originals.put, draft, pool_wanted.FILE)
    await walk.act(HOSPITAL, procedures.publish, draft, 1)


async def the_pool_is_tested(walk: Walk) -> None:
    task = await walk.act(ARS, stress.request, StressWanted("75"))
    await walk.act(ARS, stress.cancel, task)
    await walk.act(ARS, stress.open_run, StressWanted("75"))


async def an_incident_is_conducted(walk: Walk) -> IncidentId:
    incident: IncidentId = (await walk.act(ARS, incidents.declare, told())).id
    await walk.act(ARS, incidents.update, incident, IncidentUpdate(IncidentChange(severity=Severity.MAJOR)))
    await walk.act(ARS, charge.take, incident, None)
    await walk.act(ARS, shift_notes.write, incident, "Pau rappelle à 6 h.")
    await walk.act(ARS, charge.hand_over, incident, charge.Offer("La relève", "Lire la main courante."))
    await walk.act(COLLEAGUE, charge.accept_hand_over, incident)
    await walk.act(HOSPITAL, services.update, incident, (ServiceTold("EMERGENCY", ServiceState.CLOSED, NOW),))
    await walk.act(HOSPITAL, plan_blanc.record, incident, ActivationTold(PlanBlancLevel.PLAN_BLANC, True, "Directeur de garde"))
    await walk.act(ARS, log.write, incident, log.Written("Appel du préfet."))
    await walk.act(ARS, log.write_in_region, "75", log.Written("Point du soir."))
    await walk.act(ARS, log.correct, (Chain.of_incident(incident), 1), log.Written("C'était à 2 h."))
    await walk.act(ARS, journal_exports.export, journal_exports.ExportWanted(Chain.of_incident(incident)))
    await walk.act(OPERATOR, log.erase, log.Erasure(Chain.of_incident(incident), tuple(range(1, 20)), "À sa demande"))
    await walk.act(ARS, rungs.authorise, incident, rungs.Decision(Rung.ADJACENT_REGION, "Trop peu de postes"))
    await walk.act(ARS, rungs.revoke, incident, rungs.Decision(Rung.ADJACENT_REGION, "Besoin couvert"))
    return incident


async def the_law_is_followed(walk: Walk, incident: IncidentId) -> None:
    await walk.act(ADMINISTRATOR, obligations.decide, obligations.Decision("NIS2_EARLY_WARNING", True))
    async with walk.night.reading(ARS) as tx:
        (known,) = await stored_obligations.of_incidents(tx, [incident])
    keys = {obligation.template.code: obligation.id for obligation in known}
    await walk.act(HOSPITAL, obligations.start, keys["CNIL_NOTIFICATION"], None)
    await walk.act(HOSPITAL, obligations.file, keys["CNIL_NOTIFICATION"], obligations.Filed("N-1"))
    await walk.act(HOSPITAL, obligations.waive, keys["COMPLAINT"], "Pas d'assurance")


async def the_situation_is_told(walk: Walk, incident: IncidentId) -> None:
    await walk.act(ARS, reconnections.cut, incident, CutTold(LinkKind.HOSTING, "ALPI", pool_wanted.ALPI))
    async with walk.night.reading(ARS) as tx:
        ((link,),) = await stored_reconnections.of_incidents(tx, [incident])
    await walk.act(ARS, reconnections.restore, link.id, RestorationTold("RSSI de l'ALPI", "Serveurs réinstallés"))
    await walk.act(ARS, attestations.attest, incident, AttestationWanted(pool_wanted.ALPI, link=link.id))
    await walk.act(ARS, attestations.withdraw, incident, attestations.AttestationGone(pool_wanted.ALPI, "Trace trouvée"))
    await walk.act(READER, national_support.record, incident, SupportTold(SupportKind.ADVICE))
    await walk.act(NATION, common_causes.declare, CommonCauseTold("Panne chez l'hébergeur", told(), STRUCK), chains=2)
    await walk.act(ARS, situations.issue, SituationWanted(incident))
    await walk.act(ARS, situations.issue, SituationWanted(region="75"))
    kept = FloorWanted(pool_wanted.OTHER_LENDER, 0, "Trop peu de postes")
    lowered = await walk.act(ARS, floors.lower, incident, kept)
    await walk.act(ARS, floors.revoke, lowered.id, "Besoin couvert")


async def help_is_planned(walk: Walk, incident: IncidentId, solver: Solver) -> None:
    request = (await walk.act(ARS, requests.ask, HelpWanted(incident, NeedsWanted((WORKSTATIONS,)), CALL))).id
    await walk.act(ARS, call_backs.verify, request, CONFIRMED)
    await walk.act(HOSPITAL, requests.add_needs, request, NeedsWanted((WORKSTATIONS,)))
    plan = await walk.act(ARS, plans.request, PlanWanted("75"))
    await plans.propose(walk.night.worker, solver, WORKER, plan, dax.clock)
    await walk.act(ARS, approvals.approve, plan, incident)
    await walk.act(ARS, plans.cancel, await walk.act(ARS, plans.request, PlanWanted("75")))
    await solicitations_walk.lenders_answer(walk.night, walk.act, incident)
    roster = await walk.act(ARS, relief.request, dax_relief.wanted(incident))
    await relief.propose(walk.night.worker, solver, WORKER, roster, dax.clock)
    await walk.act(ARS, relief_approvals.approve, roster)
    await solicitations_walk.somebody_accepts(walk.night, walk.act, incident)
    await missions_walk.things_come_and_go(walk.night, walk.act, incident)
    await missions_walk.people_come_and_go(walk.night, walk.act, incident)
    other = await walk.night.request(await walk.night.incident(), needs=(WORKSTATIONS, WORKSTATIONS))
    async with walk.night.reading(ARS) as tx:
        need = (await stored_needs.of_requests(tx, [other.id]))[0][0]
    refused = AdjustmentWanted(other.incident, AdjustmentKind.REFUSAL, Resource(pool_wanted.BAYONNE, is_stock=True), "En panne", need.id)
    await walk.act(ARS, adjustments.adjust, refused, chains=2)
    async with walk.night.reading(ARS) as tx:
        (made,) = await stored_adjustments.standing(tx, [other.incident])
    await walk.act(ARS, adjustments.undo, made.id, "Réparés", chains=2)
    await walk.act(ARS, requests.cancel_need, need.id, "Prêté par la mairie")
    await walk.act(ARS, requests.cancel, other.id, "Retour à la normale")
    await walk.act(ARS, merges.merge, incident, other.incident, chains=2)


async def the_portal_writes(walk: Walk) -> None:
    declared = (await walk.night.incident(PORTAL, source=Source.PORTAL, national=NationalReference("2021-40-0009", 0))).id
    newer = told(source=Source.PORTAL, national=NationalReference("2021-40-0009", 1))
    await walk.act(PORTAL, incidents.revise, declared, newer)
    await walk.act(PORTAL, incidents.end_declaration, declared, DeclarationEnd(dismissed=True))
    incident = (await walk.night.incident()).id
    waiting = await letters.set_aside(walk.night.worker)
    await walk.act(ARS, matching.match, waiting, Match(incident))
    await walk.act(PORTAL, portal_messages.apply, waiting, message.read(letters.declaration()))
    await walk.act(ARS, incidents.dismiss, incident, "Fausse alerte")


async def the_whole_night(walk: Walk, solver: Solver) -> None:
    """Every act once, by whoever may."""
    await the_pool_is_kept(walk)
    await the_pool_is_tested(walk)
    incident = await an_incident_is_conducted(walk)
    await the_law_is_followed(walk, incident)
    await the_situation_is_told(walk, incident)
    await help_is_planned(walk, incident, solver)
    await the_portal_writes(walk)
    await telling_walk.the_duty_is_woken(walk.night, walk.act)
    await accounts_walk.access_is_kept(walk.night, walk.act)
    await walk.act(ARS, incidents.stabilise, incident)
    await walk.act(ARS, incidents.reactivate, incident, "Nouvelle coupure")
    await walk.act(ARS, incidents.stabilise, incident)
    await walk.act(ARS, incidents.close, incident, "Systèmes rétablis")
    await security_walk.a_site_is_doubted(walk.act)


async def test_every_act_leaves_one_line_in_each_chain_that_it_concerns(night: Night, solver: Solver) -> None:
    walk = Walk(night)

    await the_whole_night(walk, solver)

    assert walk.walked == acts() - LEAVE_NO_LINE
