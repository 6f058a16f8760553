"""How a field is shown where it is asked: found out once, for all objects that it is asked of."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from types import NoneType
from typing import Any

from graphql import (
    GraphQLBoolean,
    GraphQLEnumType,
    GraphQLID,
    GraphQLList,
    GraphQLNonNull,
    GraphQLObjectType,
    GraphQLOutputType,
    GraphQLString,
    is_leaf_type,
)
from graphql.pyutils import Path
from strawberry.schema.schema_converter import GraphQLCoreConverter

from jeugdregio_api.plan.readings import NotCompilable
from jeugdregio_api.plan.selected import field_of, is_typename
from jeugdregio_api.plan.shown import (
    Group,
    Kinds,
    LeftToLibrary,
    Part,
    Place,
    Show,
    is_ordinary,
    left,
    listed,
    member,
    object_of,
    path_of,
    single,
)
from jeugdregio_api.seen import attribute

_AS_THEY_ARE: Mapping[Any, type] = {GraphQLString: str, GraphQLID: str, GraphQLBoolean: bool}
"""The class of the values that a scalar shows as they are."""


class Selections:
    """How objects are shown, by what is selected of them; of one execution."""

    def __init__(self, executor: Any) -> None:
        self.executor = executor
        self._known: dict[int, Show] = {}
        """By identity: what is selected lives as long as the execution."""

    def of(self, kind: GraphQLObjectType, grouped: Mapping[str, Group]) -> Show:
        """How objects of a type are shown; LeftToLibrary is raised where not all is known."""
        known = self._known.get(id(grouped))
        if known is None:
            try:
                parts = [self._part(kind, key, group) for key, group in grouped.items()]
                known = object_of(kind.name, parts)
            except NotCompilable:
                known = left
            self._known[id(grouped)] = known
        return known

    def leave(self, grouped: Mapping[str, Group]) -> None:
        """Leave this to the library from now on."""
        self._known[id(grouped)] = left

    def below(self, kind: GraphQLObjectType, group: Group) -> Show:
        """How the objects are shown that a field leads to."""
        return self.of(kind, self.executor.collect_subfields(kind, group).grouped_field_set)

    def _part(self, parent: GraphQLObjectType, key: str, group: Group) -> Part:
        if is_typename(group):
            return Part(key, None, lambda *_: parent.name, frozenset({str}), left, left)
        asked = Asked(self, parent, group)
        own, kind = asked.own, asked.definition.type
        name = own.python_name if own.is_basic_field else None
        resolved = left if name else asked.resolver()
        return Part(key, name, resolved, *asked.way(kind), partial(asked.failed, kind))


class Asked:
    """A field where it is asked. Raises NotCompilable where only the library knows it."""

    def __init__(self, selections: Selections, parent: GraphQLObjectType, group: Group) -> None:
        self._selections = selections
        self._executor = selections.executor
        self._group = group
        self._field = field_of(parent, group)
        self.definition, self.own = self._field.definition, self._field.own
        unknown = self.own.is_basic_field and self.own.default_resolver is not attribute
        if unknown or any(details.fragment_variable_values for details in group):
            raise NotCompilable

    def failed(self, kind: GraphQLOutputType, error: Exception, place: Place) -> None:
        """Note an error about a value of a kind, or raise it where that may not be missing."""
        self._executor.handle_field_error(error, kind, self._group, path_of(place))

    def resolver(self) -> Show:
        """What calls its resolver."""
        resolver = self.own.base_resolver
        if resolver is None or resolver.self_parameter:
            raise NotCompilable
        call: Any = resolver.wrapped_func
        about = resolver.root_parameter or resolver.parent_parameter
        informed = resolver.info_parameter
        if about and [*resolver.signature.parameters] == [about.name]:
            return lambda source, _place: call(source)
        schema: Any = self._executor.schema.extensions[GraphQLCoreConverter.DEFINITION_BACKREF]
        given: Mapping[str, Any] | None = None

        def resolved(source: Any, place: Place) -> Any:
            nonlocal given
            if given is None:
                given = self._field.arguments(self._executor.variable_values, schema)
            told = dict(given)
            if about:
                told[about.name] = source
            if informed:
                info = self._info(path_of(place))
                told[informed.name] = schema.config.info_class(_raw_info=info, _field=self.own)
            return call(**told)

        return resolved

    def way(self, kind: GraphQLOutputType) -> tuple[Kinds, Show]:
        """The classes of values of a kind that are shown as they are, and how others are shown."""
        by_library = partial(self._by_library, kind)
        required = isinstance(kind, GraphQLNonNull)
        inner = kind.of_type if isinstance(kind, GraphQLNonNull) else kind
        nothing: Kinds = frozenset(() if required else (NoneType,))
        if isinstance(inner, GraphQLEnumType):
            return nothing, member(by_library)
        if is_leaf_type(inner):
            plain = (_AS_THEY_ARE[inner],) if inner in _AS_THEY_ARE else ()
            return nothing.union(plain), single(inner, by_library)
        if isinstance(inner, GraphQLList):
            held = inner.of_type
            return nothing, listed(*self.way(held), partial(self.failed, held), by_library)
        if not isinstance(inner, GraphQLObjectType) or inner.is_type_of:
            raise NotCompilable
        return nothing, self._object(inner, by_library)

    def _object(self, kind: GraphQLObjectType, by_library: Show) -> Show:
        below: Show | None = None

        def show(value: Any, place: Place) -> Any:
            nonlocal below
            if not is_ordinary(value.__class__):
                return by_library(value, place)
            if below is None:
                below = self._selections.below(kind, self._group)
            return below(value, place)

        return show

    def _by_library(self, kind: GraphQLOutputType, value: Any, place: Place) -> Any:
        """Complete a value as the library does. Raises LeftToLibrary if it must be waited for."""
        executor, path = self._executor, path_of(place)
        told = value
        if not executor.is_awaitable(value):
            info = self._info(path)
            told = executor.complete_value(kind, self._group, info, path, value, None)
        if executor.is_awaitable(told):
            executor.settle_in_background([told])
            raise LeftToLibrary
        return told

    def _info(self, path: Path) -> Any:
        nodes = [details.node for details in self._group]
        return self._executor.build_resolve_info(self.definition, nodes, self._field.parent, path)
