"""Errors as callers see them: what is theirs is said in full, what is ours is masked behind an id that the log has."""

import logging
import re
import secrets
from collections.abc import Sequence
from typing import Any

from graphql import GraphQLError

from planblanc.api import value_faults
from planblanc.api.refusals import camel_path
from planblanc.auth.tokens import NotAuthenticated
from planblanc.domain.errors import AccessSuspended, Refused, Unavailable

logger = logging.getLogger(__name__)

_SUGGESTION = re.compile(r" Did you mean [^?]*\?")


def presented(errors: Sequence[GraphQLError], *, suggestions: bool) -> list[dict[str, Any]]:
    """The `errors` of an answer."""
    return [_presented(error, suggestions) for error in errors]


def unavailable(errors: Sequence[GraphQLError]) -> Unavailable | None:
    """The part that is missing for now, if that is why the operation failed."""
    causes = (_cause(error) for error in errors)
    return next((cause for cause in causes if isinstance(cause, Unavailable)), None)


def suspended(errors: Sequence[GraphQLError]) -> AccessSuspended | None:
    """Whether the caller speaks for a site whose accounts an attacker may hold."""
    causes = (_cause(error) for error in errors)
    return next((cause for cause in causes if isinstance(cause, AccessSuspended)), None)


def refused(errors: Sequence[GraphQLError]) -> list[tuple[str, str]]:
    """The code of each refusal among these errors, and the field at the root that it is of."""
    causes = ((_cause(error), str(error.path[0]) if error.path else "") for error in errors)
    return [(cause.code, field) for cause, field in causes if isinstance(cause, Refused)]


def masked(error: BaseException) -> dict[str, Any]:
    """One of our own faults: the log has it whole, the caller its id."""
    reference = secrets.token_hex(6)
    logger.error("fault %s", reference, exc_info=error)
    return {"message": f"Erreur interne du service (référence {reference}).", "extensions": {"code": "INTERNAL", "id": reference}}


def _presented(error: GraphQLError, suggestions: bool) -> dict[str, Any]:
    cause = _cause(error)
    where = {name: value for name, value in error.formatted.items() if name in ("locations", "path")}
    if isinstance(cause, Refused):
        return {"message": cause.message, **where, "extensions": {"code": cause.code, "path": camel_path(cause)}}
    if isinstance(cause, NotAuthenticated | AccessSuspended):
        code = cause.code if isinstance(cause, AccessSuspended) else "UNAUTHENTICATED"
        return {"message": str(cause), **where, "extensions": {"code": code}}
    if isinstance(cause, Unavailable):
        message = str(cause) or Unavailable.__doc__
        return {"message": message, **where, "extensions": {"code": "UNAVAILABLE"}}
    if _is_of_the_request(error, cause):
        of_value = value_faults.told(error.message)
        if of_value is not None:
            return {"message": of_value.message, **where, "extensions": {"code": "BAD_INPUT", "path": list(of_value.path)}}
        shown = dict(error.formatted)
        shown["message"] = error.message if suggestions else _SUGGESTION.sub("", error.message)
        return shown
    return {**masked(cause or error), **where}


def _is_of_the_request(error: GraphQLError, cause: BaseException | None) -> bool:
    """Whether the document or its variables are at fault: no field was resolved, and the error points into the document or at nothing."""
    return error.path is None and (cause is None or bool(error.nodes))


def _cause(error: GraphQLError) -> BaseException | None:
    cause: BaseException | None = error.original_error
    while isinstance(cause, GraphQLError):
        cause = cause.original_error
    return cause
