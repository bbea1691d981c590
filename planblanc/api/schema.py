"""Assembles the nouns into one schema."""

from collections.abc import Mapping, Sequence
from typing import Annotated, Any

import strawberry
from graphql import GraphQLError
from strawberry.schema.config import StrawberryConfig
from strawberry.schema.schema import StreamResult
from strawberry.types import ExecutionContext

from planblanc.api import (
    account_acts,
    accounts,
    adjustments,
    admissions,
    agreements,
    call_list,
    common_causes,
    competences,
    confirmations,
    contact_edits,
    contacts,
    degraded_packs,
    denied,
    documents,
    duty_rosters,
    engagement_acts,
    engagements,
    equipment,
    equipment_types,
    establishments,
    floors,
    forecasts,
    hospital_groups,
    inbox,
    incident_acts,
    incidents,
    journal,
    lenders,
    links,
    loans,
    national_support,
    nearest,
    need_lines,
    nodes,
    notifications,
    obligations,
    offers,
    packs,
    phones,
    plans,
    pool_health,
    pool_imports,
    procedures,
    reconnections,
    regions,
    relief,
    request_acts,
    requests,
    responders,
    security,
    sessions,
    shared_fate,
    situation_acts,
    situations,
    solicitations,
    stress,
    subscriptions,
    tasks,
    viewer,
    waiting,
    webhooks,
)
from planblanc.api.bodies import Wanted
from planblanc.api.documents import ReadDocuments
from planblanc.api.limits import Limits
from planblanc.api.nodes import Node, ReadNode
from planblanc.api.operation import Info
from planblanc.api.refusals import RefusedBecomesRefusal
from planblanc.api.scalars import SCALARS
from planblanc.api.subscriptions_stream import Connection, Results, Subscriber

QUERIES: tuple[type, ...] = (
    viewer.Queries,
    regions.Queries,
    competences.Queries,
    hospital_groups.Queries,
    establishments.Queries,
    lenders.Queries,
    shared_fate.Queries,
    responders.Queries,
    equipment_types.Queries,
    equipment.Queries,
    procedures.Queries,
    degraded_packs.Queries,
    nearest.Queries,
    forecasts.Queries,
    incidents.Queries,
    reconnections.Queries,
    national_support.Queries,
    situations.Queries,
    requests.Queries,
    packs.Queries,
    journal.Queries,
    obligations.Queries,
    inbox.Queries,
    waiting.Queries,
    pool_health.Queries,
    plans.Queries,
    relief.Queries,
    stress.Queries,
    engagements.Queries,
    solicitations.Queries,
    call_list.Queries,
    phones.Queries,
    offers.Queries,
    loans.Queries,
    agreements.Queries,
    duty_rosters.Queries,
    notifications.Queries,
    webhooks.Queries,
    accounts.Queries,
    contact_edits.Queries,
    denied.Queries,
    pool_imports.Queries,
)
MUTATIONS: tuple[type, ...] = (
    sessions.Mutations,
    establishments.Mutations,
    lenders.Mutations,
    shared_fate.Mutations,
    contacts.Mutations,
    responders.Mutations,
    equipment.Mutations,
    confirmations.Mutations,
    procedures.Mutations,
    incident_acts.Mutations,
    common_causes.Mutations,
    situation_acts.Mutations,
    situations.Mutations,
    reconnections.Mutations,
    floors.Mutations,
    request_acts.Mutations,
    journal.Mutations,
    obligations.Mutations,
    inbox.Mutations,
    plans.Mutations,
    adjustments.Mutations,
    relief.Mutations,
    stress.Mutations,
    tasks.Mutations,
    engagement_acts.Mutations,
    solicitations.Mutations,
    call_list.Mutations,
    phones.Mutations,
    links.Mutations,
    offers.Mutations,
    loans.Mutations,
    agreements.Mutations,
    duty_rosters.Mutations,
    notifications.Mutations,
    webhooks.Mutations,
    account_acts.Mutations,
    contact_edits.Mutations,
    security.Mutations,
    admissions.Mutations,
    pool_imports.Mutations,
)
NODES: Mapping[str, ReadNode] = {
    **regions.NODES,
    **competences.NODES,
    **hospital_groups.NODES,
    **establishments.NODES,
    **lenders.NODES,
    **shared_fate.NODES,
    **contacts.NODES,
    **responders.NODES,
    **equipment_types.NODES,
    **equipment.NODES,
    **procedures.NODES,
    **incidents.NODES,
    **common_causes.NODES,
    **reconnections.NODES,
    **floors.NODES,
    **requests.NODES,
    **need_lines.NODES,
    **journal.NODES,
    **obligations.NODES,
    **inbox.NODES,
    **plans.NODES,
    **adjustments.NODES,
    **relief.NODES,
    **stress.NODES,
    **engagements.NODES,
    **solicitations.NODES,
    **links.NODES,
    **offers.NODES,
    **loans.NODES,
    **agreements.NODES,
    **notifications.NODES,
    **webhooks.NODES,
    **accounts.NODES,
    **contact_edits.NODES,
}


