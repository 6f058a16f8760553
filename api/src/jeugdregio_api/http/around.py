"""What goes around every answer, from the outside in."""

from starlette.middleware import Middleware
from starlette.middleware.cors import CORSMiddleware

from jeugdregio_api.http.headers import SecurityHeaders
from jeugdregio_api.http.trace import Traced
from jeugdregio_api.http.turned_away import Masked
from jeugdregio_api.operation.metrics import Metrics
from jeugdregio_api.operation.observing import Observing
from jeugdregio_api.settings import Settings


def around(settings: Settings, metrics: Metrics) -> list[Middleware]:
    """Headers, a place in the chain of requests, other sites that may ask, and a mask."""
    parts = [
        Middleware(SecurityHeaders, hsts_seconds=settings.hsts_seconds),
        Middleware(Traced),
        Middleware(Observing, metrics),
    ]
    if settings.cors_origins:
        parts.append(
            Middleware(
                CORSMiddleware,
                allow_origins=settings.cors_origins,
                allow_methods=("GET", "POST"),
                allow_headers=("Authorization", "Content-Type", "traceparent", "tracestate"),
                expose_headers=("Retry-After", "traceresponse"),
            )
        )
    return [*parts, Middleware(Masked)]
