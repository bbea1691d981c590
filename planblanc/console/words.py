"""What the pages say in French: the words of the API's values, what has just been done, numbers, distances and hours."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from graphql import GraphQLEnumType, GraphQLSchema
from jinja2 import Environment, pass_context
from jinja2.runtime import Context

from planblanc.console import outlines, prose
from planblanc.domain import french

_DAYS = ("lun.", "mar.", "mer.", "jeu.", "ven.", "sam.", "dim.")
_MONTHS = ("janv.", "févr.", "mars", "avr.", "mai", "juin", "juill.", "août", "sept.", "oct.", "nov.", "déc.")
_MINUTES_A_DAY = 1440
_LONGEST_IN_HOURS = 48 * 60
_LONGEST_LIMIT = 100 * 60

# Where a page wants another word than the first one of the API's own description.
WORDS: Mapping[str, Mapping[str, str]] = {
    "SecurityState": {"NORMAL": "normal", "SUSPECT": "suspect", "COMPROMISED": "compromis", "RESTORED": "rétabli, sous surveillance"},
    "ProcedureKind": {"REFLEX": "fiche réflexe", "DEGRADED": "procédure dégradée"},
    "ProcedureScope": {"ESTABLISHMENT": "un établissement", "GROUP": "un GHT", "REGION": "une région", "NATIONAL": "nationale"},
    "HoursKind": {"WINDOW": "disponible", "DAILY": "disponible à heures fixes", "ABSENCE": "absent", "LEAVE_ASKED": "congé demandé"},
    "EngagementState": {
        "PROPOSED": "demandé",
        "ALERTED": "confirmé",
        "DEPARTED": "en route",
        "ARRIVED": "sur place",
        "COMPLETED": "terminé, à rendre",
        "RETURNED": "rentré",
        "REFUSED": "refusé",
        "CANCELLED": "annulé",
    },
    "Answer": {"ACCEPTED": "oui", "PARTIAL": "en partie", "REFUSED": "non", "DEFERRED": "à rappeler", "PENDING": "sans réponse"},
    "Criticality": {"VITAL": "vital", "HIGH": "élevé", "NORMAL": "normal"},
    "LineFlag": {
        "TO_CONFIRM": "à confirmer",
        "TO_ATTEST": "à attester",
        "EXTRAPOLATED": "trajet extrapolé",
        "SUBSTITUTE": "remplacement",
        "SYNTHETIC": "synthétique",
        "KEPT": "déjà engagé",
    },
    "IncidentState": {"MERGED": "rapproché d'un autre"},
    "LineKind": {"ACT": "acte", "CALL": "appel", "OBSERVATION": "observation", "CORRECTION": "correction"},
    "PlanStanding": {"SUPERSEDED": "remplacé"},
    "Rung": {
        "OWN_GROUP": "même groupe",
        "DEPARTMENT": "département",
        "REGION": "région",
        "ADJACENT_REGION": "région voisine",
        "ZONE": "zone de défense",
        "NATIONAL": "national",
        "EU": "Union européenne",
    },
    "LoanState": {"OUT": "sorti", "RECEIVED": "reçu", "RETURNED": "rendu", "LOST": "perdu"},
}

# What a page says once it is done; `{n}` is never guessed: what was made is on the page itself.
DONE: Mapping[str, str] = {
    "acceptHandOver": "Relais accepté : vous êtes en charge.",
    "advanceEngagement": "Étape enregistrée.",
    "addLogEntry": "Ligne écrite.",
    "acknowledgeAlert": "Alerte reçue : personne d'autre n'est réveillé.",
    "approvePlan": "Plan approuvé : les sollicitations partent.",
    "approvePurchase": "Achat approuvé : le prêteur peut partir.",
    "approveRelief": "Relève approuvée : les prêteurs peuvent être appelés.",
    "cancelEngagement": "Engagement annulé : ce qu'il devait couvrir est à nouveau cherché.",
    "closeIncident": "Incident clos.",
    "correctLogEntry": "Correction écrite : la ligne d'origine reste lisible.",
    "dismissIncident": "Incident écarté.",
    "fileObligation": "Dépôt enregistré.",
    "handOver": "Relais proposé : vous restez en charge jusqu'à ce qu'il soit accepté.",
    "issueSituationReport": "Point établi et conservé.",
    "matchMessage": "Message rapproché : il est lu comme les autres.",
    "mergeIncidents": "Incidents rapprochés : demandes, services et contacts sont repris ici.",
    "reactivateIncident": "Incident réactivé.",
    "recordLinkCut": "Coupure notée.",
    "recordNationalSupport": "Appui national enregistré.",
    "recordPlanBlanc": "Décision enregistrée.",
    "recordReconnection": "Rétablissement noté.",
    "stabiliseIncident": "Incident stabilisé.",
    "startObligation": "Le délai court.",
    "updateIncident": "Enregistré.",
    "updateServiceStatus": "État enregistré.",
    "waiveObligation": "Obligation dite sans objet.",
    "writeShiftNote": "Note laissée pour le relais.",
    "confirmReceipt": "Réception enregistrée.",
    "declareLoanLost": "Perte déclarée.",
    "decideOffer": "Décision enregistrée.",
    "extendEngagement": "Engagement prolongé.",
    "offerHelp": "Aide proposée enregistrée.",
    "proposeRelief": "Relève demandée : le calcul est en cours.",
    "recallEngagement": "Rappel enregistré : le prêteur est averti.",
    "recordHours": "Heures enregistrées.",
    "recordLoan": "Prêt enregistré.",
    "releaseEngagement": "Engagement libéré.",
    "replaceEngagement": "Remplacement enregistré.",
    "requestReturn": "Retour demandé : le responsable de l'incident est averti.",
    "returnLoan": "Retour enregistré.",
    "saveDutyRoster": "Tableau d'astreinte enregistré.",
    "sayWhereToReport": "Consigne d'arrivée enregistrée.",
    "decideAccess": "Décision enregistrée.",
    "decideContactEdit": "Décision enregistrée.",
    "endAccess": "Accès terminés, sessions et clés comprises.",
    "endSession": "Session fermée.",
    "nameDeputy": "Suppléant désigné.",
    "startStressTest": "Test lancé : il n'engage rien, et ses résultats viennent ici.",
    "takeCharge": "Vous êtes en charge.",
    "updateEta": "Heure d'arrivée enregistrée.",
    "adjustPlan": "Choix enregistré : un plan qui en tient compte est en cours de calcul.",
    "answerSolicitation": "Réponse enregistrée.",
    "authoriseRung": "Échelon ouvert : demandez un plan qui s'en sert.",
    "cancelTask": "Arrêt demandé.",
    "proposePlan": "Plan demandé : le calcul est en cours.",
    "revealCallList": "Numéros donnés : la main courante le dit.",
    "revokeRung": "Échelon refermé : ce qui est engagé le reste.",
    "undoAdjustment": "Choix annulé : un plan qui n'en tient plus compte est en cours de calcul.",
    "verifyRequest": "Contre-appel noté.",
    "confirmResource": "Présence confirmée.",
    "confirmResources": "Présences confirmées : la main courante le dit, prêteur par prêteur.",
    "importPool": "Tableau importé.",
    "procedureOriginal": "Fichier joint au brouillon.",
    "publishProcedure": "Procédure publiée : elle vaut dès maintenant.",
    "recordCallBack": "Contre-appel noté.",
    "saveAgreement": "Convention enregistrée.",
    "saveAvailability": "Calendrier enregistré.",
    "saveContactPoint": "Contact enregistré, ou mis en attente si le site est en doute.",
    "saveEquipmentStock": "Stock enregistré.",
    "saveEstablishment": "Fiche enregistrée.",
    "saveLender": "Prêteur enregistré.",
    "saveProcedure": "Brouillon enregistré : il reste à le publier.",
    "saveResponder": "Intervenant enregistré.",
    "saveSharedFateLink": "Sort commun enregistré.",
    "setSecurityState": "Décision enregistrée : si elle attend une seconde personne, c'est dit ci-dessous.",
}
_DONE = "C'est fait."


def done(mutation: str) -> str:
    """The sentence after an act."""
    return DONE.get(mutation, _DONE)


def dress(environment: Environment, schema: GraphQLSchema) -> None:
    """Give the templates their filters."""
    environment.filters.update(
        ago=ago,
        counted=french.counted,
        dated=dated,
        day=day,
        dialled=french.dialled,
        hour=hour,
        km=km,
        lasting=lasting,
        left=left,
        moment=moment,
        name=french.name,
        number=french.number,
        prose=prose.prose,
        region_name=region_name,
        wall=wall,
        word=lambda value, enum: word(schema, value, enum),
        words=lambda enum: words(schema, enum),
    )


def word(schema: GraphQLSchema, value: str | None, enum: str) -> str:
    """A value of an enum in French: ours, else the beginning of its description, up to its explanation."""
    if value is None:
        return "inconnu"
    return words(schema, enum).get(value, value)


def words(schema: GraphQLSchema, enum: str) -> dict[str, str]:
    """Every value of an enum with its French, in the order of the API."""
    described = schema.type_map[enum]
    if not isinstance(described, GraphQLEnumType):
        raise TypeError(f"{enum} is no enum of the API")
    ours = WORDS.get(enum, {})
    return {name: ours.get(name) or _first(value.description or name) for name, value in described.values.items()}


def _first(description: str) -> str:
    said = description.partition(" : ")[0].rstrip(".")
    return said[:1].lower() + said[1:] if said[1:2].islower() or said[1:2] in {"'", "’", " "} else said


@pass_context
def moment(context: Context, written: str | None) -> str:
    """A moment by the clock of the page's region: "mar. 9 févr. 02:40", with its year when it is another one."""
    if written is None:
        return "heure inconnue"
    local = _local(context, written)
    now = context["now"]  # what an act answers is shown on a page that read no clock
    year = "" if now is None or local.year == _local(context, now).year else f" {local.year}"
    return f"{_DAYS[local.weekday()]} {local.day} {_MONTHS[local.month - 1]}{year} {local:%H:%M}"


