"""Every page of the console: its address, its one document, its one template."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeAlias

from graphql import GraphQLInputType, GraphQLSchema, OperationDefinitionNode, is_input_type, parse, type_from_ast

from planblanc.console.views import (
    account,
    call,
    engagements,
    incidents,
    journals,
    national,
    offers,
    plans,
    pool,
    relief,
    resilience,
    sheets,
)
from planblanc.domain import access
from planblanc.domain.access import Act, Actor

# What a page must compute of what the API answers, pure: the data of its document, then what its template is given besides.
View: TypeAlias = Callable[[Mapping[str, Any]], Mapping[str, Any]]

_DOCUMENTS = Path(__file__).parent / "documents"
_BAR = """
fragment Bar on Query { now viewer { id name role regions isFresh isConfined } }
"""


@dataclass(frozen=True)
class Page:
    """One page: `door` is the one of the bar behind which it stands, `wants` the field without which there is no page."""

    path: str
    name: str
    title: str
    door: str = ""
    wants: str | None = None
    view: View | None = None
    is_regional: bool = False  # it is of one region: whoever has none, or several, says which
    is_shared: bool = False  # what it shows is the same for all who have the same rights: read again at once by many, it is asked once
    is_part: bool = False  # no page of its own: a piece of one, read again while somebody types

    @property
    def document(self) -> str:
        """Its query, whole."""
        return whole((_DOCUMENTS / f"{self.name}.graphql").read_text("utf-8"))

    @property
    def template(self) -> str:
        """Its template."""
        return f"{self.name}.html"


# What a page shows of its own reader, whatever it shares.
OWN = "query Barre { ...Bar }" + _BAR

# The doors of the bar, in their order, each with the act without which it would lead to a refusal; a coordinator has six.
_DOORS: tuple[tuple[str, str, Act], ...] = (
    ("Accès", "/acces", Act.READ_DENIALS),
    ("Veille", "/veille", Act.READ_INCIDENTS),
    ("Appel", "/appel", Act.DECLARE_INCIDENT),
    ("Incidents", "/incidents", Act.READ_INCIDENTS),
    ("Demandes", "/demandes", Act.ANSWER_SOLICITATION),
    ("Engagements", "/engagements", Act.ADVANCE_ENGAGEMENT),
    ("Prêts", "/prets", Act.RECORD_LOAN),
    ("Vivier", "/vivier", Act.READ_POOL),
    ("Établissements", "/etablissements", Act.READ_REFERENCE),
    ("Résilience", "/resilience", Act.READ_STRESS_TESTS),
    ("Journal", "/journal", Act.READ_JOURNAL),
)
_OF_A_LENDER = {"Demandes", "Engagements", "Prêts"}

# What stands in place of a page of one region for whoever has none.
CHOICE = Page("/regions", "region_choice", "Choisir une région")

PAGES: tuple[Page, ...] = (
    CHOICE,
    Page("/veille", "veille", "Veille", "Veille", view=incidents.watch, is_shared=True),
    Page("/messages", "messages", "Messages du portail à rapprocher", "Veille"),
    Page("/appel", "call", "Prise d'appel", "Appel", view=call.view),
    Page("/appel/structures", "call_sites", "Structures", is_part=True),
    Page("/appel/portee", "call_forecast", "Ce qui pourrait venir", view=call.view, is_part=True),
    Page("/incidents", "incidents", "Incidents", "Incidents", view=incidents.listed),
    Page("/incidents/{id}", "incident", "Incident", "Incidents", "incident", incidents.one),
    Page("/incidents/{id}/conduite", "incident_conduite", "Conduite de l'incident", "Incidents", "incident"),
    Page("/incidents/{id}/point", "incident_point", "Point de situation", "Incidents", "incident"),
    Page("/incidents/{id}/releve-de-poste", "incident_relais", "Relève de poste", "Incidents", "incident"),
    Page("/incidents/{id}/journal", "incident_journal", "Main courante de l'incident", "Incidents", "incident", journals.exported),
    Page("/point", "region_point", "Point de situation de la région", "Incidents", is_regional=True),
    Page("/journal", "journal", "Main courante", "Journal", is_regional=True),
    Page("/incidents/{id}/plan", "plan", "Plan", "Incidents", "incident", plans.decided),
    Page("/incidents/{id}/appels", "calls", "Appels", "Incidents", "incident", plans.called),
    Page("/plans/{id}", "plan_record", "Plan", "Incidents", "plan", plans.recorded),
    Page("/incidents/{id}/engagements", "incident_engagements", "Engagements", "Incidents", "incident", engagements.board),
    Page("/engagements", "region_engagements", "Engagements de la région", "Incidents", view=engagements.board),
    Page("/engagements/liste", "engagements", "Liste des engagements", "Incidents"),
    Page("/engagements/{id}", "engagement", "Engagement", "Incidents", "engagement", engagements.one),
    Page("/incidents/{id}/prets", "loans", "Prêts", "Incidents", "incident"),
    Page("/incidents/{id}/avis", "notices", "Avis envoyés", "Incidents", "incident"),
    Page("/incidents/{id}/releve", "relief", "Relève", "Incidents", "incident", relief.asking),
    Page("/releves/{id}", "relief_roster", "Relève", "Incidents", "reliefRoster", relief.roster),
    Page("/demandes", "asked", "Demandes reçues", "Demandes"),
    Page("/prets", "lent", "Prêts", "Prêts"),
    Page("/aides", "offers", "Aides proposées", "Incidents", view=offers.offers),
    Page("/astreinte", "duty", "Astreinte", "Veille", is_regional=True),
    Page("/resilience", "resilience", "Résilience", "Résilience", view=resilience.last),
    Page("/resilience/{id}", "stress_test", "Test de résistance", "Résilience", "stressTest", resilience.one),
    Page("/national", "national", "Toutes les régions", view=national.listed),
    Page("/vivier", "pool", "Vivier", "Vivier", view=pool.lists),
    Page("/vivier/intervenants", "pool_responders", "Intervenants", "Vivier", view=pool.lists),
    Page("/vivier/materiel", "pool_stocks", "Matériel", "Vivier", view=pool.lists),
    Page("/vivier/procedures", "pool_procedures", "Procédures", "Vivier", view=pool.lists),
    Page("/vivier/conventions", "pool_agreements", "Conventions d'entraide", "Vivier"),
    Page("/vivier/sort-commun", "pool_shared_fate", "Sort commun", "Vivier"),
    Page("/vivier/contacts", "pool_contacts", "Contacts", "Vivier", view=pool.lists),
    Page("/vivier/preteurs/{id}", "lender", "Prêteur", "Vivier", "lender", pool.lists),
    Page("/vivier/intervenants/{id}", "responder", "Intervenant", "Vivier", "responder", pool.responder),
    Page("/vivier/materiel/{id}", "stock", "Matériel", "Vivier", "stock", pool.lists),
    Page("/vivier/conventions/{id}", "agreement", "Convention d'entraide", "Vivier", "agreement"),
    Page("/etablissements", "establishments", "Établissements", "Vivier", view=pool.lists),
    Page("/etablissements/{finess}", "establishment", "Établissement", "Vivier", "establishment", sheets.site),
    Page("/etablissements/{finess}/dossier", "degraded_pack", "Modes dégradés", "Vivier", "establishment", sheets.pack),
    Page("/procedures/nouvelle", "procedure_new", "Nouvelle procédure", "Vivier", view=pool.lists),
    Page("/procedures/{id}", "procedure", "Procédure", "Vivier", "procedure", sheets.procedure),
    Page("/compte", "account", "Votre compte", view=account.view),
    Page("/acces", "access", "Accès"),
    Page("/acces/numeros/{responder}", "phone_accesses", "Qui a consulté ce numéro", wants="responder"),
    Page("/aide", "help", "Aide"),
)


def doors(actor: Actor) -> Mapping[str, str]:
    """The doors of the bar that lead this person somewhere; the first one is where its work is."""
    useless = set(_OF_A_LENDER) if actor.role in access.COORDINATORS else set()
    if access.is_allowed(actor, Act.READ_POOL):
        useless.add("Établissements")  # one of the lists of the pool
    if not actor.regions and (actor.lenders or actor.establishments):
        useless.add("Journal")  # of a region; that of an incident is read with the incident
    return {name: address for name, address, act in _DOORS if access.is_allowed(actor, act) and name not in useless}


def home(actor: Actor) -> str:
    """Where somebody is led who asked for no page."""
    return next(iter(doors(actor).values()), "/compte")


def whole(written: str) -> str:
    """A document with what the bar of every page reads, where it asks for it."""
    return written + _BAR if "...Bar" in written else written


def act_of(variable: str) -> Act | None:
    """The act of which a document asks whether the reader may do it: `$mayReadDenials`, of `READ_DENIALS`."""
    named = re.sub(r"(?=[A-Z])", "_", variable).upper()
    return Act.__members__.get(named.removeprefix("MAY_")) if named.startswith("MAY_") else None


def asked(document: str, schema: GraphQLSchema) -> dict[str, GraphQLInputType]:
    """The variables of a document, with their types."""
    operation = next(node for node in parse(document).definitions if isinstance(node, OperationDefinitionNode))
    typed = {one.variable.name.value: type_from_ast(schema, one.type) for one in operation.variable_definitions or ()}
    return {name: found for name, found in typed.items() if is_input_type(found)}
