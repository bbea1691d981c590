"""Whatever is killed, what was acknowledged is there once; how fast it all comes back, no test says."""

from planblanc.drill.faults import killing
from planblanc.drill.faults.ground import Ground


async def test_nothing_acknowledged_is_lost_or_done_twice_when_each_part_is_killed(ground: Ground) -> None:
    figures = await killing.run(ground)

    assert [figure for figure in figures if not figure.promise.startswith("kill -9") and not figure.is_kept] == []
    assert [figure.promise.split(" : ")[0] for figure in figures[:3]] == ["kill -9 de l'API", "kill -9 de la base", "kill -9 du traitement"]
    lost = next(figure for figure in figures if figure.promise == "mutations acquittées et perdues")
    asked = "".join(filter(str.isdigit, lost.measured.split(" sur ")[1]))  # a fast machine asks more than a thousand: "1 031"
    assert int(asked) >= 60
