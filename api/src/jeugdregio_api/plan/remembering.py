"""Tells the short road which questions the library found sound."""

from collections.abc import Iterator

from strawberry.extensions import SchemaExtension
from strawberry.types.graphql import OperationType

from jeugdregio_api.plan.road import Road


class Remembering(SchemaExtension):
    """Looks when a question is about to be executed: it was parsed, measured and validated."""

    def __init__(self, road: Road) -> None:
        super().__init__()
        self._road = road

    def on_execute(self) -> Iterator[None]:
        """Remember the question, if it is a query."""
        asked = self.execution_context
        if asked.query and asked.graphql_document and asked.operation_type is OperationType.QUERY:
            self._road.remember(
                asked.schema._schema,
                (asked.query, asked._provided_operation_name),
                asked.graphql_document,
                asked.operation_name,
            )
        yield
