"""The French words of the tables of a stress test."""

from collections import Counter
from collections.abc import Mapping

from planblanc.domain import french
from planblanc.domain.stress import StressAttack, StressPart, Units

PARTS: Mapping[StressPart, str] = {
    StressPart.ALONE: "établissement seul",
    StressPart.GROUP: "groupe au sort commun",
    StressPart.PAIR: "paire",
    StressPart.SHORTAGE: "besoin non couvert",
    StressPart.LOSS: "point de défaillance",
    StressPart.GAIN: "une unité de plus",
}


def lacking(attack: StressAttack, most: int | None = None) -> str:
    """What lacks, the most critical first, `most` things at most: "Réseau, niveau confirmé × 3 ; Imprimante × 2 ; 4 autres"."""
    units: Counter[str] = Counter()
    for lack in attack.lacking:
        units[lack.sought.label] += lack.units
    told = [f"{label} × {count}" for label, count in units.items()]
    left = len(told) - len(told[:most])
    return " ; ".join([*told[:most], *([french.counted(left, "autre", "autres")] if left else [])])


def by_criticality(units: Units) -> str:
    """Units by criticality, those that are none left out: "3 vitales, 2 prioritaires"; negative where something is gained instead."""
    counts = ((units.vital, "vitale"), (units.high, "prioritaire"), (units.normal, "normale"))
    return ", ".join(f"{count} {word}{'s' if abs(count) > 1 else ''}" for count, word in counts if count)


def duration(minutes: int | None) -> str:
    """Minutes as they are read aloud: "45 min", "2 h 05"; a dash where there is none."""
    if minutes is None:
        return "–"
    return f"{minutes} min" if minutes < 60 else f"{minutes // 60} h {minutes % 60:02}"


def percent(part: float) -> str:
    """A part in percent; never 100 % while something lacks."""
    return f"{int(part * 100)} %"
