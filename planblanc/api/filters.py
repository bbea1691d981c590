"""The arguments by which lists are narrowed, said once."""

from datetime import datetime
from typing import Annotated

import strawberry

RegionCode = Annotated[str | None, strawberry.argument(description="Code INSEE d'une région ; toutes sans précision.")]
DepartmentCode = Annotated[str | None, strawberry.argument(description="Code INSEE d'un département : 40, 2A, 974.")]
FinessNumber = Annotated[str | None, strawberry.argument(description="Numéro FINESS d'un établissement.")]
FreeText = Annotated[str | None, strawberry.argument(description="Mots cherchés, dans n'importe quel ordre, avec ou sans accents.")]
Synthetic = Annotated[
    bool | None, strawberry.argument(description="Vrai : les seules données synthétiques ; faux : les seules données réelles.")
]
OrInactive = Annotated[bool, strawberry.argument(description="Vrai : avec ce qui a été désactivé.")]
ToConfirm = Annotated[bool, strawberry.argument(description="Vrai : seulement ce dont la confirmation est en retard.")]
LenderKey = Annotated[strawberry.ID | None, strawberry.argument(description="Identifiant global d'un prêteur.")]
AvailableFrom = Annotated[
    datetime | None, strawberry.argument(description="Début de la période pendant laquelle il faut être disponible sans interruption.")
]
AvailableUntil = Annotated[
    datetime | None, strawberry.argument(description="Fin de cette période ; sans précision, l'instant de son début suffit.")
]
