"""The cases of the table, each measured in a process of its own, so that neither imports nor memory mix."""

import json
import subprocess
import sys
from collections.abc import Mapping
from typing import Any

from planblanc.bench.visitor import NotMeasured

TITLES: Mapping[str, str] = {
    "assignment": "Affectation nationale, des tableaux au plan",
    "nation": "Plan national, personnes et matériels",
    "rows": "Plan national avec planchers par compétence et équipes",
    "thousand": "Mille incidents à la fois",
    "refusal": "Le plan national après un refus",
    "attacks": "Chaque établissement attaqué seul",
    "pairs": "Chaque paire d'établissements attaquée",
    "relief": "Temps long : relève de quatre semaines",
    "nearest-first": "Au plus proche d'abord, comme avec un tableur",
}
SIZES = ("full", "small")


def measured(case: str, *, size: str, seed: int, runs: int) -> Mapping[str, Any]:
    """What the case showed; `NotMeasured` says why it showed nothing."""
    command = [sys.executable, "-m", "planblanc.bench.solver.one", case, size, str(seed), str(runs)]
    ended = subprocess.run(command, capture_output=True, text=True, check=False)
    if ended.returncode != 0:
        last = ended.stderr.strip().splitlines() or ["aucun message"]
        raise NotMeasured(f"Le cas {case} s'est arrêté : {last[-1]}")
    told: Mapping[str, Any] = json.loads(ended.stdout.splitlines()[-1])
    return told
