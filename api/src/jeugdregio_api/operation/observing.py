"""Every request is counted, and told in one line of the log when it has been answered."""

from __future__ import annotations

from starlette.types import Scope

from jeugdregio_api.operation.deed import Deed
from jeugdregio_api.operation.logs import tell
from jeugdregio_api.operation.metrics import Metrics

_QUIET = frozenset({"/health", "/ready", "/metrics"})
"""Asked every few seconds by machines: counted, and not told."""
_BROKEN_OFF = 500


def observed(scope: Scope, deed: Deed, seconds: float, metrics: Metrics) -> None:
    """Count and tell a request that took so long.

    Bodies, variables, query strings, addresses and paths that do not exist are never told.
    """
    status = deed.status or _BROKEN_OFF
    metrics.request(deed, status, seconds)
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
