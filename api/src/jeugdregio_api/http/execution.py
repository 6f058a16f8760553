"""Execute one operation, within the time there is."""

from collections.abc import Awaitable, Callable

import strawberry
from graphql import GraphQLError, OperationType, get_operation_ast, parse
from strawberry.schema.exceptions import CannotGetOperationTypeError, InvalidOperationTypeError
from strawberry.types import ExecutionResult
from strawberry.types.graphql import OperationType as StreamableType

from jeugdregio_api.context import Context
from jeugdregio_api.errors import DEADLINE_EXCEEDED, bad_input
from jeugdregio_api.http.operation import Operation
from jeugdregio_api.limits.deadline import within
from jeugdregio_api.operation.deed import deed
from jeugdregio_api.plan.road import Road
from jeugdregio_core.casework.actor import Actor
from jeugdregio_core.record import record

_ONE_ANSWER = (StreamableType.QUERY, StreamableType.MUTATION)
_STREAMED = (
    "Een subscription vraagt een open verbinding: zet Accept: text/event-stream, of gebruik een "
    "WebSocket."
)


@record
class Execution:
    """Executes operations by this schema, each for at most so many seconds."""

    schema: strawberry.Schema
    context: Callable[[Actor], Awaitable[Context]]
    seconds: float
    road: Road | None = None
    """The short road for questions that were asked before."""

    async def result(self, text: str, operation: Operation, actor: Actor) -> ExecutionResult:
        """What came of it. What cannot be executed is an error in the result."""
        try:
            return await within(self.seconds, self._execute(text, operation, actor))
        except CannotGetOperationTypeError as unknown:
            return failed(GraphQLError(unknown.as_http_error_reason()))
        except InvalidOperationTypeError:
            return failed(bad_input(_STREAMED))
        except TimeoutError:
            message = f"Dit duurde langer dan {self.seconds:g} s en is afgebroken. "
            message += _what_now(text, operation.name)
            return failed(GraphQLError(message, extensions={"code": DEADLINE_EXCEEDED}))

    async def _execute(self, text: str, operation: Operation, actor: Actor) -> ExecutionResult:
        deed().name(operation.name)
        context = await self.context(actor)
        if self.road and (told := await self.road.result(text, operation, context)):
            return told
        return await self.schema.execute(
            text,
            variable_values=operation.variables,
            context_value=context,
            operation_name=operation.name,
            allowed_operation_types=_ONE_ANSWER,
        )


def failed(error: GraphQLError) -> ExecutionResult:
    """The result of an operation of which nothing came."""
    return ExecutionResult(data=None, errors=[error])


def _what_now(text: str, name: str | None) -> str:
    operation = get_operation_ast(parse(text, no_location=True), name)
    if operation is not None and operation.operation is OperationType.MUTATION:
        return (
            "Het is niet zeker of het is opgeslagen. "
            "Stuur dezelfde vraag met dezelfde sleutel nog een keer."
        )
    return "Vraag minder per keer, of probeer het later opnieuw."
