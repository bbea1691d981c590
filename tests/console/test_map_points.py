"""Each point of a map is seen once, its name covers nothing, and what has no place is told."""

from itertools import combinations
from pathlib import Path
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from planblanc.console import map_points, site, words
from planblanc.console.map_points import Box, Picture

TEMPLATES = Path(site.__file__).parent / "templates"
DAX = {"latitude": 43.71, "longitude": -1.05}
BAYONNE = {"latitude": 43.48, "longitude": -1.48}
LILLE = {"latitude": 50.61, "longitude": 3.03}

PLACES = st.builds(lambda latitude, longitude: {"latitude": latitude, "longitude": longitude}, st.floats(43, 46), st.floats(-1.5, 2))
POINTS = st.lists(
    st.builds(
        lambda kind, name, position, engaged: {"kind": kind, "name": name, "position": position, "engaged": engaged},
        st.sampled_from(["incident", "hospital", "lender", "person"]),
        st.text("AB<'\"& éœ", min_size=1, max_size=40),
        PLACES | st.just(DAX),
        st.booleans(),
    ),
    max_size=60,
)


def point(kind: str, name: str, position: dict[str, float] | None, **said: Any) -> dict[str, Any]:
    return {"kind": kind, "name": name, "position": position, **said}


def cover(one: Box, other: Box) -> bool:
    return one[0] < other[2] and one[2] > other[0] and one[1] < other[3] and one[3] > other[1]


def written(points: list[dict[str, Any]], routes: list[dict[str, Any]] | None = None) -> str:
    environment = Environment(loader=FileSystemLoader(TEMPLATES), autoescape=True, undefined=StrictUndefined)
    environment.globals["picture"] = map_points.picture
    words.dress(environment, site.published())
    page = environment.from_string('{% import "parts/map.html" as map with context %}{{ map.region("75", points, routes, "Carte") }}')
    return page.render(points=points, routes=routes or [])


def labels_of(shown: Picture) -> list[Box]:
    texts = [one.label for one in shown.points] + [route.label for route in shown.routes]
    return [label.box for label in texts if label is not None]


@settings(max_examples=50, deadline=None)
@given(POINTS)
def test_no_text_covers_another_nor_a_shape(points: list[dict[str, Any]]) -> None:
    routes = [{"from": 1, "to": number, "minutes": 12 * number} for number in range(2, len(points), 5)]
    shown = map_points.picture("75", points, routes)

    assert not [pair for pair in combinations(labels_of(shown), 2) if cover(*pair)]
    assert not [one for one in shown.points for label in labels_of(shown) if cover(one.box, label)]
    assert [one.number for one in shown.points] == list(range(1, len(points) + 1))


def test_an_incident_is_named_before_anything_else() -> None:
    around = [point("hospital", f"Hôpital {number}", {**DAX, "longitude": -1.05 + number / 50}) for number in range(30)]
    shown = map_points.picture("75", [*around, point("incident", "CH Dax", DAX)])

    assert shown.points[-1].label is not None
    assert shown.points[-1].label.text == "CH Dax"


def test_what_stands_at_the_same_place_is_seen_side_by_side() -> None:
    shown = map_points.picture("75", [point("lender", f"Prêteur {number}", DAX) for number in range(6)])

    assert len({(one.x, one.y) for one in shown.points}) == 6


def test_routes_bring_the_map_near_and_insets_do_not_move() -> None:
    two = [point("incident", "CH Dax", DAX, key="dax"), point("hospital", "Bayonne", BAYONNE, key="bayonne")]
    route = [{"from": "bayonne", "to": "dax", "minutes": 51}]

    assert map_points.picture("75", two, route).closeness.scale > 2
    assert map_points.picture("75", two).closeness.scale == 1
    assert map_points.picture(None, two, route).closeness.scale == 1


def test_what_is_not_on_the_map_is_told_beside_it() -> None:
    said = written(
        [point("incident", "CH Dax", DAX), point("hospital", "CHU de Lille", LILLE, says="720 km"), point("lender", "Sans lieu", None)]
    )

    assert "Hors de cette carte : CHU de Lille (720 km)." in said
    assert "Sans position connue : Sans lieu." in said


def test_a_map_with_nothing_to_show_says_so() -> None:
    assert "Rien à montrer sur cette carte." in written([])
    assert "Sans position connue : CH Dax." in written([point("incident", "CH Dax", None)])


def test_each_point_is_a_link_by_its_name_and_a_line_of_the_table() -> None:
    said = written(
        [point("incident", '<b>L\'"Étoile"</b>', DAX, href="/incidents/1", says="2 besoins"), point("hospital", "Bayonne", BAYONNE)]
    )

    assert said.count('href="/incidents/1"') == 2
    assert "incident &lt;b&gt;L&#39;&#34;Étoile&#34;&lt;/b&gt;, 2 besoins" in said
    assert "<b>" not in said
    assert '<g tabindex="0" role="img" aria-label="hôpital Bayonne"' in said
    assert said.count('<th scope="row">') == 2


def test_a_route_is_told_with_its_time() -> None:
    two = [point("incident", "CH Dax", DAX, key="dax"), point("hospital", "Bayonne", BAYONNE, key="bayonne", engaged=True)]
    said = written(two, [{"from": "bayonne", "to": "dax", "minutes": 102}, {"from": "ailleurs", "to": "dax", "minutes": 5}])

    assert said.count("1 h 42") == 2
    assert "trajet, en minutes" in said
    assert "hôpital, engagé" in said
