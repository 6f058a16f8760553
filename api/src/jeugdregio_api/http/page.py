"""The pages to try a question on: GraphiQL where it was built, else a plain one of our own.

Both are files of this package; neither asks anything from outside.
"""

from importlib import resources
from pathlib import Path
from secrets import token_urlsafe

from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, Response
from starlette.routing import BaseRoute, Mount, Route
from starlette.staticfiles import StaticFiles

_HERE = Path(str(resources.files(__package__)))
PLAIN = _HERE / "page"
GRAPHIQL = _HERE / "graphiql"
"""Where GraphiQL is built; not there in a checkout that was not built yet."""

_POLICY = "default-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'self'"
_EDITORS = (
    "style-src-elem 'self' 'nonce-{nonce}'; style-src-attr 'unsafe-inline'; img-src 'self' data:"
)
"""The editors of GraphiQL place every line with a style attribute, and draw the wave under a
mistake as an image in their style, so they cannot do without."""


def routes(accounts: str | None = None) -> list[BaseRoute]:
    """The plain page, and the files of both.

    ``accounts`` is where a demo tells whose tokens are ready; both pages offer them.
    """

    async def about(_request: Request) -> Response:
        return JSONResponse({"accounts": accounts})

    built = [Mount("/graphiql", StaticFiles(directory=GRAPHIQL))] if _built() else []
    return [
        Route("/page/", _plain),
        Route("/page/about.json", about),
        Mount("/page", StaticFiles(directory=PLAIN)),
        *built,
    ]


def response() -> HTMLResponse:
    """The page to begin with: GraphiQL, and the plain one where it was not built."""
    if not _built():
        return _html(PLAIN, _POLICY)
    nonce = token_urlsafe(16)
    policy = f"{_POLICY}; {_EDITORS.format(nonce=nonce)}"
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
