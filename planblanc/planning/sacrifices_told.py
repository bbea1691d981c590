"""What another sharing between victims would cost, a sentence a pair."""

from collections.abc import Iterable

from planblanc.domain import french
from planblanc.planning.words import Words
from solver.explanation import Sacrifice


def told(words: Words, sacrifices: Iterable[Sacrifice]) -> tuple[str, ...]:
    """Each one as it can be read aloud: "Donner l'équipe à A retarderait B de 6 h."."""
    return tuple(_told(words, one) for one in sacrifices)


def _told(words: Words, one: Sacrifice) -> str:
    to, gives = words.needs[one.to], words.needs[one.gives]
    resource = words.resources[one.resource]
    team = f"l'équipe « {to.team} »" if to.team is not None else ""
    things = f"{one.units} × {resource.label}" if one.units > 1 else resource.label
    what = f"{team or things} ({words.lenders[resource.lender].name})"
    return f"Donner {what} à {to.victim}, pour « {to.label} », {_cost(one, gives.victim)}."


def _cost(one: Sacrifice, victim: str) -> str:
    if one.lacks:
        missing = french.counted(one.lacks, "besoin unitaire", "besoins unitaires")
        return f"laisserait {victim} sans {missing} de plus"
    if one.delay_minutes is None or one.delay_minutes <= 0:
        return f"ne retarderait pas {victim}"
    return f"retarderait {victim} de {_duration(one.delay_minutes)}"


def _duration(minutes: int) -> str:
    hours, rest = divmod(minutes, 60)
    if not hours:
        return f"{rest} min"
    return f"{hours} h {rest:02}" if rest else f"{hours} h"
