"""A plan is read need by need, changed by hand, approved and called out, by pages that need no script."""

import html
import re
from uuid import UUID

import pytest_asyncio

from planblanc.api.nodes import global_id
from planblanc.console.views import plans as views
from planblanc.domain.identity import PlanId
from planblanc.planning.run import Solver
from planblanc.usecases import plans
from tests.console.desk import Desk
from tests.usecases.dax import ARS, WORKER, clock
from tests.usecases.test_plans_stopped import LATER


@pytest_asyncio.fixture
async def planned(desk: Desk, solver: Solver) -> tuple[Desk, PlanId]:
    """A desk at which a plan has just come."""
    plan = await desk.crisis.proposed(solver)
    await desk.log_in()
    return desk, plan


def path(desk: Desk) -> str:
    return f"/incidents/{desk.incident}/plan"


async def called_back(desk: Desk) -> None:
    request = global_id("HelpRequest", desk.crisis.request)
    call = {"number": "0558910000", "numberFrom": "CALLER", "reached": "Directeur de garde", "confirmed": "oui"}
    answer = await desk.send("/actes/verifyRequest", form="verify-1", back=path(desk), request=request, **call)
    assert answer.status_code == 303, answer.text


async def approved(desk: Desk, plan: PlanId) -> None:
    await called_back(desk)
    answer = await desk.send("/actes/approvePlan", back=path(desk), plan=global_id("Plan", plan), incident=desk.incident)
    assert answer.status_code == 303, answer.text


async def test_each_need_says_who_comes_from_where_how_soon_and_why(planned: tuple[Desk, PlanId]) -> None:
    text = (await planned[0].page(path(planned[0]))).text

    assert re.search(r"CH Cote Basque.*?43,5\xa0km.*?alerte \d+, préparation \d+, route \d+.*?synthétique", text, re.DOTALL)
    assert "Être à un échelon autorisé" in text


async def test_what_lacks_stands_beside_the_rung_that_would_bring_it(planned: tuple[Desk, PlanId]) -> None:
    text = (await planned[0].page(path(planned[0]))).text

    assert re.search(r"Il manque\s:.*?Poste de travail", text, re.DOTALL)
    assert re.search(r"région voisine.*?\+30.*?Tarbes", text, re.DOTALL)


async def test_approval_waits_for_the_call_back_then_says_how_many_calls_leave(planned: tuple[Desk, PlanId]) -> None:
    desk, _ = planned
    waiting = (await desk.page(path(desk))).text
    await called_back(desk)
    ready = (await desk.page(path(desk))).text

    assert "Vérifier la demande" in waiting
    assert "Approuver le plan" not in waiting
    assert re.search(r"\d+ sollicitations vont partir", ready)
    assert "Approuver le plan" in ready


async def test_a_plan_that_no_longer_holds_says_why_and_offers_another(planned: tuple[Desk, PlanId]) -> None:
    desk, _ = planned
    await called_back(desk)
    await desk.crisis.sql("UPDATE need_line SET quantity = quantity + 1 RETURNING id")

    text = (await desk.page(path(desk))).text

    assert "Les besoins ont changé depuis ce plan" in text
    assert "Proposer un nouveau plan" in text
    assert "Approuver le plan" not in text


async def test_a_choice_by_hand_is_computed_and_says_what_it_costs(planned: tuple[Desk, PlanId], solver: Solver) -> None:
    desk, _ = planned
    need, line = await _need_and_line(desk)
    said = {"incident": desk.incident, "need": need, "resource": line, "reason": 'Routes "coupées" <b>'}
    await desk.send("/actes/adjustPlan", form="hand-1", back=path(desk), kind="REFUSAL", **said)
    while_computed = (await desk.page(path(desk))).text
    await _compute(desk, solver)

    after = (await desk.page(path(desk))).text
    assert "Arrêter le calcul" in while_computed
    assert "Arrêter le calcul" not in after
    assert "&lt;b&gt;" in after
    assert "Annuler ce choix" in after


async def test_a_computation_is_stopped_from_its_page(planned: tuple[Desk, PlanId]) -> None:
    desk, _ = planned
    async with desk.crisis.acting() as tx:
        waiting = await plans.request(tx, ARS, plans.PlanWanted("75"), LATER)
    await desk.send("/actes/cancelTask", form="stop", back=path(desk), task=global_id("Plan", waiting))

    text = (await desk.page(path(desk))).text
    record = (await desk.page(f"/plans/{global_id('Plan', waiting)}")).text

    assert "Calcul arrêté par" in text
    assert "Arrêter le calcul" not in text
    assert "Calcul arrêté par" in record


async def test_a_rung_is_opened_with_a_reason_and_its_message_is_ready(planned: tuple[Desk, PlanId]) -> None:
    desk, _ = planned
    said = {"incident": desk.incident, "rung": "ADJACENT_REGION", "reason": "Trente postes manquent"}
    await desk.send("/actes/authoriseRung", form="rung", back=path(desk), **said)

    text = (await desk.page(path(desk))).text

    assert "Ce plan ne s'en sert pas encore" in text
    assert re.search(r"Message préparé pour.*?ARS Occitanie", text, re.DOTALL)


