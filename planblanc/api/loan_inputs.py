"""What is asked of loans."""

from datetime import datetime

import strawberry

from planblanc.api import nodes
from planblanc.api.engagement_inputs import FOR_A_CALLER
from planblanc.domain.errors import BadInput
from planblanc.domain.identity import EngagementId
from planblanc.domain.loans import LoanId, Lot
from planblanc.usecases.loans import LoanWanted, LossTold, ReturnTold

_MOST_SERIALS = 1000


@strawberry.input(description="Un lot qui sort.")
class LotInput:
    quantity: int = strawberry.field(description="Combien : au moins un.")
    serials: list[str] = strawberry.field(description="Numéros de série : autant que d'unités, ou aucun.", default_factory=list)
    lot: str = strawberry.field(description="Marque du lot, 200 caractères au plus.", default="")
    condition: str = strawberry.field(description="État à la sortie, 500 caractères au plus.", default="")

    def wanted(self) -> Lot:
        """What the use case takes."""
        if self.quantity < 1:
            raise BadInput("Un lot a au moins une unité.", ("lots", "quantity"))
        if len(self.serials) > _MOST_SERIALS or len(self.serials) not in (0, self.quantity):
            raise BadInput("Indiquez autant de numéros de série que d'unités, mille au plus, ou aucun.", ("lots", "serials"))
        return Lot(self.quantity, tuple(self.serials), self.lot, self.condition)


@strawberry.input(description="Ce qui sort pour un engagement de matériel.")
class RecordLoanInput:
    engagement: strawberry.ID = strawberry.field(description="L'engagement.")
    lots: list[LotInput] = strawberry.field(description="Les lots : deux cents au plus.")
    due_at: datetime | None = strawberry.field(description="Retour attendu ; la fin de l'engagement sans précision.", default=None)
    on_behalf_of: str | None = strawberry.field(description=FOR_A_CALLER, default=None)

    def wanted(self) -> LoanWanted:
        """What the use case takes."""
        key = EngagementId(nodes.uuid_of(self.engagement, "Engagement", ("engagement",)))
        return LoanWanted(key, tuple(lot.wanted() for lot in self.lots), self.due_at, self.on_behalf_of)


@strawberry.input(description="Le retour d'un prêt.")
class ReturnLoanInput:
    loan: strawberry.ID = strawberry.field(description="Le prêt.")
    condition: str = strawberry.field(description="État au retour, 500 caractères au plus.")
    quantity: int | None = strawberry.field(description="Combien reviennent ; tout le prêt sans précision.", default=None)
    serials: list[str] = strawberry.field(description="Lesquels, s'il est suivi par numéros de série.", default_factory=list)
    wiping_certificate: str | None = strawberry.field(
        description="Référence du certificat d'effacement : obligatoire pour ce qui a pu contenir des données.", default=None
    )
    returned_at: datetime | None = strawberry.field(description="Quand ; maintenant sans précision.", default=None)
    on_behalf_of: str | None = strawberry.field(description=FOR_A_CALLER, default=None)

    def loan_id(self) -> LoanId:
        """The key of the loan."""
        return LoanId(nodes.uuid_of(self.loan, "Loan", ("loan",)))

    def told(self) -> ReturnTold:
        """What the use case takes."""
        certificate = self.wiping_certificate
        return ReturnTold(self.condition, self.quantity, tuple(self.serials), certificate, self.returned_at, self.on_behalf_of)


@strawberry.input(description="La perte d'un prêt.")
class DeclareLoanLostInput:
    loan: strawberry.ID = strawberry.field(description="Le prêt.")
    reason: str = strawberry.field(description="Pourquoi, 2 000 caractères au plus.")
    quantity: int | None = strawberry.field(description="Combien sont perdus ; tout le prêt sans précision.", default=None)
    serials: list[str] = strawberry.field(description="Lesquels, s'il est suivi par numéros de série.", default_factory=list)
    on_behalf_of: str | None = strawberry.field(description=FOR_A_CALLER, default=None)

    def loan_id(self) -> LoanId:
        """The key of the loan."""
        return LoanId(nodes.uuid_of(self.loan, "Loan", ("loan",)))

    def told(self) -> LossTold:
        """What the use case takes."""
        return LossTold(self.reason, self.quantity, tuple(self.serials), self.on_behalf_of)
