"""Long work is stopped: a plan that is computed, or a stress test."""

from datetime import datetime
from typing import Annotated

import strawberry

from planblanc.api import mutations, nodes
from planblanc.api.mutations import IdempotencyKey, InputOf
from planblanc.api.nodes import as_uuid
from planblanc.api.operation import Info
from planblanc.api.plans import Plan, read_plan
from planblanc.api.refusals import Refusal
from planblanc.api.stress import StressTest, read_stress_test
from planblanc.domain.access import Actor
from planblanc.domain.errors import BadInput
from planblanc.domain.identity import PlanId, StressRunId
from planblanc.store.transaction import Transaction
from planblanc.usecases import plans, stress

_PATH = ("task",)


@strawberry.input(description="Une tâche à arrêter.")
class CancelTaskInput:
    task: strawberry.ID = strawberry.field(
        description="Identifiant global de la tâche : un plan en cours de calcul, ou un test de résistance."
    )


CancelTaskResult = Annotated[
    StressTest | Plan | Refusal, strawberry.union("CancelTaskResult", description="La tâche arrêtée, ou un refus.")
]


@strawberry.type
class Mutations:
    @strawberry.mutation(description="Arrêter une tâche longue qui n'est pas terminée : le calcul d'un plan, ou un test de résistance.")
    async def cancel_task(self, info: Info, input: InputOf[CancelTaskInput], idempotency_key: IdempotencyKey) -> CancelTaskResult:
        kind, key = nodes.split(input.task, _PATH)
        if kind not in {"Plan", "StressTest"}:
            raise BadInput(
                f"Cet identifiant désigne un autre type de chose ({kind}) : un plan ou un test de résistance est attendu.", _PATH
            )

        async def effect(tx: Transaction, actor: Actor, now: datetime) -> object:
            if kind == "Plan":
                return await plans.cancel(tx, actor, PlanId(as_uuid(key, _PATH)), now)
            return await stress.cancel(tx, actor, StressRunId(as_uuid(key, _PATH)), now)

        if kind == "Plan":
            return await mutations.once(info, idempotency_key, input, effect, read_plan)
        return await mutations.once(info, idempotency_key, input, effect, read_stress_test)
