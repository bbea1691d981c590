"""What another sharing would cost, in one sentence."""

from dataclasses import replace

import pytest

from planblanc.planning import sacrifices_told
from planblanc.planning.translate import translate
from planblanc.planning.words import Words
from solver.explanation import Sacrifice
from tests.planning.snapshots import need, responder, snapshot

DAX, ORTHEZ = need(10, victim="CH de Dax"), need(11, victim="CH d'Orthez", label="Annuaire")
TAKEN = Sacrifice(
    gives=str(DAX.id), to=str(ORTHEZ.id), resource=str(responder().id), units=1, delay_minutes=360, lacks=0, gains=1, sooner_minutes=None
)


def told(one: Sacrifice, *, team: str | None = None) -> str:
    read = snapshot([DAX, replace(ORTHEZ, team=team)], [responder()])
    (sentence,) = sacrifices_told.told(Words(read, translate(read)), [one])
    return sentence


@pytest.mark.parametrize(
    ("one", "cost"),
    [
        (TAKEN, "retarderait CH de Dax de 6 h."),
        (replace(TAKEN, delay_minutes=65), "retarderait CH de Dax de 1 h 05."),
        (replace(TAKEN, delay_minutes=40), "retarderait CH de Dax de 40 min."),
        (replace(TAKEN, delay_minutes=0), "ne retarderait pas CH de Dax."),
        (replace(TAKEN, delay_minutes=None, lacks=2), "laisserait CH de Dax sans 2 besoins unitaires de plus."),
    ],
)
def test_a_sacrifice_is_one_sentence(one: Sacrifice, cost: str) -> None:
    assert told(one) == f"Donner Réseau (synthétique) (ALPI) à CH d'Orthez, pour « Annuaire », {cost}"


def test_several_are_counted_and_a_team_is_named() -> None:
    assert told(replace(TAKEN, units=3)).startswith("Donner 3 × Réseau (synthétique) (ALPI) à ")
    assert told(TAKEN, team="Reconstruction").startswith("Donner l'équipe « Reconstruction » (ALPI) à ")
