"""Telephone numbers, as they are dictated."""

import re

from planblanc.domain import texts
from planblanc.domain.errors import BadInput

_PHONE = re.compile(r"^\+?[0-9][0-9 .()-]{1,24}$")


def number(text: str, path: tuple[str, ...]) -> str:
    """A number with the spaces it was written with; short ones (15, 3000) are numbers too."""
    told = texts.line(text, path, most=30)
    if not _PHONE.fullmatch(told):
        raise BadInput(f"{texts.quoted(told)} n'est pas un numéro de téléphone.", path)
    return told
