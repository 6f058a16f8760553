"""The executor of a known question: what its text alone decides is worked out once."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, cast

from graphql import (
    DocumentNode,
    FragmentDefinitionNode,
    GraphQLError,
    GraphQLSchema,
    Undefined,
    get_nullable_type,
    get_operation_ast,
    is_leaf_type,
    is_non_null_type,
)
from graphql.execution import default_field_resolver, default_type_resolver
from graphql.execution.collect_fields import FragmentDetails
from graphql.execution.get_variable_signature import get_variable_signature
from graphql.execution.values import VariableValues, VariableValueSource, get_variable_values
from graphql.utilities.coerce_input_value import coerce_input_value
from strawberry.execution import optimized_is_awaitable

from jeugdregio_api.context import Context
from jeugdregio_api.plan.execute import Planned


class Building:
    """Makes the executor of one question, as the library does for any; only its values differ."""

    def __init__(
        self, schema: GraphQLSchema, document: DocumentNode, operation: str | None
    ) -> None:
        found = get_operation_ast(document, operation)
        assert found is not None, "the library found the question sound"
        parts = document.definitions
        named = {p.name.value: p for p in parts if isinstance(p, FragmentDefinitionNode)}
        details = {name: FragmentDetails(part, None) for name, part in named.items()}
        self._schema = schema
        self._text = (schema, named, details, None)
        self._operation = found
        signatures = [get_variable_signature(schema, n) for n in found.variable_definitions or ()]
        self._signatures = [s for s in signatures if not isinstance(s, GraphQLError)]
        self._plain = all(is_leaf_type(get_nullable_type(s.type)) for s in self._signatures)
        """Whether every variable is a single value."""

    def executor(self, variables: dict[str, Any], context: Context) -> Planned | None:
        """The executor with these variables; ``None`` when they do not fit."""
        values = self._coerced(variables) if self._plain else None
        if values is None:
            told = get_variable_values(
                self._schema, self._operation.variable_definitions or (), variables, max_errors=1
            )
            if isinstance(told, list):
                return None
            values = told
        return Planned(
            *self._text,
            context,
            self._operation,
            values,
            default_field_resolver,
            default_type_resolver,
            default_field_resolver,
            is_awaitable=cast("Any", optimized_is_awaitable),
        )

    def _coerced(self, given: Mapping[str, Any]) -> VariableValues | None:
        """The values of plain variables; ``None`` where one does not fit, or has a default."""
        values = VariableValues({}, {})
        for signature in self._signatures:
            name, kind = signature.name, signature.type
            if name in given:
                value = coerce_input_value(given[name], kind)
                if value is Undefined:
                    return None
                values.sources[name] = VariableValueSource(signature, given[name])
                values.coerced[name] = value
            elif signature.default is not None or is_non_null_type(kind):
                return None
            else:
                values.sources[name] = VariableValueSource(signature)
        return values
