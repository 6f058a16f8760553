"""Tells the short road which questions the library found sound, and has it answer them at once."""

from collections.abc import AsyncIterator

from strawberry.extensions import SchemaExtension
from strawberry.types.graphql import OperationType

from jeugdregio_api.http.operation import Operation
from jeugdregio_api.plan.road import Road


class Remembering(SchemaExtension):
    """Looks when a question is about to be executed: it was parsed, measured and validated."""

    def __init__(self, road: Road) -> None:
        super().__init__()
        self._road = road

    async def on_execute(self) -> AsyncIterator[None]:
        """Remember the question, if it is a query, and answer it by its plan, if it has one."""
        asked = self.execution_context
        if asked.query and asked.graphql_document and asked.operation_type is OperationType.QUERY:
            name = asked._provided_operation_name
            self._road.remember(
                asked.schema._schema,
                (asked.query, name),
                asked.graphql_document,
                asked.operation_name,
            )
            operation = Operation(query=asked.query, name=name, variables=asked.variables)
            asked.result = await self._road.result(asked.query, operation, asked.context)
        yield
