"""``identify``: from the headers of a request to the actor who asks. The one way in, for all."""

from __future__ import annotations

import logging
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import field
from functools import partial
from hashlib import sha256
from time import time
from typing import TYPE_CHECKING, Protocol

from starlette.datastructures import Headers

from jeugdregio_api.access.claims import actor_of
from jeugdregio_api.access.issuers import Issuer
from jeugdregio_api.access.key_sets import Keys, VerifyingKey, keys_in
from jeugdregio_api.access.keys import FetchedKeys, GivenKeys, KeySource
from jeugdregio_api.access.tokens import Refused, checked, hold_to, unchecked
from jeugdregio_api.bounded import Bounded
from jeugdregio_core.casework.actor import Actor, Role
from jeugdregio_core.record import record

if TYPE_CHECKING:
    import httpx

_log = logging.getLogger(__name__)

PUBLIC = Actor("public", Role.PUBLIC)
REMEMBERED = 1000
"""How many tokens that were accepted are remembered, by their hash; never the token itself."""

_BEARER = re.compile(r"bearer +([\w.~+/=-]+)", re.ASCII | re.IGNORECASE)


class NotIdentified(Exception):
    """Somebody says who they are, and it is not accepted. Why is told in our log only."""


class Identify(Protocol):
    """Finds out who asks."""

    async def __call__(self, headers: Headers, client: str | None = None) -> Actor:
        """Who asks, by the header ``Authorization`` alone; ``client`` is the address asked from.

        For a WebSocket, give what its ``connection_init`` holds as headers. Raises NotIdentified,
        and KeysAway when the issuer is away.
        """


@record
class Trusted:
    """An issuer that is trusted, and its keys."""

    issuer: Issuer
    keys: KeySource


@record
class Accepted:
    """A token that was checked, with all that may change about it since."""

    actor: Actor
    trusted: Trusted
    name: str
    key: VerifyingKey
    """What its issuer called by this name then."""
    since: float
    until: float
    """Before ``since`` and from ``until`` on it is checked again, to tell why it is refused."""

    async def still(self, now: Callable[[], float]) -> bool:
        """Whether the issuer still has the key, and it is not over. Raises KeysAway."""
        return await self.trusted.keys.key(self.name) is self.key and self._holds(now())

    def _holds(self, now: float) -> bool:
        return self.since <= now and int(now) < self.until


@record
class ByToken:
    """Identifies by a token of one of these issuers. Who brings none is the public."""

    issuers: Mapping[str, Trusted]
    now: Callable[[], float] = time
    _accepted: Bounded[bytes, Accepted] = field(default_factory=lambda: Bounded(REMEMBERED))

    async def __call__(self, headers: Headers, client: str | None = None) -> Actor:  # noqa: ARG002
        """Who asks. Raises NotIdentified and KeysAway."""
        try:
            token = _token(headers)
            return PUBLIC if token is None else await self._holder(token)
        except Refused as why:
            _log.warning("a token was refused: %s", why)
            raise NotIdentified from None

    async def _holder(self, text: str) -> Actor:
        seal = sha256(text.encode()).digest()
        known = self._accepted.get(seal)
        if known is None or not await known.still(self.now):
            known = self._accepted.put(seal, await self._checked(text))
        return known.actor

    async def _checked(self, text: str) -> Accepted:
        token = unchecked(text)
        trusted = self.issuers.get(token.issuer)
        if trusted is None:
            raise Refused("an issuer that is not trusted here")
        hold_to(token, trusted.issuer)
        key = await trusted.keys.key(token.key)
        if key is None:
            raise Refused("a key that the issuer does not have")
        now = self.now()
        claims = checked(token, trusted.issuer, key, now)
        until = claims["exp"] + trusted.issuer.leeway_seconds
        return Accepted(actor_of(claims, trusted.issuer), trusted, token.key, key, now, until)


def by_token(
    issuers: Iterable[Issuer],
    transport: httpx.AsyncBaseTransport | None = None,
    now: Callable[[], float] = time,
) -> ByToken:
    """Identify by tokens of these issuers. Raises NoKeySet for keys in settings that are none."""
    trusted = (Trusted(issuer, _keys(issuer, transport)) for issuer in issuers)
    return ByToken({one.issuer.issuer: one for one in trusted}, now)


def _keys(issuer: Issuer, transport: httpx.AsyncBaseTransport | None) -> KeySource:
    if issuer.jwks_uri is None:
        return GivenKeys(keys_in(issuer.jwks, issuer.algorithms))
    return FetchedKeys(partial(_published, issuer, transport), issuer.keys_last_seconds)


async def _published(issuer: Issuer, transport: httpx.AsyncBaseTransport | None) -> Keys:
    from jeugdregio_api.access.fetching import fetch

    return keys_in(await fetch(issuer.jwks_uri or "", transport), issuer.algorithms)


def _token(headers: Headers) -> str | None:
    given = headers.getlist("authorization")
    if not given:
        return None
    bearer = _BEARER.fullmatch(given[0].strip()) if len(given) == 1 else None
    if bearer is None:
        raise Refused("not one bearer token")
    return bearer[1]
