"""Who may do what: the one permission table, and the actor who is asking."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from uuid import UUID

from planblanc.domain.errors import Forbidden, FreshLoginWanted
from planblanc.domain.identity import EngagementId, EstablishmentId, LenderId, SolicitationId


class Role(StrEnum):
    """A role of the field; each one has a scope of regions, establishments or lenders."""

    ARS_COORDINATOR = "ARS_COORDINATOR"
    ZONE_COORDINATOR = "ZONE_COORDINATOR"
    NATIONAL_COORDINATOR = "NATIONAL_COORDINATOR"
    NATIONAL_READER = "NATIONAL_READER"
    SAMU = "SAMU"
    ESTABLISHMENT = "ESTABLISHMENT"
    RESOURCE_MANAGER = "RESOURCE_MANAGER"
    DUTY_DIRECTOR = "DUTY_DIRECTOR"
    SERVICE = "SERVICE"
    ADMINISTRATOR = "ADMINISTRATOR"
    LINK_HOLDER = "LINK_HOLDER"
    CODE_HOLDER = "CODE_HOLDER"
    NEWCOMER = "NEWCOMER"


class Channel(StrEnum):
    """By which way an act reached the service."""

    API = "API"
    PHONE = "PHONE"
    CONSOLE = "CONSOLE"
    PORTAL = "PORTAL"
    LINK = "LINK"
    SYSTEM = "SYSTEM"


@dataclass(frozen=True)
class LinkScope:
    """All that a one-use link gives: one solicitation to answer, or one engagement."""

    solicitation: SolicitationId | None = None
    engagement: EngagementId | None = None

    def __post_init__(self) -> None:
        if (self.solicitation is None) == (self.engagement is None):
            raise ValueError("a link opens one solicitation, or one engagement")


@dataclass(frozen=True)
class Actor:
    """Who is asking, with the scope within which the role holds.

    `fresh`: a person who logged in within ten minutes, by the real clock. `confined`: let in by a call-back or a
    paper code, who sees nothing but the incident of its own establishment. `account`: whose rights these are.
    """

    id: UUID
    name: str
    role: Role
    regions: frozenset[str] = frozenset()
    establishments: frozenset[EstablishmentId] = frozenset()
    lenders: frozenset[LenderId] = frozenset()
    on_behalf_of: str | None = None
    channel: Channel = Channel.API
    link: LinkScope | None = None
    fresh: bool = False
    confined: bool = False
    account: UUID | None = None


class Act(StrEnum):
    """A thing that can be done; the value is what a refusal says, after "Vos droits ne permettent pas de" or "d'"."""

    READ_REFERENCE = "lire les données de référence"
    READ_POOL = "lire le vivier"
    READ_INCIDENTS = "lire les incidents"
    READ_JOURNAL = "lire la main courante"
    DECLARE_INCIDENT = "déclarer un incident"
    UPDATE_INCIDENT = "modifier un incident"
    MERGE_INCIDENTS = "rapprocher des incidents"
    DISMISS_INCIDENT = "écarter un incident"
    TAKE_CHARGE = "prendre un incident en charge"
    CLOSE_INCIDENT = "clore un incident"
    RECORD_PLAN_BLANC = "enregistrer un plan blanc"
    UPDATE_SERVICES = "mettre à jour l'état des services"
    CUT_LINKS = "noter la coupure d'un lien"
    RESTORE_LINKS = "noter le rétablissement d'un lien"
    ATTEST_CLEAN = "attester qu'un prêteur est sain"
    RECORD_SUPPORT = "enregistrer l'appui national"
    REPORT_SITUATION = "établir un point de situation"
    READ_SITUATION = "lire un point de situation"
    READ_REGION_SITUATION = "lire le point de situation d'une région"
    ASK_FOR_HELP = "demander de l'aide"
    VERIFY_REQUEST = "vérifier une demande"
    PROPOSE_PLAN = "demander un plan"
    ADJUST_PLAN = "modifier un plan à la main"
    APPROVE_PLAN = "approuver un plan"
    PROPOSE_RELIEF = "demander une relève"
    APPROVE_RELIEF = "approuver une relève"
    OVERRIDE_FLOOR = "abaisser le plancher d'un prêteur"
    AUTHORISE_ADJACENT = "ouvrir l'échelon région voisine"
    AUTHORISE_ZONE = "ouvrir l'échelon zone de défense"
    AUTHORISE_NATION = "ouvrir l'échelon national ou européen"
    SAVE_ESTABLISHMENT = "modifier un établissement"
    SAVE_LENDER = "modifier un prêteur"
    SAVE_RESOURCES = "modifier des intervenants ou du matériel"
    SAVE_PROCEDURE = "modifier une procédure"
    SAVE_CONTACT = "modifier un point de contact"
    WRITE_JOURNAL = "écrire dans la main courante"
    EXPORT_JOURNAL = "exporter la main courante"
    ERASE_JOURNAL = "effacer un texte de la main courante"
    HANDLE_PERSON = "extraire ou effacer les données d'une personne"
    ROTATE_KEYS = "changer les clés de chiffrement"
    FOLLOW_OBLIGATIONS = "suivre une obligation légale"
    DECIDE_OBLIGATIONS = "activer ou désactiver une obligation légale"
    FIND_RESOURCES = "chercher les ressources les plus proches"
    START_STRESS_TEST = "lancer un test de résistance"
    READ_STRESS_TESTS = "lire les tests de résistance"
    ANSWER_SOLICITATION = "répondre à une sollicitation"
    READ_CALL_LIST = "lire une liste d'appel"
    REVEAL_CALL_LIST = "consulter les numéros d'une liste d'appel"
    REVEAL_PHONE = "consulter le numéro d'un intervenant"
    READ_ACCESS_LOG = "lire qui a consulté un numéro"
    ISSUE_LINK = "remettre un lien de réponse"
    OFFER_HELP = "proposer de l'aide"
    DECIDE_OFFER = "décider d'une aide proposée"
    ADVANCE_ENGAGEMENT = "dire où en est un engagement"
    CHANGE_ENGAGEMENT = "prolonger, rappeler, libérer ou remplacer un engagement"
    CANCEL_ENGAGEMENT = "annuler un engagement"
    REQUEST_RETURN = "demander un retour"
    CONFIRM_RECEIPT = "confirmer une réception"
    APPROVE_PURCHASE = "approuver un achat"
    RECORD_HOURS = "enregistrer des heures"
    RECORD_LOAN = "enregistrer un prêt ou son retour"
    DECLARE_LOSS = "déclarer une perte"
    SAVE_AGREEMENT = "modifier une convention d'entraide"
    READ_MISSION_ORDER = "lire un ordre de mission"
    SAVE_DUTY_ROSTER = "tenir le tableau d'astreinte"
    ACKNOWLEDGE_ALERT = "accuser réception d'une alerte"
    READ_NOTIFICATIONS = "lire qui a été prévenu"
    SAVE_WEBHOOK = "abonner un programme"
    DECIDE_ACCESS = "décider d'un accès"
    END_ACCESS = "mettre fin à un accès"
    NAME_DEPUTY = "désigner un suppléant"
    ISSUE_KEY = "remettre une clé de service"
    REVOKE_KEY = "révoquer une clé de service"
    CHANGE_SECURITY_STATE = "changer l'état de sécurité d'un établissement"
    PROPOSE_LIFT = "proposer de lever une compromission"
    RECORD_CALL_BACK = "enregistrer un contre-appel"
    ISSUE_CODES = "remettre des codes d'accès"
    DECIDE_CONTACT = "décider d'un point de contact"
    READ_DENIALS = "lire ce qui a été refusé aux portes"


_READS = {Act.READ_REFERENCE, Act.READ_INCIDENTS, Act.READ_JOURNAL}
_ACCOMPANIES = {Act.ADVANCE_ENGAGEMENT, Act.CANCEL_ENGAGEMENT, Act.REQUEST_RETURN, Act.RECORD_HOURS, Act.RECORD_LOAN}
_LENDS = {Act.ANSWER_SOLICITATION, Act.ISSUE_LINK, Act.OFFER_HELP, Act.READ_MISSION_ORDER} | _ACCOMPANIES
_ADMINISTERS = {Act.ERASE_JOURNAL, Act.HANDLE_PERSON, Act.ROTATE_KEYS, Act.DECIDE_OBLIGATIONS, Act.READ_DENIALS}
_KEEPS_ACCESS = {Act.DECIDE_ACCESS, Act.END_ACCESS, Act.NAME_DEPUTY}
_KEEPS_KEYS = {Act.ISSUE_KEY, Act.REVOKE_KEY}
_HOLDS_ACCESS = {Act.END_ACCESS, Act.NAME_DEPUTY}  # one's own, and one's deputies'
_COORDINATES = set(Act) - {Act.AUTHORISE_ZONE, Act.AUTHORISE_NATION} - _ADMINISTERS

PERMISSIONS: Mapping[Role, frozenset[Act]] = {
    Role.ARS_COORDINATOR: frozenset(_COORDINATES),
    Role.ZONE_COORDINATOR: frozenset(_COORDINATES | {Act.AUTHORISE_ZONE}),
    Role.NATIONAL_COORDINATOR: frozenset(set(Act) - _ADMINISTERS),
    Role.NATIONAL_READER: frozenset(
        _READS | {Act.READ_STRESS_TESTS, Act.RECORD_SUPPORT, Act.READ_SITUATION, Act.READ_REGION_SITUATION} | _HOLDS_ACCESS
    ),
    Role.SAMU: frozenset({Act.READ_REFERENCE, Act.READ_INCIDENTS} | _HOLDS_ACCESS),
    Role.ESTABLISHMENT: frozenset(
        _READS
        | {Act.READ_POOL, Act.DECLARE_INCIDENT, Act.UPDATE_SERVICES, Act.CUT_LINKS, Act.ASK_FOR_HELP, Act.RECORD_PLAN_BLANC}
        | {Act.SAVE_PROCEDURE, Act.SAVE_CONTACT, Act.SAVE_RESOURCES, Act.WRITE_JOURNAL, Act.FOLLOW_OBLIGATIONS}
        | {Act.REVEAL_PHONE, Act.READ_ACCESS_LOG}
        | {Act.CONFIRM_RECEIPT, Act.APPROVE_PURCHASE, Act.DECLARE_LOSS, Act.SAVE_WEBHOOK, Act.READ_SITUATION, Act.PROPOSE_LIFT}
        | _LENDS
        | _KEEPS_ACCESS
        | _KEEPS_KEYS
    ),
    Role.RESOURCE_MANAGER: frozenset(
        {Act.READ_REFERENCE, Act.READ_POOL, Act.READ_JOURNAL, Act.SAVE_LENDER, Act.SAVE_RESOURCES}
        | {Act.SAVE_PROCEDURE, Act.SAVE_CONTACT, Act.DECLARE_LOSS, Act.SAVE_AGREEMENT, Act.REVEAL_PHONE, Act.READ_ACCESS_LOG}
        | _LENDS
        | _KEEPS_ACCESS
    ),
    Role.DUTY_DIRECTOR: frozenset({Act.READ_REFERENCE, Act.READ_POOL} | _LENDS | _HOLDS_ACCESS),
    Role.SERVICE: frozenset({Act.READ_REFERENCE, Act.DECLARE_INCIDENT, Act.ASK_FOR_HELP, Act.READ_INCIDENTS, Act.READ_SITUATION}),
    Role.ADMINISTRATOR: frozenset({Act.READ_REFERENCE, Act.READ_JOURNAL} | _ADMINISTERS | _KEEPS_ACCESS | _KEEPS_KEYS),
    Role.LINK_HOLDER: frozenset({Act.ANSWER_SOLICITATION, Act.ADVANCE_ENGAGEMENT, Act.READ_MISSION_ORDER, Act.READ_ACCESS_LOG}),
    Role.CODE_HOLDER: frozenset({Act.READ_REFERENCE, Act.READ_INCIDENTS, Act.ASK_FOR_HELP, Act.CONFIRM_RECEIPT}),
    Role.NEWCOMER: frozenset(),
}

# What is done only by a person who logged in within `FRESH_FOR`: to engage, to take out, to reveal, to give rights.
FRESH_ACTS = frozenset(
    {Act.APPROVE_PLAN, Act.APPROVE_RELIEF, Act.EXPORT_JOURNAL, Act.REVEAL_CALL_LIST, Act.REVEAL_PHONE, Act.CHANGE_SECURITY_STATE}
    | {Act.DECIDE_ACCESS, Act.NAME_DEPUTY, Act.ISSUE_KEY, Act.ISSUE_CODES}
    | {Act.SAVE_WEBHOOK}  # whatever happens goes out by it, for as long as it stands
)
FRESH_FOR = timedelta(minutes=10)
_CLOCKS_DIFFER = timedelta(seconds=5)

# Of what a role allows, what is left to whoever was let in by a call-back or a paper code: its own crisis, nothing that lends or gives.
CONFINED_ACTS = frozenset(
    {Act.READ_REFERENCE, Act.READ_INCIDENTS, Act.READ_JOURNAL, Act.READ_SITUATION, Act.DECLARE_INCIDENT, Act.UPDATE_SERVICES}
    | {Act.CUT_LINKS, Act.RECORD_PLAN_BLANC, Act.ASK_FOR_HELP, Act.CONFIRM_RECEIPT, Act.WRITE_JOURNAL, Act.FOLLOW_OBLIGATIONS}
    | {Act.PROPOSE_LIFT}
)

COORDINATORS = frozenset({Role.ARS_COORDINATOR, Role.ZONE_COORDINATOR, Role.NATIONAL_COORDINATOR})
NATION_WIDE = frozenset({Role.NATIONAL_COORDINATOR, Role.NATIONAL_READER})


def is_allowed(actor: Actor, act: Act) -> bool:
    """Whether the role may do this at all, whatever the scope; of whoever is confined, little is left."""
    return act in PERMISSIONS[actor.role] and (not actor.confined or act in CONFINED_ACTS)


def is_fresh(authenticated_at: datetime | None, now: datetime) -> bool:
    """Whether somebody logged in recently enough for the acts that want it; by the real clock."""
    return authenticated_at is not None and -_CLOCKS_DIFFER <= now - authenticated_at <= FRESH_FOR


def covers_region(actor: Actor, region: str) -> bool:
    """Whether the actor's scope holds this region (INSEE code)."""
    return actor.role in NATION_WIDE or region in actor.regions


