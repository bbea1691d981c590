"""The words of an incident in the API: its states, its severity, where it came from, who may read it."""

from planblanc.api import enums
from planblanc.domain.incidents import IncidentState, Origin, Severity, Source, Tlp

__all__ = ["IncidentState", "Origin", "Severity", "Source", "Tlp"]

enums.describe(
    IncidentState,
    "Où en est un incident.",
    {
        IncidentState.REPORTED: "Signalé : personne ne l'a encore pris en charge.",
        IncidentState.ACTIVE: "Actif : une personne en est chargée.",
        IncidentState.STABILISED: "Stabilisé : le pire est passé, l'aide peut durer.",
        IncidentState.CLOSED: "Clos.",
        IncidentState.DISMISSED: "Écarté : ce n'en était pas un.",
        IncidentState.MERGED: "Rapproché d'un autre, qui le remplace.",
    },
)
enums.describe(
    Severity,
    "Gravité d'un incident, telle qu'elle est dite.",
    {
        Severity.MINOR: "Mineure.",
        Severity.MODERATE: "Modérée.",
        Severity.MAJOR: "Majeure.",
        Severity.CRITICAL: "Critique.",
        Severity.UNKNOWN: "Pas encore connue.",
    },
)
enums.describe(
    Source,
    "Par où un incident a d'abord été connu.",
    {
        Source.PHONE: "Un appel téléphonique.",
        Source.PORTAL: "Le portail national des incidents.",
        Source.ESTABLISHMENT: "L'établissement lui-même.",
        Source.CONSOLE: "La console d'un coordonnateur.",
    },
)
enums.describe(
    Tlp,
    "Qui peut lire (Traffic Light Protocol 2.0).",
    {
        Tlp.CLEAR: "Tout le monde.",
        Tlp.GREEN: "La communauté.",
        Tlp.AMBER: "Votre organisation et ceux qu'elle sert.",
        Tlp.AMBER_STRICT: "Votre organisation seulement.",
        Tlp.RED: "Les seuls destinataires.",
    },
)
