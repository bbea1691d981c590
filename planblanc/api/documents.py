"""Reads a document once: parsed, measured, validated; what is read often is remembered."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from graphql import GraphQLError, GraphQLSchema, GraphQLSyntaxError, NoSchemaIntrospectionCustomRule, parse, specified_rules, validate
from graphql.language import DocumentNode
from strawberry.extensions import SchemaExtension
from strawberry.schema.validation_rules.maybe_null import MaybeNullValidationRule
from strawberry.schema.validation_rules.one_of import OneOfInputValidationRule

from planblanc.api.limits import Limits, refused, too_large

# A document of 2,000 tokens weighs about a megabyte once parsed: memory is bounded by the count and by the length.
_REMEMBERED = 64
_LONGEST_REMEMBERED = 8192
_MOST_FAULTS = 20
_RULES = (*specified_rules, MaybeNullValidationRule, OneOfInputValidationRule)


@dataclass(frozen=True)
class Reading:
    """What a text holds: a document, or the faults for which it is not executed."""

    document: DocumentNode | None
    faults: tuple[GraphQLError, ...] = ()


Read = Callable[[str], Reading]


def reader(schema: GraphQLSchema, limits: Limits, *, introspection: bool) -> Read:
    """A function that reads documents for this schema within these limits, and remembers the short ones."""
    rules = _RULES if introspection else (*_RULES, NoSchemaIntrospectionCustomRule)

    def read(text: str) -> Reading:
        try:
            document = parse(text, max_tokens=limits.tokens)
            excess = too_large(document, limits)
        except GraphQLSyntaxError as error:
            return Reading(None, (_in_french(error, limits),))
        except RecursionError:  # fragments that go through a thousand levels, each within what the parser allows
            return Reading(None, (refused("il est trop imbriqué"),))
        if excess:
            return Reading(document, (excess,))
        return Reading(document, tuple(validate(schema, document, rules, _MOST_FAULTS, hide_suggestions=not introspection)))

    remembering = lru_cache(maxsize=_REMEMBERED)(read)
    return lambda text: (remembering if len(text) <= _LONGEST_REMEMBERED else read)(text)


class ReadDocuments(SchemaExtension):
    """Puts the reading in place of the parser and of the validation."""

    def __init__(self, read: Read) -> None:
        self._read = read

    def on_parse(self) -> Iterator[None]:
        """Read the document, and stop there if it has faults."""
        operation = self.execution_context
        if operation.query:
            reading = self._read(operation.query)
            operation.graphql_document = reading.document
            operation.pre_execution_errors = list(reading.faults)
            if reading.document is None:
                raise reading.faults[0]
            operation.context.name = operation.operation_name or "-"
        yield


def _in_french(error: GraphQLSyntaxError, limits: Limits) -> GraphQLError:
    if "more than" in error.message:
        return refused(f"plus de {limits.tokens} mots")
    if "nested too deeply" in error.message:
        return refused("il est trop imbriqué")
    return error
