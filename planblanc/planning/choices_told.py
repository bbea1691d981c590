"""What became of the choices made by hand, in words: kept or not, why, and the first preference that each worsens."""

from collections.abc import Iterable

from planblanc.domain import adjustments, french
from planblanc.domain.adjustments import Adjustment, Kept
from planblanc.planning.by_hand import ABSENT, TAKEN, Outcome
from planblanc.planning.reasons import TITLES, Reasons

# What is paid, by the first preference that pays; `by` counts as that preference does, for the whole plan.
_COSTS = {
    "coverage": "{by} de moins couverts",
    "engaged_stay": "ressources déjà engagées que l'on déplace : {by}",
    "home": "ressources de plus à demander hors de la région : {by}",
    "confirmed": "ressources de plus à confirmer par téléphone : {by}",
    "tens_vital": "environ {tens} min de plus en tout pour les besoins vitaux",
    "tens_high": "environ {tens} min de plus en tout pour les besoins prioritaires",
    "tens_normal": "environ {tens} min de plus en tout pour les autres besoins",
    "own_group": "ressources de plus à demander hors du groupe : {by}",
    "minutes": "{by} min de plus en tout",
    "spread": "un effort moins bien réparti entre les prêteurs",
    "excess": "niveaux de qualification de plus que nécessaire : {by}",
    "asked_stay": "demandes en cours que l'on déplace : {by}",
    "lenders": "prêteurs de plus à appeler : {by}",
    "tie_break": "rien que l'on puisse mesurer",
}
_OBSTACLES = {
    ABSENT: "La ressource n'est plus dans le vivier, ou n'a rien de ce qui est demandé.",
    TAKEN: "La ressource est prise pour d'autres besoins, ou ce qui peut en partir n'y suffit pas.",
}
_UNKNOWN = "Le calcul n'a pas abouti : la raison n'est pas connue."


def told(reasons: Reasons, outcomes: Iterable[Outcome]) -> tuple[Kept, ...]:
    """Each choice that bears on the plan, as it was set and as it was kept."""
    made = {str(one.id): one for one in reasons.words.snapshot.adjustments}
    return tuple(_told(reasons, made[outcome.id], outcome) for outcome in outcomes)


def unexplained(reasons: Reasons, unkept: Iterable[tuple[str, str]]) -> tuple[Kept, ...]:
    """The same for a plan that nobody explained: only which pins (need, resource) it does not keep is known."""
    missing = set(unkept)
    standing = reasons.words.translated.choices
    made = {str(one.id): one for one in reasons.words.snapshot.adjustments}
    lost = {choice.id for choice in standing if choice.is_absent or any((pin.need, pin.resource) in missing for pin in choice.pins)}
    return tuple(
        Kept(choice.id, _sentence(reasons, made[choice.id]), choice.id not in lost, why=_UNKNOWN if choice.id in lost else "")
        for choice in standing
    )


def _told(reasons: Reasons, made: Adjustment, outcome: Outcome) -> Kept:
    return Kept(
        adjustment=outcome.id,
        told=_sentence(reasons, made),
        is_kept=outcome.obstacle is None,
        why=_why(outcome.obstacle) if outcome.obstacle is not None else "",
        cost=_cost(outcome) if outcome.preference is not None else "",
    )


def _sentence(reasons: Reasons, made: Adjustment) -> str:
    need = reasons.words.needs.get(str(made.need))
    return adjustments.sentence(made, need.label if need is not None else "")


def _why(obstacle: str) -> str:
    return _OBSTACLES.get(obstacle) or f"Cette règle l'interdit : {TITLES[obstacle][:1].lower()}{TITLES[obstacle][1:]}."


def _cost(outcome: Outcome) -> str:
    preference, by = outcome.preference or "", outcome.by
    if preference == "coverage" and by <= 0:
        return "Coûte : une couverture moins équitablement partagée."
    units = french.counted(by, "besoin unitaire", "besoins unitaires") if preference == "coverage" else french.number(by)
    return f"Coûte : {_COSTS[preference].format(by=units, tens=french.number(by * 10))}."
