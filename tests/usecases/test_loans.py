"""Things go out by lots or serials, come back wiped, or are lost; what is out is nobody else's."""

import pytest
import pytest_asyncio

from planblanc.domain.engagements import EngagementState
from planblanc.domain.errors import BadInput, Forbidden, NotFound, TransitionRefused
from planblanc.domain.identity import lender_id
from planblanc.domain.loans import Loan, LoanState, Lot
from planblanc.domain.needs import NeedTold
from planblanc.planning.run import Solver
from planblanc.store import incidents
from planblanc.store import loans as stored
from planblanc.store.queries import parse
from planblanc.usecases import engagement_changes, engagements, loans, receipts
from planblanc.usecases.engagement_changes import Extension
from planblanc.usecases.engagements import Step
from planblanc.usecases.loans import LoanWanted, LossTold, ReturnTold
from planblanc.usecases.receipts import ReceiptWanted
from tests.usecases import engaged
from tests.usecases.dax import ARS, HOSPITAL, NEIGHBOUR, NIGHT, Doors
from tests.usecases.engaged import Sent, after, manager

DEPARTED, RETURNED = EngagementState.DEPARTED, EngagementState.RETURNED
WIPED = "Effacement NIST 800-88, certificat 2021-0042"
FREE = "SELECT count(*)::integer FROM free_units(:stock, tstzrange(:since, :until), 1000)"


@pytest_asyncio.fixture
async def machines(doors: Doors, solver: Solver) -> Sent:
    """Five workstations are engaged."""
    return await engaged.sent(doors, solver, NeedTold(equipment_type="WORKSTATION", quantity=5))


async def out_of(machines: Sent) -> list[Loan]:
    async with machines.crisis.acting() as tx:
        return list((await stored.of_engagements(tx, machines.engagements[:1]))[0])


async def free(machines: Sent, since: float, until: float) -> int:
    """How many of its stock may still be promised, between so many days after the night."""
    mission = await machines.read(machines.engagements[0])
    async with machines.crisis.acting() as tx:
        asked = parse(f"-- name: free\n-- Of a test.\n{FREE}", "tests")["free"]
        return int(await tx.value(asked, stock=mission.engagement.stock_id, since=after(days=since), until=after(days=until)))


async def received(machines: Sent, quantity: int = 5, *, nothing_more: bool = False) -> None:
    key = machines.engagements[0]
    await machines.on_the_way(key)
    wanted = ReceiptWanted(quantity, "Cadre de garde", nothing_more=nothing_more)
    await machines.act(receipts.confirm, key, wanted, who=HOSPITAL, now=after(hours=2))


async def test_what_departs_is_a_loan(machines: Sent) -> None:
    await machines.on_the_way(machines.engagements[0])

    (loan,) = await out_of(machines)
    assert (loan.state, loan.lot.quantity, loan.is_described, loan.out_at) == (LoanState.OUT, 5, False, after(minutes=20))


async def test_lots_and_serials_are_described_no_more_than_promised(machines: Sent) -> None:
    key = machines.engagements[0]
    lender = manager((await machines.on_the_way(key)).engagement.lender_id)
    lots = (Lot(3, ("A1", "A2", "A3"), condition="bon état"), Lot(2, mark="Lot B"))
    await machines.act(loans.record, LoanWanted(key, lots), who=lender, now=after(hours=1))

    assert sorted(loan.lot.quantity for loan in await out_of(machines) if loan.is_described) == [2, 3]
    with pytest.raises(BadInput, match="dépasse ce qui est promis : 0 unité"):
        await machines.act(loans.record, LoanWanted(key, (Lot(1),)), who=lender, now=after(hours=1))


async def test_a_serial_number_is_told_once(machines: Sent) -> None:
    key = machines.engagements[0]
    await machines.alerted(key)

    with pytest.raises(BadInput, match="deux fois"):
        await machines.act(loans.record, LoanWanted(key, (Lot(1, ("A1",)), Lot(1, ("A1",)))))


async def test_the_receipt_says_which_serials_lack(machines: Sent) -> None:
    key = machines.engagements[0]
    await machines.on_the_way(key)
    await machines.act(loans.record, LoanWanted(key, (Lot(5, ("A1", "A2", "A3", "A4", "A5")),)), now=after(hours=1))
    with pytest.raises(BadInput, match="numéros manquants"):
        await machines.act(receipts.confirm, key, ReceiptWanted(3, "Cadre"), who=HOSPITAL, now=after(hours=2))

    came = ReceiptWanted(3, "Cadre", missing_serials=("A2", "A5"))
    await machines.act(receipts.confirm, key, came, who=HOSPITAL, now=after(hours=2))

    assert {loan.state: loan.lot.serials for loan in await out_of(machines)} == {
        LoanState.RECEIVED: ("A1", "A3", "A4"),
        LoanState.OUT: ("A2", "A5"),
    }


