"""The executor of the library, with a shorter way past what is ordinary.

The library finds out at every value what its field is, how it is resolved and of what kind it is,
and keeps books on where it stands. Here that is found out once for every selection of a question.
What is not ordinary is still done by the library, and every error is told by it.
"""

from __future__ import annotations

from typing import Any

from graphql import GraphQLObjectType
from graphql.pyutils import Path
from strawberry.schema.schema import StrawberryGraphQLCoreExecutionContext

from jeugdregio_api.plan.asked import Selections
from jeugdregio_api.plan.shown import Group, LeftToLibrary


class Lean(StrawberryGraphQLCoreExecutionContext):
    """Takes the shorter way below the top, wherever it knows all of a selection."""

    def __init__(self, *given: Any, **more: Any) -> None:
        super().__init__(*given, **more)
        manager = self.middleware_manager
        self._wrapped = bool(manager and manager.middlewares)
        """Whether something comes between the executor and the resolvers."""
        self._selections = Selections(self)

    def build_per_event_executor(self, payload: Any) -> Any:
        """The executor of one event, which notes its own errors."""
        made: Any = super().build_per_event_executor(payload)
        made._selections = Selections(made)
        return made

    def execute_fields(
        self,
        parent_type: GraphQLObjectType,
        source_value: Any,
        path: Path | None,
        grouped_field_set: dict[str, Group],
        position_context: Any,
    ) -> Any:
        """Show what is selected of an object; the library does the top, and what is not known."""
        if path is not None and position_context is None and not self._wrapped:
            show = self._selections.of(parent_type, grouped_field_set)
            try:
                return show(source_value, path)
            except LeftToLibrary:
                self._selections.leave(grouped_field_set)
        return super().execute_fields(
            parent_type, source_value, path, grouped_field_set, position_context
        )
