"""What is told of an incident, as callers send it."""

from datetime import datetime

import strawberry

from planblanc.api import nodes, services
from planblanc.api.incident_words import Origin, Severity, Tlp
from planblanc.api.perimeter import Rung
from planblanc.api.services import ServiceStatusInput
from planblanc.api.victims import VictimInput
from planblanc.domain.access import Actor
from planblanc.domain.identity import IncidentId
from planblanc.domain.incidents import UNKNOWN_CATEGORY
from planblanc.domain.reports import ContactTold, IncidentChange, IncidentTold, IncidentUpdate, source_of
from planblanc.usecases.rungs import Decision


def incident_id(identifier: str, field: str = "incident") -> IncidentId:
    """The key of an incident that an input names."""
    return IncidentId(nodes.uuid_of(identifier, "Incident", (field,)))


@strawberry.input(description="Personne à rappeler, sur un téléphone hors du réseau touché.")
class ContactInput:
    name: str = strawberry.field(description="Nom ou fonction.")
    phone: str = strawberry.field(description="Numéro de téléphone.")
    position: str = strawberry.field(description="Fonction.", default="")


@strawberry.input(description="Incident à déclarer : seule la structure touchée est nécessaire, le reste peut être inconnu.")
class DeclareIncidentInput:
    victim: VictimInput = strawberry.field(description="La structure touchée.")
    by_phone: bool = strawberry.field(description="Un appel en est-il la source ?", default=False)
    category: str = strawberry.field(description="Code de la cause.", default=UNKNOWN_CATEGORY)
    origin: Origin = strawberry.field(description="Malveillant ou non : jamais supposé.", default=Origin.UNKNOWN)
    severity: Severity = strawberry.field(description="Gravité.", default=Severity.UNKNOWN)
    summary: str = strawberry.field(description="Ce qui en est dit, 4 000 caractères au plus.", default="")
    occurred_at: datetime | None = strawberry.field(description="Quand il est survenu.", default=None)
    observed_at: datetime | None = strawberry.field(description="Quand il a été observé.", default=None)
    awareness_at: datetime | None = strawberry.field(description="Quand il a été connu comme tel.", default=None)
    exercise: bool = strawberry.field(description="Est-ce un exercice ?", default=False)
    tlp: Tlp | None = strawberry.field(description="Qui peut le lire ; AMBER sans précision.", default=None)
    common_cause: str | None = strawberry.field(description="Cause commune à plusieurs victimes.", default=None)
    contacts: list[ContactInput] = strawberry.field(description="Qui rappeler.", default_factory=list)
    services: list[ServiceStatusInput] = strawberry.field(description="Les services dont l'état est connu.", default_factory=list)

    def told(self, actor: Actor) -> IncidentTold:
        """What the use case takes."""
        return IncidentTold(
            source=source_of(actor, by_phone=self.by_phone),
            victim=self.victim.told(),
            category=self.category,
            origin=self.origin,
            severity=self.severity,
            summary=self.summary,
            occurred_at=self.occurred_at,
            observed_at=self.observed_at,
            awareness_at=self.awareness_at,
            exercise=self.exercise,
            tlp=self.tlp,
            common_cause=self.common_cause,
            contacts=tuple(ContactTold(contact.name, contact.phone, contact.position) for contact in self.contacts),
            services=services.told(self.services),
        )


@strawberry.input(description="Ce qui est mieux connu d'un incident : ce qui est laissé vide ne change pas.")
class UpdateIncidentInput:
    incident: strawberry.ID = strawberry.field(description="L'incident.")
    victim: VictimInput | None = strawberry.field(description="La structure touchée, mieux nommée.", default=None)
    category: str | None = strawberry.field(description="Code de la cause.", default=None)
    origin: Origin | None = strawberry.field(description="Malveillant ou non.", default=None)
    severity: Severity | None = strawberry.field(description="Gravité.", default=None)
    summary: str | None = strawberry.field(description="Ce qui en est dit.", default=None)
    occurred_at: datetime | None = strawberry.field(description="Quand il est survenu.", default=None)
    observed_at: datetime | None = strawberry.field(description="Quand il a été observé.", default=None)
    awareness_at: datetime | None = strawberry.field(description="Quand il a été connu comme tel.", default=None)
    tlp: Tlp | None = strawberry.field(description="Qui peut le lire.", default=None)
    common_cause: str | None = strawberry.field(description="Cause commune à plusieurs victimes.", default=None)

    def wanted(self) -> IncidentUpdate:
        """What the use case takes."""
        change = IncidentChange(
            category=self.category,
            origin=self.origin,
            severity=self.severity,
            summary=self.summary,
            occurred_at=self.occurred_at,
            observed_at=self.observed_at,
            awareness_at=self.awareness_at,
            tlp=self.tlp,
            common_cause=self.common_cause,
        )
        return IncidentUpdate(change, self.victim.told() if self.victim is not None else None)


@strawberry.input(description="Deux signalements d'un même événement.")
class MergeIncidentsInput:
    kept: strawberry.ID = strawberry.field(description="L'incident gardé.")
    merged: strawberry.ID = strawberry.field(description="L'incident rapproché : ses demandes, services et contacts passent au premier.")


@strawberry.input(description="Incident à prendre en charge.")
class TakeChargeInput:
    incident: strawberry.ID = strawberry.field(description="L'incident.")
    reason: str | None = strawberry.field(description="Pourquoi, quand une autre personne en est chargée.", default=None)


@strawberry.input(description="Passation proposée.")
class HandOverInput:
    incident: strawberry.ID = strawberry.field(description="L'incident.")
    to_name: str = strawberry.field(description="À qui, par son nom ou sa fonction.")
    note: str = strawberry.field(description="Ce qu'il faut lire avant d'accepter.")


@strawberry.input(description="Passation à accepter.")
class AcceptHandOverInput:
    incident: strawberry.ID = strawberry.field(description="L'incident.")
    notes_read: int | None = strawberry.field(
        description="Combien de notes du poste ont été lues : s'il en a été écrit d'autres depuis, la passation est refusée.", default=None
    )


@strawberry.input(description="L'incident.")
class IncidentInput:
    incident: strawberry.ID = strawberry.field(description="L'incident.")


@strawberry.input(description="L'incident, et le motif.")
class IncidentReasonInput:
    incident: strawberry.ID = strawberry.field(description="L'incident.")
    reason: str = strawberry.field(description="Le motif.")


@strawberry.input(description="L'état des services de la structure touchée.")
class UpdateServiceStatusInput:
    incident: strawberry.ID = strawberry.field(description="L'incident.")
    services: list[ServiceStatusInput] = strawberry.field(description="Les services dont l'état est connu ; les autres gardent le leur.")


@strawberry.input(description="Échelon à ouvrir ou à refermer pour un incident.")
class RungInput:
    incident: strawberry.ID = strawberry.field(description="L'incident.")
    rung: Rung = strawberry.field(description="L'échelon.")
    reason: str = strawberry.field(description="Pourquoi, 2 000 caractères au plus.")

    def decision(self) -> Decision:
        """What the use case takes."""
        return Decision(self.rung, self.reason)