async def test_what_held_data_comes_back_with_a_certificate(machines: Sent) -> None:
    await received(machines)
    (loan,) = await out_of(machines)
    with pytest.raises(BadInput, match="certificat d'effacement"):
        await machines.act(loans.give_back, loan.id, ReturnTold("bon état"), now=after(days=2))

    await machines.act(loans.give_back, loan.id, ReturnTold("bon état", wiping_certificate=WIPED), now=after(days=2))

    (back,) = await out_of(machines)
    assert back.back is not None
    assert (back.state, back.back.wiping_certificate) == (LoanState.RETURNED, WIPED)
    assert (await machines.read(machines.engagements[0])).state is RETURNED


async def test_the_database_itself_wants_the_certificate(machines: Sent) -> None:
    await received(machines)

    with pytest.raises(BadInput):
        await machines.crisis.sql("UPDATE loan SET state = 'RETURNED', returned_at = received_at RETURNING id")


async def test_a_part_comes_back_and_is_free_again(machines: Sent) -> None:
    await received(machines)
    before = await free(machines, 0.2, 0.3)
    (loan,) = await out_of(machines)

    await machines.act(loans.give_back, loan.id, ReturnTold("bon état", 2, wiping_certificate=WIPED), now=after(days=2))

    assert await free(machines, 0.2, 0.3) == before + 2
    mission = await machines.read(machines.engagements[0])
    assert (mission.state, mission.back_quantity) == (EngagementState.ARRIVED, 2)
    assert sorted((one.state.value, one.lot.quantity) for one in await out_of(machines)) == [("RECEIVED", 3), ("RETURNED", 2)]


async def test_more_than_is_out_does_not_come_back(machines: Sent) -> None:
    await received(machines)
    (loan,) = await out_of(machines)
    early = ReturnTold("bon état", wiping_certificate=WIPED, returned_at=after(hours=1))

    with pytest.raises(BadInput, match="dépasse ce prêt"):
        await machines.act(loans.give_back, loan.id, ReturnTold("bon état", 6, wiping_certificate=WIPED), now=after(days=2))
    with pytest.raises(BadInput, match="avant la sortie"):
        await machines.act(loans.give_back, loan.id, early, now=after(days=2))


async def test_what_is_out_is_nobody_elses_though_it_was_due(machines: Sent) -> None:
    ends = (await machines.read(machines.engagements[0])).engagement.ends_at
    later = (ends - NIGHT).total_seconds() / 86400 + 10
    untouched = await free(machines, later, later + 1)

    await received(machines)
    assert await free(machines, later, later + 1) == untouched - 5

    (loan,) = await out_of(machines)
    await machines.act(loans.give_back, loan.id, ReturnTold("bon", wiping_certificate=WIPED), now=after(days=30))
    assert await free(machines, later, later + 1) == untouched


async def test_a_loss_makes_the_stock_smaller_and_its_lender_says_so(machines: Sent) -> None:
    await received(machines)
    (loan,) = await out_of(machines)
    stock = await machines.crisis.sql("SELECT quantity FROM equipment_stock WHERE id = :id", id=loan.stock_id)
    with pytest.raises(Forbidden):
        await machines.act(loans.lose, loan.id, LossTold("Volé", 2), who=HOSPITAL, now=after(days=1))

    await machines.act(loans.lose, loan.id, LossTold("Volé", 2), who=manager(loan.lender_id), now=after(days=1))

    left = await machines.crisis.sql("SELECT quantity FROM equipment_stock WHERE id = :id", id=loan.stock_id)
    assert left == [(int(str(stock[0][0])) - 2,)]
    assert sorted((one.state.value, one.lot.quantity) for one in await out_of(machines)) == [("LOST", 2), ("RECEIVED", 3)]