class Schema(strawberry.Schema):
    """Strawberry's schema, which reads each document once; the door logs and masks its errors."""

    def __init__(self, *, query: type, mutation: type | None, subscription: type, production: bool, limits: Limits) -> None:
        super().__init__(
            query=query,
            mutation=mutation,
            subscription=subscription,
            config=StrawberryConfig(scalar_map=SCALARS, disable_field_suggestions=production),
            extensions=[lambda: ReadDocuments(self._read)],
            exception_handlers=[RefusedBecomesRefusal()],
        )
        self._read = documents.reader(self._schema, limits, introspection=not production)
        self._subscriber = Subscriber(self._schema, self._read, suggestions=not production)

    def subscribed(self, wanted: Wanted, connection: Connection) -> Results:
        """The results of a subscription, asked on a connection."""
        return self._subscriber.stream(wanted, connection)

    async def stream(
        self, query: str | None, variable_values: dict[str, Any] | None = None, context_value: Any = None, *args: Any, **named: Any
    ) -> StreamResult:
        """What Strawberry's handler of WebSockets asks for: subscriptions, and nothing else."""
        return self.subscribed(Wanted(query or "", named.get("operation_name"), variable_values), context_value)

    def process_errors(self, errors: list[GraphQLError], execution_context: ExecutionContext | None = None) -> None:
        """Nothing: an error is logged once, with the id that the caller sees."""


def build(
    *,
    production: bool = True,
    limits: Limits | None = None,
    queries: Sequence[type] = QUERIES,
    mutations: Sequence[type] = MUTATIONS,
    known: Mapping[str, ReadNode] = NODES,
) -> Schema:
    """The schema of these nouns; in production it neither describes itself nor guesses what was meant."""
    return Schema(
        query=_root("Query", "Ce qui peut être lu.", (_node_query(known), *queries)),
        mutation=_root("Mutation", "Ce qui peut être fait : un geste par requête.", mutations) if mutations else None,
        subscription=_root("Subscription", "Ce qui est suivi en direct : un flux par abonnement.", (subscriptions.Subscriptions,)),
        production=production,
        limits=limits or Limits(),
    )


def published() -> str:
    """The API in the schema language of GraphQL, as `schema/planblanc.graphql` publishes it."""
    return build().as_str() + "\n"


def _root(name: str, description: str, parts: Sequence[type]) -> type:
    return strawberry.type(type(name, tuple(parts), {}), name=name, description=description)


def _node_query(known: Mapping[str, ReadNode]) -> type:
    @strawberry.type
    class Queries:
        @strawberry.field(description="Une chose par son identifiant global ; rien si elle n'existe pas, ou n'est pas visible.")
        async def node(
            self, info: Info, id: Annotated[strawberry.ID, strawberry.argument(description="L'identifiant global de la chose.")]
        ) -> Node | None:
            type_name, key = nodes.split(id)
            read = known.get(type_name)
            return await read(info.context, key) if read else None

    return Queries
