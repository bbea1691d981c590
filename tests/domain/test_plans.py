"""What a plan says of a need that is not wholly covered."""

from uuid import uuid4

import pytest

from planblanc.domain.identity import IncidentId, NeedId
from planblanc.domain.plans import Candidate, NeedAnswer, RuleCount

TARBES = Candidate("CH de Tarbes", "Tarbes", "Postes", 104.6, 192, "ADJACENT_REGION", "rung", "Être à un échelon autorisé")
BEYOND = RuleCount("competence", "Avoir la compétence", 2)


def answer(covered: int, obstacles: tuple[Candidate, ...] = (), counts: tuple[RuleCount, ...] = ()) -> NeedAnswer:
    return NeedAnswer(NeedId(uuid4()), IncidentId(uuid4()), 3, covered, obstacles=obstacles, counts=counts)


@pytest.mark.parametrize(
    ("said", "told"),
    [
        (answer(3), ""),
        (answer(0), "Personne de connu, à aucun échelon, n'a ce qui est demandé."),
        (answer(2), "Personne d'autre de connu, à aucun échelon, n'a ce qui est demandé."),
        (answer(0, counts=(BEYOND,)), "Personne dans les échelons ouverts ; au-delà, 2 candidats sont écartés."),
        (answer(2, (TARBES,), (BEYOND,)), "Le plus proche, CH de Tarbes, ne remplit pas cette règle : être à un échelon autorisé."),
    ],
)
def test_what_is_missing_has_its_reason_in_a_sentence(said: NeedAnswer, told: str) -> None:
    assert said.reason == told