async def test_the_agency_of_a_lender_of_another_region_writes_a_loss_off_and_nothing_else(doors: Doors, solver: Solver) -> None:
    wide = await engaged.sent(doors, solver, widened=True)
    of = {one: (await wide.read(one)).engagement for one in wide.engagements}
    key = next(one for one, engagement in of.items() if engagement.lender_region == "76")
    await wide.on_the_way(key)
    async with wide.crisis.acting() as tx:
        ((loan,),) = await stored.of_engagements(tx, [key])
    owned = "SELECT quantity FROM equipment_stock WHERE id = :id"
    ((before,),) = await wide.crisis.sql(owned, id=loan.stock_id)

    with pytest.raises(Forbidden):  # who conducts the crisis has no say over another region's stock
        await wide.act(loans.lose, loan.id, LossTold("Volé", 2), who=ARS, now=after(hours=1))
    for verb, told in ((loans.give_back, ReturnTold("bon")), (engagements.advance, Step(RETURNED))):
        with pytest.raises(Forbidden):
            await wide.act(verb, loan.id if verb is loans.give_back else key, told, who=NEIGHBOUR, now=after(hours=1))
    lost = await wide.act(loans.lose, loan.id, LossTold("Volé", 2), who=NEIGHBOUR, now=after(hours=1))

    assert (lost.state, lost.lot.quantity) == (LoanState.LOST, 2)
    assert await wide.crisis.sql(owned, id=loan.stock_id) == [(int(str(before)) - 2,)]
    assert await wide.lines("loan.lost") == [f"Perdu : {lost.told}."]
    async with wide.crisis.acting(NEIGHBOUR) as tx:
        (left,) = await stored.of_engagements(tx, [key])
    assert sorted((one.state.value, one.lot.quantity) for one in left) == [("LOST", 2), ("OUT", loan.lot.quantity - 2)]


async def test_nothing_returns_while_things_are_out(machines: Sent) -> None:
    await received(machines)

    with pytest.raises(TransitionRefused, match="5 unités sont encore prêtées"):
        await machines.act(engagements.advance, machines.engagements[0], Step(RETURNED), now=after(days=1))


async def test_a_longer_engagement_lends_longer(machines: Sent) -> None:
    await received(machines)

    await machines.act(engagement_changes.extend, machines.engagements[0], Extension(after(days=40), "Directeur", "Encore utile"))

    (loan,) = await out_of(machines)
    assert loan.due_at == after(days=40)


async def test_strangers_see_no_loan_and_return_none(machines: Sent) -> None:
    await received(machines)
    (loan,) = await out_of(machines)

    for stranger in (NEIGHBOUR, manager(lender_id("330781360"))):
        with pytest.raises(NotFound):
            await machines.act(loans.give_back, loan.id, ReturnTold("bon", wiping_certificate=WIPED), who=stranger)


async def test_the_next_plan_counts_on_what_came(machines: Sent, solver: Solver) -> None:
    await received(machines, 3, nothing_more=True)

    plan = await machines.crisis.read(await machines.crisis.proposed(solver))

    kept = machines.engagements[0]
    stock = (await machines.read(kept, ARS)).engagement.stock_id
    assert sum(line.quantity for line in plan.lines) == 5
    assert sum(line.quantity for line in plan.lines if line.stock_id == stock) >= 3


async def test_an_exercise_takes_nothing_off_any_stock(doors: Doors, solver: Solver) -> None:
    drill = await engaged.exercised(doors, solver, NeedTold(equipment_type="WORKSTATION", quantity=5))
    key = drill.engagements[0]
    stock = (await drill.read(key)).engagement.stock_id
    owned = await drill.crisis.sql("SELECT quantity FROM equipment_stock WHERE id = :id", id=stock)
    before = await free(drill, 0.2, 0.3)

    await drill.step(key, DEPARTED, after(minutes=20))
    (loan,) = await out_of(drill)
    assert await free(drill, 0.2, 0.3) == before
    await drill.act(loans.lose, loan.id, LossTold("Volé, pour l'exercice"), now=after(hours=2))

    assert await drill.crisis.sql("SELECT quantity FROM equipment_stock WHERE id = :id", id=stock) == owned
    assert (await drill.lines("loan.lost"))[0].startswith("EXERCICE. ")


async def test_a_receipt_does_not_wait_for_who_holds_the_incident(machines: Sent) -> None:
    key = machines.engagements[0]
    await machines.on_the_way(key)
    async with machines.crisis.acting() as tx:
        await incidents.hold(tx, machines.crisis.incident)
        await machines.act(receipts.confirm, key, ReceiptWanted(3, "Cadre de garde"), who=HOSPITAL, now=after(hours=2))

    assert (await machines.read(key)).missing == 2
