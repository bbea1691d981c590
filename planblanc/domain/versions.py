"""Nobody overwrites what somebody else has just changed: whoever changes a thing says which version was read."""

from planblanc.domain.errors import AlreadyExists, Conflict, NotFound


def require_read(known: int | None, read: int | None) -> None:
    """Refuse unless the thing is new and no version is given, or it is known and this very version was read."""
    if known is None and read is not None:
        raise NotFound
    if known is not None and read is None:
        raise AlreadyExists("Cet élément existe déjà : pour le modifier, indiquez la version que vous avez lue.", ("version",))
    if known != read:
        raise Conflict(path=("version",))
