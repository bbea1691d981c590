"""Numbers that people type: whole, and within bounds that are said."""

from planblanc.domain import french
from planblanc.domain.errors import BadInput


def within(value: int, path: tuple[str, ...], *, least: int, most: int) -> int:
    """The number, of `least` to `most`; `BadInput` names the field by its path."""
    if not least <= value <= most:
        wanted = f"valoir {least}" if least == most else f"être compris entre {least} et {french.number(most)}"
        raise BadInput(f"Ce nombre doit {wanted} (reçu : {french.number(value)}).", path)
    return value


def within_or_nothing(value: int | None, path: tuple[str, ...], *, least: int, most: int) -> int | None:
    """The same, where nothing may be said."""
    return None if value is None else within(value, path, least=least, most=most)
