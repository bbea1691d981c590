"""GraphQL over HTTP: POST only, to the letter of the specification, for whoever shows a valid token."""

import json
import logging
import re
from collections.abc import Mapping
from time import perf_counter
from typing import Any

from starlette.requests import Request
from starlette.responses import Response
from strawberry.schema.exceptions import CannotGetOperationTypeError, InvalidOperationTypeError
from strawberry.types import ExecutionResult
from strawberry.types.graphql import OperationType

from planblanc.api import addresses, bodies, faults
from planblanc.api.bodies import BadRequest, Wanted
from planblanc.api.crowd import Crowd
from planblanc.api.operation import Operation
from planblanc.api.reach import Reach
from planblanc.api.schema import Schema
from planblanc.api.sse import EVENT_STREAM, EventStreams
from planblanc.api.trusted_documents import TrustedDocuments
from planblanc.auth import callers
from planblanc.auth.tokens import NotAuthenticated
from planblanc.domain import denials
from planblanc.domain.access import Actor
from planblanc.domain.errors import AccessSuspended, TooManyRequests, TooManyStreams, Unavailable

logger = logging.getLogger(__name__)

GRAPHQL_TYPE = "application/graphql-response+json"
JSON_TYPE = "application/json"
_RETRY_SECONDS = "2"
# Who says nothing of what it takes may know nothing of the specification: it gets what every client reads.
_ANY = {"*/*": JSON_TYPE, "application/*": GRAPHQL_TYPE}
_ALLOWED = frozenset({OperationType.QUERY, OperationType.MUTATION})


class GraphQLDoor:
    """Answers `POST /graphql`."""

    def __init__(
        self,
        schema: Schema,
        reach: Reach,
        streams: EventStreams,
        *,
        most_at_once: int,
        suggestions: bool,
        trusted: TrustedDocuments | None = None,
    ) -> None:
        self._schema = schema
        self._reach = reach
        self._streams = streams
        self._crowd = Crowd(most_at_once)
        self._suggestions = suggestions
        self._trusted = trusted

    async def answer(self, request: Request) -> Response:
        """One request, one answer; never an exception."""
        accepted = _accepted(request.headers.get("accept"))
        media_type = JSON_TYPE if accepted in {None, EVENT_STREAM} else accepted
        try:
            return await self._let_in(request, accepted, media_type)
        except TooManyRequests as refused:
            self._reach.denied(refused.code, "graphql", address=addresses.of(request.scope))
            return _response(429, _errors(refused.message, refused.code), media_type, {"Retry-After": str(refused.retry_seconds)})
        except TooManyStreams as refused:
            return _response(429, _errors(refused.message, refused.code), media_type, {"Retry-After": _RETRY_SECONDS})
        except AccessSuspended as error:
            return self._suspended(error, media_type, addresses.of(request.scope))
        except Unavailable as error:
            body = _errors(str(error) or str(error.__doc__), "UNAVAILABLE")
            return _response(503, body, media_type, {"Retry-After": _RETRY_SECONDS})
        except Exception as error:  # the door: a fault of ours is logged with an id, and masked
            return _response(500, {"errors": [faults.masked(error)]}, media_type)

    async def _let_in(self, request: Request, accepted: str | None, media_type: str) -> Response:
        """The answer, or why the request is not one; whoever is wrong too often is told to wait."""
        address = addresses.of(request.scope)
        try:
            return await self._read_and_execute(request, accepted)
        except BadRequest as bad:
            self._reach.rates.fault(address)
            return _response(bad.status, _errors(bad.message, bad.code), media_type)
        except NotAuthenticated as error:
            self._reach.denied(error.code, "graphql", address=address)
            self._reach.rates.fault(address)
            return _response(error.status, _errors(str(error), error.code), media_type, {"WWW-Authenticate": "Bearer"})

    async def _read_and_execute(self, request: Request, media_type: str | None) -> Response:
        if request.method != "POST":
            body = _errors("Cette adresse ne répond qu'à la méthode POST.", "BAD_REQUEST")
            return _response(405, body, media_type if media_type == GRAPHQL_TYPE else JSON_TYPE, {"Allow": "POST"})
        if media_type is None:
            raise BadRequest(406, f"Cette adresse répond en {GRAPHQL_TYPE}, {JSON_TYPE} ou {EVENT_STREAM} : corrigez l'en-tête Accept.")
        shown = callers.shown_by(request, self._reach.public_url)
        actor = (await self._reach.callers.identify(shown)).actor
        self._reach.rates.actor(actor.id)
        wanted = await bodies.read(request.headers.get("content-type"), request.stream(), self._trusted)
        if media_type == EVENT_STREAM:
            return await self._streams.answer(shown, wanted, request.headers.get("last-event-id"))
        with self._crowd.entered():
            result = await self._execute(actor, wanted, addresses.of(request.scope))
        if _is_of_the_request(result):
            self._reach.rates.fault(actor.id)
        if (suspended := faults.suspended(result.errors or [])) is not None:
            raise suspended  # whatever else was answered is not for whoever may be an attacker
        return self._presented(result, media_type)

    def _suspended(self, error: AccessSuspended, media_type: str, address: str) -> Response:
        self._reach.denied(error.code, "graphql", address=address)
        return _response(401, _errors(str(error), error.code), media_type, {"WWW-Authenticate": "Bearer"})

    async def execute(self, actor: Actor, query: str, variables: Mapping[str, Any]) -> dict[str, Any]:
        """What one of our own pages asks for an actor whom it knows: the same document, limits and answer as any client's."""
        with self._crowd.entered():
            result = await self._execute(actor, Wanted(query, None, dict(variables)))
        errors = result.errors or []
        if result.data is None and (missing := faults.unavailable(errors)) is not None:
            raise missing
        return {"data": result.data, "errors": faults.presented(errors, suggestions=False)}

    async def _execute(self, actor: Actor, wanted: Wanted, address: str = "") -> ExecutionResult:
        operation = Operation(
            actor,
            self._reach.database(),
            self._reach.crisis_clock,
            real_clock=self._reach.real_clock,
            private_targets=self._reach.private_targets,
        )
        started = perf_counter()
        try:
            result = await self._schema.execute(
                wanted.query,
                variable_values=wanted.variables,
                operation_name=wanted.operation_name,
                context_value=operation,
                allowed_operation_types=_ALLOWED,
            )
        except (CannotGetOperationTypeError, InvalidOperationTypeError):
            raise BadRequest(400, "Le document ne contient pas cette opération, ou elle n'est pas permise ici.") from None
        else:
            operation.refused.extend(faults.refused(result.errors or []))
            return result
        finally:
            await operation.close()
            self._tell_denials(operation, address)
            _log(operation, perf_counter() - started)

    def _tell_denials(self, operation: Operation, address: str) -> None:
        for code, field in operation.refused:
            if code in denials.TOLD:
                self._reach.denied(code, "graphql", field, actor=operation.actor, address=address)

    def _presented(self, result: ExecutionResult, media_type: str) -> Response:
        errors = result.errors or []
        if result.data is None and faults.unavailable(errors):
            body = {"errors": faults.presented(errors, suggestions=self._suggestions)}
            return _response(503, body, media_type, {"Retry-After": _RETRY_SECONDS})
        content: dict[str, Any] = {"errors": faults.presented(errors, suggestions=self._suggestions)} if errors else {}
        if _is_of_the_request(result):
            return _response(400 if media_type == GRAPHQL_TYPE else 200, content, media_type)
        return _response(200, {"data": result.data, **content}, media_type)


