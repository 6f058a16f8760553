"""From a question to a plan: one function of Python per selection, written out and compiled."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any, TypeAlias

from graphql import (
    GraphQLError,
    GraphQLList,
    GraphQLNonNull,
    GraphQLObjectType,
    GraphQLOutputType,
    OperationType,
    get_named_type,
    is_leaf_type,
)
from graphql.pyutils import is_iterable
from strawberry.schema.schema_converter import GraphQLCoreConverter

from jeugdregio_api.plan.leaves import KNOWN, Unusual, leaf
from jeugdregio_api.plan.readings import Field, NotCompilable, Read, Readings
from jeugdregio_api.plan.roots import Root
from jeugdregio_api.plan.selected import Group, Grouped, Selected, field_of, is_typename
from jeugdregio_api.plan.shelf import Shelf, kept, kept_written
from jeugdregio_api.plan.text import Names, once
from jeugdregio_api.seen import Seen
from jeugdregio_core.record import record

MOST_FIELDS = 1000
"""A question with more fields than this is left to the library; a fragment counts once."""

Show: TypeAlias = Callable[[Any], Any]
Keep: TypeAlias = Callable[[str, str], list[str]]
"""Writes the function of this name that keeps what such a text shows."""


@record
class Plan:
    """How a question is answered, once the fields at its top are resolved."""

    roots: Mapping[str, Root]
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
    if executor.operation.operation is not OperationType.QUERY:
        raise NotCompilable
    try:
        return _Compiler(executor, shelf).plan(executor.schema.query_type)
    except GraphQLError:
        raise NotCompilable from None


class _Compiler:
    def __init__(self, executor: Any, shelf: Shelf) -> None:
        self._selected = Selected(executor)
        self._shelf = shelf
        self._names = Names(
            {**KNOWN, "Seen": Seen, "Unusual": Unusual, "listed": _listed, "shelf": shelf}
        )
        self._executor = executor
        self._schema = executor.schema.extensions[GraphQLCoreConverter.DEFINITION_BACKREF]
        self._readings = Readings(self._schema, self._names)
        self._lines: list[str] = []
        self._written: dict[object, str] = {}
        self._shelved: dict[object, str] = {}
        self._fields = 0

    def plan(self, query: GraphQLObjectType) -> Plan:
        top, readings = self._selected.top(), self._readings
        roots = {
            key: Root(field_of(query, one), self._executor, self._schema)
            for key, one in top.items()
            if not is_typename(one)
        }
        shown = [f"{key!r}: lambda v: {self._root(query, group)}" for key, group in top.items()]
        brought = ", ".join([*readings.arguments, *readings.infos])
        lines = [f"def show({brought}):", *self._lines, f"    return {{{', '.join(shown)}}}"]
        text = "\n".join(lines)
        exec(compile(text, "<plan>", "exec"), self._names.known)  # noqa: S102 - text of our own
        show = self._names.known["show"]
        return Plan(roots, readings.arguments, readings.infos, show, self._shelf, text)

    def _root(self, query: GraphQLObjectType, group: Group) -> str:
        if is_typename(group):
            return repr(query.name)
        return self._shown(field_of(query, group).definition.type, "v", group)

    def _shown(self, kind: GraphQLOutputType, value: str, group: Group) -> str:
        """The text that shows a value of this kind; ``value`` is an expression."""
        required = isinstance(kind, GraphQLNonNull)
        inner = kind.of_type if isinstance(kind, GraphQLNonNull) else kind
        if is_leaf_type(inner):
            return leaf(inner, value, self._names, required=required)
        held, first = (value, value) if required else once(value)
        if isinstance(inner, GraphQLList):
            shown = self._list(inner, held, group)
        else:
            shown = f"{self._object(inner, group)}({held})"
        return shown if required else f"(None if {first} is None else {shown})"

    def _list(self, kind: GraphQLList[Any], value: str, group: Group) -> str:
        item = f"{value}x" if {*value} == {"x"} else "x"
        return f"[{self._shown(kind.of_type, item, group)} for {item} in listed({value})]"

    def _object(self, kind: Any, group: Group) -> str:
        """The name of the function that shows such an object; it is written once."""
        if not isinstance(kind, GraphQLObjectType) or kind.is_type_of:
            raise NotCompilable
        below = self._selected.below(kind, group)
        same = (kind.name, *((key, *(id(d.node) for d in part)) for key, part in below.items()))
        name = self._written.get(same)
        if name is None:
            name = self._written[same] = f"{kind.name}_{len(self._written)}"
            self._lines += self._function(name, kind, below)
        return name

    def _function(self, name: str, kind: GraphQLObjectType, below: Grouped) -> list[str]:
        self._fields += len(below)
        if self._fields > MOST_FIELDS:
            raise NotCompilable
        by_attribute = self._parts(kind, below, lambda part: f"o.{part}")
        by_key = self._parts(kind, below, lambda part: f"o.get({part!r})")
        lines = [f"    def {name}(s):", "        if s is None: raise Unusual"]
        if by_key != by_attribute:
            lines += [
                "        o = s.item if s.__class__ is Seen else s",
                f"        if o.__class__ is dict: return {by_key}",
            ]
        return [*lines, f"        return {by_attribute}"]

    def _parts(self, kind: GraphQLObjectType, below: Grouped, read: Read) -> str:
        parts = (f"{key!r}: {self._part(kind, group, read)}" for key, group in below.items())
        return f"{{{', '.join(parts)}}}"

    def _part(self, parent: GraphQLObjectType, group: Group, read: Read) -> str:
        if is_typename(group):
            return repr(parent.name)
        field = field_of(parent, group)
        kind = field.definition.type
        stated, value = field.stated, self._readings.value(field, read)
        if stated and stated.record and self._selected.only_parts(kind, group):
            value = f"s.item.{stated.record}"  # where it is seen does not count
        shown = self._shown(kind, value, group)
        keep = self._way_to_keep(field, kind, group)
        return self._kept(field, keep, shown) if keep else shown

    def _way_to_keep(self, field: Field, kind: GraphQLOutputType, group: Group) -> Keep | None:
        """How it is kept as it is shown, if it can be."""
        stated, written, selected = field.stated, field.written, self._selected
        if is_leaf_type(get_named_type(kind)):
            return None
        if written and selected.only_parts(kind, group):
            return lambda name, shown: kept_written(name, shown, written)
        if stated is None or stated.parts is None or not selected.only_stated(kind, group):
            return None
        if stated.record and selected.only_parts(kind, group):
            return None  # sooner shown than looked up
        here = replace(stated, provider=stated.provider and selected.by_provider(kind, group))
        given = self._readings.given(field) if field.mentions_variables else None
        return lambda name, shown: kept(name, shown, here, given)

    def _kept(self, field: Field, keep: Keep, shown: str) -> str:
        """The call of a function that shows it from the shelf; that is written once, too."""
        name = self._shelved.get(field.key)
        if name is None:
            name = f"{field.own.python_name}_on_shelf_{self._shelf.number()}"
            self._shelved[field.key] = name
            self._lines += keep(name, shown)
        return f"{name}(s)"


def _listed(value: Any) -> Any:
    """Check that this is a list, and can be walked twice."""
    if value.__class__ is tuple or value.__class__ is list:
        return value
    if is_iterable(value) and not hasattr(value, "__next__"):
        return value
    raise Unusual
