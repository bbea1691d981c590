"""An approved plan on paper: need by need who comes, from where, how soon, and what stays unmet."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from planblanc.documents import blocks, printing
from planblanc.domain import french
from planblanc.domain.adjustments import Kept
from planblanc.domain.perimeter import Rung
from planblanc.domain.plans import Candidate, Journey, Line, LineFlag, NeedAnswer, NextRung, PlanMethod
from planblanc.domain.requests import CRITICALITY_WORDS

RUNG_WORDS = {
    Rung.OWN_GROUP: "même groupe",
    Rung.DEPARTMENT: "département",
    Rung.REGION: "région",
    Rung.ADJACENT_REGION: "région voisine",
    Rung.ZONE: "zone de défense",
    Rung.NATIONAL: "national",
    Rung.EU: "Union européenne",
}
FLAG_WORDS = {
    LineFlag.TO_CONFIRM: "à confirmer par téléphone",
    LineFlag.TO_ATTEST: "à attester sain",
    LineFlag.ASSUMED_DELAY: "délai supposé",
    LineFlag.EXTRAPOLATED: "route extrapolée",
    LineFlag.SUBSTITUTE: "en remplacement",
    LineFlag.SYNTHETIC: "donnée inventée",
    LineFlag.KEPT: "déjà engagé",
}
METHOD_WORDS = {
    PlanMethod.OPTIMAL: "meilleur plan, prouvé",
    PlanMethod.GAP: "bon plan, écart connu",
    PlanMethod.NEAREST_FIRST: "au plus près, sans preuve",
}

# The reasons of the nearest few: the rest is read on the screen.
_REASONS = 3


@dataclass(frozen=True)
class NeedPart:
    """One need under its French label, what the plan answers, and the lines that cover it."""

    label: str
    wanted_by: str
    criticality: str
    answer: NeedAnswer
    lines: tuple[Line, ...]


@dataclass(frozen=True)
class PlanSheet:
    """A plan as approved for one incident; `incident` is the line by which people know it."""

    establishment: str
    incident: str
    exercise: bool
    computed_at: datetime
    method: PlanMethod
    approved_by: str
    approved_at: datetime
    needs: tuple[NeedPart, ...]
    next_rung: NextRung
    printed_at: datetime
    by_hand: tuple[Kept, ...] = ()
    sacrifices: tuple[str, ...] = ()


def pdf(sheet: PlanSheet) -> bytes:
    """The sheet as an accessible A4 PDF in French, lying on its side."""
    told = {
        "title": "Plan approuvé",
        "establishment": sheet.establishment,
        "incident": blocks.typographic(sheet.incident),
        "exercise": sheet.exercise,
        "printed_at": french.moment(sheet.printed_at),
        "facts": [
            ["Approuvé par", f"{sheet.approved_by}, le {french.moment(sheet.approved_at)}"],
            ["Calculé", f"le {french.moment(sheet.computed_at)} ({METHOD_WORDS[sheet.method]})"],
            ["Couverture", _coverage(sheet.needs)],
        ],
        "needs": [_need(need) for need in sheet.needs],
        "beyond": _beyond(sheet.next_rung),
        "by_hand": [_choice(kept) for kept in sheet.by_hand],
        "sacrifices": [blocks.typographic(sacrifice) for sacrifice in sheet.sacrifices],
    }
    return printing.pdf("plan_sheet", told, sheet.printed_at)


def duration(minutes: int) -> str:
    """Minutes as they are said: "45 min", "1 h 40"."""
    hours, rest = divmod(minutes, 60)
    if not hours:
        return f"{rest}\u00a0min"
    return f"{hours}\u00a0h\u00a0{rest:02}" if rest else f"{hours}\u00a0h"


def _coverage(needs: Sequence[NeedPart]) -> str:
    missing = [need for need in needs if need.answer.missing]
    told = french.counted(len(needs), "besoin", "besoins")
    return f"{told}, tous couverts" if not missing else f"{told}, dont {len(missing)} à découvert"


def _need(need: NeedPart) -> dict[str, object]:
    answer = need.answer
    return {
        "label": f"{answer.wanted} × {blocks.typographic(need.label)}",
        "asked": f"{CRITICALITY_WORDS[need.criticality]}, délai {need.wanted_by}",
        "covered": f"{answer.covered} sur {answer.wanted}",
        "missing": _missing(answer),
        "lines": [_line(line) for line in need.lines],
    }


def _missing(answer: NeedAnswer) -> str:
    if not answer.missing:
        return ""
    reasons = "\u00a0; ".join(_reason(candidate) for candidate in answer.rejected[:_REASONS])
    return f"Manque {answer.missing}. {blocks.typographic(reasons) or 'Personne de connu dans le périmètre ouvert.'}"


def _reason(candidate: Candidate) -> str:
    return f"{candidate.lender_name} ({candidate.distance_km:.0f} km) : {candidate.title}"


def _line(line: Line) -> list[str]:
    way = line.journey
    return [
        f"{line.quantity} × {blocks.typographic(line.label)}",
        blocks.typographic(", ".join(part for part in (line.lender_name, line.commune) if part)),
        RUNG_WORDS[Rung(line.rung)] if line.rung else "",
        f"{way.distance_km:.0f} km" if way else "",
        *(_delay(way) if way else ("", "sans délai", "")),
        ", ".join(FLAG_WORDS[flag] for flag in LineFlag if flag in line.flags),
    ]


def _delay(way: Journey) -> tuple[str, str, str]:
    parts = f"alerte {duration(way.alert_minutes)} + préparation {duration(way.preparation_minutes)} + route {duration(way.road_minutes)}"
    return (
        french.moment(way.arrives_at),
        f"{duration(way.total_minutes)} (de {duration(way.least_minutes)} à {duration(way.most_minutes)})",
        parts,
    )


def _beyond(following: NextRung) -> list[str]:
    if following.rung is None:
        return []
    return [
        f"{RUNG_WORDS[Rung(following.rung)]} : +{offer.quantity} {blocks.typographic(offer.what)}, {offer.lender_name}, {offer.commune}, "
        f"{offer.distance_km:.0f} km"
        for offer in following.offers
    ]


def _choice(kept: Kept) -> str:
    """What was set by hand, and what came of it."""
    refused = "" if kept.is_kept else f"Non gardé. {kept.why}"
    return blocks.typographic(" ".join(part for part in (kept.told, refused, kept.cost) if part))
