"""The body of a request, guarded before anything looks into it."""

import json
from codecs import BOM_UTF8
from http import HTTPStatus
from typing import Any, NoReturn

from starlette.requests import Request

from jeugdregio_api.http.headers import sent
from jeugdregio_api.http.operation import NotReadable, Operation, as_operation


async def read_body(request: Request, max_bytes: int, max_depth: int) -> Operation:
    """The operation in the body. Raises NotReadable."""
    kind = sent(request, b"content-type").partition(";")[0].strip().lower()
    if kind != "application/json":
        raise NotReadable(
            "Stuur de vraag als JSON, met Content-Type: application/json.",
            HTTPStatus.UNSUPPORTED_MEDIA_TYPE,
        )
    return as_operation(parsed(await _read(request, max_bytes), max_depth))


async def _read(request: Request, max_bytes: int) -> bytearray:
    body, more = bytearray(), True
    while more:
        message = await request.receive()
        if message["type"] == "http.disconnect":
            raise NotReadable("De verbinding is verbroken.")
        body += message.get("body", b"")
        if len(body) > max_bytes:
            raise NotReadable(
                f"De vraag is te groot: hoogstens {max_bytes} bytes.",
                HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
            )
        more = message.get("more_body", False)
    return body


def parsed(body: bytes | bytearray, max_depth: int) -> Any:
    """The value of this JSON. Raises NotReadable, also for what readers understand differently."""
    try:
        text = body.removeprefix(BOM_UTF8).decode()
        value = _READER.decode(text)
    except UnicodeDecodeError:
        raise NotReadable("De vraag is geen geldige UTF-8-tekst.") from None
    except RecursionError:
        raise _too_deep(max_depth) from None
    except ValueError as error:
        raise NotReadable(f"De vraag is geen geldige JSON ({error}).") from None
    if not _is_plain(text, max_depth):
        _check_depth(value, max_depth)
    return value


def _is_plain(text: str, max_depth: int) -> bool:
    """Whether there is nothing to look for: too few brackets to be deep, and no half characters."""
    return text.count("{") + text.count("[") < max_depth and "\\u" not in text


def _no_number(name: str) -> NoReturn:
    raise ValueError(f"{name} is geen getal")


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    members = dict(pairs)
    if len(members) < len(pairs):
        raise ValueError("een naam staat er twee keer in")
    return members


_READER = json.JSONDecoder(parse_constant=_no_number, object_pairs_hook=_once)


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
