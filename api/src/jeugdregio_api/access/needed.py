"""Which fields an operation reads: every fragment is walked once."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import Any

from graphql import (
    DocumentNode,
    FieldNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    GraphQLSchema,
    OperationDefinitionNode,
    TypeInfo,
    TypeInfoVisitor,
    Visitor,
    visit,
)

from jeugdregio_api.access.policy import Coordinate

Nodes = Mapping[Coordinate, FieldNode]


def needed(schema: GraphQLSchema, document: DocumentNode, operation: str | None) -> Nodes:
    """The fields that an operation reads, each with a place where it does."""
    types = TypeInfo(schema)
    seen = _Fields(types)
    visit(document, TypeInfoVisitor(types, seen))
    return {
        place: node
        for part in _parts(document, operation, seen)
        for place, node in seen.read[part].items()
    }


class _Fields(Visitor):
    """What every operation and fragment of a document reads and spreads itself."""

    def __init__(self, types: TypeInfo) -> None:
        super().__init__()
        self._types = types
        self._part: Any = None
        self.read: defaultdict[Any, dict[Coordinate, FieldNode]] = defaultdict(dict)
        self.spread: defaultdict[Any, set[str]] = defaultdict(set)

    def enter_operation_definition(self, node: OperationDefinitionNode, *_more: Any) -> None:
        """An operation begins."""
        self._part = node

    def enter_fragment_definition(self, node: FragmentDefinitionNode, *_more: Any) -> None:
        """A fragment begins."""
        self._part = node.name.value

    def enter_fragment_spread(self, node: FragmentSpreadNode, *_more: Any) -> None:
        """A fragment is spread."""
        self.spread[self._part].add(node.name.value)

    def enter_field(self, node: FieldNode, *_more: Any) -> None:
        """A field is read. What the library itself answers is no field of a type."""
        parent, name = self._types.get_parent_type(), node.name.value
        own = parent is not None and not parent.name.startswith("__")
        if parent is not None and own and not name.startswith("__"):
            self.read[self._part].setdefault((parent.name, name), node)


def _parts(document: DocumentNode, operation: str | None, seen: _Fields) -> Iterator[Any]:
    """The operation that is meant, and every fragment that it leads to."""
    operations = [d for d in document.definitions if isinstance(d, OperationDefinitionNode)]
    named = [d for d in operations if d.name and d.name.value == operation]
    left: list[Any] = named or operations
    met = set(left)
    while left:
        part = left.pop()
        yield part
        fresh = seen.spread[part] - met
        met |= fresh
        left += fresh