@pass_context
def hour(context: Context, written: str | None) -> str:
    """An hour of today as "02:40"; of another day, the whole moment."""
    if written is None:
        return "heure inconnue"
    local = _local(context, written)
    now = context["now"]
    return f"{local:%H:%M}" if now is not None and local.date() == _local(context, now).date() else moment(context, written)


def day(written: str | None) -> str:
    """A day: "mar. 9 févr."."""
    if written is None:
        return "jour inconnu"
    told = date.fromisoformat(written)
    return f"{_DAYS[told.weekday()]} {told.day} {_MONTHS[told.month - 1]}"


def dated(written: str | None) -> str:
    """A day with its year: "9 févr. 2021"."""
    if written is None:
        return "jour inconnu"
    told = date.fromisoformat(written)
    return f"{told.day} {_MONTHS[told.month - 1]} {told.year}"


@pass_context
def wall(context: Context, written: str | None) -> str:
    """A moment as a field of a form takes it, by the clock on the wall of the page's region."""
    return f"{_local(context, written):%Y-%m-%dT%H:%M}" if written else ""


@pass_context
def ago(context: Context, written: str | None) -> str:
    """How long ago, or in how long: "il y a 3 min", "dans 2 h 40"."""
    if written is None:
        return "heure inconnue"
    minutes = round((datetime.fromisoformat(context["now"]) - datetime.fromisoformat(written)) / timedelta(minutes=1))
    if minutes == 0:
        return "à l'instant"
    return f"il y a {lasting(minutes)}" if minutes > 0 else f"dans {lasting(-minutes)}"


