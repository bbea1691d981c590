"""What could come for a call while it is being taken."""

from typing import Annotated

import strawberry

from planblanc.api.nearest import NearestResource
from planblanc.api.operation import Info
from planblanc.api.request_inputs import NeedInput
from planblanc.domain import numbers
from planblanc.domain.requests import NeedKind
from planblanc.usecases import forecasts as usecases
from planblanc.usecases.need_lines import NeedsWanted

_MOST_SHOWN = 10


@strawberry.type(description="Ce qui pourrait venir pour un besoin ; rien n'est engagé.")
class NeedForecast:
    kind: NeedKind = strawberry.field(description="Des personnes, ou du matériel.")
    code: str = strawberry.field(description="Code de la compétence ou du type de matériel.")
    label: str = strawberry.field(description="Libellé.")
    quantity: int = strawberry.field(description="Combien sont demandés.")
    covered: int = strawberry.field(description="Combien pourraient venir, parmi ce que vous voyez.")
    resources: list[NearestResource] = strawberry.field(description="Qui, les plus proches d'abord : dix au plus.")

    @classmethod
    def of(cls, forecast: usecases.Forecast, first: int) -> "NeedForecast":
        """The forecast, as the API shows it."""
        answer = forecast.answer
        return cls(
            kind=forecast.kind,
            code=forecast.code,
            label=forecast.label,
            quantity=answer.wanted,
            covered=answer.covered,
            resources=[NearestResource.of(chosen) for chosen in answer.chosen[:first]],
        )


@strawberry.type
class Queries:
    @strawberry.field(
        description="Ce qui pourrait venir pour un appel que l'on est en train de prendre : pour chaque personne ou matériel des lots, à "
        "la taille du site, puis des besoins dits, combien et sous quel délai ; soixante besoins au plus, chacun pour lui-même."
    )
    async def need_forecasts(
        self,
        info: Info,
        site: Annotated[str, strawberry.argument(description="Numéro FINESS du site touché.")],
        packs: Annotated[list[str] | None, strawberry.argument(description="Codes des lots prêts.")] = None,
        needs: Annotated[list[NeedInput] | None, strawberry.argument(description="Besoins dits un par un.")] = None,
        first: Annotated[int, strawberry.argument(description="Combien de ressources montrer par besoin, dix au plus.")] = 3,
    ) -> list[NeedForecast] | None:
        shown = numbers.within(first, ("first",), least=1, most=_MOST_SHOWN)
        wanted = NeedsWanted(tuple(need.told() for need in needs or ()), tuple(packs or ()))
        found = await usecases.of_call(await info.context.tx(), info.context.actor, site, wanted, await info.context.now())
        return [NeedForecast.of(forecast, shown) for forecast in found]
