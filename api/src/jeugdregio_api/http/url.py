"""A question in the address of a request. Addresses are logged on the way: never about persons."""

from collections.abc import Iterable, Iterator
from http import HTTPStatus
from typing import Any

from graphql import (
    FieldNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    GraphQLError,
    InlineFragmentNode,
    OperationType,
    SelectionNode,
    get_operation_ast,
    parse,
)
from starlette.requests import Request

from jeugdregio_api.http.body import parsed
from jeugdregio_api.http.operation import NotReadable, Operation, read_members

WITHOUT_PERSONS = frozenset({"region", "regions", "__schema", "__type", "__typename"})
"""What may be asked with GET. A field that is not named here is posted."""
_AS_JSON = ("variables", "extensions")


def holds_operation(request: Request) -> bool:
    """Whether there is a question in the address at all."""
    return bool({"query", "documentId", "extensions"} & set(request.query_params))


def read_url(request: Request, max_bytes: int, max_depth: int) -> Operation:
    """The operation in the address. Raises NotReadable."""
    if len(request.url.query) > max_bytes:
        raise NotReadable(
            f"De vraag is te groot: hoogstens {max_bytes} bytes.",
            HTTPStatus.REQUEST_URI_TOO_LONG,
        )
    sent: dict[str, Any] = {name: value for name, value in request.query_params.items() if value}
    as_json = {name: parsed(sent[name].encode(), max_depth) for name in _AS_JSON if name in sent}
    return read_members(sent | as_json)


def refuse_persons(text: str, name: str | None, max_tokens: int) -> None:
    """Raises NotReadable unless this asks for nothing but what is not about persons.

    What cannot be executed at all is left to who executes it.
    """
    try:
        document = parse(text, no_location=True, max_tokens=max_tokens)
    except GraphQLError:
        return
    operation = get_operation_ast(document, name)
    if operation is None:
        return
    parts = document.definitions
    fragments = {
        part.name.value: part for part in parts if isinstance(part, FragmentDefinitionNode)
    }
    asked = set(_names(operation.selection_set.selections, fragments))
    if operation.operation is not OperationType.QUERY or asked - WITHOUT_PERSONS:
        raise NotReadable(
            "Stel deze vraag met POST. In een webadres staan nooit gegevens van personen.",
            HTTPStatus.METHOD_NOT_ALLOWED,
        )


def _names(
    selections: Iterable[SelectionNode], fragments: dict[str, FragmentDefinitionNode]
) -> Iterator[str]:
    """The fields at the top; each fragment is taken out when it is met, and seen once."""
    for node in selections:
        match node:
            case FieldNode():
                yield node.name.value
            case InlineFragmentNode():
                yield from _names(node.selection_set.selections, fragments)
            case FragmentSpreadNode():
                if fragment := fragments.pop(node.name.value, None):
                    yield from _names(fragment.selection_set.selections, fragments)
