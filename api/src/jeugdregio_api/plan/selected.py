"""What is selected at each place of a question, as the library works it out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, TypeAlias

from graphql import GraphQLObjectType, GraphQLOutputType, get_named_type, is_leaf_type
from graphql.execution.collect_fields import FieldDetails, collect_fields, collect_subfields

from jeugdregio_api.access.policy import ABOUT_NOBODY
from jeugdregio_api.plan.readings import Field, NotCompilable

Group: TypeAlias = Sequence[FieldDetails]
"""A field, at every place where it is asked under one name."""
Grouped: TypeAlias = Mapping[str, Group]
"""The fields of a selection, by the name they get in the answer."""


class Selected:
    """Fragments, repeated fields, ``@skip`` and ``@include`` are seen through."""

    def __init__(self, executor: Any) -> None:
        self._executor = executor
        self._stated: dict[object, bool] = {}

    def top(self) -> Grouped:
        """What is selected of a query itself."""
        made = self._executor
        kind = made.schema.query_type
        found = collect_fields(
            made.schema, made.fragments, made.variable_values, kind, made.operation
        )
        return found.grouped_field_set

    def below(self, kind: GraphQLObjectType, group: Group) -> Grouped:
        """What is selected of the objects of a field."""
        made = self._executor
        found = collect_subfields(
            made.schema, made.fragments, made.variable_values, made.operation, kind, list(group)
        )
        return found.grouped_field_set

    def only_stated(self, kind: GraphQLOutputType, group: Group) -> bool:
        """Whether all that is selected of the objects of a field is what a region states."""
        inner = get_named_type(kind)
        if not isinstance(inner, GraphQLObjectType):
            return is_leaf_type(inner)
        place = (inner.name, *(id(details.node) for details in group))
        if place not in self._stated:
            self._stated[place] = inner.name in ABOUT_NOBODY and all(
                self._is_stated(inner, below) for below in self.below(inner, group).values()
            )
        return self._stated[place]

    def by_provider(self, kind: GraphQLOutputType, group: Group) -> bool:
        """Whether the provider at hand counts for something that is selected of such objects."""
        inner = get_named_type(kind)
        if not isinstance(inner, GraphQLObjectType):
            return False
        below = [(inner, one) for one in self.below(inner, group).values() if not is_typename(one)]
        fields = [(field_of(parent, one), one) for parent, one in below]
        return any(
            (field.stated and field.stated.provider) or self.by_provider(field.definition.type, one)
            for field, one in fields
        )

    def only_parts(self, kind: GraphQLOutputType, group: Group) -> bool:
        """Whether all that is selected of the objects of a field are plain parts of them."""
        inner = get_named_type(kind)
        if not isinstance(inner, GraphQLObjectType):
            return is_leaf_type(inner)
        return all(self._is_part(inner, below) for below in self.below(inner, group).values())

    def _is_part(self, parent: GraphQLObjectType, group: Group) -> bool:
        if is_typename(group):
            return True
        field = field_of(parent, group)
        return field.own.is_basic_field and self.only_parts(field.definition.type, group)

    def _is_stated(self, parent: GraphQLObjectType, group: Group) -> bool:
        if is_typename(group):
            return True
        field = field_of(parent, group)
        repeated = field.own.is_basic_field or (field.stated and not field.mentions_variables)
        return bool(repeated) and self.only_stated(field.definition.type, group)


def is_typename(group: Group) -> bool:
    """Whether this is the name of the type, which every type has."""
    return group[0].node.name.value == "__typename"


def field_of(parent: GraphQLObjectType, group: Group) -> Field:
    """The field of a type that is asked. Raises NotCompilable for what only the library has."""
    nodes = tuple(details.node for details in group)
    definition = parent.fields.get(nodes[0].name.value)
    if definition is None:
        raise NotCompilable
    return Field(parent, definition, nodes)
