"""What is sent to one address, and how it is said that it did not arrive."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from planblanc.documents.notices import Worded
from planblanc.domain.errors import Unavailable


class NotDelivered(Unavailable):
    """Le message n'a pas été accepté."""

    def __init__(self, reason: str, *, is_final: bool = False) -> None:
        super().__init__(reason)
        self.is_final = is_final


@dataclass(frozen=True)
class Message:
    """A notice for one address: the same `id` however often it is sent, so that a repeat is seen."""

    id: UUID
    subject: str
    body: str
    written_at: datetime

    @property
    def short(self) -> str:
        """What holds in an SMS."""
        return Worded(self.subject, self.body).short
