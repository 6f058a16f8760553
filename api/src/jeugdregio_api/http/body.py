"""The body of a request, guarded before anything looks into it."""

import json
from http import HTTPStatus
from typing import Any, NoReturn

from starlette.requests import ClientDisconnect, Request

from jeugdregio_api.http.operation import NotReadable, Operation, as_operation


async def read_body(request: Request, max_bytes: int, max_depth: int) -> Operation:
    """The operation in the body. Raises NotReadable."""
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind != "application/json":
        raise NotReadable(
            "Stuur de vraag als JSON, met Content-Type: application/json.",
            HTTPStatus.UNSUPPORTED_MEDIA_TYPE,
        )
    return as_operation(parsed(await _read(request, max_bytes), max_depth))


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


def parsed(body: bytes, max_depth: int) -> Any:
    """The value of this JSON. Raises NotReadable, also for what readers understand differently."""
    try:
        value = json.loads(
            body.decode("utf-8-sig"), parse_constant=_no_number, object_pairs_hook=_once
        )
    except UnicodeDecodeError:
        raise NotReadable("De vraag is geen geldige UTF-8-tekst.") from None
    except RecursionError:
        raise _too_deep(max_depth) from None
    except ValueError as error:
        raise NotReadable(f"De vraag is geen geldige JSON ({error}).") from None
    _check_depth(value, max_depth)
    return value


def _no_number(name: str) -> NoReturn:
    raise ValueError(f"{name} is geen getal")


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    members = dict(pairs)
    if len(members) < len(pairs):
        raise ValueError("een naam staat er twee keer in")
    return members


def _too_deep(max_depth: int) -> NotReadable:
    return NotReadable(f"De JSON is te diep genest: hoogstens {max_depth} niveaus.")


def _check_depth(value: Any, max_depth: int) -> None:
    level, depth = [value], 0
    while level:
        depth += 1
        if depth > max_depth:
            raise _too_deep(max_depth)
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