async def test_every_plan_keeps_a_page_of_its_own(planned: tuple[Desk, PlanId]) -> None:
    desk, plan = planned

    answer = await desk.page(f"/plans/{global_id('Plan', plan)}")

    assert answer.status_code == 200
    assert "CH Cote Basque" in answer.text


async def test_a_call_is_one_sentence_its_numbers_and_its_answers(planned: tuple[Desk, PlanId]) -> None:
    desk, plan = planned
    await approved(desk, plan)

    text = (await desk.page(f"/incidents/{desk.incident}/appels")).text

    assert re.search(r"Bonjour, ARS Nouvelle-Aquitaine\. .*Pouvez-vous donner", text)
    assert all(f'name="rest.answer" value="{answer}"' in text for answer in ("ACCEPTED", "REFUSED", "DEFERRED"))
    assert "Voir les numéros" in text
    assert "Appel suivant" in text


async def test_numbers_given_to_a_namesake_are_still_to_be_asked_for(planned: tuple[Desk, PlanId]) -> None:
    desk, plan = planned
    await approved(desk, plan)
    address = f"/incidents/{desk.incident}/appels"
    await desk.send("/actes/revealCallList", form="reveal", back=address, incident=desk.incident, motive="Appeler")
    await desk.crisis.sql("UPDATE call_list_reveal SET revealed_by = gen_random_uuid() RETURNING 1")

    text = (await desk.page(address)).text

    assert "Voir les numéros" in text
    assert "Aucun numéro d'astreinte" not in text


async def test_another_plan_is_asked_for_once_one_is_approved(planned: tuple[Desk, PlanId]) -> None:
    desk, plan = planned
    await approved(desk, plan)

    offered = 'action="/actes/proposePlan"' in (await desk.page(path(desk))).text
    answer = await desk.send("/actes/proposePlan", form="propose", back=path(desk), region="75")

    assert offered
    assert answer.status_code == 303, answer.text
    assert "Calcul d'un plan" in html.unescape((await desk.page(path(desk))).text)


async def test_an_answer_leads_to_the_next_lender(planned: tuple[Desk, PlanId]) -> None:
    desk, plan = planned
    await approved(desk, plan)
    address = f"/incidents/{desk.incident}/appels"
    before = (await desk.page(address)).text
    asked = re.search(r'name="solicitation" value="([^"]+)"', before)
    assert asked is not None

    said = {"solicitation": asked[1], "speaker": "Directeur de garde", "rest.answer": "DEFERRED", "rest.callAgainMinutes": "20"}
    answer = await desk.send("/actes/answerSolicitation", form="answer", back=address, **said)

    after = (await desk.page(address)).text
    following = re.search(r'name="solicitation" value="([^"]+)"', after)
    assert answer.status_code == 303
    assert following is not None
    assert following[1] != asked[1]
    assert "rappeler à" in after


async def test_a_refusal_without_a_reason_keeps_who_spoke(planned: tuple[Desk, PlanId]) -> None:
    desk, plan = planned
    await approved(desk, plan)
    address = f"/incidents/{desk.incident}/appels"
    asked = re.search(r'name="solicitation" value="([^"]+)"', (await desk.page(address)).text)
    assert asked is not None

    said = {"solicitation": asked[1], "speaker": "Cadre d'astreinte", "rest.answer": "REFUSED", "rest.reason": ""}
    answer = await desk.send("/actes/answerSolicitation", form=f"answer-{asked[1]}", back=address, **said)

    assert answer.status_code == 400
    assert "Un refus dit pourquoi" in answer.text
    assert "Cadre d&#39;astreinte" in answer.text


async def test_whoever_only_reads_sees_who_comes_and_no_button(planned: tuple[Desk, PlanId]) -> None:
    desk, _ = planned
    await desk.log_in("cert-sante")

    text = (await desk.page(path(desk))).text

    assert "Ce plan envoie" in text
    assert "Approuver le plan" not in text
    assert "adjustPlan" not in text


async def test_whoever_only_reads_is_not_sent_to_calls_it_may_not_read(planned: tuple[Desk, PlanId]) -> None:
    desk, plan = planned
    await approved(desk, plan)
    pages = (path(desk), f"/incidents/{desk.incident}")
    conducts = [(await desk.page(page)).text for page in pages]
    await desk.log_in("cert-sante")
    reads = [(await desk.page(page)).text for page in pages]

    assert "Appeler les prêteurs" in conducts[0]
    assert not any("Appeler les prêteurs" in text or "Proposer un plan" in text for text in reads)


def test_no_plan_is_no_need() -> None:
    assert views.needs_of(None) == []


async def _need_and_line(desk: Desk) -> tuple[str, str]:
    text = (await desk.page(path(desk))).text
    form = re.search(r'name="need" value="([^"]+)"><input type="hidden" name="resource" value="([^"]+)"', text)
    assert form is not None
    return form[1], form[2]


async def _compute(desk: Desk, solver: Solver) -> None:
    ((plan,),) = await desk.crisis.sql("SELECT id FROM plan WHERE state = 'REQUESTED'")
    await plans.propose(desk.crisis.worker, solver, WORKER, PlanId(UUID(str(plan))), clock)
