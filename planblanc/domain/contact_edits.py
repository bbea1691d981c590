"""A change of a contact point that waits: an attacker who holds an account would put a number of its own there."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from planblanc.domain.contacts import ContactPoint
from planblanc.domain.errors import Forbidden, TransitionRefused


class EditState(StrEnum):
    """How a change of a contact ends."""

    PENDING = "PENDING"
    ACCEPTED = "ACCEPTED"
    REFUSED = "REFUSED"


STATE_WORDS = {EditState.PENDING: "en attente", EditState.ACCEPTED: "acceptée", EditState.REFUSED: "refusée"}


@dataclass(frozen=True)
class ContactEdit:
    """The contact as it would be, who asked for it, and what was decided; `contact.version` is the one that was read."""

    id: UUID
    contact: ContactPoint
    asked_by: UUID
    asked_name: str
    asked_at: datetime
    state: EditState = EditState.PENDING
    decided_name: str | None = None
    decided_at: datetime | None = None
    reason: str = ""


def require_decider(edit: ContactEdit, actor: UUID) -> None:
    """Refuse whoever asked for it, and what was decided already."""
    if edit.state is not EditState.PENDING:
        raise TransitionRefused(f"Cette modification est déjà {STATE_WORDS[edit.state]}.", ("edit",))
    if edit.asked_by == actor:
        raise Forbidden("Vous avez demandé cette modification : une autre personne en décide.", ("edit",))
