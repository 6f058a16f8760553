"""The page to try a question on: our own files, nothing from outside."""

from importlib import resources

from starlette.responses import HTMLResponse
from starlette.routing import Mount
from starlette.staticfiles import StaticFiles

_FILES = resources.files(__package__) / "page"


def assets() -> Mount:
    """The style and script of the page."""
    return Mount("/page", StaticFiles(directory=str(_FILES)), name="page")


def response() -> HTMLResponse:
    """The page itself."""
    headers = {
        "Content-Security-Policy": "default-src 'self'; frame-ancestors 'none'",
        "X-Content-Type-Options": "nosniff",
        "Referrer-Policy": "no-referrer",
    }
    return HTMLResponse((_FILES / "index.html").read_text("utf-8"), headers=headers)
