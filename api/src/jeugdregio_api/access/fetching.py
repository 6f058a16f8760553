"""Fetch the keys that an issuer publishes: from its own address only, and never much or long."""

from __future__ import annotations

import json
from asyncio import timeout
from typing import Any

import httpx

from jeugdregio_api.http.trace import current_trace

SECONDS = 5
"""How long fetching may take."""
MAX_BYTES = 64 * 1024


class NotFetched(Exception):
    """The keys cannot be had now."""


async def fetch(url: str, transport: httpx.AsyncBaseTransport | None = None) -> Any:
    """The JSON at this address, in the chain of the request that it is fetched for.

    Redirects are not followed. Raises NotFetched.
    """
    trace = current_trace()
    chain = trace.headers if trace else {}
    headers = {"Accept": "application/json", "Accept-Encoding": "identity"} | chain
    try:
        async with (
            timeout(SECONDS),
            httpx.AsyncClient(transport=transport, timeout=SECONDS, headers=headers) as client,
            client.stream("GET", url) as answer,
        ):
            return json.loads(await _body(answer))
    except (httpx.HTTPError, OSError, ValueError, RecursionError) as error:
        raise NotFetched(type(error).__name__) from None


async def _body(answer: httpx.Response) -> bytes:
    if answer.status_code != httpx.codes.OK:
        raise NotFetched(f"status {answer.status_code}")
    body = bytearray()
    async for part in answer.aiter_raw():
        body += part
        if len(body) > MAX_BYTES:
            raise NotFetched(f"more than {MAX_BYTES} bytes")
    return bytes(body)
