"""What can be refused, and how it is said.

PlanblancError
├── Refused                    an expected answer: code, French message, path of the field
│   ├── Forbidden              FORBIDDEN
│   ├── FreshLoginWanted       STEP_UP_REQUIRED
│   ├── NotFound               NOT_FOUND
│   ├── BadInput               BAD_INPUT
│   ├── TransitionRefused      TRANSITION_REFUSED
│   ├── Conflict               CONFLICT
│   ├── AlreadyExists          ALREADY_EXISTS
│   ├── IdempotencyKeyReused   IDEMPOTENCY_KEY_REUSED
│   ├── ToVerifyFirst          TO_VERIFY_FIRST
│   ├── PlanOutdated           PLAN_OUTDATED
│   ├── LinkRefused            LINK_REFUSED
│   ├── TooManyStreams         TOO_MANY_STREAMS
│   └── TooManyRequests        TOO_MANY_REQUESTS
├── AccessSuspended             the accounts of a compromised site open nothing: ACCESS_SUSPENDED
├── MigrationRefused            the database cannot be brought to this version: nothing of the step is kept
└── Unavailable                a part that is missing for now (database, solver): said, never hidden
"""

from typing import ClassVar


class PlanblancError(Exception):
    """Une erreur du service."""


class Unavailable(PlanblancError):
    """Une partie du service est momentanément indisponible."""


class AccessSuspended(PlanblancError):
    """Les accès de votre établissement sont suspendus, car ses comptes sont peut-être dans d'autres mains : appelez votre ARS."""

    code: ClassVar[str] = "ACCESS_SUSPENDED"

    def __init__(self) -> None:
        super().__init__(AccessSuspended.__doc__)


class MigrationRefused(PlanblancError):
    """Le schéma de la base ne peut pas être mis à jour."""


class Refused(PlanblancError):
    """Cette demande ne peut pas être acceptée."""

    code: ClassVar[str] = "REFUSED"

    def __init__(self, message: str | None = None, path: tuple[str, ...] = ()) -> None:
        self.message = message or (type(self).__doc__ or "")
        self.path = path
        super().__init__(self.message)


class Forbidden(Refused):
    """Vos droits ne permettent pas cette action."""

    code = "FORBIDDEN"


class FreshLoginWanted(Refused):
    """Ce geste demande une connexion récente : reconnectez-vous, puis recommencez."""

    code = "STEP_UP_REQUIRED"


class NotFound(Refused):
    """Cet élément n'existe pas, ou vous n'y avez pas accès."""

    code = "NOT_FOUND"


class BadInput(Refused):
    """Cette valeur n'est pas acceptée."""

    code = "BAD_INPUT"


class TransitionRefused(Refused):
    """Ce changement d'état n'est pas possible."""

    code = "TRANSITION_REFUSED"


class Conflict(Refused):
    """Cet élément vient d'être modifié par quelqu'un d'autre : relisez-le, puis recommencez."""

    code = "CONFLICT"


class AlreadyExists(Refused):
    """Cette valeur ne peut pas être enregistrée : elle est déjà prise, ou désigne un élément inconnu."""

    code = "ALREADY_EXISTS"


class IdempotencyKeyReused(Refused):
    """Cette clé d'idempotence a déjà servi pour une autre demande."""

    code = "IDEMPOTENCY_KEY_REUSED"


class ToVerifyFirst(Refused):
    """La demande doit d'abord être vérifiée par un contre-appel."""

    code = "TO_VERIFY_FIRST"


class PlanOutdated(Refused):
    """Ce plan ne tient plus sur les données actuelles : demandez-en un nouveau."""

    code = "PLAN_OUTDATED"


class LinkRefused(Refused):
    """Ce lien n'ouvre rien : vérifiez qu'il est complet, ou appelez la cellule de crise."""

    code = "LINK_REFUSED"


class TooManyStreams(Refused):
    """Trop de flux sont déjà ouverts : fermez-en un, puis recommencez."""

    code = "TOO_MANY_STREAMS"


class TooManyRequests(Refused):
    """Trop de demandes en peu de temps : attendez un instant, puis recommencez."""

    code = "TOO_MANY_REQUESTS"

    def __init__(self, message: str | None = None, path: tuple[str, ...] = (), *, retry_seconds: int = 1) -> None:
        super().__init__(message, path)
        self.retry_seconds = retry_seconds
