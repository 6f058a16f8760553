"""A field at the top of a question: its resolver, and what that is called with.

The library works out all arguments anew in every request, however little of them changes.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from graphql import (
    FieldNode,
    GraphQLBoolean,
    GraphQLEnumType,
    GraphQLField,
    GraphQLNamedType,
    Undefined,
    VariableNode,
    get_nullable_type,
    is_leaf_type,
    type_from_ast,
)
from graphql.execution.values import VariableValues, get_argument_values
from strawberry import Info
from strawberry.types.arguments import StrawberryArgument, convert_arguments

from jeugdregio_api.plan.readings import Field, NotCompilable, mentioned


class Root:
    """Calls the resolver of one field. Raises NotCompilable where only the library can."""

    def __init__(self, field: Field, executor: Any, schema: Any) -> None:
        resolver = field.declared.base_resolver
        if resolver is None or resolver.self_parameter:
            raise NotCompilable
        self.field = field
        self._resolve: Any = resolver.wrapped_func
        source = resolver.root_parameter or resolver.parent_parameter
        self._source = source and source.name
        self._info = resolver.info_parameter and resolver.info_parameter.name
        types = _types(executor)
        self._arguments = [
            _Argument(field, argument, schema, types) for argument in field.declared.arguments
        ]

    def begin(self, source: Any, info: Any, values: VariableValues) -> Any:
        """What the resolver gives, or something to wait for. Raises whatever it raises."""
        given: dict[str, Any] = {}
        for argument in self._arguments:
            given.update(argument.given(values))
        if self._source:
            given[self._source] = source
        if self._info:
            given[self._info] = Info(_raw_info=info, _field=self.field.declared)
        return self._resolve(**given)


class _Argument:
    """One argument by itself, so that what does not change is worked out once.

    Kept is what depends on no variable, or on choices out of closed lists only. Nothing else that
    a caller gives is kept.
    """

    def __init__(
        self,
        field: Field,
        own: StrawberryArgument,
        schema: Any,
        types: Mapping[str, GraphQLNamedType | None],
    ) -> None:
        name = schema.config.name_converter.from_argument(own)
        kind = field.definition.args[name]
        written = [one for one in field.nodes[0].arguments or () if one.name.value == name]
        self._own, self._schema = own, schema
        self._definition = GraphQLField(field.definition.type, {name: kind})
        self._node = FieldNode(name=field.nodes[0].name, arguments=tuple(written))
        self._mentioned = tuple(name for one in written for name in mentioned(one))
        self._closed = all(_is_closed(types.get(name)) for name in self._mentioned)
        self._kept: dict[tuple[Any, ...], dict[str, Any]] = {}
        whole = written[0].value if written else None
        plain = isinstance(whole, VariableNode) and is_leaf_type(
            getattr(kind.type, "of_type", kind.type)
        )
        self._plain = self._mentioned[0] if plain else None

    def given(self, values: VariableValues) -> Mapping[str, Any]:
        """By its name in Python; nothing where it is left out. Raises GraphQLError."""
        if self._plain and (value := values.coerced.get(self._plain)) is not None:
            return {self._own.python_name: value}
        if not self._closed:
            return self._converted(values)
        key = tuple(values.coerced.get(name, Undefined) for name in self._mentioned)
        if key not in self._kept:
            self._kept[key] = self._converted(values)
        return self._kept[key]

    def _converted(self, values: VariableValues) -> dict[str, Any]:
        return convert_arguments(
            get_argument_values(self._definition, self._node, values),
            [self._own],
            scalar_registry=self._schema.schema_converter.scalar_registry,
            config=self._schema.config,
        )


def _types(executor: Any) -> dict[str, Any]:
    """The type of every variable."""
    declared = executor.operation.variable_definitions or ()
    return {one.variable.name.value: type_from_ast(executor.schema, one.type) for one in declared}


def _is_closed(kind: Any) -> bool:
    """Whether a variable of this type has few values, that a caller does not make up."""
    kind = get_nullable_type(kind)
    return kind is GraphQLBoolean or isinstance(kind, GraphQLEnumType)
