"""``/demo/tokens``: who there is to be in the demo, each with a token that is ready for use."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from time import time
from typing import TYPE_CHECKING, Any

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from jeugdregio_api.access.demo.key_file import made_or_read, place_of_key
from jeugdregio_api.access.demo.local_issuer import SECONDS, LocalIssuer, OnThisDevice, visitor
from jeugdregio_api.access.demo.ready import Account, accounts
from jeugdregio_api.access.identify import Identify, by_token
from jeugdregio_api.access.issuers import is_loopback
from jeugdregio_api.context import Clock
from jeugdregio_api.serving import Serving
from jeugdregio_api.settings import Settings
from jeugdregio_core.beside import beside
from jeugdregio_core.record import record

if TYPE_CHECKING:
    from jeugdregio_core.store.transaction import Store


@record
class Demo:
    """The demo of these regions, for who is on this device."""

    issuer: LocalIssuer
    identify: Identify
    served: Serving
    clock: Clock
    store: Store | None

    def route(self) -> Route:
        """Where the tokens are shown."""
        return Route("/demo/tokens", self._tokens, methods=["GET"])

    async def _tokens(self, request: Request) -> Response:
        if request.client is None or not is_loopback(request.client.host):
            raise HTTPException(404)
        shown = await beside(self._shown, time())
        return JSONResponse(shown, headers={"Cache-Control": "no-store"})

    def _shown(self, now: float) -> dict[str, Any]:
        expires = datetime.fromtimestamp(int(now) + SECONDS, UTC)
        return {
            "expiresAt": expires.isoformat(),
            "tokens": [self._token(account, now) for account in self._accounts()],
        }

    def _accounts(self) -> Iterator[Account]:
        for rulebook in self.served.rulebooks:
            yield from accounts(rulebook.region, self.clock(), self.store)

    def _token(self, account: Account, now: float) -> dict[str, Any]:
        region = account.region.code
        return {
            "label": account.label,
            "role": account.role.value,
            "region": region,
            "organisation": account.organisation,
            "token": self.issuer.token(account.role, region, account.organisation, now),
        }


def open_demo(settings: Settings, served: Serving, clock: Clock, store: Store | None) -> Demo:
    """The demo with its key beside the database. Raises KeyNotKept."""
    issuer = LocalIssuer(made_or_read(place_of_key(settings.database_url)))
    regions = tuple(served.guards)
    trusted = [*settings.issuers, *([issuer.trusted(regions)] if regions else [])]
    identify = OnThisDevice(by_token(trusted), visitor(regions))
    return Demo(issuer, identify, served, clock, store)
