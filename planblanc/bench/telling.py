"""What was measured, told: a small table in French, or words for a program."""

from collections.abc import Iterator, Mapping
from typing import Any

from planblanc.bench.figures import Crisis, Durations, Nearest, Tenancy
from planblanc.domain import french

_POOLS = {"region": "le vivier de démonstration", "national": "le vivier national (20 000 intervenants, 200 000 matériels)"}
_STEPS = {
    "post": "envoi signé du portail",
    "declare": "lecture de la déclaration",
    "ask": "demande avec son lot",
    "request": "plan demandé",
    "propose": "plan calculé et enregistré",
}
_PARTS = {
    "read": "lecture du vivier",
    "translate": "mise en problème",
    "solve": "processus de calcul, aller et retour",
    "unpack": "  dont réception",
    "search": "  dont recherche",
    "explain": "  dont explication",
    "widen": "  dont échelon suivant",
    "compare": "  dont comparaison au plan précédent",
    "tell": "mise en mots",
    "save": "enregistrement",
}
_READS = {
    "things": "matériels, une page",
    "things_of_a_type": "matériels d'un type",
    "things_by_words": "matériels, par mots",
    "people": "intervenants, une page",
    "people_by_competence": "intervenants d'une compétence",
    "people_by_words": "intervenants, par mots",
    "people_free": "intervenants disponibles douze heures",
    "people_free_by_competence": "disponibles, d'une compétence",
    "things_by_key": "cent matériels, par leur clé",
    "people_by_key": "cent intervenants, par leur clé",
    "calendars_by_key": "calendriers de cent intervenants",
    "competences_by_key": "compétences de cent intervenants",
}
_SCOPES = {"region": "d'une région", "nation": "du pays"}
_PROCESSES = {"api": "API", "worker": "traitement", "solver": "calcul"}


def crisis_table(measured: Crisis) -> Iterator[str]:
    """The lines of the table of a crisis."""
    yield f"Crise, sur {_POOLS[measured.pool]}"
    counts = measured.counts
    yield (
        f"  {counts['needs']} besoins, {counts['responders']} intervenants et {counts['stocks']} stocks considérés, "
        f"{counts['sites']} lieux, {counts['work_kib']} Kio vers le calcul"
    )
    yield ""
    yield _HEADER
    yield _row("du portail au plan", measured.total, marked=True)
    for name, durations in measured.steps.items():
        yield _row(f"  {_STEPS[name]}", durations, marked=True)
    yield "le plan, par parties (à part, à chaud)"
    for name in (name for name in _PARTS if name in measured.parts):
        yield _row(f"  {_PARTS[name]}", measured.parts[name])
    yield ""
    yield f"Objectif : p95 sous {measured.goal_seconds:.0f} s : {_reached(measured.is_reached)}"
    for name, mebibytes in measured.memory.items():
        goal = f" (objectif : sous {measured.memory_goal:.0f} : {_reached(mebibytes < measured.memory_goal)})" if name == "api" else ""
        yield f"Mémoire, {_PROCESSES[name]} : {mebibytes:.0f} Mio{goal}"
    for name, seconds in measured.processor.items():
        yield f"Processeur par crise, {_PROCESSES[name]} : {_milliseconds(seconds)}"
    for example in measured.examples:
        cost = french.counted(example.statements, "requête SQL", "requêtes SQL")
        fields = french.counted(example.fields, "champ composé", "champs composés")
        yield f"Exemple {example.name} : {cost} pour {fields} sur {french.counted(example.levels, 'niveau', 'niveaux')}"


def nearest_table(measured: Nearest) -> Iterator[str]:
    """The lines of the table of the nearest resources."""
    yield f"Les plus proches, sur {_POOLS[measured.pool]}, {measured.counts['responder_competences']} compétences détenues"
    yield ""
    yield _HEADER
    yield _row("dix plus proches, par l'index", measured.indexed, marked=True)
    yield _row("dix plus proches, sans index", measured.scanned, marked=True)
    yield _row("réponse de nearestResources", measured.answered, marked=True)
    yield ""
    yield f"Sans index, {measured.ratio:.0f} fois plus lent"


