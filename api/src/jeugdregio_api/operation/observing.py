"""Every request is counted, and told in one line of the log when it has been answered."""

from __future__ import annotations

from time import perf_counter

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from jeugdregio_api.operation.deed import doing
from jeugdregio_api.operation.logs import tell
from jeugdregio_api.operation.metrics import Metrics

_QUIET = frozenset({"/health", "/ready", "/metrics"})
"""Asked every few seconds by machines: counted, and not told."""


class Observing:
    """Around the application.

    Bodies, variables, query strings, addresses and paths that do not exist are never told.
    """

    def __init__(self, app: ASGIApp, metrics: Metrics) -> None:
        self._app = app
        self._metrics = metrics

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer, count and tell."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        began, status = perf_counter(), 500

        async def sending(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = int(message["status"])
            await send(message)

        with doing() as deed:
            try:
                await self._app(scope, receive, sending)
            finally:
                seconds = perf_counter() - began
                self._metrics.request(deed, status, seconds)
                if scope["path"] not in _QUIET:
                    tell(
                        "jeugdregio_api.requests",
                        "request",
                        method=scope["method"],
                        path=scope["path"] if "endpoint" in scope else "",
                        operation=deed.operation,
                        kind=deed.kind,
                        status=status,
                        milliseconds=round(seconds * 1000, 1),
                        **({"codes": list(deed.codes)} if deed.codes else {}),
                    )
