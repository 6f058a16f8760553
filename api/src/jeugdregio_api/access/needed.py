"""Which fields an operation reads: every fragment is walked once."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import Any

from graphql import (
    DocumentNode,
    FieldNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    GraphQLNamedType,
    GraphQLSchema,
    InlineFragmentNode,
    OperationDefinitionNode,
    SelectionSetNode,
    get_named_type,
)

from jeugdregio_api.access.policy import Coordinate

Nodes = Mapping[Coordinate, FieldNode]


def needed(schema: GraphQLSchema, document: DocumentNode, operation: str | None) -> Nodes:
    """The fields that an operation reads, each with a place where it does."""
    seen = _Fields(schema, document)
    return {
        place: node
        for part in _parts(document, operation, seen)
        for place, node in seen.read[part].items()
    }


class _Fields:
    """What every operation and fragment of a document reads and spreads itself.

    Walked by hand, and operations are told apart by identity: visitors are slow, and so is the hash
    of a node, which is that of all that is in it.
    """

    def __init__(self, schema: GraphQLSchema, document: DocumentNode) -> None:
        self._schema = schema
        self.read: defaultdict[Any, dict[Coordinate, FieldNode]] = defaultdict(dict)
        self.spread: defaultdict[Any, set[str]] = defaultdict(set)
        for part in document.definitions:
            if isinstance(part, OperationDefinitionNode):
                self._walk(id(part), part.selection_set, schema.get_root_type(part.operation))
            elif isinstance(part, FragmentDefinitionNode):
                on = schema.get_type(part.type_condition.name.value)
                self._walk(part.name.value, part.selection_set, on)

    def _walk(self, part: Any, chosen: SelectionSetNode, parent: GraphQLNamedType | None) -> None:
        for node in chosen.selections:
            if isinstance(node, FieldNode):
                below = self._field(part, node, parent)
                if node.selection_set:
                    self._walk(part, node.selection_set, below)
            elif isinstance(node, InlineFragmentNode):
                on = node.type_condition
                within = self._schema.get_type(on.name.value) if on else parent
                self._walk(part, node.selection_set, within)
            elif isinstance(node, FragmentSpreadNode):
                self.spread[part].add(node.name.value)

    def _field(
        self, part: Any, node: FieldNode, parent: GraphQLNamedType | None
    ) -> GraphQLNamedType | None:
        """Note a field, and give its type. What the library itself answers is left out."""
        name = node.name.value
        if parent is None or parent.name.startswith("__") or name.startswith("__"):
            return None
        self.read[part].setdefault((parent.name, name), node)
        known = getattr(parent, "fields", {}).get(name)
        return get_named_type(known.type) if known else None


def _parts(document: DocumentNode, operation: str | None, seen: _Fields) -> Iterator[Any]:
    """The operation that is meant, and every fragment that it leads to."""
    operations = [d for d in document.definitions if isinstance(d, OperationDefinitionNode)]
    named = [d for d in operations if d.name and d.name.value == operation]
    left: list[Any] = [id(part) for part in named or operations]
    met = set(left)
    while left:
        part = left.pop()
        yield part
        fresh = seen.spread[part] - met
        met |= fresh
        left += fresh
