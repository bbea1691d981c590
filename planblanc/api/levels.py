"""The levels of a competence, as the API says them in French; imported from here, so that they are said before they are used."""

from planblanc.api import enums
from planblanc.domain.responders import Level

__all__ = ["Level"]

enums.describe(
    Level,
    "Niveau d'une compétence.",
    {Level.BASIC: "Débutant.", Level.CONFIRMED: "Confirmé.", Level.EXPERT: "Expert."},
)
