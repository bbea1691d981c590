"""Executes the document of a subscription event by event; what several clients ask in the same words is executed once."""

import json
import logging
from collections.abc import AsyncGenerator, Mapping, Sequence
from contextlib import aclosing
from dataclasses import dataclass
from inspect import isawaitable
from time import perf_counter
from typing import Any, Protocol, TypeAlias

from graphql import GraphQLError, GraphQLSchema
from graphql.execution import ExecutionResult as CoreResult
from graphql.execution import Executor, create_source_event_stream, execute_subscription_event
from graphql.language import DocumentNode, FieldNode, OperationDefinitionNode, OperationType, VariableDefinitionNode, VariableNode
from graphql.utilities import get_operation_ast
from strawberry.types import ExecutionResult
from strawberry.types.execution import PreExecutionError

from planblanc.api import faults, limits
from planblanc.api.bodies import Wanted
from planblanc.api.documents import Read
from planblanc.api.subscriptions import Event
from planblanc.api.subscriptions_callers import Live, Stopping
from planblanc.domain.errors import PlanblancError

logger = logging.getLogger(__name__)
Results: TypeAlias = AsyncGenerator[ExecutionResult, None]

_NOT_HERE = "Ce flux n'accepte que les abonnements (subscription) : posez vos autres demandes par POST, en JSON."


class Connection(Protocol):
    """A connection on which streams are opened."""

    def operation(self) -> Live:
        """One more stream."""

    async def stop(self) -> None:
        """The service stops: close, so that the client comes back."""


@dataclass
class LiveResult(ExecutionResult):
    """What is sent of one event, and its cursor."""

    cursor: str | None = None


@dataclass(frozen=True)
class Subscriber:
    """Executes the subscriptions of one schema."""

    schema: GraphQLSchema
    read: Read
    suggestions: bool

    async def stream(self, wanted: Wanted, connection: Connection) -> Results:
        """Each result of a subscription; the last one says why it ends."""
        try:
            live = connection.operation()
        except PlanblancError as error:
            yield self._refused([_located(error, "")])
            return
        started, sent = perf_counter(), 0
        try:
            async with aclosing(self._results(wanted, live)) as results:
                async for result in results:
                    await live.close()  # whatever a field has read is not kept while a slow client listens
                    sent += 1
                    if isinstance(result, PreExecutionError):
                        live.caller.note_denials(result.errors or [])
                    yield result
        except Stopping:
            await connection.stop()
        finally:
            await live.close()
            live.caller.leave()
            told = {"actor": str(live.actor.id), "sent": sent}
            logger.info("stream of %s: %d results, %.0f s", *told.values(), perf_counter() - started, extra=told)

    async def _results(self, wanted: Wanted, live: Live) -> Results:
        reading = self.read(wanted.query)
        if reading.faults or reading.document is None:
            yield self._refused(reading.faults)
            return
        operation = get_operation_ast(reading.document, wanted.operation_name)
        if operation is None or operation.operation is not OperationType.SUBSCRIPTION:
            yield self._refused([GraphQLError(_NOT_HERE, extensions={"code": "BAD_REQUEST"})])
            return
        executor = Executor.build(
            self.schema, reading.document, None, live, wanted.variables, wanted.operation_name, hide_suggestions=not self.suggestions
        )
        if isinstance(executor, list):
            yield self._refused(executor)
            return
        shape = _shape(reading.document, operation, wanted)
        is_first = True
        try:
            async for result in self._executed(executor, shape):
                yield result
                is_first = False
        except Stopping:
            raise
        except Exception as error:  # the door: a fault of ours is logged with an id, and masked
            errors = [_located(error, "subscription")]
            yield self._refused(errors) if is_first else LiveResult(None, self._presented(errors))

    async def _executed(self, executor: Executor[Live], shape: object) -> Results:
        source = create_source_event_stream(executor)
        told = await source if isawaitable(source) else source
        if not isinstance(told, AsyncGenerator):
            yield self._refused((isinstance(told, CoreResult) and told.errors) or [])
            return
        async with aclosing(told) as events:
            async for event in events:
                yield await self._rendered(executor, event, shape)

    async def _rendered(self, executor: Executor[Live], event: Event, shape: object) -> LiveResult:
        known = event.renderings.get(shape)
        if known is None:
            result = execute_subscription_event(executor.build_per_event_executor(event))
            if not isinstance(result, CoreResult):
                result = await result
            errors = self._presented(result.errors) if result.errors else None
            known = event.renderings[shape] = LiveResult(result.data, errors, cursor=event.cursor)
        return known

    def _refused(self, errors: Sequence[GraphQLError]) -> PreExecutionError:
        return PreExecutionError(None, self._presented(errors))

    def _presented(self, errors: Sequence[GraphQLError]) -> list[GraphQLError]:
        return [
            GraphQLError(shown["message"], path=shown.get("path"), extensions=shown.get("extensions"))
            for shown in faults.presented(errors, suggestions=self.suggestions)
        ]


def _located(error: Exception, field: str) -> GraphQLError:
    return GraphQLError(str(error), path=[field], original_error=error)


def _shape(document: DocumentNode, operation: OperationDefinitionNode, wanted: Wanted) -> object:
    """What makes two results of one event differ: the words, and the variables used below the root, not those that say what to follow."""
    roots = [node for node in operation.selection_set.selections if isinstance(node, FieldNode)]
    apart = {id(node) for root in roots for argument in root.arguments or () for node in limits.every(argument)}
    apart |= {id(node.variable) for node in limits.every(document) if isinstance(node, VariableDefinitionNode)}
    used = {node.name.value for node in limits.every(document) if isinstance(node, VariableNode) and id(node) not in apart}
    variables: Mapping[str, Any] = wanted.variables or {}
    return wanted.query, wanted.operation_name, json.dumps({name: variables.get(name) for name in used}, sort_keys=True)
