"""Whether a site is trusted, who said so, and by which numbers it may be called back."""

from datetime import datetime
from uuid import UUID

import strawberry

from planblanc.api import enums
from planblanc.api.contact_words import ContactChannel
from planblanc.api.nodes import global_id
from planblanc.domain import call_backs, directory
from planblanc.domain import security as domain
from planblanc.domain.call_backs import Purpose
from planblanc.domain.establishments import SecurityState
from planblanc.domain.security import ChangeState

__all__ = ["DirectoryNumber", "SecurityChange", "SecurityState", "SiteCallBack"]

enums.describe(
    SecurityState,
    "Confiance à accorder aux comptes, à la messagerie et à l'annuaire d'un établissement ; une personne en décide.",
    {
        SecurityState.NORMAL: "Rien à signaler.",
        SecurityState.SUSPECT: "Doute : ce qui en vient est vérifié par contre-appel.",
        SecurityState.COMPROMISED: "Compromis : ses sessions, ses clés et sa messagerie ne valent plus.",
        SecurityState.RESTORED: "Rétabli, sous surveillance.",
    },
)
enums.describe(
    ChangeState,
    "Où en est un changement d'état de sécurité.",
    {
        ChangeState.PROPOSED: "Proposé : une autre personne doit le confirmer, dans les vingt-quatre heures.",
        ChangeState.DONE: "Fait.",
        ChangeState.DROPPED: "Abandonné : personne ne l'a confirmé à temps.",
    },
)
enums.describe(
    Purpose,
    "Pourquoi quelqu'un a été rappelé.",
    {
        Purpose.REQUEST: "Pour une demande d'aide : s'enregistre sur la demande (verifyRequest).",
        Purpose.ACCESS: "Pour rouvrir un accès à un directeur.",
        Purpose.CONTACTS: "Pour une modification de ses points de contact.",
        Purpose.OTHER: "Pour vérifier qui parle.",
    },
)


@strawberry.type(description="Un changement de l'état de sécurité d'un établissement.")
class SecurityChange:
    id: strawberry.ID = strawberry.field(description="Son identifiant, tel que le journal le note.")
    incident: strawberry.ID | None = strawberry.field(description="L'incident dont il est dit, s'il en est un d'ouvert.")
    before: SecurityState = strawberry.field(description="L'état d'avant.")
    after: SecurityState = strawberry.field(description="L'état d'après.")
    state: ChangeState = strawberry.field(description="Où en est ce changement.")
    reason: str = strawberry.field(description="Pourquoi.")
    proposed_by: str = strawberry.field(description="Qui l'a décidé, ou proposé quand il faut être deux.")
    proposed_at: datetime = strawberry.field(description="Quand.")
    confirmed_by: str | None = strawberry.field(description="Qui l'a confirmé, quand il faut être deux.")
    confirmed_at: datetime | None = strawberry.field(description="Quand.")

    @classmethod
    def of(cls, change: domain.SecurityChange) -> "SecurityChange":
        """The change, as the API shows it."""
        return cls(
            id=global_id("SecurityChange", change.id),
            incident=global_id("Incident", change.incident) if change.incident else None,
            before=change.before,
            after=change.after,
            state=change.state,
            reason=change.reason,
            proposed_by=change.proposed.name,
            proposed_at=change.proposed.at,
            confirmed_by=change.confirmed.name if change.confirmed else None,
            confirmed_at=change.confirmed.at if change.confirmed else None,
        )


@strawberry.type(description="Un numéro de l'annuaire tel qu'il était avant l'incident : le seul à rappeler.")
class DirectoryNumber:
    label: str = strawberry.field(description="Fonction jointe.")
    channel: ContactChannel = strawberry.field(description="Moyen.")
    number: str = strawberry.field(description="Numéro à composer.")
    known_since: datetime | None = strawberry.field(description="Connu depuis ; rien quand c'était avant tout historique.")
    changed_at: datetime | None = strawberry.field(description="Changé depuis, et quand : l'ancien numéro reste celui à rappeler.")

    @classmethod
    def of(cls, entry: directory.DirectoryEntry) -> "DirectoryNumber":
        """The entry, as the API shows it."""
        return cls(
            label=entry.label,
            channel=entry.channel,
            number=entry.address,
            known_since=entry.valid_from,
            changed_at=entry.valid_until,
        )


@strawberry.type(description="Contre-appel d'un établissement, à un numéro de son annuaire d'avant l'incident.")
class SiteCallBack:
    id: strawberry.ID = strawberry.field(description="Son identifiant, à rendre pour ce qu'il permet.")
    purpose: Purpose = strawberry.field(description="Pourquoi.")
    number: str = strawberry.field(description="Numéro rappelé.")
    reached: str = strawberry.field(description="Qui a répondu, par sa fonction.")
    confirmed: bool = strawberry.field(description="A-t-il confirmé ?")
    made_by: str = strawberry.field(description="Qui a rappelé.")
    made_at: datetime = strawberry.field(description="Quand.")
    note: str = strawberry.field(description="Précisions.")

    @classmethod
    def of(cls, made: call_backs.CallBack) -> "SiteCallBack":
        """The call-back, as the API shows it."""
        return cls(
            id=global_id("SiteCallBack", made.id or UUID(int=0)),
            purpose=made.purpose,
            number=made.told.number,
            reached=made.told.reached,
            confirmed=made.told.confirmed,
            made_by=made.made_name,
            made_at=made.made_at,
            note=made.told.note,
        )
