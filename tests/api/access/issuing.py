"""An issuer on the network, inside this process: it publishes its keys and counts who asks."""

from __future__ import annotations

import asyncio
import hmac
import json
from base64 import urlsafe_b64encode
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import httpx
from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
from cryptography.hazmat.primitives.hashes import SHA256
from joserfc import jwt
from joserfc.jwk import RSAKey
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

JWKS = "https://login.voorbeeld.example/jwks"


@dataclass
class Network:
    """Everything outside: any address answers, with these keys or as it is told."""

    jwks: Any
    answer: Response | Exception | None = None
    slow: float = 0
    asked: list[str] = field(default_factory=list)
    headers: list[Mapping[str, str]] = field(default_factory=list)

    @property
    def transport(self) -> httpx.ASGITransport:
        """The way to it."""
        routes = [Route("/{path:path}", self._answer)]
        return httpx.ASGITransport(Starlette(routes=routes))

    async def _answer(self, request: Request) -> Response:
        self.asked.append(str(request.url))
        self.headers.append(request.headers)
        await asyncio.sleep(self.slow)
        if isinstance(self.answer, Exception):
            raise self.answer
        return self.answer or Response(json.dumps(self.jwks), media_type="application/json")


def signed(header: Mapping[str, Any], claims: Mapping[str, Any], key: Any) -> str:
    """A token that anybody with this key could make. RS256 is signed whatever the header says."""
    if header["alg"] != "RS256" or not isinstance(key, RSAKey):
        return jwt.encode(dict(header), dict(claims), key, [header["alg"]], default_type=None)
    said = f"{encoded(header)}.{encoded(claims)}"
    assert key.private_key is not None
    return f"{said}.{_text(key.private_key.sign(said.encode(), PKCS1v15(), SHA256()))}"


def sealed(header: Mapping[str, Any], claims: Mapping[str, Any], secret: bytes) -> str:
    """A token with a signature by HS256, whatever the header says."""
    said = f"{encoded(header)}.{encoded(claims)}"
    return f"{said}.{_text(hmac.digest(secret, said.encode(), 'sha256'))}"


def unsigned(header: Any, claims: Any, signature: str = "") -> str:
    """A token that nobody signed."""
    return f"{encoded(header)}.{encoded(claims)}.{signature}"


def encoded(part: Any) -> str:
    """A part of a token; text is taken as it is."""
    text = part if isinstance(part, str) else json.dumps(part)
    return _text(text.encode())


def _text(part: bytes) -> str:
    return urlsafe_b64encode(part).rstrip(b"=").decode()