@pass_context
def left(context: Context, written: str) -> str:
    """What is left until a limit, in hours as the law counts them: "67 h 51"."""
    minutes = max(0, round((datetime.fromisoformat(written) - datetime.fromisoformat(context["now"])) / timedelta(minutes=1)))
    return lasting(minutes) if minutes < 60 or minutes > _LONGEST_LIMIT else f"{minutes // 60} h {minutes % 60:02}"


def lasting(minutes: float | None) -> str:
    """A length of time: "35 min", "2 h 40", "6 j"."""
    if minutes is None:
        return "durée inconnue"
    whole = round(minutes)
    if whole < 60:
        return f"{whole} min"
    if whole < _LONGEST_IN_HOURS:
        return f"{whole // 60} h" + (f" {whole % 60:02}" if whole % 60 else "")
    return f"{whole // _MINUTES_A_DAY} j"


def km(distance: float | None) -> str:
    """A distance: "43,5 km"."""
    return "distance inconnue" if distance is None else f"{distance:.1f}".replace(".", ",") + "\u00a0km"


def region_name(code: str) -> str:
    """A region by its name, where its code is known."""
    return outlines.region_names().get(code, code)


def zone_name(zone: ZoneInfo) -> str:
    """How a page names its clock."""
    return "heure de Paris" if zone.key == french.PARIS.key else f"heure de {_PLACES.get(zone.key, zone.key)}"


_PLACES = {
    "America/Guadeloupe": "Guadeloupe",
    "America/Martinique": "Martinique",
    "America/Cayenne": "Guyane",
    "Indian/Reunion": "La Réunion",
    "Indian/Mayotte": "Mayotte",
}


def _local(context: Context, written: Any) -> datetime:
    zone: ZoneInfo = context["zone"]
    return datetime.fromisoformat(written).astimezone(zone)
