"""The results of a subscription, as every way of streaming shows them."""

from collections.abc import AsyncGenerator, Iterable
from contextlib import aclosing
from dataclasses import dataclass
from typing import Any

import strawberry
from graphql import GraphQLError
from strawberry.schema.exceptions import CannotGetOperationTypeError, InvalidOperationTypeError
from strawberry.types.execution import ExecutionResult, PreExecutionError

from jeugdregio_api.context import Context
from jeugdregio_api.errors import INTERNAL_SERVER_ERROR, MASKED, bad_input, presented, record
from jeugdregio_api.http.operation import NotReadable, Operation
from jeugdregio_api.http.trusted import AnyDocument, TrustedDocuments

Shown = dict[str, Any]

_ONLY_SUBSCRIPTIONS = (
    "Over een open verbinding gaat alleen een subscription. Stel andere vragen met een gewone POST."
)


@dataclass(frozen=True, slots=True)
class Subscriptions:
    """Called with an operation and its context, it gives every result of a subscription."""

    schema: strawberry.Schema
    documents: AnyDocument | TrustedDocuments
    most: int
    """Most errors in a result."""
    suggestions: bool

    async def __call__(self, operation: Operation, context: Context) -> AsyncGenerator[Shown, None]:
        """Every result; one without ``data`` is the last. A fault of ours is masked and logged."""
        try:
            stream = await self.schema.subscribe(
                self.documents.text(operation),
                variable_values=operation.variables,
                context_value=context,
                operation_name=operation.name,
            )
            async with aclosing(stream):
                async for result in stream:
                    yield self._shown(result)
        except NotReadable as error:
            yield {"errors": self._presented([bad_input(str(error))])}
        except GraphQLError as error:  # one that cannot be read is raised instead of told
            yield {"errors": self._presented([error])}
        except Exception as error:
            record(error)
            yield {"errors": [{"message": MASKED, "extensions": {"code": INTERNAL_SERVER_ERROR}}]}

    def _shown(self, result: ExecutionResult | PreExecutionError) -> Shown:
        if not result.errors:
            return {"data": result.data}
        errors = self._presented(map(_explained, result.errors))
        never_began = isinstance(result, PreExecutionError)
        return {"errors": errors} if never_began else {"errors": errors, "data": result.data}

    def _presented(self, errors: Iterable[GraphQLError]) -> list[dict[str, Any]]:
        return presented(errors, most=self.most, suggestions=self.suggestions)


def _explained(error: GraphQLError) -> GraphQLError:
    match error.original_error:
        case CannotGetOperationTypeError() as unknown:
            return bad_input(unknown.as_http_error_reason())
        case InvalidOperationTypeError():
            return bad_input(_ONLY_SUBSCRIPTIONS)
    return error
