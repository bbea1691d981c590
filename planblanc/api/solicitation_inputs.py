"""What is said to answer a solicitation, and to hand out a link."""

from datetime import datetime
from uuid import UUID

import strawberry

from planblanc.api import nodes
from planblanc.api.solicitation_words import Answer
from planblanc.domain.errors import BadInput
from planblanc.domain.identity import EngagementId, SolicitationId
from planblanc.domain.numbers import within
from planblanc.domain.solicitations import MOST_LINES, LineAnswer
from planblanc.usecases.consents import ConsentWanted
from planblanc.usecases.links import LinkWanted
from planblanc.usecases.solicitations import AnswerWanted

_SPEAKER = "Qui a parlé, par sa fonction, quand vous écrivez pour un autre au téléphone."


@strawberry.input(description="Une même réponse pour toutes les lignes qui attendent.")
class AnswerRestInput:
    answer: Answer = strawberry.field(description="La réponse : tout sauf PENDING.")
    quantity: int | None = strawberry.field(description="Pour PARTIAL : combien, moins que demandé.", default=None)
    reason: str = strawberry.field(description="Pour REFUSED : pourquoi, 1 000 caractères au plus.", default="")
    call_again_minutes: int | None = strawberry.field(
        description="Pour DEFERRED : rappeler dans tant de minutes ; 30 sans précision.", default=None
    )
    eta: datetime | None = strawberry.field(description="Pour un oui, entier ou partiel : heure d'arrivée annoncée.", default=None)

    def said(self, engagement: EngagementId | None = None) -> LineAnswer:
        """What the use case takes."""
        return LineAnswer(self.answer, engagement, self.quantity, self.reason, self.call_again_minutes, self.eta)


@strawberry.input(description="La réponse à une ligne.")
class AnswerLineInput(AnswerRestInput):
    engagement: strawberry.ID = strawberry.field(description="L'engagement de la ligne.")

    def of_line(self, index: int) -> LineAnswer:
        """What the use case takes."""
        return self.said(EngagementId(nodes.uuid_of(self.engagement, "Engagement", ("lines", str(index), "engagement"))))


@strawberry.input(description="La réponse d'un prêteur, ligne par ligne.")
class AnswerSolicitationInput:
    solicitation: strawberry.ID = strawberry.field(description="La sollicitation.")
    lines: list[AnswerLineInput] = strawberry.field(description="Les lignes répondues une à une : 500 au plus.", default_factory=list)
    rest: AnswerRestInput | None = strawberry.field(description="La réponse de toutes les autres lignes qui attendent.", default=None)
    speaker: str | None = strawberry.field(description=_SPEAKER, default=None)

    def wanted(self) -> AnswerWanted:
        """What the use case takes."""
        within(len(self.lines), ("lines",), least=0, most=MOST_LINES)
        return AnswerWanted(
            solicitation=SolicitationId(nodes.uuid_of(self.solicitation, "Solicitation", ("solicitation",))),
            lines=tuple(line.of_line(index) for index, line in enumerate(self.lines)),
            rest=self.rest.said() if self.rest is not None else None,
            speaker=self.speaker,
        )


@strawberry.input(description="La réponse de la personne qui partirait.")
class AnswerEngagementInput:
    engagement: strawberry.ID = strawberry.field(description="L'engagement.")
    accepts: bool = strawberry.field(description="Accepte-t-elle de partir ?")
    reason: str = strawberry.field(description="Pour un refus : pourquoi, 1 000 caractères au plus.", default="")
    eta: datetime | None = strawberry.field(description="Heure d'arrivée annoncée.", default=None)
    speaker: str | None = strawberry.field(description=_SPEAKER, default=None)

    def wanted(self) -> ConsentWanted:
        """What the use case takes."""
        engagement = EngagementId(nodes.uuid_of(self.engagement, "Engagement", ("engagement",)))
        return ConsentWanted(engagement, self.accepts, self.reason, self.eta, self.speaker)


@strawberry.input(description="Un lien à remettre : pour une sollicitation, ou bien pour un engagement.")
class IssueLinkInput:
    solicitation: strawberry.ID | None = strawberry.field(description="La sollicitation, pour le prêteur.", default=None)
    engagement: strawberry.ID | None = strawberry.field(description="L'engagement, pour la personne qui part.", default=None)
    hours: int | None = strawberry.field(description="Durée de validité, de 1 à 168 heures ; 24 sans précision.", default=None)

    def wanted(self, token: str) -> LinkWanted:
        """What the use case takes, for a token that is new."""
        if (self.solicitation is None) == (self.engagement is None):
            raise BadInput("Indiquez une sollicitation, ou bien un engagement.", ("solicitation",))
        if self.solicitation is not None:
            key = SolicitationId(nodes.uuid_of(self.solicitation, "Solicitation", ("solicitation",)))
            return LinkWanted(token, solicitation=key, hours=self.hours)
        engagement = EngagementId(nodes.uuid_of(self.engagement or "", "Engagement", ("engagement",)))
        return LinkWanted(token, engagement=engagement, hours=self.hours)


@strawberry.input(description="Un lien à retirer.")
class RevokeLinkInput:
    link: strawberry.ID = strawberry.field(description="Le lien.")

    def key(self) -> UUID:
        """The key of the link."""
        return nodes.uuid_of(self.link, "AnswerLink", ("link",))
