"""What a coordinator sets by hand: the next plan keeps it or says why not, what it costs, and never a neighbour's hand."""

import json
from collections.abc import Callable
from dataclasses import replace
from typing import Any
from uuid import UUID

import pytest

from planblanc.domain.access import Actor
from planblanc.domain.adjustments import Adjustment, AdjustmentKind, AdjustmentWanted, Resource
from planblanc.domain.errors import AlreadyExists, BadInput, Forbidden, NotFound, PlanOutdated, TransitionRefused
from planblanc.domain.identity import NeedId, PlanId
from planblanc.domain.needs import NeedTold
from planblanc.domain.plans import Line
from planblanc.planning.run import Solver
from planblanc.store import adjustments as stored
from planblanc.usecases import adjustments, approvals, call_backs, incidents, merges, plans, requests, rungs
from planblanc.usecases.need_lines import NeedsWanted
from tests.nights import READER, SAMU, told
from tests.usecases import dax
from tests.usecases.dax import ARS, HOSPITAL, NEIGHBOUR, NIGHT, WORKER, Crisis, Doors, Read
from tests.usecases.test_requests import CONFIRMED
from tests.usecases.test_rungs import ADJACENT

REASON = "Demandé par le directeur de crise"
FEW = NeedTold(equipment_type="WORKSTATION", quantity=5)


async def few(doors: Doors, solver: Solver) -> tuple[Crisis, Line]:
    """Five workstations, which the town of Dax has at hand."""
    crisis = await dax.declared(doors, FEW)
    read = await crisis.read(await crisis.proposed(solver))
    (line,) = read.lines
    assert "Ville de Dax" in line.lender_name
    return crisis, line


def stock(line: Line) -> Resource:
    assert line.stock_id is not None
    return Resource(line.stock_id, is_stock=True)


async def stock_of(crisis: Crisis, lender: str, kind: str = "WORKSTATION") -> Resource:
    found = await crisis.sql(
        "SELECT stock.id FROM equipment_stock AS stock JOIN lender ON lender.id = stock.lender_id "
        "WHERE lender.name LIKE :lender::text AND stock.equipment_type_code = :kind::text",
        lender=f"%{lender}%",
        kind=kind,
    )
    key = found[0][0]
    assert isinstance(key, UUID)
    return Resource(key, is_stock=True)


def wanted(crisis: Crisis, line: Line, kind: AdjustmentKind, resource: Resource, **changed: Any) -> AdjustmentWanted:
    asked = AdjustmentWanted(crisis.incident, kind, resource, REASON, need=line.need_id)
    return replace(asked, **changed)


async def adjust(crisis: Crisis, asked: AdjustmentWanted, actor: Actor = ARS) -> PlanId:
    async with crisis.acting(actor) as tx:
        return await adjustments.adjust(tx, actor, asked, NIGHT)


async def replanned(crisis: Crisis, solver: Solver, asked: AdjustmentWanted) -> Read:
    """The plan that the act asks for, computed."""
    plan = await adjust(crisis, asked)
    await plans.propose(crisis.worker, solver, WORKER, plan, dax.clock)
    return await crisis.read(plan)


async def standing(crisis: Crisis) -> tuple[Adjustment, ...]:
    async with crisis.acting() as tx:
        return await stored.standing(tx, [crisis.incident])


async def test_who_is_refused_is_not_proposed_again_and_it_is_told(doors: Doors, solver: Solver) -> None:
    crisis, line = await few(doors, solver)

    read = await replanned(crisis, solver, wanted(crisis, line, AdjustmentKind.REFUSAL, stock(line)))

    assert read.sent_by("Ville de Dax") == 0
    (kept,) = read.plan.by_hand
    assert (kept.is_kept, kept.why) == (True, "")
    assert kept.told == "Ville de Dax, Poste de travail fixe : écarté pour « Poste de travail fixe »."
    assert kept.cost.startswith("Coûte : environ ")
    assert "refused" in {one.rule for one in read.answers[0].rejected if one.resource == str(line.stock_id)}


