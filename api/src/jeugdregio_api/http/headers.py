"""Headers on every answer: a browser may do with it what the answer is for, and no more."""

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

FOR_DATA = "default-src 'none'; frame-ancestors 'none'"
FOR_PAGES = "default-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'self'"


class SecurityHeaders:
    """Adds what an answer does not say itself. ``hsts_seconds`` of 0 says nothing about https."""

    def __init__(self, app: ASGIApp, hsts_seconds: int = 0) -> None:
        self._app = app
        self._always = {"X-Content-Type-Options": "nosniff", "Referrer-Policy": "no-referrer"}
        if hsts_seconds:
            self._always["Strict-Transport-Security"] = f"max-age={hsts_seconds}"

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer, with what the answer does not say itself."""

        async def safe(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                page = headers.get("content-type", "").startswith("text/html")
                policy = FOR_PAGES if page else FOR_DATA
                for name, value in (self._always | {"Content-Security-Policy": policy}).items():
                    headers.setdefault(name, value)
            await send(message)

        await self._app(scope, receive, safe)
