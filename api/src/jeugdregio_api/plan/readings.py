"""How the value of a field is come by, as text: a part of its object, or a call of its resolver."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, TypeAlias

from graphql import (
    ArgumentNode,
    FieldNode,
    GraphQLField,
    GraphQLObjectType,
    VariableNode,
    Visitor,
    visit,
)
from graphql.execution.values import VariableValues, get_argument_values
from strawberry.schema.schema_converter import GraphQLCoreConverter
from strawberry.types.arguments import convert_arguments
from strawberry.types.field import StrawberryField

from jeugdregio_api.plan.text import Names
from jeugdregio_api.seen import attribute
from jeugdregio_api.stated import Stated, stated_of, written_of
from jeugdregio_core.record import record

Read: TypeAlias = Callable[[str], str]
"""The text that reads a part of the object at hand."""

_NO_VARIABLES = VariableValues({}, {})


class NotCompilable(Exception):
    """Something that only the library executes."""


@record
class Field:
    """A field with resolver as it is asked somewhere, and its type."""

    parent: GraphQLObjectType
    definition: GraphQLField
    nodes: tuple[FieldNode, ...]

    @property
    def key(self) -> tuple[int, ...]:
        """The same for the same field at the same places of the question."""
        return (id(self.definition), *map(id, self.nodes))

    @property
    def declared(self) -> StrawberryField:
        """The field as the schema declares it. Raises NotCompilable."""
        found = (self.definition.extensions or {}).get(GraphQLCoreConverter.DEFINITION_BACKREF)
        if not isinstance(found, StrawberryField) or found.extensions:
            raise NotCompilable
        return found

    @property
    def own(self) -> StrawberryField:
        """The same of a field below the top, which nobody waits for. Raises NotCompilable."""
        found = self.declared
        if found.is_async:
            raise NotCompilable
        return found

    @property
    def stated(self) -> Stated | None:
        """How its resolver is marked as one that repeats what a region states."""
        resolver = self.own.base_resolver
        return stated_of(resolver.wrapped_func) if resolver else None

    @property
    def written(self) -> str | None:
        """The part of a record, kept as text, that its resolver opens."""
        resolver = self.own.base_resolver
        return written_of(resolver.wrapped_func) if resolver else None

    @property
    def mentions_variables(self) -> bool:
        """Whether its arguments depend on variables."""
        return any(mentioned(argument) for argument in self.nodes[0].arguments or ())

    def arguments(self, given: VariableValues, schema: Any) -> Mapping[str, Any]:
        """What its resolver is called with. Raises GraphQLError."""
        return convert_arguments(
            get_argument_values(self.definition, self.nodes[0], given),
            self.own.arguments,
            scalar_registry=schema.schema_converter.scalar_registry,
            config=schema.config,
        )


class Readings:
    """Writes how fields are read, and keeps what only an execution can bring to it."""

    def __init__(self, schema: Any, names: Names) -> None:
        self._schema = schema
        self._names = names
        self.arguments: dict[str, Field] = {}
        """Arguments that depend on variables, by the name the text gives them."""
        self.infos: dict[str, Field] = {}
        """Fields whose resolver wants to know about the execution, the same way."""

    def value(self, field: Field, read: Read) -> str:
        """The text that comes by the value of a field. Raises NotCompilable."""
        own = field.own
        if own.is_basic_field:
            if own.default_resolver is not attribute:
                raise NotCompilable
            return read(own.python_name)
        return self._call(field)

    def _call(self, field: Field) -> str:
        resolver = field.own.base_resolver
        if resolver is None or resolver.self_parameter:
            raise NotCompilable
        source = resolver.root_parameter or resolver.parent_parameter
        given = [f"{source.name}=s"] if source else []
        if source and source.name == next(iter(resolver.signature.parameters)):
            given = ["s"]
        if resolver.info_parameter:
            given.append(f"{resolver.info_parameter.name}={self._told('info', self.infos, field)}")
        if own := self.given(field):
            given.append(f"**{own}")
        return f"{self._names.of(field.own.python_name, resolver.wrapped_func)}({', '.join(given)})"

    def given(self, field: Field) -> str | None:
        """The name of the arguments that a resolver is called with, if any."""
        if not field.definition.args:
            return None
        if field.mentions_variables:
            return self._told("given", self.arguments, field)
        given = field.arguments(_NO_VARIABLES, self._schema)
        return self._names.of("given", given, also=field.key) if given else None

    def _told(self, what: str, kept: dict[str, Field], field: Field) -> str:
        known = next((name for name, one in kept.items() if one.key == field.key), None)
        name = known or f"{what}{len(kept)}"
        kept[name] = field
        return name


def mentioned(argument: ArgumentNode) -> list[str]:
    """The variables that an argument mentions."""
    found: dict[str, None] = {}

    class Variables(Visitor):
        def enter_variable(self, node: VariableNode, *_more: Any) -> None:
            found[node.name.value] = None

    visit(argument, Variables())
    return [*found]