async def test_the_journal_names_no_resource(doors: Doors, solver: Solver) -> None:
    crisis, line = await few(doors, solver)
    await adjust(crisis, wanted(crisis, line, AdjustmentKind.REFUSAL, stock(line)))
    (made,) = await standing(crisis)

    async with crisis.acting() as tx:
        await adjustments.undo(tx, ARS, made.id, "Finalement disponible", NIGHT)

    written = await crisis.sql("SELECT convert_from(line, 'UTF8') FROM log_entry ORDER BY key, sequence")
    lines = [json.loads(str(line)) for (line,) in written]
    assert [line["text"] for line in lines if line["act"].startswith("plan.adjust")] == [
        "Choix à la main : un matériel : écarté pour « Poste de travail fixe ».",
        "Choix à la main annulé : un matériel : écarté pour « Poste de travail fixe ».",
    ]


async def test_a_refusal_may_hold_for_the_whole_incident(doors: Doors, solver: Solver) -> None:
    crisis, line = await few(doors, solver)

    read = await replanned(crisis, solver, wanted(crisis, line, AdjustmentKind.REFUSAL, stock(line), need=None))

    assert read.sent_by("Ville de Dax") == 0
    assert read.plan.by_hand[0].told.endswith("écarté pour tout cet incident.")


async def test_who_is_pinned_goes_before_the_nearest(doors: Doors, solver: Solver) -> None:
    crisis, line = await few(doors, solver)
    pau = await stock_of(crisis, "CENTRE HOSPITALIER DE PAU")

    read = await replanned(crisis, solver, wanted(crisis, line, AdjustmentKind.PIN, pau, quantity=3))

    assert (read.sent_by("CENTRE HOSPITALIER DE PAU"), read.sent_by("Ville de Dax")) == (3, 2)
    assert "min de plus en tout" in read.plan.by_hand[0].cost


async def test_a_choice_that_a_rule_no_longer_lets_be_is_told_with_the_rule(crisis: Crisis, solver: Solver) -> None:
    async with crisis.acting() as tx:
        await rungs.authorise(tx, ARS, crisis.incident, ADJACENT, NIGHT)
    read = await crisis.read(await crisis.proposed(solver))
    (tarbes,) = [line for line in read.lines if "TARBES" in line.lender_name]  # of another region: known by the plan alone
    await adjust(crisis, wanted(crisis, tarbes, AdjustmentKind.LOCK, stock(tarbes)))
    async with crisis.acting() as tx:
        await rungs.revoke(tx, ARS, crisis.incident, ADJACENT, NIGHT)

    read = await crisis.read(await crisis.proposed(solver))

    (kept,) = read.plan.by_hand
    assert (kept.is_kept, read.sent_by("TARBES")) == (False, 0)
    assert kept.why == "Cette règle l'interdit : être à un échelon autorisé pour l'incident."


async def test_a_pin_of_more_than_may_leave_says_so(doors: Doors, solver: Solver) -> None:
    crisis, line = await few(doors, solver)
    await crisis.sql("UPDATE equipment_stock SET floor = quantity - 1 WHERE id = :id RETURNING id", id=line.stock_id)

    read = await replanned(crisis, solver, wanted(crisis, line, AdjustmentKind.PIN, stock(line), quantity=5))

    assert not read.plan.by_hand[0].is_kept
    assert "n'y suffit pas" in read.plan.by_hand[0].why


async def test_what_is_locked_stays_though_something_nearer_comes(doors: Doors, solver: Solver) -> None:
    crisis, line = await few(doors, solver)
    await adjust(crisis, wanted(crisis, line, AdjustmentKind.LOCK, stock(line)))
    await crisis.sql("UPDATE equipment_stock SET preparation_minutes = 600 WHERE id = :id RETURNING id", id=line.stock_id)

    read = await crisis.read(await crisis.proposed(solver))

    assert read.sent_by("Ville de Dax") == 5
    assert (await standing(crisis))[0].quantity == 5


