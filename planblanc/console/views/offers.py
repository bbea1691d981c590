"""Offers of help: what each one offers, in the words of the catalogues, and what can be offered."""

from collections.abc import Mapping
from typing import Any

from planblanc.domain import french


def offers(data: Mapping[str, Any]) -> Mapping[str, Any]:
    """The label of every code, and the incidents by name."""
    competences = {edge["node"]["code"]: edge["node"]["label"] for edge in (data["competences"] or {}).get("edges", ())}
    kinds = {edge["node"]["code"]: edge["node"]["label"] for edge in (data["equipmentTypes"] or {}).get("edges", ())}
    victims = {edge["node"]["id"]: french.name(edge["node"]["victim"]["name"]) for edge in (data["incidents"] or {}).get("edges", ())}
    return {"competence_labels": competences, "equipment_labels": kinds, "victims": victims}
