"""The pages to try a question on: GraphiQL where it was built, else a plain one of our own.

Both are files of this package; neither asks anything from outside.
"""

from importlib import resources
from pathlib import Path
from secrets import token_urlsafe

from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import BaseRoute, Mount, Route
from starlette.staticfiles import StaticFiles

_HERE = Path(str(resources.files(__package__)))
PLAIN = _HERE / "page"
GRAPHIQL = _HERE / "graphiql"
"""Where GraphiQL is built; not there in a checkout that was not built yet."""

_POLICY = "default-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'self'"
_STYLE = "style-src-elem 'self' 'nonce-{nonce}'; style-src-attr 'unsafe-inline'"
"""The editors of GraphiQL place every line with a style attribute, so they cannot do without."""


def routes() -> list[BaseRoute]:
    """The plain page, and the files of both."""
    built = [Mount("/graphiql", StaticFiles(directory=GRAPHIQL))] if _built() else []
    return [Route("/page/", _plain), Mount("/page", StaticFiles(directory=PLAIN)), *built]


def response() -> HTMLResponse:
    """The page to begin with: GraphiQL, and the plain one where it was not built."""
    if not _built():
        return _html(PLAIN, _POLICY)
    nonce = token_urlsafe(16)
    policy = f"{_POLICY}; {_STYLE.format(nonce=nonce)}"
    return _html(GRAPHIQL, policy, nonce)


async def _plain(_request: Request) -> Response:
    return _html(PLAIN, _POLICY)


def _built() -> bool:
    return (GRAPHIQL / "index.html").is_file()


def _html(folder: Path, policy: str, nonce: str = "") -> HTMLResponse:
    headers = {
        "Content-Security-Policy": policy,
        "X-Content-Type-Options": "nosniff",
        "Referrer-Policy": "no-referrer",
        "Cache-Control": "no-store",
    }
    text = (folder / "index.html").read_text("utf-8")
    return HTMLResponse(text.replace("{nonce}", nonce), headers=headers)
