"""The French text of each kind of notice: a file a kind, its subject on the first line."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from string import Template

from planblanc.domain.notifications import NoticeKind

EXERCISE = "EXERCICE. "
_LONGEST_SHORT = 459  # three SMS
_NUMBER = re.compile(r"(?<![\w.])(?:\+33|0)[\s.]?[1-9](?:[\s.]?[0-9]{2}){4}(?!\w)")


@dataclass(frozen=True)
class Worded:
    """A notice in words: a subject, a body, and what holds in an SMS."""

    subject: str
    body: str

    @property
    def short(self) -> str:
        """The subject and the first paragraph, cut at the length of three SMS."""
        whole = f"{self.subject}. {' '.join(self.body.split(chr(10) * 2)[0].split())}"
        return whole if len(whole) <= _LONGEST_SHORT else f"{whole[: _LONGEST_SHORT - 1]}…"


def worded(kind: NoticeKind, said: Mapping[str, str], *, exercise: bool = False) -> Worded:
    """The text of a notice; `KeyError` when something that its text needs is not said, no phone number ever in it."""
    subject, _, body = _template(kind).partition("\n")
    known = {name: _NUMBER.sub("[numéro retiré]", value) for name, value in said.items()}
    return Worded(
        subject=(EXERCISE if exercise else "") + " ".join(Template(subject).substitute(known).split()),
        body=Template(body.strip()).substitute(known).strip(),
    )


@cache
def _template(kind: NoticeKind) -> str:
    return resources.files(__name__).joinpath(f"{kind.value}.txt").read_text("utf-8").strip()
