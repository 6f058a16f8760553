"""The body of a request, guarded before anything looks into it."""

import json
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any, NoReturn

from starlette.requests import ClientDisconnect, Request

MAX_JSON_DEPTH = 64


class NotReadable(ValueError):
    """A body that is no GraphQL request; holds the HTTP status to answer with."""

    def __init__(self, message: str, status: int = HTTPStatus.BAD_REQUEST) -> None:
        super().__init__(message)
        self.status = status


@dataclass(frozen=True, slots=True)
class Operation:
    """What a client asks to execute."""

    query: str
    variables: dict[str, Any] | None
    name: str | None


async def read_operation(request: Request, max_bytes: int) -> Operation:
    """The operation in the body. Raises NotReadable."""
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind != "application/json":
        raise NotReadable(
            "Stuur de vraag als JSON, met Content-Type: application/json.",
            HTTPStatus.UNSUPPORTED_MEDIA_TYPE,
        )
    return as_operation(parsed(await _read(request, max_bytes)))


async def _read(request: Request, max_bytes: int) -> bytes:
    body = bytearray()
    try:
        async for chunk in request.stream():
            body += chunk
            if len(body) > max_bytes:
                raise NotReadable(
                    f"De vraag is te groot: hoogstens {max_bytes} bytes.",
                    HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
                )
    except ClientDisconnect:
        raise NotReadable("De verbinding is verbroken.") from None
    return bytes(body)


def parsed(body: bytes) -> Any:
    """What a body or a message says in JSON. Raises NotReadable."""
    try:
        value = json.loads(body.decode("utf-8-sig"), parse_constant=_no_number)
    except UnicodeDecodeError:
        raise NotReadable("De vraag is geen geldige UTF-8-tekst.") from None
    except RecursionError:
        raise _too_deep() from None
    except ValueError as error:
        raise NotReadable(f"De vraag is geen geldige JSON ({error}).") from None
    _check_depth(value)
    return value


def _no_number(name: str) -> NoReturn:
    raise ValueError(f"{name} is geen getal")


def _too_deep() -> NotReadable:
    return NotReadable(f"De JSON is te diep genest: hoogstens {MAX_JSON_DEPTH} niveaus.")


def _check_depth(value: Any) -> None:
    level, depth = [value], 0
    while level:
        depth += 1
        if depth > MAX_JSON_DEPTH:
            raise _too_deep()
        level = [inner for item in level for inner in _inside(item)]


def _inside(value: Any) -> list[Any]:
    if isinstance(value, dict):
        return [*value, *value.values()]
    if isinstance(value, str) and not value.isascii():
        _check_text(value)
    return value if isinstance(value, list) else []


def _check_text(value: str) -> None:
    try:
        value.encode("utf-8")
    except UnicodeEncodeError:
        raise NotReadable("De vraag bevat een half Unicode-teken.") from None


def as_operation(value: Any) -> Operation:
    """The operation that this JSON asks for. Raises NotReadable."""
    if not isinstance(value, dict):
        raise NotReadable('Stuur een JSON-object met "query", en zo nodig "variables".')
    query = value.get("query")
    if not isinstance(query, str) or not query:
        raise NotReadable('"query" ontbreekt of is geen tekst.')
    for member, kind, word in (
        ("variables", dict, "een object"),
        ("operationName", str, "tekst"),
        ("extensions", dict, "een object"),
    ):
        if not isinstance(value.get(member), (kind, type(None))):
            raise NotReadable(f'"{member}" moet {word} zijn.')
    return Operation(query, value.get("variables"), value.get("operationName"))
