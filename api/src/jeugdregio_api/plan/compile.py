"""From a question to a plan: one function of Python per selection, written out and compiled."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from graphql import (
    FieldNode,
    GraphQLError,
    GraphQLList,
    GraphQLNonNull,
    GraphQLObjectType,
    GraphQLOutputType,
    OperationType,
    get_named_type,
    is_leaf_type,
)
from graphql.execution.collect_fields import (
    FieldDetails,
    collect_fields,
    collect_subfields,
)
from graphql.pyutils import is_iterable
from strawberry.schema.schema_converter import GraphQLCoreConverter

from jeugdregio_api.access.policy import ABOUT_NOBODY
from jeugdregio_api.plan.leaves import KNOWN, Unusual, leaf
from jeugdregio_api.plan.readings import Field, NotCompilable, Read, Readings
from jeugdregio_api.plan.shelf import Shelf, kept
from jeugdregio_api.plan.text import Names, once
from jeugdregio_api.seen import Seen
from jeugdregio_api.stated import Stated

MOST_FIELDS = 1000
"""A question with more fields than this, with every fragment where it is spread, is left alone."""

Grouped = Mapping[str, Sequence[FieldDetails]]
Show = Callable[[Any], Any]


@dataclass(frozen=True, slots=True)
class Plan:
    """How a question is answered, once the fields at its top are resolved."""

    roots: Mapping[str, Field]
    """The fields at the top, by the name they get in the answer."""
    arguments: Mapping[str, Field]
    infos: Mapping[str, Field]
    show: Callable[..., Mapping[str, Show]]
    """Called with what ``arguments`` and ``infos`` name, it gives for every name in the answer what
    shows its value. That raises where something is out of the ordinary."""
    shelf: Shelf
    """What it mentions that was shown before; to be set to the day first."""
    text: str
    """The text of it, to be read by people."""


def compiled(executor: Any, shelf: Shelf) -> Plan:
    """The plan for what an executor was built for. Raises NotCompilable."""
    try:
        return _Compiler(executor, shelf).plan()
    except GraphQLError:
        raise NotCompilable from None


def _listed(value: Any) -> Any:
    """Check that this is a list, and can be walked twice."""
    if value.__class__ is tuple or value.__class__ is list:
        return value
    if is_iterable(value) and not hasattr(value, "__next__"):
        return value
    raise Unusual


class _Compiler:
    def __init__(self, executor: Any, shelf: Shelf) -> None:
        self._executor = executor
        self._shelf = shelf
        self._names = Names(
            {**KNOWN, "Seen": Seen, "Unusual": Unusual, "listed": _listed, "shelf": shelf}
        )
        own = executor.schema.extensions[GraphQLCoreConverter.DEFINITION_BACKREF]
        self._readings = Readings(own, self._names)
        self._lines: list[str] = []
        self._made: dict[Any, str] = {}
        self._shelved: dict[Any, str] = {}
        self._stated: dict[Any, bool] = {}
        self._fields = 0

    def plan(self) -> Plan:
        executor = self._executor
        operation, kind = executor.operation, executor.schema.query_type
        if operation.operation is not OperationType.QUERY:
            raise NotCompilable
        grouped, *_ = collect_fields(
            executor.schema, executor.fragments, executor.variable_values, kind, operation
        )
        roots = {
            key: self._field(kind, group)
            for key, group in grouped.items()
            if group[0].node.name.value != "__typename"
        }
        shown = [f"{key!r}: lambda v: {self._root(kind, group)}" for key, group in grouped.items()]
        readings = self._readings
        brought = ", ".join([*readings.arguments, *readings.infos])
        lines = [f"def show({brought}):", *self._lines, f"    return {{{', '.join(shown)}}}"]
        text = "\n".join(lines)
        exec(compile(text, "<plan>", "exec"), self._names.known)  # noqa: S102 - names are our own
        return Plan(
            roots, readings.arguments, readings.infos, self._names.known["show"], self._shelf, text
        )

    def _root(self, kind: GraphQLObjectType, group: Sequence[FieldDetails]) -> str:
        if group[0].node.name.value == "__typename":
            return repr(kind.name)
        return self._shown(self._field(kind, group).definition.type, "v", group)

    def _field(self, kind: GraphQLObjectType, group: Sequence[FieldDetails]) -> Field:
        nodes = tuple(details.node for details in group)
        definition = kind.fields.get(nodes[0].name.value)
        if definition is None:
            raise NotCompilable
        return Field(kind, definition, nodes)

    def _shown(self, kind: GraphQLOutputType, value: str, group: Sequence[FieldDetails]) -> str:
        required = isinstance(kind, GraphQLNonNull)
        inner = kind.of_type if isinstance(kind, GraphQLNonNull) else kind
        if is_leaf_type(inner):
            return leaf(inner, value, self._names, required=required)
        held, first = (value, value) if required else once(value)
        shown = self._list(inner, held, group) if isinstance(inner, GraphQLList) else None
        shown = shown or f"{self._object(inner, group)}({held})"
        return shown if required else f"(None if {first} is None else {shown})"

    def _list(self, kind: Any, value: str, group: Sequence[FieldDetails]) -> str:
        item = f"{value}x" if {*value} == {"x"} else "x"
        return f"[{self._shown(kind.of_type, item, group)} for {item} in listed({value})]"

    def _object(self, kind: Any, group: Sequence[FieldDetails]) -> str:
        """The name of the function that shows such an object; it is written at most once."""
        if not isinstance(kind, GraphQLObjectType) or kind.is_type_of:
            raise NotCompilable
        grouped = self._below(kind, group)
        same = (kind.name, *((key, *(id(d.node) for d in part)) for key, part in grouped.items()))
        name = self._made.get(same)
        if name is None:
            name = self._made[same] = f"{kind.name}_{len(self._made)}"
            self._lines += self._function(name, kind, grouped)
        return name

    def _below(self, kind: GraphQLObjectType, group: Sequence[FieldDetails]) -> Grouped:
        """The fields that are selected below a field, by the name they get in the answer."""
        made = self._executor
        found = collect_subfields(
            made.schema, made.fragments, made.variable_values, made.operation, kind, list(group)
        )
        return found.grouped_field_set

    def _function(self, name: str, kind: GraphQLObjectType, grouped: Grouped) -> list[str]:
        by_attribute = self._parts(kind, grouped, lambda part: f"o.{part}")
        by_key = self._parts(kind, grouped, lambda part: f"o.get({part!r})")
        lines = [f"    def {name}(s):", "        if s is None: raise Unusual"]
        if by_key != by_attribute:
            lines += [
                "        o = s.item if s.__class__ is Seen else s",
                f"        if o.__class__ is dict: return {by_key}",
            ]
        return [*lines, f"        return {by_attribute}"]

    def _parts(self, kind: GraphQLObjectType, grouped: Grouped, read: Read) -> str:
        self._fields += len(grouped)
        if self._fields > MOST_FIELDS:
            raise NotCompilable
        parts = (f"{key!r}: {self._part(kind, group, read)}" for key, group in grouped.items())
        return f"{{{', '.join(parts)}}}"

    def _part(self, parent: GraphQLObjectType, group: Sequence[FieldDetails], read: Read) -> str:
        node: FieldNode = group[0].node
        if node.name.value == "__typename":
            return repr(parent.name)
        field = self._field(parent, group)
        shown = self._shown(field.definition.type, self._readings.value(field, read), group)
        looked_up = field.stated
        if (
            looked_up is None
            or looked_up.parts is None
            or is_leaf_type(get_named_type(field.definition.type))
        ):
            return shown
        return self._kept(field, shown, looked_up, group)

    def _kept(
        self, field: Field, shown: str, looked_up: Stated, group: Sequence[FieldDetails]
    ) -> str:
        if not self._only_stated(field.definition.type, group):
            return shown
        name = self._shelved.get(field.key)
        if name is None:
            name = self._shelved[field.key] = f"{field.own.python_name}_{self._shelf.number()}"
            given = self._readings.given(field) if field.mentions_variables else None
            self._lines += kept(name, shown, looked_up, given)
        return f"{name}(s)"

    def _only_stated(self, kind: GraphQLOutputType, group: Sequence[FieldDetails]) -> bool:
        """Whether all that is selected of such an object is what a region states."""
        inner = get_named_type(kind)
        if not isinstance(inner, GraphQLObjectType):
            return is_leaf_type(inner)
        place = (inner.name, *(id(details.node) for details in group))
        if place not in self._stated:
            self._stated[place] = inner.name in ABOUT_NOBODY and all(
                self._is_stated(inner, below) for below in self._below(inner, group).values()
            )
        return self._stated[place]

    def _is_stated(self, kind: GraphQLObjectType, group: Sequence[FieldDetails]) -> bool:
        if group[0].node.name.value == "__typename":
            return True
        field = self._field(kind, group)
        repeated = field.own.is_basic_field or (field.stated and not field.mentions_variables)
        return bool(repeated) and self._only_stated(field.definition.type, group)
