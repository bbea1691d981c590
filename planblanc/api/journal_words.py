"""The words of the main courante in the API: what a line is."""

from planblanc.api import enums
from planblanc.domain.journal import LineKind

__all__ = ["LineKind"]

enums.describe(
    LineKind,
    "Ce qu'est une ligne de la main courante.",
    {
        LineKind.ACT: "Trace d'un acte : écrite par le service, avec l'acte.",
        LineKind.NOTE: "Note.",
        LineKind.DECISION: "Décision.",
        LineKind.CALL: "Appel reçu ou passé.",
        LineKind.OBSERVATION: "Observation : ce que l'on constate.",
        LineKind.CORRECTION: "Correction d'une autre ligne, qui reste telle qu'elle était.",
    },
)
