"""Conducting an incident: what can be done with it."""

from datetime import datetime
from uuid import UUID

import strawberry

from planblanc.api import mutations, services
from planblanc.api.hand_overs import WriteShiftNoteInput
from planblanc.api.incident_inputs import (
    AcceptHandOverInput,
    DeclareIncidentInput,
    HandOverInput,
    IncidentInput,
    IncidentReasonInput,
    MergeIncidentsInput,
    RungInput,
    TakeChargeInput,
    UpdateIncidentInput,
    UpdateServiceStatusInput,
    incident_id,
)
from planblanc.api.incidents import IncidentResult, read_incident
from planblanc.api.mutations import IdempotencyKey, InputOf
from planblanc.api.operation import Info
from planblanc.api.plan_blanc import RecordPlanBlancInput
from planblanc.domain.access import Actor
from planblanc.store.transaction import Transaction
from planblanc.usecases import charge, incidents, merges, plan_blanc, rungs
from planblanc.usecases import services as usecase_services
from planblanc.usecases import shift_notes as usecase_shift_notes


@strawberry.type
class Mutations:
    @strawberry.mutation(description="Déclarer un incident, quoi que l'on en ignore encore.")
    async def declare_incident(self, info: Info, input: InputOf[DeclareIncidentInput], idempotency_key: IdempotencyKey) -> IncidentResult:
        async def effect(tx: Transaction, actor: Actor, now: datetime) -> UUID:
            return (await incidents.declare(tx, actor, input.told(actor), now)).id

        return await mutations.once(info, idempotency_key, input, effect, read_incident)

    @strawberry.mutation(description="Corriger ou compléter ce qui est connu d'un incident.")
    async def update_incident(self, info: Info, input: InputOf[UpdateIncidentInput], idempotency_key: IdempotencyKey) -> IncidentResult:
        async def effect(tx: Transaction, actor: Actor, now: datetime) -> UUID:
            return (await incidents.update(tx, actor, incident_id(input.incident), input.wanted(), now)).id

        return await mutations.once(info, idempotency_key, input, effect, read_incident)

    @strawberry.mutation(description="Rapprocher deux signalements d'un même événement ; la réponse est l'incident gardé.")
    async def merge_incidents(self, info: Info, input: InputOf[MergeIncidentsInput], idempotency_key: IdempotencyKey) -> IncidentResult:
        async def effect(tx: Transaction, actor: Actor, now: datetime) -> UUID:
            kept, merged = incident_id(input.kept, "kept"), incident_id(input.merged, "merged")
            return (await merges.merge(tx, actor, kept, merged, now)).id

        return await mutations.once(info, idempotency_key, input, effect, read_incident)

    @strawberry.mutation(description="Écarter un signalement qui n'était pas un incident.")
    async def dismiss_incident(self, info: Info, input: InputOf[IncidentReasonInput], idempotency_key: IdempotencyKey) -> IncidentResult:
        async def effect(tx: Transaction, actor: Actor, now: datetime) -> UUID:
            return (await incidents.dismiss(tx, actor, incident_id(input.incident), input.reason, now)).id

        return await mutations.once(info, idempotency_key, input, effect, read_incident)

    @strawberry.mutation(description="Prendre un incident en charge.")
    async def take_charge(self, info: Info, input: InputOf[TakeChargeInput], idempotency_key: IdempotencyKey) -> IncidentResult:
        async def effect(tx: Transaction, actor: Actor, now: datetime) -> UUID:
            return (await charge.take(tx, actor, incident_id(input.incident), input.reason, now)).id

        return await mutations.once(info, idempotency_key, input, effect, read_incident)

    @strawberry.mutation(description="Proposer la passation : elle prend effet quand l'autre personne l'a lue et acceptée.")
    async def hand_over(self, info: Info, input: InputOf[HandOverInput], idempotency_key: IdempotencyKey) -> IncidentResult:
        async def effect(tx: Transaction, actor: Actor, now: datetime) -> UUID:
            offer = charge.Offer(input.to_name, input.note)
            return (await charge.hand_over(tx, actor, incident_id(input.incident), offer, now)).id

        return await mutations.once(info, idempotency_key, input, effect, read_incident)

    @strawberry.mutation(description="Accepter la passation, une fois lue, avec les notes du poste : vous êtes en charge de l'incident.")
    async def accept_hand_over(self, info: Info, input: InputOf[AcceptHandOverInput], idempotency_key: IdempotencyKey) -> IncidentResult:
        async def effect(tx: Transaction, actor: Actor, now: datetime) -> UUID:
            key = incident_id(input.incident)
            return (await charge.accept_hand_over(tx, actor, key, now, notes_read=input.notes_read)).id

        return await mutations.once(info, idempotency_key, input, effect, read_incident)

    @strawberry.mutation(description="Écrire une note du poste : la personne en charge la laisse à lire à la passation.")
    async def write_shift_note(self, info: Info, input: InputOf[WriteShiftNoteInput], idempotency_key: IdempotencyKey) -> IncidentResult:
        async def effect(tx: Transaction, actor: Actor, now: datetime) -> UUID:
            return (await usecase_shift_notes.write(tx, actor, incident_id(input.incident), input.text, now)).incident

        return await mutations.once(info, idempotency_key, input, effect, read_incident)

    @strawberry.mutation(description="Noter un plan blanc qui commence ; celui qui était en cours se termine alors.")
    async def record_plan_blanc(self, info: Info, input: InputOf[RecordPlanBlancInput], idempotency_key: IdempotencyKey) -> IncidentResult:
        async def effect(tx: Transaction, actor: Actor, now: datetime) -> UUID:
            return (await plan_blanc.record(tx, actor, incident_id(input.incident), input.told(), now)).id

        return await mutations.once(info, idempotency_key, input, effect, read_incident)

    @strawberry.mutation(description="Dire l'état des services de la structure touchée.")
    async def update_service_status(
        self, info: Info, input: InputOf[UpdateServiceStatusInput], idempotency_key: IdempotencyKey
    ) -> IncidentResult:
        async def effect(tx: Transaction, actor: Actor, now: datetime) -> UUID:
            return (await usecase_services.update(tx, actor, incident_id(input.incident), services.told(input.services), now)).id

        return await mutations.once(info, idempotency_key, input, effect, read_incident)

    @strawberry.mutation(description="Déclarer un incident stabilisé : le pire est passé.")
    async def stabilise_incident(self, info: Info, input: InputOf[IncidentInput], idempotency_key: IdempotencyKey) -> IncidentResult:
        async def effect(tx: Transaction, actor: Actor, now: datetime) -> UUID:
            return (await incidents.stabilise(tx, actor, incident_id(input.incident), now)).id

        return await mutations.once(info, idempotency_key, input, effect, read_incident)

    @strawberry.mutation(description="Réactiver un incident stabilisé qui rechute.")
    async def reactivate_incident(self, info: Info, input: InputOf[IncidentReasonInput], idempotency_key: IdempotencyKey) -> IncidentResult:
        async def effect(tx: Transaction, actor: Actor, now: datetime) -> UUID:
            return (await incidents.reactivate(tx, actor, incident_id(input.incident), input.reason, now)).id

        return await mutations.once(info, idempotency_key, input, effect, read_incident)

    @strawberry.mutation(description="Clore un incident stabilisé ; ce qui était encore demandé est annulé.")
    async def close_incident(self, info: Info, input: InputOf[IncidentReasonInput], idempotency_key: IdempotencyKey) -> IncidentResult:
        async def effect(tx: Transaction, actor: Actor, now: datetime) -> UUID:
            return (await incidents.close(tx, actor, incident_id(input.incident), input.reason, now)).id

        return await mutations.once(info, idempotency_key, input, effect, read_incident)

    @strawberry.mutation(description="Ouvrir un échelon du périmètre pour un incident ; chaque prêteur reste à solliciter.")
    async def authorise_rung(self, info: Info, input: InputOf[RungInput], idempotency_key: IdempotencyKey) -> IncidentResult:
        async def effect(tx: Transaction, actor: Actor, now: datetime) -> UUID:
            return (await rungs.authorise(tx, actor, incident_id(input.incident), input.decision(), now)).id

        return await mutations.once(info, idempotency_key, input, effect, read_incident)

    @strawberry.mutation(description="Refermer un échelon : plus aucun plan n'y compte, ce qui est engagé le reste.")
    async def revoke_rung(self, info: Info, input: InputOf[RungInput], idempotency_key: IdempotencyKey) -> IncidentResult:
        async def effect(tx: Transaction, actor: Actor, now: datetime) -> UUID:
            return (await rungs.revoke(tx, actor, incident_id(input.incident), input.decision(), now)).id

        return await mutations.once(info, idempotency_key, input, effect, read_incident)
