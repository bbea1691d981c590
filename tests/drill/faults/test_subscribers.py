"""What the drill of those who follow tells: each way in which a promise can be broken shows."""

from collections.abc import Callable

import pytest

from planblanc.drill.faults.subscribers import EVENTS, MOST_SECONDS, _figures, _Subscriber

SENT = [float(number) for number in range(EVENTS)]
SEEN = {"ars-75": {"ligne, services", "ligne et texte"}, "cert-sante": {"ligne, services", "ligne"}, "samu-40": {"services"}}
LOST, BACK, LATE, VIEWS = range(4)


def subscribers() -> dict[str, _Subscriber]:
    """Three who were told everything, a second after it left; the second one was cut."""
    found = {}
    for identity, seen in SEEN.items():
        one = _Subscriber(identity, "75", "", "", is_cut=identity == "cert-sante", over_sse=False, seen=set(seen))
        one.places, one.arrived = list(range(1, EVENTS + 1)), [left + 1 for left in SENT]
        found[identity] = one
    return found


def broken(wanted: dict[str, _Subscriber]) -> list[int]:
    return [place for place, figure in enumerate(_figures(list(wanted.values()), SENT, 0)) if not figure.is_kept]


def test_a_good_run_keeps_every_promise() -> None:
    assert broken(subscribers()) == []


@pytest.mark.parametrize(
    ("harm", "broken_ones"),
    [
        (lambda found: found["ars-75"].places.pop(), [LOST]),
        (lambda found: found["ars-75"].places.__setitem__(3, 3), [LOST]),
        (lambda found: found["ars-75"].places.reverse(), [LOST]),
        (lambda found: found["cert-sante"].places.clear(), [LOST, BACK]),
        (lambda found: found["samu-40"].arrived.__setitem__(5, SENT[5] + MOST_SECONDS + 0.1), [LATE]),
        (lambda found: found["samu-40"].seen.add("ligne"), [VIEWS]),
        (lambda found: found["cert-sante"].seen.update(SEEN["ars-75"]), [VIEWS]),
    ],
)
def test_each_harm_breaks_its_promise(harm: Callable[[dict[str, _Subscriber]], object], broken_ones: list[int]) -> None:
    found = subscribers()
    harm(found)

    assert broken(found) == broken_ones
