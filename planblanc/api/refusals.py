"""An expected refusal is data: every mutation answers its thing, or a `Refusal`."""

from typing import Any

import strawberry
from strawberry.types.field import StrawberryField
from strawberry.utils.str_converters import to_camel_case

from planblanc.domain.errors import Refused


@strawberry.type(description="Refus attendu : la demande est comprise, mais ne peut pas être acceptée. Rien n'a été changé.")
class Refusal:
    code: str = strawberry.field(description="Mot stable qui désigne la raison, par exemple FORBIDDEN ou BAD_INPUT.")
    message: str = strawberry.field(description="La raison, en français, à montrer telle quelle.")
    path: list[str] = strawberry.field(description="Le champ en cause, du plus grand au plus petit ; vide si aucun ne l'est.")

    @classmethod
    def of(cls, refused: Refused) -> "Refusal":
        """What the domain refused, its fields named as the API names them."""
        return cls(code=refused.code, message=refused.message, path=camel_path(refused))


class RefusedBecomesRefusal(strawberry.ExceptionHandler[Refused, Refusal]):
    """Answers a `Refusal` wherever the field's type has one; elsewhere the door makes an error of it."""

    def handle(self, exception: Refused, *, field: StrawberryField, info: Any) -> Refusal:
        """The refusal in place of the thing."""
        info.context.refused.append((exception.code, info.field_name))
        return Refusal.of(exception)


def camel_path(refused: Refused) -> list[str]:
    """The path of the field in the names of the API."""
    return [to_camel_case(part) for part in refused.path]
