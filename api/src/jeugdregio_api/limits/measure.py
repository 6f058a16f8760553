"""How large an operation is. One pass: every fragment is measured once and remembered."""

from collections.abc import Mapping
from typing import Any, NamedTuple, TypeAlias

from graphql import (
    DocumentNode,
    FieldNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    GraphQLArgument,
    GraphQLField,
    GraphQLInterfaceType,
    GraphQLNamedType,
    GraphQLObjectType,
    GraphQLSchema,
    InlineFragmentNode,
    IntValueNode,
    OperationDefinitionNode,
    SelectionNode,
    SelectionSetNode,
    ValueNode,
    VariableNode,
    get_named_type,
)

LARGEST_PAGE = 100
"""More items than this no list gives, whatever is asked."""

Type: TypeAlias = GraphQLNamedType | None


class Size(NamedTuple):
    """How large a selection is, with every fragment spread out.

    ``cost`` counts the objects that may be shown: every field with fields of its own is one, and
    a list that is asked in parts counts what it holds ``first`` times.
    """

    depth: int = 0
    aliases: int = 0
    width: int = 0
    cost: int = 0


class Measure:
    """Measures the operations of one document, with the variables that were sent.

    A document need not be valid: what the schema does not know costs nothing, and a fragment in
    a circle adds nothing; other rules refuse them.
    """

    def __init__(
        self, schema: GraphQLSchema, document: DocumentNode, variables: Mapping[str, Any]
    ) -> None:
        self._schema = schema
        self._variables = variables
        self._fragments = {
            part.name.value: part
            for part in document.definitions
            if isinstance(part, FragmentDefinitionNode)
        }
        self._measured: dict[str, Size] = {}
        self.paging: set[str] = set()
        """The variables by which a page size was told."""
        self._defaults: dict[str, ValueNode | None] = {}

    def operation(self, node: OperationDefinitionNode) -> Size:
        """The size of one operation."""
        self._measured.clear()
        self._defaults = {
            definition.variable.name.value: definition.default_value
            for definition in node.variable_definitions or ()
        }
        return self._selected(node.selection_set, self._schema.get_root_type(node.operation))

    def _selected(self, chosen: SelectionSetNode | None, parent: Type) -> Size:
        depth = width = cost = 0
        aliases = _repeated(chosen)
        for node in chosen.selections if chosen else ():
            part = self._part(node, parent)
            depth = max(depth, part.depth)
            aliases += part.aliases
            width += part.width
            cost += part.cost
        return Size(depth, aliases, width, cost)

    def _part(self, node: SelectionNode, parent: Type) -> Size:
        match node:
            case FieldNode():
                return self._field(node, parent)
            case FragmentSpreadNode():
                return self._fragment(node.name.value)
            case InlineFragmentNode():
                on = node.type_condition
                within = self._schema.get_type(on.name.value) if on else parent
                return self._selected(node.selection_set, within)
        return Size()

    def _fragment(self, name: str) -> Size:
        if name not in self._measured:
            self._measured[name] = Size()
            if fragment := self._fragments.get(name):
                on = self._schema.get_type(fragment.type_condition.name.value)
                self._measured[name] = self._selected(fragment.selection_set, on)
        return self._measured[name]

    def _field(self, node: FieldNode, parent: Type) -> Size:
        alias = node.alias is not None
        if node.selection_set is None or node.name.value.startswith("__"):
            # Introspection is deep by nature; graphql-core has its own limit for it.
            return Size(1, alias, 1)
        known = _field_of(parent, node.name.value)
        inner = self._selected(node.selection_set, get_named_type(known.type) if known else None)
        cost = inner.cost + 1
        if known and (paged := known.args.get("first")):
            cost = max(1, inner.cost) * self._first(node, paged)
        return Size(inner.depth + 1, inner.aliases + alias, 1, cost)

    def _first(self, node: FieldNode, argument: GraphQLArgument) -> int:
        given = next((a.value for a in node.arguments or () if a.name.value == "first"), None)
        asked = self._number(given)
        return page(argument.default_value if asked is None else asked)

    def _number(self, node: ValueNode | None) -> Any:
        """The number that is asked for; ``None`` when none is named."""
        if isinstance(node, VariableNode):
            name = node.name.value
            self.paging.add(name)
            if name in self._variables:
                return self._variables[name]
            return self._number(self._defaults.get(name))
        return float(node.value) if isinstance(node, IntValueNode) else None


def _repeated(chosen: SelectionSetNode | None) -> int:
    """How many fields with fields of their own are asked again under the name they had.

    Each is laid beside every other when a document is validated, so that they count as aliases.
    """
    named = [
        (node.alias or node.name).value
        for node in (chosen.selections if chosen else ())
        if isinstance(node, FieldNode) and node.selection_set
    ]
    return len(named) - len(set(named))


def _field_of(parent: Type, name: str) -> GraphQLField | None:
    if isinstance(parent, GraphQLObjectType | GraphQLInterfaceType):
        field: GraphQLField | None = parent.fields.get(name)
        return field
    return None


def page(asked: Any) -> int:
    """How many items count. What is no number is refused elsewhere; here it is a full page."""
    if not isinstance(asked, int | float):
        return LARGEST_PAGE
    return int(min(max(asked, 1), LARGEST_PAGE))