async def test_a_swap_sends_one_in_the_place_of_the_other_and_tells_its_cost(doors: Doors, solver: Solver) -> None:
    crisis, line = await few(doors, solver)
    bayonne = await stock_of(crisis, "COTE BASQUE")

    read = await replanned(crisis, solver, wanted(crisis, line, AdjustmentKind.SWAP, bayonne, replaced=stock(line)))

    assert (read.sent_by("COTE BASQUE"), read.sent_by("Ville de Dax")) == (5, 0)
    (kept,) = read.plan.by_hand
    assert (
        kept.told
        == "CH COTE BASQUE, Poste de travail fixe à la place de Ville de Dax, Poste de travail fixe, pour « Poste de travail fixe »."
    )
    assert kept.cost.startswith("Coûte : environ ")
    assert kept.cost.endswith(" min de plus en tout pour les autres besoins.")


async def test_what_is_undone_counts_no_more(doors: Doors, solver: Solver) -> None:
    crisis, line = await few(doors, solver)
    await adjust(crisis, wanted(crisis, line, AdjustmentKind.REFUSAL, stock(line)))
    (made,) = await standing(crisis)

    async with crisis.acting() as tx:
        plan = await adjustments.undo(tx, ARS, made.id, "Finalement disponible", NIGHT)
    await plans.propose(crisis.worker, solver, WORKER, plan, dax.clock)

    read = await crisis.read(plan)
    assert (read.sent_by("Ville de Dax"), read.plan.by_hand) == (5, ())
    with pytest.raises(TransitionRefused, match="déjà annulé"):
        async with crisis.acting() as tx:
            await adjustments.undo(tx, ARS, made.id, "Encore", NIGHT)


async def test_the_same_resource_has_one_choice_for_one_need(doors: Doors, solver: Solver) -> None:
    crisis, line = await few(doors, solver)
    asked = wanted(crisis, line, AdjustmentKind.REFUSAL, stock(line))
    await adjust(crisis, asked)

    with pytest.raises(AlreadyExists):
        await adjust(crisis, asked)


async def test_a_plan_that_does_not_know_of_a_choice_is_not_approved(doors: Doors, solver: Solver) -> None:
    crisis, line = await few(doors, solver)
    async with crisis.acting() as tx:
        await call_backs.verify(tx, ARS, crisis.request, CONFIRMED, NIGHT)
    before = await crisis.proposed(solver)
    after = await adjust(crisis, wanted(crisis, line, AdjustmentKind.REFUSAL, stock(line)))

    with pytest.raises(PlanOutdated, match="choix à la main"):
        async with crisis.acting() as tx:
            await approvals.approve(tx, ARS, before, crisis.incident, NIGHT)

    await plans.propose(crisis.worker, solver, WORKER, after, dax.clock)
    async with crisis.acting() as tx:
        await approvals.approve(tx, ARS, after, crisis.incident, NIGHT)


async def test_a_choice_made_while_a_plan_is_computed_is_in_it_or_it_is_computed_again(doors: Doors, solver: Solver) -> None:
    crisis, line = await few(doors, solver)
    plan = await crisis.wanted()
    await crisis.sql("UPDATE plan SET begun_at = now() WHERE id = :id RETURNING id", id=plan)

    other = await adjust(crisis, wanted(crisis, line, AdjustmentKind.REFUSAL, stock(line)))

    assert other != plan
    await plans.propose(crisis.worker, solver, WORKER, plan, dax.clock)
    assert (await crisis.read(plan)).sent_by("Ville de Dax") == 0


async def test_choices_follow_their_needs_into_the_incident_that_is_kept(doors: Doors, solver: Solver) -> None:
    crisis, line = await few(doors, solver)
    pau = await stock_of(crisis, "CENTRE HOSPITALIER DE PAU")
    await adjust(crisis, wanted(crisis, line, AdjustmentKind.PIN, pau))
    await adjust(crisis, wanted(crisis, line, AdjustmentKind.REFUSAL, stock(line), need=None))
    async with crisis.acting() as tx:
        kept = (await incidents.declare(tx, ARS, told("640000162"), NIGHT)).id
        await merges.merge(tx, ARS, kept, crisis.incident, NIGHT)

    async with crisis.acting() as tx:
        moved = await stored.standing(tx, [kept])
    assert {one.kind for one in moved} == {AdjustmentKind.PIN, AdjustmentKind.REFUSAL}


