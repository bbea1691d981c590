"""All that the published schema allows, as documents that schemathesis draws, with the keys of what there is."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from random import Random
from typing import Any, cast

import graphql
from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st
from schemathesis import Case, GenerationMode
from schemathesis import graphql as schemathesis
from schemathesis.core.result import Ok

from tests.api.client import Client

PUBLISHED = Path(__file__).parents[2] / "schema" / "planblanc.graphql"
SCHEMA = graphql.build_schema(PUBLISHED.read_text("utf-8"))
Known = Mapping[str, Sequence[str]]

# What an argument of this name wants where the type of what it names is called otherwise.
_TYPES = {"stock": "EquipmentStock", "loan": "Loan", "agreement": "MutualAidAgreement", "need": "NeedLine", "message": "UnmatchedMessage"}
_WORDS: Known = {
    "region": ("75", "76", "75'; DROP TABLE incident; --"),
    "finess": ("400000105", "330781360", "40000010'"),
    "department": ("40", "64"),
    "equipmentType": ("poste-durci", "4g-router"),
    "after": ("", "bm90IGEgY3Vyc29y"),
    "dailyFrom": ("08:00", "25:61"),
}
_HOSTILE = st.sampled_from(["", "'", "\u202e", "é" * 300, "%s", "<script>", "=1+1", "0", "-1", "2021-02-09", "📟"])
_DATES = st.sampled_from(["2021-02-09", "0001-01-01", "9999-12-31", "2021-02-30", "hier"])
_MOMENTS = st.sampled_from(["2021-02-09T02:40:00+01:00", "2021-02-09T02:40:00", "9999-12-31T23:59:59Z", "0001-01-01T00:00:00+14:00", "now"])

schemathesis.scalar("Date", _DATES.map(schemathesis.nodes.String))
schemathesis.scalar("DateTime", _MOMENTS.map(schemathesis.nodes.String))
schemathesis.scalar("String", (st.text(max_size=30) | _HOSTILE).map(schemathesis.nodes.String))


def documents(known: Known, *, right: int, wrong: int, drawn_from: int) -> Iterator[tuple[str, str]]:
    """The name of each operation, and a document of it: so many that are right by their form, so many that are not."""
    random = Random(drawn_from)
    for operation in schemathesis.from_path(str(PUBLISHED)).get_all_operations():
        assert isinstance(operation, Ok)
        asked = operation.ok()
        for mode, size in ((GenerationMode.POSITIVE, right), (GenerationMode.NEGATIVE, wrong)):
            for case in _drawn(asked.as_strategy(generation_mode=mode), size, drawn_from) if size else ():
                yield asked.label, _with_keys(str(case.body), known, random)


async def keys_of_what_there_is(client: Client, incident: str) -> Known:
    """By type, the keys of what the coordinator of the crisis finds in each list of the schema."""
    known: dict[str, list[str]] = {"Incident": [incident]}
    assert SCHEMA.query_type
    for name, field in SCHEMA.query_type.fields.items():
        kind = _listed(field)
        if kind is not None:
            of = f'(incident: "{incident}")' if "incident" in field.args else '(region: "75")' if "region" in field.args else ""
            body = await client.ask(f"{{ {name}{of} {{ edges {{ node {{ id }} }} }} }}")
            found = body["data"] or {name: {"edges": []}}  # some lists are not the coordinator's
            known.setdefault(kind, []).extend(edge["node"]["id"] for edge in found[name]["edges"])
    return known


def _listed(field: graphql.GraphQLField) -> str | None:
    """The type of what a connection lists, when it can be asked for by an incident or a region, and its things have keys."""
    named = graphql.get_named_type(field.type)
    required = {name for name, argument in field.args.items() if graphql.is_required_argument(argument)}
    if not named.name.endswith("Connection") or not required <= {"incident", "region"}:
        return None
    edge = cast("Any", named).fields["edges"].type
    node = graphql.get_named_type(cast("Any", graphql.get_named_type(edge)).fields["node"].type)
    return node.name if "id" in cast("Any", node).fields else None


def _drawn(strategy: st.SearchStrategy["Case[Any]"], size: int, drawn_from: int) -> "list[Case[Any]]":
    found: list[Case[Any]] = []

    @seed(drawn_from)
    @settings(max_examples=size, database=None, deadline=None, phases=[Phase.generate], suppress_health_check=list(HealthCheck))
    @given(case=strategy)
    def draw(case: "Case[Any]") -> None:
        found.append(case)

    draw()
    return found


def _with_keys(document: str, known: Known, random: Random) -> str:
    """The same document, most of its keys and codes those of things that exist, and its keys of idempotency apart."""
    try:
        read = graphql.parse(document)
    except graphql.GraphQLSyntaxError:
        return document
    return graphql.print_ast(graphql.visit(read, _Keys(known, random)))


class _Keys(graphql.Visitor):
    """Puts what exists where its name stands."""

    def __init__(self, known: Known, random: Random) -> None:
        super().__init__()
        self._known = known
        self._random = random

    def enter_argument(self, node: graphql.ArgumentNode, *_: Any) -> Any:
        return self._told(node)

    def enter_object_field(self, node: graphql.ObjectFieldNode, *_: Any) -> Any:
        return self._told(node)

    def _told(self, node: Any) -> Any:
        name = node.name.value
        kind = _TYPES.get(name, name[0].upper() + name[1:])
        every = [key for keys in self._known.values() for key in keys]
        choices = self._known.get(kind) or _WORDS.get(name) or (every if name == "id" else ())
        if name == "idempotencyKey":
            choices = [f"{self._random.getrandbits(64):x}"]
        if not choices or not isinstance(node.value, graphql.StringValueNode | graphql.IntValueNode) or self._random.random() > 0.8:
            return None
        return type(node)(name=node.name, value=graphql.StringValueNode(value=self._random.choice(choices)))
