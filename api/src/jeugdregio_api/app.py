"""The application. Nothing happens at import: there is no global app and no global registry."""

from http import HTTPStatus

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response
from starlette.routing import BaseRoute, Route

from jeugdregio_api.context import Clock, Context, today_in_amsterdam
from jeugdregio_api.errors import BAD_USER_INPUT, NOT_FOUND
from jeugdregio_api.http import page
from jeugdregio_api.http.answer import refusal
from jeugdregio_api.http.endpoint import GraphQLEndpoint
from jeugdregio_api.schema import build_schema
from jeugdregio_api.serving import serving
from jeugdregio_api.settings import Settings, read_settings
from jeugdregio_core.registry import Registry, load_registry


def create_app(
    settings: Settings, registry: Registry, clock: Clock = today_in_amsterdam
) -> Starlette:
    """The service over these rulebooks. It needs no store, and runs without any region."""
    served = serving(registry, settings.regions, settings.decision_seconds)
    endpoint = GraphQLEndpoint(
        schema=build_schema(introspection=not settings.production),
        context=lambda: Context(served, clock()),
        max_body_bytes=settings.max_body_bytes,
        development=not settings.production,
    )

    async def health(_request: Request) -> Response:
        return JSONResponse(served.health())

    routes: list[BaseRoute] = [
        Route("/health", health, methods=["GET"]),
        Route("/graphql", endpoint.respond, methods=["GET", "POST"]),
    ]
    if not settings.production:
        routes += [Route("/", _to_graphql), page.assets()]
    return Starlette(routes=routes, exception_handlers={HTTPException: _turned_away})


def from_environment() -> Starlette:
    """The service as the environment describes it, over everything that is installed."""
    return create_app(read_settings(), load_registry())


async def _to_graphql(_request: Request) -> Response:
    return RedirectResponse("/graphql")


async def _turned_away(request: Request, error: Exception) -> Response:
    status = getattr(error, "status_code", HTTPStatus.BAD_REQUEST)
    if status == HTTPStatus.NOT_FOUND:
        message = "Deze pagina bestaat niet. Stel vragen op /graphql."
        return refusal(request, message, status, NOT_FOUND)
    headers = dict(getattr(error, "headers", None) or {})
    return refusal(request, "Dit verzoek kan hier niet.", status, BAD_USER_INPUT, headers)