ANOTHER = Resource(UUID(int=5), is_stock=True)
WRONG: dict[str, tuple[Callable[[Line], dict[str, Any]], tuple[str, ...]]] = {
    "a pin of no need": (lambda _: {"kind": AdjustmentKind.PIN, "need": None}, ("need",)),
    "a need that is not there": (lambda _: {"need": NeedId(UUID(int=9))}, ("need",)),
    "none of it": (lambda _: {"kind": AdjustmentKind.PIN, "quantity": 0}, ("quantity",)),
    "more than is asked": (lambda _: {"kind": AdjustmentKind.PIN, "quantity": 6}, ("quantity",)),
    "a quantity of a refusal": (lambda _: {"quantity": 1}, ("quantity",)),
    "a swap of nobody": (lambda _: {"kind": AdjustmentKind.SWAP}, ("instead_of",)),
    "a swap with itself": (lambda line: {"kind": AdjustmentKind.SWAP, "replaced": stock(line)}, ("instead_of",)),
    "a swap of who is not sent": (lambda _: {"kind": AdjustmentKind.SWAP, "replaced": ANOTHER}, ("instead_of",)),
    "a refusal in the place of somebody": (lambda _: {"replaced": ANOTHER}, ("instead_of",)),
    "somebody for things": (lambda _: {"resource": Resource(UUID(int=5), is_stock=False)}, ("resource",)),
    "what is not there": (lambda _: {"resource": ANOTHER}, ("resource",)),
    "no reason": (lambda _: {"reason": "  "}, ("reason",)),
    "a reason read backwards": (lambda _: {"reason": "a\u202eb"}, ("reason",)),
}


@pytest.mark.parametrize("name", WRONG)
async def test_what_makes_no_sense_is_refused_by_its_field_and_leaves_nothing(doors: Doors, solver: Solver, name: str) -> None:
    crisis, line = await few(doors, solver)
    changed, path = WRONG[name]

    with pytest.raises((BadInput, NotFound)) as refused:
        await adjust(crisis, replace(wanted(crisis, line, AdjustmentKind.REFUSAL, stock(line)), **changed(line)))

    assert refused.value.path == path
    assert await standing(crisis) == ()


async def test_who_is_locked_must_be_in_the_plan(doors: Doors, solver: Solver) -> None:
    crisis, line = await few(doors, solver)
    pau = await stock_of(crisis, "CENTRE HOSPITALIER DE PAU")

    with pytest.raises(BadInput, match="n'envoie pas cette ressource"):
        await adjust(crisis, wanted(crisis, line, AdjustmentKind.LOCK, pau))


async def test_nothing_is_set_for_a_need_that_is_cancelled_nor_for_an_incident_that_is_over(doors: Doors, solver: Solver) -> None:
    crisis, line = await few(doors, solver)
    asked = wanted(crisis, line, AdjustmentKind.REFUSAL, stock(line))
    async with crisis.acting() as tx:
        await requests.add_needs(tx, ARS, crisis.request, NeedsWanted((FEW,)), NIGHT)
        await requests.cancel_need(tx, ARS, line.need_id, "Prêté", NIGHT)

    with pytest.raises(TransitionRefused, match="annulé"):
        await adjust(crisis, asked)

    async with crisis.acting() as tx:
        await incidents.dismiss(tx, ARS, crisis.incident, "Fausse alerte", NIGHT)
    with pytest.raises(TransitionRefused):
        await adjust(crisis, replace(asked, need=None))


@pytest.mark.parametrize("who", [NEIGHBOUR, HOSPITAL, READER, SAMU], ids=lambda who: who.name)
async def test_nobody_but_who_coordinates_the_incident_sets_or_undoes_anything(doors: Doors, solver: Solver, who: Actor) -> None:
    crisis, line = await few(doors, solver)
    await adjust(crisis, wanted(crisis, line, AdjustmentKind.REFUSAL, stock(line)))
    (made,) = await standing(crisis)

    with pytest.raises((Forbidden, NotFound)):
        await adjust(crisis, wanted(crisis, line, AdjustmentKind.REFUSAL, stock(line), need=None), who)
    with pytest.raises((Forbidden, NotFound)):
        async with crisis.acting(who) as tx:
            await adjustments.undo(tx, who, made.id, "x", NIGHT)
    async with crisis.acting(who) as tx:
        assert await stored.standing(tx, [crisis.incident]) == ()
    assert await standing(crisis) == (made,)
