"""A database error becomes a word of the domain, once, here; what it says reveals nothing of the rows of others."""

from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import urlsplit

import asyncpg

from planblanc.domain.errors import AccessSuspended, AlreadyExists, BadInput, Conflict, Forbidden, PlanblancError, Unavailable


class CompromisedSite(asyncpg.PostgresError):
    """What the door raises; its own state of SQL, so that it is taken for nothing else."""

    sqlstate = "PB401"


_WORDS: tuple[tuple[type[Exception], type[PlanblancError]], ...] = (
    (CompromisedSite, AccessSuspended),
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
    (ConnectionError, Unavailable),  # a server that was killed: its socket is there, and nobody behind it
    (FileNotFoundError, Unavailable),  # one that is not there at all
)
_CONNECTING: tuple[tuple[type[Exception], str], ...] = (
    (asyncpg.InvalidAuthorizationSpecificationError, "La base de données{place} refuse ce compte, ou son mot de passe."),
    (asyncpg.InvalidCatalogNameError, "Cette base de données n'existe pas sur le serveur{place}."),
    (asyncpg.InvalidParameterValueError, "Cette base{place} n'a pas le rôle {role} : lancez d'abord « planblanc migrate »."),
    (asyncpg.InsufficientPrivilegeError, "Le compte de la base{place} n'est pas membre du rôle {role}."),
    (asyncpg.TooManyConnectionsError, "La base de données{place} n'a plus de connexion libre."),
    (OSError, "La base de données{place} ne répond pas : vérifiez qu'elle est démarrée, et son adresse."),
    (asyncpg.PostgresError, "La base de données{place} ne répond pas : {error}"),
    (asyncpg.InterfaceError, "L'adresse de la base de données n'est pas valable."),
    (asyncpg.InternalClientError, "L'adresse de la base de données n'est pas valable."),
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


@contextmanager
def of_connecting(url: str, role: str) -> Iterator[None]:
    """Say why a connection cannot be made, and where to look; never the account or the password."""
    try:
        yield
    except tuple(fault for fault, _ in _CONNECTING) as error:
        told = next(told for fault, told in _CONNECTING if isinstance(error, fault))
        raise Unavailable(told.format(place=_place(url), role=role, error=error)) from error


def _place(url: str) -> str:
    server = urlsplit(url).netloc.rpartition("@")[2]
    return f" ({server})" if server else ""