def require(
    actor: Actor,
    act: Act,
    *,
    region: str | None = None,
    establishment: EstablishmentId | None = None,
    lender: LenderId | None = None,
) -> None:
    """Refuse with `Forbidden` unless the role may do the act within one of the scopes that are named.

    The thing acted on names its region, and its establishment or lender where it has one; any one of them in the
    actor's scope is enough. With no scope named, the role alone decides. An act that engages wants a fresh login:
    `FreshLoginWanted`, once it is known that the role and the scope allow it.
    """
    if not is_allowed(actor, act):
        raise Forbidden(f"Vos droits ne permettent pas {_of(act)}.")
    scopes = [
        covers_region(actor, region) if region is not None else None,
        establishment in actor.establishments if establishment is not None else None,
        lender in actor.lenders if lender is not None else None,
    ]
    named = [scope for scope in scopes if scope is not None]
    if named and not any(named):
        raise Forbidden(f"Vos droits ne permettent pas {_of(act)} hors de votre périmètre.")
    if act in FRESH_ACTS and not actor.fresh:
        raise FreshLoginWanted(f"Pour {act.value}, reconnectez-vous : votre dernière connexion doit dater de moins de dix minutes.")


def _of(act: Act) -> str:
    """The act after "ne permettent pas", with its elision: "d'écarter", "de clore"."""
    return f"d'{act.value}" if act.value[0] in "aeiouyéè" else f"de {act.value}"