def tenancy_table(measured: Tenancy) -> Iterator[str]:
    """The lines of the table of what the wall costs."""
    counts = measured.counts
    yield f"Cloison, sur {counts['stocks']} matériels, {counts['responders']} intervenants, {counts['calendars']} disponibilités"
    for scope, told in _SCOPES.items():
        yield ""
        yield f"{f'coordonnateur {told} (p10)':<46}{'cloisonné':>12}{'sans':>12}{'rapport':>10}"
        for read in (one for one in measured.reads if one.scope == scope):
            under, without = (_milliseconds(durations.percentile(10)) for durations in (read.under_policies, read.without))
            yield f"{'  ' + _READS[read.name]:<46}{under:>12}{without:>12}{f'{read.ratio:.2f}'.replace('.', ','):>10}"
    yield ""
    yield f"Objectif : {str(measured.goal_ratio).replace('.', ',')} fois au plus : {_reached(measured.is_reached)}"


def tenancy_told(measured: Tenancy) -> Mapping[str, Any]:
    """What the wall costs, for a program."""
    reads = [
        {"scope": one.scope, "name": one.name, "ratio": round(one.ratio, 2)}
        | {"under_policies": one.under_policies.told(), "without": one.without.told()}
        for one in measured.reads
    ]
    return {"counts": dict(measured.counts), "goal_ratio": measured.goal_ratio, "is_reached": measured.is_reached, "reads": reads}


def mutations_table(measured: Mapping[str, Durations]) -> Iterator[str]:
    """The lines of the table of mutations, all of them together last."""
    yield f"{'':<46}{'p50':>10}{'p95':>10}{'p99':>12}"
    for name, durations in {**measured, "toutes": together(measured)}.items():
        p50, p95, p99 = (_milliseconds(durations.percentile(percent)) for percent in (50, 95, 99))
        yield f"{name:<46}{p50:>10}{p95:>10}{p99:>12}"


def mutations_told(measured: Mapping[str, Durations]) -> Mapping[str, Any]:
    """The mutations for a program."""
    return {name: durations.told() for name, durations in {**measured, "all": together(measured)}.items()}


def together(measured: Mapping[str, Durations]) -> Durations:
    """Every mutation that was measured, whichever it was."""
    return Durations(tuple(seconds for durations in measured.values() for seconds in durations.seconds))


def crisis_told(measured: Crisis) -> Mapping[str, Any]:
    """A crisis for a program."""
    return {
        "pool": measured.pool,
        "counts": dict(measured.counts),
        "total": measured.total.told(),
        "goal_ms": measured.goal_seconds * 1000,
        "is_reached": measured.is_reached,
        "steps": {name: durations.told() for name, durations in measured.steps.items()},
        "parts": {name: durations.told() for name, durations in measured.parts.items()},
        "memory_mib": dict(measured.memory),
        "processor_ms": {name: round(seconds * 1000, 1) for name, seconds in measured.processor.items()},
        "examples": {one.name: {"statements": one.statements, "fields": one.fields, "levels": one.levels} for one in measured.examples},
    }


def nearest_told(measured: Nearest) -> Mapping[str, Any]:
    """The nearest resources for a program."""
    return {
        "pool": measured.pool,
        "counts": dict(measured.counts),
        "indexed": measured.indexed.told(),
        "scanned": measured.scanned.told(),
        "answered": measured.answered.told(),
        "ratio": round(measured.ratio, 1),
    }


_HEADER = f"{'':<46}{'p50':>10}{'p95':>10}{'première':>12}"


def _row(label: str, durations: Durations, *, marked: bool = False) -> str:
    first = _milliseconds(durations.first) if marked else ""
    return f"{label:<46}{_milliseconds(durations.percentile(50)):>10}{_milliseconds(durations.percentile(95)):>10}{first:>12}".rstrip()


def _milliseconds(seconds: float) -> str:
    milliseconds = seconds * 1000
    told = f"{milliseconds:.0f}" if milliseconds >= 10 else f"{milliseconds:.2f}".replace(".", ",")
    return f"{told} ms"


def _reached(is_reached: bool) -> str:
    return "atteint" if is_reached else "non atteint"
