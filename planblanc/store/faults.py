"""A database error becomes a word of the domain, once, here; what it says reveals nothing of the rows of others."""

from collections.abc import Iterator
from contextlib import contextmanager

import asyncpg

from planblanc.domain.errors import AlreadyExists, BadInput, Conflict, Forbidden, PlanblancError, Unavailable

_WORDS: tuple[tuple[type[Exception], type[PlanblancError]], ...] = (
    (asyncpg.UniqueViolationError, AlreadyExists),
    (asyncpg.ForeignKeyViolationError, AlreadyExists),
    (asyncpg.ExclusionViolationError, Conflict),
    (asyncpg.CheckViolationError, BadInput),
    (asyncpg.NotNullViolationError, BadInput),
    (asyncpg.DataError, BadInput),  # the null character in a text, a number beyond its column
    (asyncpg.InsufficientPrivilegeError, Forbidden),
    (asyncpg.DeadlockDetectedError, Conflict),
    (asyncpg.SerializationError, Conflict),
    (asyncpg.QueryCanceledError, Unavailable),
    (asyncpg.LockNotAvailableError, Unavailable),
    (asyncpg.TooManyConnectionsError, Unavailable),
    (asyncpg.CannotConnectNowError, Unavailable),
    (asyncpg.AdminShutdownError, Unavailable),
    (asyncpg.CrashShutdownError, Unavailable),
    (asyncpg.PostgresConnectionError, Unavailable),
    (asyncpg.InternalClientError, Unavailable),
    (asyncpg.InterfaceError, Unavailable),  # a connection that was lost, as the rollback finds it
)
_FAULTS = tuple(fault for fault, _ in _WORDS)


@contextmanager
def in_words() -> Iterator[None]:
    """Raise the domain's word for what the database refused, with the database's own error as its cause."""
    try:
        yield
    except _FAULTS as error:
        word = next(word for fault, word in _WORDS if isinstance(error, fault))
        raise word() from error
