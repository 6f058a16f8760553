"""What a caller reads when something goes wrong: a sentence, a code and a place, never more."""

import logging
import traceback
from collections.abc import Iterable, Sequence
from itertools import islice
from typing import Any

from graphql import GraphQLError

from jeugdregio_api.http.trace import current_trace
from jeugdregio_core.casework.reading.questions import BadQuestion
from jeugdregio_core.casework.rights import Forbidden
from jeugdregio_core.errors import InvalidCase, UnknownRegion
from jeugdregio_core.model.period import NotInForce
from jeugdregio_core.proposals.proposal import Unfit
from jeugdregio_core.store.errors import Conflict, KeyReused, StoreError

_log = logging.getLogger(__name__)

BAD_USER_INPUT = "BAD_USER_INPUT"
RATE_LIMITED = "RATE_LIMITED"
DEADLINE_EXCEEDED = "DEADLINE_EXCEEDED"
NOT_FOUND = "NOT_FOUND"
CONFLICT = "CONFLICT"
UNAUTHENTICATED = "UNAUTHENTICATED"
"""Nobody knows who asks: there is no token, or it is not accepted."""
FORBIDDEN = "FORBIDDEN"
"""It is known who asks, and that is not enough."""
SERVICE_UNAVAILABLE = "SERVICE_UNAVAILABLE"
"""The store cannot do it now, or fell away while it did; the message says which."""
INTERNAL_SERVER_ERROR = "INTERNAL_SERVER_ERROR"

MASKED = "Er ging iets mis aan onze kant."


def bad_input(message: str) -> GraphQLError:
    """An error the caller can mend."""
    return GraphQLError(message, extensions={"code": BAD_USER_INPUT})


def presented(
    errors: Iterable[GraphQLError], *, most: int, suggestions: bool
) -> list[dict[str, Any]]:
    """The errors as an answer shows them; what is not the caller's is masked and logged.

    ``most`` is how many errors are shown, and how many problems of one error.
    """
    shown = [_presented(error, most) for error in islice(errors, most)]
    if not suggestions:
        for error in shown:
            error["message"] = error["message"].partition(" Did you mean")[0]
    return shown


def _presented(error: GraphQLError, most: int) -> dict[str, Any]:
    innermost = error
    while isinstance(innermost.original_error, GraphQLError):
        innermost = innermost.original_error
    message, extensions = _explained(error, innermost, most)
    return {**error.formatted, "message": message, "extensions": extensions}


def _explained(
    error: GraphQLError, innermost: GraphQLError, most: int
) -> tuple[str, dict[str, Any]]:
    cause = innermost.original_error
    if isinstance(cause, InvalidCase):
        problems = cause.problems[:most]
        listed = [{"path": p.path, "message": p.message} for p in problems]
        return str(InvalidCase(*problems)), {"code": BAD_USER_INPUT, "problems": listed}
    if isinstance(cause, (NotInForce, UnknownRegion)):
        return str(cause), {"code": NOT_FOUND}
    if isinstance(cause, Forbidden):
        return str(cause), {"code": FORBIDDEN}
    if isinstance(cause, (BadQuestion, Unfit)):
        return str(cause), {"code": BAD_USER_INPUT}
    if isinstance(cause, (Conflict, KeyReused)):
        return str(cause), {"code": CONFLICT}
    if isinstance(cause, StoreError):
        record(cause.__cause__ or cause, error.path)
        return str(cause), {"code": SERVICE_UNAVAILABLE}
    if cause is None and not _is_a_wrong_answer(error, innermost):
        # The library repeats the whole group of facts that was sent; it may be about a person.
        message = error.message.partition(", found: ")[0]
        return message, {"code": BAD_USER_INPUT, **(error.extensions or {})}
    record(cause or innermost, error.path)
    return MASKED, {"code": INTERNAL_SERVER_ERROR}


def _is_a_wrong_answer(error: GraphQLError, innermost: GraphQLError) -> bool:
    """Tell a value of ours that does not fit its type: raised in a field, at no place in the text.

    It has no original exception, just like a mistake of the caller.
    """
    return error.path is not None and innermost.nodes is None and not innermost.extensions


def record(cause: BaseException, path: Sequence[str | int] | None = None) -> None:
    """Log what failed and where; its message is left out, since it may hold facts of a person."""
    frames = "".join(
        f"\n  {frame.filename}:{frame.lineno} {frame.name}"
        for frame in traceback.extract_tb(cause.__traceback__)
    )
    place = ".".join(map(str, path or ()))
    trace = current_trace()
    chain = f" (trace {trace.trace_id})" if trace else ""
    name = type(cause).__name__
    _log.error("%s while answering %s%s%s", name, place or "a request", chain, frames)
