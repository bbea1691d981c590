"""How large a document may be, measured in linear time, before it is validated.

Every fragment is measured once and its measure reused: a document of one kilobyte whose fragments nest and
double expands to billions of fields, and is refused as fast as any other.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import reduce

from graphql import GraphQLError
from graphql.language import (
    DocumentNode,
    FieldNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    InlineFragmentNode,
    Node,
    OperationDefinitionNode,
    OperationType,
    SelectionSetNode,
    StringValueNode,
)

# These lead into a list and into its items without adding anything to it.
_WRAPPERS = frozenset({"edges", "node"})
# The introspection query goes deeper than anything else; its size stays counted.
_INTROSPECTION = frozenset({"__schema", "__type"})


@dataclass(frozen=True)
class Limits:
    """The most that one document may hold."""

    tokens: int = 2000
    depth: int = 10
    aliases: int = 15
    fields: int = 500
    repeats: int = 50  # the validation compares those of one place two by two
    directives_per_node: int = 5
    operations: int = 1
    root_mutations: int = 1


@dataclass(frozen=True)
class Size:
    """What a selection holds once its fragments are written out; `names` counts its own fields by the name of their answer."""

    fields: int = 0
    aliases: int = 0
    depth: int = 0
    repeats: int = 0
    names: Counter[str] = field(default_factory=Counter)

    def beside(self, other: "Size") -> "Size":
        """Both selections in one."""
        return Size(
            self.fields + other.fields,
            self.aliases + other.aliases,
            max(self.depth, other.depth),
            self.repeats + other.repeats,
            self.names + other.names,
        )

    def all_repeats(self) -> int:
        """How many fields say again what another one at the same place says, at every level."""
        return self.repeats + self.names.total() - len(self.names)

    def within(self, node: FieldNode) -> "Size":
        """This selection, as that of a field."""
        name = node.name.value
        answer = node.alias.value if node.alias else name
        return Size(
            self.fields + 1, self.aliases + (node.alias is not None), _depth(name, self.depth), self.all_repeats(), Counter([answer])
        )


def too_large(document: DocumentNode, limits: Limits) -> GraphQLError | None:
    """Why this document is refused, in French, or nothing."""
    operations = [node for node in document.definitions if isinstance(node, OperationDefinitionNode)]
    fragments = {node.name.value: node for node in document.definitions if isinstance(node, FragmentDefinitionNode)}
    measure = _Measure(fragments)
    total = Size()
    for operation in operations:
        total = total.beside(measure.selection(operation.selection_set))
    mutations = [measure.roots(operation.selection_set) for operation in operations if operation.operation is OperationType.MUTATION]
    for what, found, most in (
        ("opérations", len(operations), limits.operations),
        ("champs", total.fields, limits.fields),
        ("champs répétés", total.all_repeats(), limits.repeats),
        ("alias", total.aliases, limits.aliases),
        ("niveaux", total.depth, limits.depth),
        ("mutations", sum(mutations), limits.root_mutations),
        ("directives sur un même nœud", _most_directives(document), limits.directives_per_node),
    ):
        if found > most:
            return refused(f"{what} : {found if found < 10**9 else 'plus d’un milliard'}, {most} au plus")
    return _forbidden_text(document)


def refused(why: str) -> GraphQLError:
    """The one way of refusing a document."""
    return GraphQLError(f"Ce document est refusé ({why}).", extensions={"code": "DOCUMENT_LIMIT"})


@dataclass
class _Measure:
    """Measures selections, each fragment once."""

    fragments: dict[str, FragmentDefinitionNode]
    sizes: dict[str, Size] = field(default_factory=dict)
    roots_by_fragment: dict[str, int] = field(default_factory=dict)
    open: set[str] = field(default_factory=set)

    def selection(self, selection: SelectionSetNode | None) -> Size:
        """The size of a selection, its fragments written out."""
        return reduce(Size.beside, map(self._node, selection.selections if selection else ()), Size())

    def roots(self, selection: SelectionSetNode) -> int:
        """How many fields stand at the root, its fragments written out."""
        total = 0
        for node in selection.selections:
            if isinstance(node, FieldNode):
                total += 1
            elif isinstance(node, InlineFragmentNode):
                total += self.roots(node.selection_set)
            elif isinstance(node, FragmentSpreadNode):
                total += self._fragment_roots(node.name.value)
        return total

    def _node(self, node: Node) -> Size:
        if isinstance(node, FieldNode):
            return self.selection(node.selection_set).within(node)
        if isinstance(node, InlineFragmentNode):
            return self.selection(node.selection_set)
        return self._fragment(node.name.value) if isinstance(node, FragmentSpreadNode) else Size()

    def _fragment(self, name: str) -> Size:
        if name in self.sizes:
            return self.sizes[name]
        # An unknown fragment, or one within itself, is for the validation to name.
        if name not in self.fragments or name in self.open:
            return Size()
        self.open.add(name)
        self.sizes[name] = self.selection(self.fragments[name].selection_set)
        self.open.discard(name)
        return self.sizes[name]

    def _fragment_roots(self, name: str) -> int:
        if name not in self.roots_by_fragment:
            self.roots_by_fragment[name] = 0  # what a fragment within itself counts for
            if name in self.fragments:
                self.roots_by_fragment[name] = self.roots(self.fragments[name].selection_set)
        return self.roots_by_fragment[name]


def _depth(name: str, inside: int) -> int:
    if name in _INTROSPECTION:
        return 1
    return inside if name in _WRAPPERS else inside + 1


def _most_directives(document: DocumentNode) -> int:
    return max((len(getattr(node, "directives", None) or ()) for node in every(document)), default=0)


def _forbidden_text(document: DocumentNode) -> GraphQLError | None:
    for node in every(document):
        if isinstance(node, StringValueNode) and "\x00" in node.value:
            return refused("un texte contient le caractère nul")
    return None


def every(document: Node) -> Iterator[Node]:
    """Every node of a document, or of a part of it."""
    waiting: list[Node] = [document]
    while waiting:
        node = waiting.pop()
        yield node
        for key in node.keys:
            child = getattr(node, key, None)
            if isinstance(child, Node):
                waiting.append(child)
            elif isinstance(child, (list, tuple)):
                waiting.extend(item for item in child if isinstance(item, Node))
