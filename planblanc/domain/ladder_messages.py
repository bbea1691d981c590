"""The message that is prepared for the lender's ARS when a rung is opened or a floor lowered: read by a person, then sent."""

from dataclasses import dataclass
from datetime import datetime

from planblanc.domain import french
from planblanc.domain.floors import FloorOverride
from planblanc.domain.rungs import RUNG_WORDS, Authorisation

EXERCISE = "EXERCICE. "
_FREE = "Chaque prêteur reste libre de sa réponse, et son accord lui sera demandé à chaque sollicitation."


@dataclass(frozen=True)
class Sender:
    """Whose crisis it is: the agency that conducts it, the victim, and whether it is an exercise."""

    agency: str
    victim: str
    exercise: bool


def of_rung(sender: Sender, opened: Authorisation) -> str:
    """What to tell the agencies whose lenders come within reach."""
    what = f"l'échelon « {RUNG_WORDS[opened.rung]} » est ouvert pour l'incident numérique de {sender.victim}"
    return _message(
        sender, what, f"Des prêteurs de votre région peuvent désormais être sollicités. {_FREE}", opened.authorised_at, opened.reason
    )


def of_floor(sender: Sender, made: FloorOverride) -> str:
    """What to tell the agency of the lender that may keep less."""
    what = f"le plancher ({made.told}) est abaissé à {french.number(made.floor)} pour l'incident numérique de {sender.victim}"
    return _message(sender, what, _FREE, made.made_at, made.reason)


def _message(sender: Sender, what: str, then: str, at: datetime, reason: str) -> str:
    begins = EXERCISE if sender.exercise else ""
    return f"{begins}{sender.agency} vous informe que {what}, le {french.moment(at)}. Motif : {reason.rstrip('.')}. {then}"
