"""Who was attested clean for an incident."""

from datetime import datetime

import strawberry

from planblanc.api import nodes
from planblanc.api.nodes import global_id
from planblanc.domain import attestations as domain
from planblanc.domain.identity import LenderId
from planblanc.usecases.attestations import AttestationGone


@strawberry.type(description="Prêteur au sort partagé attesté sain pour un incident : les plans peuvent de nouveau compter sur lui.")
class CleanAttestation:
    lender: strawberry.ID = strawberry.field(description="Identifiant global du prêteur.")
    lender_name: str = strawberry.field(description="Son nom ; vide si vous n'y avez pas accès.")
    reason: str = strawberry.field(description="Sur quoi elle repose.")
    attested_by: str = strawberry.field(description="Qui l'a enregistrée.")
    attested_at: datetime = strawberry.field(description="Quand.")
    link: strawberry.ID | None = strawberry.field(description="Le lien rétabli sur lequel elle repose.")
    stands: bool = strawberry.field(description="Tient-elle encore ?")
    withdrawn_by: str | None = strawberry.field(description="Qui l'a retirée.")
    withdrawn_at: datetime | None = strawberry.field(description="Quand.")
    withdrawn_reason: str | None = strawberry.field(description="Pourquoi elle a été retirée.")

    @classmethod
    def of(cls, made: domain.Attestation) -> "CleanAttestation":
        """The attestation, as the API shows it."""
        gone = made.withdrawn
        return cls(
            lender=global_id("Lender", made.lender),
            lender_name=made.lender_name,
            reason=made.reason,
            attested_by=made.by_name,
            attested_at=made.at,
            link=global_id("PartnerLink", made.link) if made.link else None,
            stands=gone is None,
            withdrawn_by=gone.name if gone else None,
            withdrawn_at=gone.at if gone else None,
            withdrawn_reason=gone.reason if gone else None,
        )


@strawberry.input(description="Prêteur à attester sain.")
class AttestCleanInput:
    incident: strawberry.ID = strawberry.field(description="L'incident.")
    lender: strawberry.ID = strawberry.field(description="Le prêteur, qui partage le sort de la victime.")
    reason: str | None = strawberry.field(description="Sur quoi repose l'attestation ; celle du lien rétabli sans précision.", default=None)
    link: strawberry.ID | None = strawberry.field(description="Le lien rétabli avec lui.", default=None)

    def wanted(self) -> domain.AttestationWanted:
        """What the use case takes."""
        link = nodes.uuid_of(self.link, "PartnerLink", ("link",)) if self.link is not None else None
        return domain.AttestationWanted(LenderId(nodes.uuid_of(self.lender, "Lender", ("lender",))), self.reason, link)


@strawberry.input(description="Attestation à retirer.")
class WithdrawAttestationInput:
    incident: strawberry.ID = strawberry.field(description="L'incident.")
    lender: strawberry.ID = strawberry.field(description="Le prêteur.")
    reason: str = strawberry.field(description="Pourquoi il n'est plus attesté sain.")

    def wanted(self) -> AttestationGone:
        """What the use case takes."""
        return AttestationGone(LenderId(nodes.uuid_of(self.lender, "Lender", ("lender",))), self.reason)