def _is_of_the_request(result: ExecutionResult) -> bool:
    """Whether the request itself is at fault: it has no data at all, where a field that failed at the root leaves data at null."""
    return result.data is None and all(error.path is None for error in result.errors or [])


def _log(operation: Operation, seconds: float) -> None:
    """One line an operation: who, what, how many statements, how long; no value of any variable."""
    name = re.sub(r"\W", "", operation.name)[:80] or "-"
    told = {"operation": name, "actor": str(operation.actor.id), "statements": operation.statements}
    logger.info("operation %s by %s: %d statements, %.0f ms", *told.values(), seconds * 1000, extra=told)


def _accepted(header: str | None) -> str | None:
    """The media type that the caller prefers among ours, or nothing."""
    best: tuple[float, str] | None = None
    for entry in (header or "*/*").lower().split(","):
        name, *parameters = (part.strip() for part in entry.split(";"))
        ours = name if name in {GRAPHQL_TYPE, JSON_TYPE, EVENT_STREAM} else _ANY.get(name)
        weight = _weight(parameters)
        if ours and weight > 0 and (best is None or weight > best[0]):
            best = (weight, ours)
    return best[1] if best else None


def _weight(parameters: list[str]) -> float:
    given = next((part[2:] for part in parameters if part.startswith("q=")), "1")
    try:
        return float(given)
    except ValueError:
        return 0.0


def _errors(message: str, code: str) -> dict[str, Any]:
    return {"errors": [{"message": message, "extensions": {"code": code}}]}


def _response(status: int, body: Mapping[str, Any], media_type: str, headers: Mapping[str, str] | None = None) -> Response:
    content = json.dumps(body, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "backslashreplace")
    return Response(content, status, headers={**(headers or {}), "Content-Type": f"{media_type}; charset=utf-8"})
