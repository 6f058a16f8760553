"""Headers on every answer: a browser may do with it what the answer is for, and no more."""

from collections.abc import Iterable

from starlette.requests import Request

from jeugdregio_api.http.trace import Trace

Header = tuple[bytes, bytes]

FOR_DATA = b"default-src 'none'; frame-ancestors 'none'"
FOR_PAGES = b"default-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'self'"
_POLICY = b"content-security-policy"


def sent(request: Request, name: bytes) -> str:
    """What a request says under a name (in small letters); empty when it says nothing."""
    for key, value in request.scope["headers"]:
        if key == name:
            said: str = value.decode("latin-1")
            return said
    return ""


class AddedHeaders:
    """What an answer does not say itself. ``hsts_seconds`` of 0 says nothing about https."""

    def __init__(self, hsts_seconds: int = 0) -> None:
        always = [(b"x-content-type-options", b"nosniff"), (b"referrer-policy", b"no-referrer")]
        if hsts_seconds:
            always.append((b"strict-transport-security", b"max-age=%d" % hsts_seconds))
        self._for_data = (*always, (_POLICY, FOR_DATA))
        self._for_pages = (*always, (_POLICY, FOR_PAGES))

    def to(self, said: Iterable[Header], trace: Trace) -> list[Header]:
        """The headers of an answer, with which request of which chain it is to."""
        headers = [*said]
        told = dict(headers)
        page = told.get(b"content-type", b"").startswith(b"text/html")
        for header in self._for_pages if page else self._for_data:
            if header[0] not in told:
                headers.append(header)
        headers.append((b"traceresponse", trace.parent.encode()))
        return headers
