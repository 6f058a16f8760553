"""The results of a subscription, as every way of streaming shows them."""

from collections.abc import AsyncGenerator
from contextlib import aclosing
from typing import Any

import strawberry
from graphql import GraphQLError
from strawberry.schema.exceptions import CannotGetOperationTypeError, InvalidOperationTypeError
from strawberry.types.execution import ExecutionResult, PreExecutionError

from jeugdregio_api.context import Context
from jeugdregio_api.errors import INTERNAL_SERVER_ERROR, MASKED, bad_input, presented, record
from jeugdregio_api.http.body import Operation

Shown = dict[str, Any]

_ONLY_SUBSCRIPTIONS = (
    "Over een open verbinding gaat alleen een subscription. Stel andere vragen met een gewone POST."
)


async def results(
    schema: strawberry.Schema, operation: Operation, context: Context, *, suggestions: bool
) -> AsyncGenerator[Shown, None]:
    """Every result; one without ``data`` is the last. A fault of ours is masked and logged."""
    try:
        stream = await schema.subscribe(
            operation.query,
            variable_values=operation.variables,
            context_value=context,
            operation_name=operation.name,
        )
        async with aclosing(stream):
            async for result in stream:
                yield _shown(result, suggestions)
    except GraphQLError as error:  # one that cannot be read is raised instead of told
        yield {"errors": presented([error], suggestions=suggestions)}
    except Exception as error:
        record(error)
        yield {"errors": [{"message": MASKED, "extensions": {"code": INTERNAL_SERVER_ERROR}}]}


def _shown(result: ExecutionResult | PreExecutionError, suggestions: bool) -> Shown:
    if not result.errors:
        return {"data": result.data}
    errors = presented(map(_explained, result.errors), suggestions=suggestions)
    never_began = isinstance(result, PreExecutionError)
    return {"errors": errors} if never_began else {"errors": errors, "data": result.data}


def _explained(error: GraphQLError) -> GraphQLError:
    match error.original_error:
        case CannotGetOperationTypeError() as unknown:
            return bad_input(unknown.as_http_error_reason())
        case InvalidOperationTypeError():
            return bad_input(_ONLY_SUBSCRIPTIONS)
    return error
